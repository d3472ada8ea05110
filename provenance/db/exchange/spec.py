"""The declaration of one list of the dossier file."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from provenance.db.base import DossierRecord
from provenance.db.exchange.fields import Field, Known, object_faults
from provenance.db.exchange.links import Items, Ref, Refs
from provenance.errors import Fault


@dataclass(frozen=True)
class RecordSpec:
    """``name`` of the list, ``kind`` in the register of ids, table, fields in the order of dumps.

    ``computed`` are fields that the area stores by itself (the text of a document).
    """

    name: str
    kind: str
    model: type[DossierRecord]
    fields: tuple[Field, ...]
    computed: tuple[Field, ...] = ()
    superseded: bool = False

    @property
    def all_fields(self) -> tuple[Field, ...]:
        """Every field of the file."""
        return self.fields + self.computed

    @property
    def columns(self) -> tuple[Field, ...]:
        """Fields kept in the record's own row, without references."""
        return tuple(f for f in self.fields if not isinstance(f, Ref | Refs | Items))

    @property
    def references(self) -> tuple[Ref, ...]:
        """Fields that point to one other record."""
        return tuple(f for f in self.fields if isinstance(f, Ref))

    @property
    def lists(self) -> tuple[Refs | Items, ...]:
        """Fields kept in tables of their own."""
        return tuple(f for f in self.fields if isinstance(f, Refs | Items))

    def faults(self, record: dict[str, Any], where: str, known: Known) -> Iterator[Fault]:
        """Faults of one record, its id set aside."""
        body = {key: value for key, value in record.items() if key != "id"}
        return object_faults(body, where, self.all_fields, known)
