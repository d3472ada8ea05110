"""Doing one act, seeing what the audit trail says of it, and that a refused act left nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import func, select

from provenance.audit.actor import Actor
from provenance.db.base import DossierRecord
from provenance.db.session import Database
from provenance.dossiers.commands import Correct, Withdraw
from provenance.errors import ProvenanceError
from provenance.models import metadata
from tests.factories.records import in_transaction
from tests.integration.audit.tampering import bodies, report


def act(database: Database, actor: Actor, service: Callable[..., Any], command: Any) -> None:
    """Run one service and commit."""
    in_transaction(database, lambda session: service(session, actor, command))


def correct(
    database: Database, actor: Actor, service: Callable[..., Any], public_id: str,
    dossier: str = "khorasan", version: int | None = None, **changes: Any,
) -> None:  # fmt: skip
    """Correct fields of a record."""
    act(database, actor, service, Correct(dossier, public_id, changes, "looked again", version))


def withdraw(
    database: Database, actor: Actor, service: Callable[..., Any], public_id: str,
    dossier: str = "khorasan", version: int | None = None,
) -> None:  # fmt: skip
    """Take a record back."""
    act(database, actor, service, Withdraw(dossier, public_id, "was a mistake", version))


def last_entry(database: Database, dossier: str = "khorasan") -> dict[str, Any]:
    """What the newest entry says; the chain holds."""
    assert report(database, dossier).fault is None
    return bodies(database, dossier)[-1]


def changes_told(database: Database, dossier: str = "khorasan") -> tuple[Any, Any]:
    """Old and new as the newest entry has them."""
    entry = last_entry(database, dossier)
    return entry["before"], entry["after"]


def row_counts(database: Database) -> dict[str, int]:
    """How many rows each table has."""
    with database.reading() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in metadata.sorted_tables
        }


def version_of(database: Database, model: type[DossierRecord], public_id: str) -> int:
    """The version that an editor would see now."""
    with database.reading() as session:
        statement = select(model).where(model.public_id == public_id)
        return session.scalars(statement).one().version


@contextmanager
def refused(
    database: Database, error: type[ProvenanceError], match: str | None = None
) -> Iterator[pytest.ExceptionInfo[ProvenanceError]]:
    """The block is refused with this error, and no row was added or lost."""
    before = row_counts(database)
    with pytest.raises(error, match=match) as caught:
        yield caught
    assert row_counts(database) == before
