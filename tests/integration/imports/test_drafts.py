"""Imports as drafts: read, corrected, accepted once and whole, or discarded."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from provenance.audit.actor import Actor
from provenance.audit.models import AuditEntry
from provenance.citations.models import Citation
from provenance.db.session import Database
from provenance.documents.models import Document, Marker, Note, Passage
from provenance.documents.queries import latest_revision
from provenance.documents.uploads import read_upload
from provenance.errors import AlreadyExists, EditConflict, InvalidInput, UnreadableFile
from provenance.imports.accepting import AWAITING
from provenance.imports.codec import from_json
from provenance.imports.commands import AcceptDraft, DecideFinding, DiscardDraft, StartDraft
from provenance.imports.models import ImportDraft
from provenance.imports.service import accept_draft, decide, discard_draft, start_draft
from provenance.ingest.reader import read
from provenance.ingest.types import ParsedDocument
from provenance.sources.models import Organisation, Source
from tests.factories.records import in_transaction, make_organisation, make_source
from tests.integration.imports.texts import SHORT

DATA = SHORT.encode()


class Importer:
    """The import services over one dossier."""

    def __init__(self, database: Database, actor: Actor, slug: str) -> None:
        self.database, self.actor, self.slug = database, actor, slug

    def _do(self, act: Callable[..., Any], command: Any) -> str:
        def run(session: Any) -> str:
            made = act(session, self.actor, command)
            return str(made.public_id) if made is not None else ""

        return str(in_transaction(self.database, run))

    def start(self, data: bytes = DATA, name: str = "river.txt", **more: Any) -> str:
        return self._do(start_draft, StartDraft(self.slug, name, data, "it bears on it", **more))

    def decide(self, draft: str, finding: str, decision: Any, **more: Any) -> None:
        self._do(decide, DecideFinding(self.slug, draft, finding, decision, **more))

    def accept(self, draft: str, **more: Any) -> str:
        return self._do(accept_draft, AcceptDraft(self.slug, draft, "looks right", **more))

    def discard(self, draft: str) -> None:
        self._do(discard_draft, DiscardDraft(self.slug, draft, "not ours"))

    def all(self, statement: Any) -> list[Any]:
        with self.database.reading() as session:
            return list(session.execute(statement).all())

    def sources_by_note(self) -> dict[str, list[str | None]]:
        """Note label → labels of the sources of its citations, in order."""
        statement = (
            select(Note.label, Source.label)
            .join(Citation, Citation.note_id == Note.id)
            .outerjoin(Source, Source.id == Citation.source_id)
            .order_by(Note.number, Citation.number)
        )
        found: dict[str, list[str | None]] = {}
        for label, source in self.all(statement):
            found.setdefault(label, []).append(source)
        return found


@pytest.fixture
def importer(database: Database, actor: Actor, dossier: str) -> Importer:
    return Importer(database, actor, dossier)


GUARD = "River Guard commander, interview"
COUNCIL = "Town Council official, interview"


def test_a_draft_keeps_what_was_read_and_the_bytes_as_received(importer: Importer) -> None:
    draft = importer.start()

    with importer.database.reading() as session:
        row = session.scalars(select(ImportDraft)).one()
        assert (row.public_id, row.status, row.file_name) == (draft, "open", "river.txt")
        assert from_json(row.parsed, ParsedDocument) == read(DATA, "river.txt")
        assert read_upload(importer.database.home / "uploads", row.sha256) == DATA


def test_nothing_enters_the_dossier_before_acceptance(importer: Importer) -> None:
    importer.start()

    for model in (Document, Note, Citation, Source, Organisation):
        assert importer.all(select(model)) == []


def test_accepting_makes_the_document_with_its_notes_citations_and_sources(
    importer: Importer,
) -> None:
    document = importer.accept(importer.start())

    assert importer.all(select(Document.public_id, Document.title)) == [
        (document, "The river and its mills")
    ]
    assert importer.all(select(func.count()).select_from(Marker)) == [(4,)]
    assert importer.sources_by_note() == {
        "1": [GUARD], "2": [COUNCIL, GUARD], "3": [None], "4": [None],
    }  # fmt: skip
    matches = importer.all(select(Citation.match).order_by(Citation.id))
    assert [row[0] for row in matches] == ["new", "new", "likely same", AWAITING, "none"]


def test_the_text_is_kept_with_every_block_as_passages(importer: Importer) -> None:
    importer.accept(importer.start())

    with importer.database.reading() as session:
        document = session.scalars(select(Document)).one()
        revision = latest_revision(session, document.id)
        assert revision is not None
        assert revision.text == read(DATA, "river.txt").text
        kinds = session.scalars(select(Passage.kind).order_by(Passage.number)).all()
    assert kinds.count("paragraph") == 4
    assert kinds.count("heading") == 2
    assert kinds.count("boilerplate") == 1  # the line with the date
    assert kinds.count("note") == 4


def test_each_new_source_has_an_audit_entry_and_the_document_one_with_counts(
    importer: Importer,
) -> None:
    importer.accept(importer.start())

    verbs = [row[0] for row in importer.all(select(AuditEntry.verb).order_by(AuditEntry.id))]
    assert verbs.count("sources:source:create") == 2
    assert verbs.count("organisations:organisation:create") == 2
    assert verbs[-2:] == ["documents:document:import", "imports:draft:accept"]


def test_sources_of_the_dossier_are_matched_and_the_reason_is_kept(importer: Importer) -> None:
    here = (importer.database, importer.actor, importer.slug)
    guard = make_organisation(*here, name="River Guard", aliases=["The Guards"])
    make_source(*here, label="Our man in the Guard", role="commander", organisations=[guard],
                place="Oldtown", date="2019-03")  # fmt: skip

    importer.accept(importer.start())

    assert importer.sources_by_note()["1"] == ["Our man in the Guard"]
    (found,) = importer.all(select(Citation.match, Citation.match_reason).limit(1))
    assert found == ("same", "same role and organisation, the same place and date")


def test_a_document_is_accepted_only_once(importer: Importer) -> None:
    draft = importer.start()
    importer.accept(draft)

    with pytest.raises(InvalidInput, match="was accepted already"):
        importer.accept(draft)
    assert importer.all(select(func.count()).select_from(Document)) == [(1,)]


def test_a_discarded_draft_cannot_be_accepted(importer: Importer) -> None:
    draft = importer.start()
    importer.discard(draft)

    with pytest.raises(InvalidInput, match="was discarded already"):
        importer.accept(draft)
    assert importer.all(select(Document)) == []


def test_the_same_bytes_are_refused_unless_asked_again(importer: Importer) -> None:
    draft = importer.start()
    with pytest.raises(AlreadyExists) as waiting:
        importer.start(name="other.txt")
    assert waiting.value.public_id == draft

    document = importer.accept(draft)
    with pytest.raises(AlreadyExists) as imported:
        importer.start()
    assert imported.value.public_id == document
    assert importer.start(again=True) != draft


@pytest.mark.parametrize(
    "data",
    [b"", b" \n\t ", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", b"one\x00two"],
    ids=["empty", "blank", "binary", "with a NUL"],
)
def test_what_is_no_text_is_refused(importer: Importer, data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        importer.start(data=data)
    assert importer.all(select(ImportDraft)) == []


def test_corrections_hold_when_accepted(importer: Importer) -> None:
    draft = importer.start()
    about = {"title": "The mills", "authors": ["Ada Writer"], "published": "2019"}
    importer.decide(draft, "document", about)
    importer.decide(draft, "citation:3:1", {"antecedent": "citation:2:1"})
    importer.decide(draft, "citation:2:2", {"source": "new", "label": "Another guard"})
    importer.decide(draft, "note:4", {"kind": "source", "uncalled": True})

    importer.accept(draft)

    assert importer.all(select(Document.title)) == [("The mills",)]
    assert importer.sources_by_note() == {
        "1": [GUARD], "2": [COUNCIL, "Another guard"], "3": [COUNCIL], "4": [None],
    }  # fmt: skip
    assert importer.all(select(func.count()).select_from(Marker)) == [(3,)]
    authors = importer.all(select(Source.label).where(Source.role == "author"))
    assert authors == [("Ada Writer, author",)]


def test_a_correction_can_be_taken_back(importer: Importer) -> None:
    draft = importer.start()
    importer.decide(draft, "citation:1:1", {"source": "none"})
    importer.decide(draft, "citation:1:1", None)

    importer.accept(draft)

    assert importer.sources_by_note()["1"] == [GUARD]


def test_what_refers_to_a_corrected_citation_follows_it(importer: Importer) -> None:
    draft = importer.start()
    importer.decide(draft, "citation:3:1", {"antecedent": "citation:1:1"})
    importer.decide(draft, "citation:1:1", {"source": "none"})

    importer.accept(draft)

    assert importer.sources_by_note()["3"] == [None]


def test_a_marker_is_placed_by_hand(importer: Importer) -> None:
    draft = importer.start()
    passages = read(DATA, "river.txt").passages
    number = next(n for n, p in enumerate(passages) if SHORT[p.start : p.end].startswith("Two"))
    importer.decide(draft, "note:3", {"passage": number, "after": "Two workers"})

    importer.accept(draft)

    statement = select(Marker.start, Marker.before).join(Note).where(Note.label == "3")
    (found,) = importer.all(statement)
    end = SHORT.index("Two workers") + len("Two workers")
    assert found == (end, "stopped for a week. Two workers")


@pytest.mark.parametrize(
    ("finding", "decision"),
    [
        ("citation:9:1", {"type": "letter"}),
        ("citation:1:1", {"type": "gossip"}),
        ("citation:1:1", {"source": "S-NONE"}),
        ("citation:1:1", {"antecedent": "citation:1:1"}),
        ("citation:1:1", {"colour": "red"}),
        ("note:1", {"passage": 10_000}),
        ("note:1", {"passage": 0, "after": "words that are not there"}),
        ("document", {"title": " "}),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(
    importer: Importer, finding: str, decision: dict[str, Any]
) -> None:
    draft = importer.start()

    with pytest.raises(InvalidInput):
        importer.decide(draft, finding, decision)


def test_two_people_correcting_one_draft_do_not_overwrite_each_other(importer: Importer) -> None:
    draft = importer.start()
    importer.decide(draft, "note:1", {"kind": "section"}, version=1)

    with pytest.raises(EditConflict):
        importer.decide(draft, "note:2", {"kind": "section"}, version=1)


def test_with_only_what_is_sure_the_rest_awaits_a_source(importer: Importer) -> None:
    here = (importer.database, importer.actor, importer.slug)
    guard = make_organisation(*here, name="River Guard")
    make_source(*here, label="Guard, 2017", role="commander", organisations=[guard],
                date="2017")  # fmt: skip

    importer.accept(importer.start(), only_sure=True)

    assert importer.sources_by_note() == {
        "1": [None], "2": [COUNCIL, None], "3": [None], "4": [None],
    }  # fmt: skip
    waiting = importer.all(select(func.count()).where(Citation.match == AWAITING))
    assert waiting == [(3,)]


def test_an_unclear_match_is_kept_apart_when_accepted_as_shown(importer: Importer) -> None:
    here = (importer.database, importer.actor, importer.slug)
    guard = make_organisation(*here, name="River Guard")
    make_source(*here, label="Guard, 2017", role="commander", organisations=[guard],
                date="2017")  # fmt: skip

    importer.accept(importer.start())

    assert importer.sources_by_note()["1"] == [GUARD]
    assert importer.all(select(Citation.match).limit(1)) == [("unclear",)]


def test_reserved_ids_are_used(importer: Importer) -> None:
    def ids(kind: str, *key: object) -> str | None:
        return "-".join((kind[0].upper(), "x", *map(str, key)))

    assert importer.accept(importer.start(), ids=ids) == "D-x"
    found = importer.all(select(Citation.public_id).order_by(Citation.id))
    assert [row[0] for row in found] == ["C-x-1-1", "C-x-2-1", "C-x-2-2", "C-x-3-1", "C-x-4-1"]
