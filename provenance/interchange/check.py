"""Checking a whole dossier file: every fault with its JSON path, before anything is stored."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from provenance.db.exchange.fields import describe, text_faults
from provenance.dossiers.identifiers import id_problem
from provenance.dossiers.service import check_slug
from provenance.errors import Fault, InvalidInput
from provenance.interchange.cross import cross_faults
from provenance.interchange.lists import BY_NAME, FORMAT, HEAD, LISTS

Record = dict[str, Any]
Lists = Mapping[str, list[Record]]


@dataclass(frozen=True, slots=True)
class DossierFile:
    """A checked file. ``lists`` has the lists that it named, records as they were."""

    slug: str
    title: str
    lists: dict[str, list[Record]]


def check_file(document: Any) -> DossierFile:
    """The file; raises :class:`InvalidInput` with all faults where it has any."""
    faults = tuple(file_faults(document))
    if faults:
        raise refusal(faults)
    lists = {spec.name: document[spec.name] for spec in LISTS if spec.name in document}
    return DossierFile(document["slug"], document["title"], lists)


def refusal(faults: tuple[Fault, ...]) -> InvalidInput:
    """The error of a file with these faults."""
    count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
    return InvalidInput(f"The dossier file has {count}; nothing of it was loaded.", faults)


def file_faults(document: Any) -> Iterator[Fault]:
    """Everything wrong with a dossier file."""
    if not isinstance(document, dict):
        yield Fault("$", f"must be an object, not {describe(document)}")
        return
    yield from _head_faults(document)
    for key in document:
        if key not in HEAD and key not in BY_NAME:
            known = ", ".join((*HEAD, *BY_NAME))
            yield Fault(f"$.{key}", f"unknown list or field; known are: {known}")
    yield from list_faults({name: document[name] for name in BY_NAME if name in document}, {})


def _head_faults(document: Record) -> Iterator[Fault]:
    if document.get("format") != FORMAT:
        given = document.get("format")
        yield Fault("$.format", f"must be {FORMAT!r}; this version reads no {str(given)[:60]!r}")
    for key in ("slug", "title"):
        if document.get(key) is None:
            yield Fault(f"$.{key}", "is required")
        else:
            yield from text_faults(document[key], f"$.{key}")
    if isinstance(document.get("slug"), str):
        try:
            check_slug(document["slug"])
        except InvalidInput as error:
            yield Fault("$.slug", error.message)


def list_faults(lists: Mapping[str, Any], standing: Mapping[str, str]) -> Iterator[Fault]:
    """Faults of lists that join a dossier in which the ids of ``standing`` (id → list) exist."""
    known = dict(standing)
    sound: dict[str, list[Record]] = {}
    for name, value in lists.items():
        if not isinstance(value, list):
            yield Fault(f"$.{name}", f"must be a list of records, not {describe(value)}")
            continue
        sound[name] = value
        yield from _id_faults(name, value, known)
    for name, records in sound.items():
        for number, record in enumerate(records):
            yield from BY_NAME[name].faults(record, f"$.{name}[{number}]", known) \
                if isinstance(record, dict) else ()  # fmt: skip
    yield from cross_faults(sound, known)


def _id_faults(name: str, records: list[Any], known: dict[str, str]) -> Iterator[Fault]:
    """Check and gather the ids of one list."""
    for number, record in enumerate(records):
        where = f"$.{name}[{number}]"
        if not isinstance(record, dict):
            yield Fault(where, f"must be an object, not {describe(record)}")
            continue
        public_id = record.get("id")
        if public_id is None:
            yield Fault(f"{where}.id", "is required")
        elif not isinstance(public_id, str):
            yield Fault(f"{where}.id", f"must be text, not {describe(public_id)}")
        elif problem := id_problem(public_id):
            yield Fault(f"{where}.id", problem)
        elif public_id in known:
            yield Fault(f"{where}.id", f"{public_id!r} is taken by one of {known[public_id]}")
        else:
            known[public_id] = name
