"""Bibliographies: matched to the dossier's sources, taken as a person decides, each act audited."""

from typing import Any

import pytest
from sqlalchemy import select

from provenance.audit.actor import Actor
from provenance.audit.models import AuditEntry
from provenance.db.session import Database
from provenance.errors import EditConflict, InvalidInput, UnreadableFile
from provenance.imports.bibliographies.commands import (
    DiscardBibliography,
    StartBibliography,
    TakeBibliography,
)
from provenance.imports.bibliographies.plan import PlannedEntry
from provenance.imports.bibliographies.service import (
    discard_bibliography,
    planned,
    start_bibliography,
    take_bibliography,
)
from provenance.imports.known import read_known
from provenance.imports.models import Bibliography
from provenance.sources.models import Source
from tests.factories.records import in_transaction, make_source
from tests.integration.imports.bibliographies import WORKS

REASON = "the paper's own bibliography"


class Shelf:
    """The services for bibliographies over one dossier."""

    def __init__(self, database: Database, actor: Actor, slug: str) -> None:
        self.database, self.actor, self.slug = database, actor, slug

    def start(self, data: bytes = WORKS, name: str = "works.bib") -> str:
        command = StartBibliography(self.slug, name, data, REASON)
        return self._do(lambda session: start_bibliography(session, self.actor, command).public_id)

    def take(self, public_id: str, decisions: dict[int, str], version: int | None = None) -> str:
        command = TakeBibliography(self.slug, public_id, decisions, REASON, version)
        return self._do(lambda session: take_bibliography(session, self.actor, command).status)

    def discard(self, public_id: str) -> None:
        command = DiscardBibliography(self.slug, public_id, REASON)
        self._do(lambda session: discard_bibliography(session, self.actor, command))

    def plan(self, public_id: str) -> tuple[PlannedEntry, ...]:
        with self.database.reading() as session:
            row = session.scalars(select(Bibliography).filter_by(public_id=public_id)).one()
            return planned(session, row, read_known(session, row.dossier_id))

    def sources(self) -> dict[str, Source]:
        with self.database.reading() as session:
            return {row.label: row for row in session.scalars(select(Source))}

    def verbs(self) -> list[str]:
        with self.database.reading() as session:
            entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id))
            return [entry.verb for entry in entries]

    def _do(self, act: Any) -> Any:
        return in_transaction(self.database, act)


@pytest.fixture
def shelf(database: Database, actor: Actor, dossier: str) -> Shelf:
    return Shelf(database, actor, dossier)


def test_entries_become_sources_and_what_is_not_understood_waits(shelf: Shelf) -> None:
    works = shelf.start()

    assert shelf.take(works, {}) == "open"

    roe, port = shelf.sources()["Roe, The Long Ship"], shelf.sources()["Port Office, Port Notes"]
    assert (roe.type, roe.date and roe.date.edtf) == ("published book/article", "1981")
    assert (port.type, port.date and port.date.edtf) == ("web/social media", "2011-03-04")
    assert port.description is not None
    assert "https://port.example/notes" in port.description
    plan = shelf.plan(works)
    assert [one.decided for one in plan[:3]] == [roe.public_id, roe.public_id, port.public_id]
    assert [one.needs for one in plan] == [False, False, False, True]
    assert shelf.verbs()[-3:] == [
        "sources:source:create", "sources:source:create", "imports:bibliography:take"
    ]  # fmt: skip


def test_a_source_of_the_dossier_is_found_and_gains_only_what_it_lacks(
    shelf: Shelf, database: Database, actor: Actor, dossier: str
) -> None:
    known = make_source(
        database, actor, dossier, label="Roe, The Long Ship", type="published book/article",
        description="Read in Hull.",
    )  # fmt: skip
    works = shelf.start()
    (first, twin, *_) = shelf.plan(works)
    assert (first.source, first.sureness, twin.twin) == (known, "likely same", 0)

    shelf.take(works, {3: "left"})

    row = shelf.sources()["Roe, The Long Ship"]
    assert row.description == "Read in Hull."
    assert row.date is not None
    assert row.date.edtf == "1981"
    assert len(shelf.sources()) == 2


def test_a_protected_source_is_not_described(
    shelf: Shelf, database: Database, actor: Actor, dossier: str
) -> None:
    make_source(database, actor, dossier, label="Roe, The Long Ship", protected=True,
                type="published book/article")  # fmt: skip
    shelf.take(shelf.start(), {})
    assert shelf.sources()["Roe, The Long Ship"].description is None


def test_a_person_decides_otherwise(
    shelf: Shelf, database: Database, actor: Actor, dossier: str
) -> None:
    other = make_source(database, actor, dossier, label="A ledger")
    works = shelf.start()

    assert shelf.take(works, {0: other, 1: "new", 2: "left", 3: "left"}) == "taken"

    assert {one.decided for one in shelf.plan(works)} >= {other, "left"}
    assert set(shelf.sources()) == {"A ledger", "Roe, The Long Ship"}
    with pytest.raises(InvalidInput, match="taken already"):
        shelf.take(works, {})


@pytest.mark.parametrize("wanted", ["S-NONE", "C-NONE", "\x00", ""])
def test_a_decision_that_names_nothing_is_refused_whole(shelf: Shelf, wanted: str) -> None:
    works = shelf.start()
    with pytest.raises(InvalidInput):
        shelf.take(works, {2: wanted})
    assert shelf.sources() == {}


def test_an_entry_without_words_is_no_new_source(shelf: Shelf) -> None:
    with pytest.raises(InvalidInput, match="label"):
        shelf.take(shelf.start(), {3: "new"})


def test_two_people_at_one_bibliography(shelf: Shelf) -> None:
    works = shelf.start()
    shelf.take(works, {})
    with pytest.raises(EditConflict):
        shelf.take(works, {3: "left"}, version=1)


def test_what_waits_can_be_discarded(shelf: Shelf) -> None:
    works = shelf.start()
    shelf.discard(works)
    assert shelf.sources() == {}
    assert shelf.verbs()[-1] == "imports:bibliography:discard"


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"words", "a.bib"), (b"[" * 100_000, "a.json"), (b"@book{x, title={y}}", "a.docx"),
     (b'{"title": "a", "title": "b"}', "a.json"), (b"@book{x, title = {\x00}}", "a.bib")],
)  # fmt: skip
def test_what_is_no_bibliography_leaves_nothing(shelf: Shelf, data: bytes, name: str) -> None:
    before = shelf.verbs()
    with pytest.raises(UnreadableFile):
        shelf.start(data, name)
    assert shelf.verbs() == before
