"""New versions of a document: what is kept, moves, is lost, and comes back when the act is undone."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from provenance.audit.actor import Actor
from provenance.audit.models import AuditEntry
from provenance.citations.models import Citation
from provenance.citations.service import correct_citation
from provenance.claims.models import Attribution, AttributionCitation, Claim, Quote
from provenance.claims.service import withdraw_claim
from provenance.db.session import Database
from provenance.documents.models import Document, Marker, Note, Revision
from provenance.documents.queries import latest_revision
from provenance.dossiers.commands import Correct, Withdraw
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.register import find
from provenance.errors import InvalidInput
from provenance.exports.strict_json import read_json
from provenance.exports.verify import verify_package
from provenance.imports.commands import AcceptDraft, DecideFinding, StartDraft
from provenance.imports.known import read_known
from provenance.imports.models import ImportDraft
from provenance.imports.orphans import let_stand, reanchor
from provenance.imports.service import accept_draft, decide, start_draft
from provenance.imports.versions.accepting import counts
from provenance.imports.versions.commands import (
    AcceptVersion,
    ChooseChanged,
    LetStand,
    MarkVersion,
    Reanchor,
    UndoVersion,
)
from provenance.imports.versions.like import SAME_TEXT, SAME_TITLE, likely_version
from provenance.imports.versions.plan import plan_version
from provenance.imports.versions.service import accept_version, choose_changed, mark_version
from provenance.imports.versions.undo import undo_version
from provenance.ingest.reader import read
from provenance.interchange.check import file_faults
from provenance.interchange.dump import dump_dossier
from provenance.interchange.load import load_dossier
from provenance.interchange.package import export_package
from provenance.reports.reading import ReadingView
from provenance.reports.reading_earlier import AnchoredThen
from provenance.reports.reading_outline import Outline
from provenance.reports.revisions import candidates_for, former_notes, orphans_of
from provenance.reports.versions import Line, VersionPreview
from provenance.scoring.engine import ENGINE_VERSION
from provenance.sources.models import Source
from tests.factories.records import in_transaction, make_claim, make_source
from tests.integration.imports.paper import (
    PAPER,
    quote_in,
    reworded,
    with_note_in_front,
    without_clerk,
)

COUNTED = "The guards counted about 600 men in 2018."
DENIED = "They denied any losses."
LOCKED = "the gates were locked each night"
CLERK = "Interview with clerk of the Toll House"


class Desk:
    """One document in one dossier, and what an analyst does with it."""

    def __init__(
        self, database: Database, actor: Actor, slug: str, *decisions: DecideFinding
    ) -> None:
        self.database, self.actor, self.slug = database, actor, slug
        draft = self.start(PAPER)
        for one in decisions:
            self.do(lambda s, one=one: decide(s, actor, replace(one, public_id=draft)))
        accept = AcceptDraft(slug, draft, "looks right")
        self.document: str = self.do(lambda s: accept_draft(s, actor, accept).public_id)

    def do(self, act: Callable[..., Any]) -> Any:
        return in_transaction(self.database, act)

    def start(self, text: str, name: str = "salt.txt") -> str:
        command = StartDraft(self.slug, name, text.encode(), "it bears on it", again=True)
        return str(self.do(lambda s: start_draft(s, self.actor, command).public_id))

    def version(self, text: str, name: str = "salt.txt") -> str:
        """A draft that is to be the document's new version."""
        draft = self.start(text, name)
        command = MarkVersion(self.slug, draft, self.document, "corrected")
        self.do(lambda s: mark_version(s, self.actor, command))
        return draft

    def accept(self, draft: str, **more: Any) -> None:
        command = AcceptVersion(self.slug, draft, "better", **more)
        self.do(lambda s: accept_version(s, self.actor, command))

    def take(self, text: str, name: str = "salt.txt") -> None:
        self.accept(self.version(text, name))

    def undo(self) -> None:
        command = UndoVersion(self.slug, self.document, "the old one was right")
        self.do(lambda s: undo_version(s, self.actor, command))

    def claim(self, words: str, nth: int = 0, **attribution: Any) -> str:
        quote = {"document": self.document, **quote_in(PAPER, words, nth)}
        made = [attribution] if attribution else []
        return make_claim(self.database, self.actor, self.slug, *made, text=words, quotes=[quote])

    def read(self, act: Callable[..., Any]) -> Any:
        with self.database.reading() as session:
            return act(session)

    def dump(self) -> bytes:
        data: bytes = self.read(lambda s: dump_dossier(s, dossier_by_slug(s, self.slug)))
        return data

    def list_of(self, name: str) -> dict[str, dict[str, Any]]:
        """Records of the dossier file by id."""
        return {one["id"]: one for one in read_json(self.dump()).get(name, ())}

    def text(self) -> str:
        return str(self.list_of("documents")[self.document]["text"])

    def quote(self, claim: str) -> dict[str, Any]:
        found: dict[str, Any] = self.list_of("claims")[claim]["quotes"][0]
        return found

    def counts(self, draft: str) -> dict[str, Any]:
        def act(session: Any) -> dict[str, Any]:
            dossier = dossier_by_slug(session, self.slug)
            row = find(session, ImportDraft, dossier.id, draft)
            return counts(plan_version(session, row, read_known(session, dossier.id)))

        found: dict[str, Any] = self.read(act)
        return found

    def verbs(self) -> list[str]:
        statement = select(AuditEntry.verb).order_by(AuditEntry.id)
        return list(self.read(lambda s: s.scalars(statement).all()))


@pytest.fixture
def desk(database: Database, actor: Actor, dossier: str) -> Desk:
    return Desk(database, actor, dossier)


def citation_in(desk: Desk, words: str) -> dict[str, Any]:
    (found,) = [c for c in desk.list_of("citations").values() if c["text"].startswith(words)]
    return found


def test_a_paragraph_and_a_note_in_front_move_everything_and_lose_nothing(desk: Desk) -> None:
    miller = citation_in(desk, "Interview with miller")
    claims = [desk.claim(COUNTED, source=miller["source"], citations=[miller["id"]]),
              desk.claim(DENIED), desk.claim(DENIED, 1), desk.claim(LOCKED)]  # fmt: skip
    notes = desk.list_of("notes")
    citations = desk.list_of("citations")

    desk.take(with_note_in_front())

    text, now = desk.text(), desk.list_of("notes")
    for claim in claims:
        quote = desk.quote(claim)
        assert text[quote["start"] : quote["end"]] == quote["exact"]
        assert "orphan" not in quote
    assert text[desk.quote(claims[1])["end"] :].startswith("[4] The toll house")
    assert text[desk.quote(claims[2])["end"] :].startswith("[6]")
    for name, note in notes.items():
        assert now[name]["label"] == str(int(note["label"]) + 1)
        assert now[name]["text"] == note["text"]
        (marker,) = now[name]["markers"]
        assert text[marker["start"] : marker["end"]] == f"[{now[name]['label']}]"
    (ferryman,) = now.keys() - notes.keys()
    assert now[ferryman]["label"] == "1"
    after = desk.list_of("citations")
    assert all(after[name].get("source") == one.get("source") for name, one in citations.items())
    assert [after[n]["text"] for n in after.keys() - citations.keys()] == [
        "Interview with ferryman in Highgate, August 2020."
    ]
    assert desk.list_of("attributions").popitem()[1]["citations"] == [miller["id"]]


def test_a_note_that_is_gone_stays_with_its_citations_and_claims_in_the_earlier_version(
    desk: Desk,
) -> None:
    clerk = citation_in(desk, CLERK)
    claim = desk.claim(LOCKED, source=clerk["source"], citations=[clerk["id"]])

    desk.take(without_clerk())

    notes, quote = desk.list_of("notes"), desk.quote(claim)
    (gone,) = [note for note in notes.values() if note.get("former")]
    assert gone["text"].startswith(CLERK)
    assert "markers" not in gone
    assert {"exact", "prefix", "suffix", "orphan"} <= quote.keys()
    assert not {"start", "end"} & quote.keys()
    assert quote["orphan"] == "open"
    assert desk.list_of("citations")[clerk["id"]]["former"] is True
    assert desk.list_of("attributions").popitem()[1]["citations"] == [clerk["id"]]
    labels = sorted(n["label"] for n in notes.values() if not n.get("former"))
    assert labels == ["1", "2", "3", "4", "5"]


def test_a_dossier_with_orphans_dumps_loads_and_verifies(desk: Desk, tmp_path: Path) -> None:
    clerk = citation_in(desk, CLERK)
    desk.claim(LOCKED, source=clerk["source"], citations=[clerk["id"]])
    desk.take(without_clerk())
    first = desk.dump()

    assert list(file_faults(read_json(first))) == []
    desk.do(lambda s: load_dossier(s, desk.actor, read_json(first), slug="copy"))
    second = desk.read(lambda s: dump_dossier(s, dossier_by_slug(s, "copy")))
    assert second.replace(b'"slug": "copy"', b'"slug": "khorasan"') == first

    file = io.BytesIO()
    desk.read(lambda s: export_package(s, dossier_by_slug(s, desk.slug), file))
    path = tmp_path / "package.zip"
    path.write_bytes(file.getvalue())
    report = verify_package(path, engine=ENGINE_VERSION, dossier_faults=file_faults)
    assert report.faults == []


def test_the_same_text_again_keeps_everything(desk: Desk) -> None:
    desk.claim(COUNTED)
    desk.claim(DENIED, 1)
    before = desk.dump()
    draft = desk.version(PAPER)

    states = {state for group in desk.counts(draft).values() for state in group}
    desk.accept(draft)

    assert states == {"kept"}
    assert desk.dump() == before
    statement = select(Revision.number).order_by(Revision.number)
    assert desk.read(lambda s: s.scalars(statement).all()) == [1, 2]


def test_changed_words_wait_for_a_person(desk: Desk) -> None:
    claim, other = desk.claim(COUNTED), desk.claim(DENIED)
    draft = desk.version(reworded())
    assert desk.counts(draft)["quotes"] == {"orphan": 1, "moved": 1}

    chosen = ChooseChanged(desk.slug, draft, (f"quote:{claim}:0",), ())
    desk.do(lambda s: choose_changed(s, desk.actor, chosen))
    assert desk.counts(draft)["quotes"] == {"changed": 1, "moved": 1}
    desk.accept(draft)

    assert desk.quote(claim)["exact"] == "The guards counted at most 450 men in 2018."
    assert desk.quote(other)["exact"] == DENIED
    assert desk.verbs().count("claims:claim:anchor") == 1


def test_what_a_person_decided_is_neither_asked_nor_undone(desk: Desk) -> None:
    ibid = citation_in(desk, "Ibid.")
    own = make_source(desk.database, desk.actor, desk.slug, label="The captain himself")
    command = Correct(desk.slug, ibid["id"], {"source": own}, "he told me")
    desk.do(lambda s: correct_citation(s, desk.actor, command))

    draft = desk.version(with_note_in_front())
    statement = select(ImportDraft.decisions).where(ImportDraft.public_id == draft)
    shown = desk.read(lambda s: s.scalars(statement).one())
    desk.accept(draft)

    assert shown["citation:4:1"]["source"] == own
    now = desk.list_of("citations")[ibid["id"]]
    assert (now["source"], now["status"]) == (own, "resolved")


def test_an_antecedent_that_a_person_chose_is_kept(
    database: Database, actor: Actor, dossier: str
) -> None:
    chosen = DecideFinding(dossier, "", "citation:3:1", {"antecedent": "citation:1:1"})
    desk = Desk(database, actor, dossier, chosen)
    ibid = citation_in(desk, "Ibid.")
    read_as = desk.list_of("citations")[ibid["resolves_to"]]
    assert read_as["text"].startswith("Interview with official")

    draft = desk.version(with_note_in_front())
    desk.accept(draft)

    now = desk.list_of("citations")[ibid["id"]]
    for name in ("resolves_to", "source", "rule"):
        assert now[name] == ibid[name]


def test_what_was_rejected_once_is_not_found_again(
    database: Database, actor: Actor, dossier: str
) -> None:
    reject = DecideFinding(dossier, "", "attribution:1", {"rejected": True})
    desk = Desk(database, actor, dossier, reject)
    inline = [c["text"] for c in desk.list_of("citations").values() if "document" in c]
    assert sorted(inline) == ["A clerk said", "They denied"]

    desk.take(with_note_in_front())

    now = [c for c in desk.list_of("citations").values() if "document" in c]
    assert sorted(c["text"] for c in now) == sorted(inline)
    assert all(desk.text()[c["start"] : c["end"]] == c["text"] for c in now)


def test_words_withheld_from_readers_are_withheld_in_an_earlier_version_too(desk: Desk) -> None:
    def restrict(session: Any) -> None:
        session.scalars(select(Document)).one().restricted = True
        source = session.scalars(select(Source).where(Source.label.contains("lerk"))).one()
        source.protected = True

    desk.take(without_clerk())
    desk.do(restrict)

    def act(session: Any) -> tuple[list[str], list[str | None]]:
        document = session.scalars(select(Document)).one()
        view = earlier_view(session, document, for_reader=True)
        hidden = [one.note.label for one in view.notes.values() if one.withheld]
        return hidden, [one.words for one in former_notes(session, document, for_reader=True)]

    assert desk.read(act) == (["5"], [None])


def test_a_reference_that_nobody_decided_follows_the_note_that_now_stands_before_it(
    desk: Desk,
) -> None:
    ibid = citation_in(desk, "Ibid.")
    text = PAPER.replace("in 2018.[2] They", "in 2018.[2] A boatman saw it.[2a] They")
    text = text.replace(
        "[3] Ibid.", "[2a] Interview with boatman in Highgate, May 2020.\n\n[3] Ibid."
    )

    desk.take(renumber_letters(text))

    now = desk.list_of("citations")
    boatman = citation_in(desk, "Interview with boatman")
    assert now[ibid["id"]]["resolves_to"] == boatman["id"]
    assert now[ibid["id"]]["source"] == boatman["source"] != ibid["source"]


def renumber_letters(text: str) -> str:
    """``[2a]`` becomes 3, and what follows moves up."""
    for number in range(6, 2, -1):
        text = text.replace(f"[{number}]", f"[{number + 1}]")
    return text.replace("[2a]", "[3]")


def test_undoing_puts_everything_back_as_it_was(desk: Desk) -> None:
    clerk = citation_in(desk, CLERK)
    desk.claim(LOCKED, source=clerk["source"], citations=[clerk["id"]])
    desk.claim(COUNTED)
    before = desk.dump()

    for change in (with_note_in_front, without_clerk, reworded):
        desk.take(change())
        assert desk.dump() != before
        desk.undo()
        assert desk.dump() == before

    assert desk.verbs()[-1] == "documents:document:revert"
    withdrawn = select(Source.label).where(Source.withdrawn_at.is_not(None))
    (label,) = desk.read(lambda s: s.scalars(withdrawn).all())
    assert "erryman" in label
    with pytest.raises(InvalidInput, match="no former version"):
        desk.undo()


def test_a_version_on_which_something_was_built_is_not_undone(desk: Desk) -> None:
    desk.claim(COUNTED)
    desk.take(with_note_in_front())
    ferryman = citation_in(desk, "Interview with ferryman")
    claim = make_claim(
        desk.database, desk.actor, desk.slug,
        {"source": ferryman["source"], "citations": [ferryman["id"]]},
    )  # fmt: skip
    before = desk.dump()

    with pytest.raises(InvalidInput, match="built") as refused:
        desk.undo()

    assert [(f.where, ferryman["id"] in f.message) for f in refused.value.faults] == [(claim, True)]
    assert desk.dump() == before


def test_a_preview_counts_what_stands_and_strikes_out_no_numbers_of_notes(desk: Desk) -> None:
    across = "The guards counted about 600 men in 2018.[2] They denied any losses.[3] The toll"
    moved, gone = desk.claim(across), desk.claim(DENIED)
    same = desk.version(with_note_in_front())
    desk.do(lambda s: withdraw_claim(s, desk.actor, Withdraw(desk.slug, gone, "a slip")))

    def preview(draft: str) -> dict[str, list[Line]]:
        def act(session: Any) -> dict[str, list[Line]]:
            dossier = dossier_by_slug(session, desk.slug)
            row = find(session, ImportDraft, dossier.id, draft)
            plan = plan_version(session, row, read_known(session, dossier.id))
            lines = VersionPreview(session, dossier, plan).lines
            return {k: [one for one in v if one.kind == "quotation"] for k, v in lines.items()}

        found: dict[str, list[Line]] = desk.read(act)
        return found

    lines = preview(same)
    (line,) = [one for group in lines.values() for one in group]
    assert (line, line.claim) == (lines["moved"][0], moved)
    assert line.new == (
        (across.replace("[3]", "[4]").replace("[2]", "[3]"), False),
    )  # fmt: skip
    (changed,) = preview(desk.version(with_note_in_front(reworded())))["changed"]
    sides = (changed.old, changed.new)
    assert [[words.strip() for words, alone in side if alone] for side in sides] == [
        ["about 600"], ["at most 450"],
    ]  # fmt: skip


def test_what_was_built_and_taken_back_keeps_nobody_from_going_back(desk: Desk) -> None:
    counted, before = desk.claim(COUNTED), desk.list_of("notes")
    desk.take(with_note_in_front())
    ferryman = citation_in(desk, "Interview with ferryman")
    (note,) = desk.list_of("notes").keys() - before.keys()
    quotes = [
        {"document": desk.document, **quote_in(desk.text(), "The ferry still ran")},
        {"note": note, "exact": "Interview with ferryman", "start": 0, "end": 23},
    ]
    claim = make_claim(
        desk.database, desk.actor, desk.slug,
        {"source": ferryman["source"], "citations": [ferryman["id"]]}, quotes=quotes,
    )  # fmt: skip
    with pytest.raises(InvalidInput, match="built"):
        desk.undo()

    for name in (claim, counted):
        gone = Withdraw(desk.slug, name, "a slip")
        desk.do(lambda s, gone=gone: withdraw_claim(s, desk.actor, gone))
    desk.undo()

    assert desk.text() == desk.read(lambda s: read(PAPER.encode(), "salt.txt").text)
    assert desk.list_of("notes") == before
    kept = desk.list_of("claims")
    assert [(q["exact"], q["orphan"], q.get("start")) for q in kept[claim]["quotes"]] == [
        ("The ferry still ran", "open", None), ("Interview with ferryman", "open", None),
    ]  # fmt: skip
    quote = desk.quote(counted)
    assert desk.text()[quote["start"] : quote["end"]] == COUNTED
    assert list(file_faults(read_json(desk.dump()))) == []


def test_a_source_corrected_and_set_right_again_keeps_nobody_from_going_back(desk: Desk) -> None:
    miller = citation_in(desk, "Interview with miller")
    other = make_source(desk.database, desk.actor, desk.slug, label="Somebody else")
    desk.take(with_note_in_front())

    def correct(source: str) -> None:
        command = Correct(desk.slug, miller["id"], {"source": source}, "I looked again")
        desk.do(lambda s: correct_citation(s, desk.actor, command))

    correct(other)
    with pytest.raises(InvalidInput, match="built"):
        desk.undo()
    correct(miller["source"])
    desk.undo()

    now = desk.list_of("citations")[miller["id"]]
    assert now["source"] == miller["source"]
    decided = select(Citation.match).where(Citation.public_id == miller["id"])
    assert desk.read(lambda s: s.scalars(decided).one()) == "decided"
    assert desk.text() == desk.read(lambda s: read(PAPER.encode(), "salt.txt").text)


def test_going_back_takes_an_orphan_from_where_it_was_anchored(desk: Desk) -> None:
    locked, denied = desk.claim(LOCKED), desk.claim(DENIED, 1)
    before = desk.dump()
    desk.take(without_clerk())
    notes = desk.list_of("notes")
    (letter,) = [n["id"] for n in notes.values() if n["text"].startswith("Letter")]
    moved = Reanchor(desk.slug, locked, 0, "Letter of the merchants", "it says so", note=letter)
    desk.do(lambda s: reanchor(s, desk.actor, moved))
    stand = LetStand(desk.slug, denied, 0, "taken out by the author")
    desk.do(lambda s: let_stand(s, desk.actor, stand))
    assert desk.quote(locked)["note"] == letter

    desk.undo()

    assert desk.dump() == before
    told = ["claims:claim:anchor", "claims:claim:anchor", "documents:document:revert"]
    assert desk.verbs()[-3:] == told


def earlier_view(session: Any, document: Document, *, for_reader: bool = False) -> ReadingView:
    """Its first version as it is read now."""
    outline = Outline(AnchoredThen(session, document, 1))
    return ReadingView(session, document, for_reader=for_reader, outline=outline)


def test_an_earlier_version_is_read_with_its_anchors_as_they_were(desk: Desk) -> None:
    locked, counted = desk.claim(LOCKED), desk.claim(COUNTED)
    desk.take(with_note_in_front(without_clerk()))

    def act(session: Any) -> tuple[Any, ...]:
        document = session.scalars(select(Document)).one()
        then, now = earlier_view(session, document), ReadingView(session, document)
        notes = [[v.note.label for v in view.notes.values()] for view in (then, now)]
        labels = [len(v.citations) for v in then.notes.values()]
        places = {name: then.text[mark.start :][:10] for name, mark in then.claims.items()}
        return notes, labels, places, {mark.claim.public_id for mark in now.lost_claims}

    notes, labels, places, lost = desk.read(act)
    assert notes == [["1", "2", "3", "4", "5", "6"], ["1", "2", "3", "4", "5", "6"]]
    assert labels == [1, 1, 1, 2, 1, 1]
    assert places == {locked: LOCKED[:10], counted: COUNTED[:10]}
    assert lost == {locked}


def test_an_orphan_is_anchored_anew_or_left_for_a_reason(desk: Desk) -> None:
    locked, denied = desk.claim(LOCKED), desk.claim(DENIED, 1)
    desk.take(without_clerk())

    def orphans(session: Any) -> list[tuple[str, int]]:
        document = session.scalars(select(Document)).one()
        return [(o.claim.public_id, o.place.revision) for o in orphans_of(session, document)]

    assert sorted(desk.read(orphans)) == sorted([(locked, 1), (denied, 1)])
    near = desk.read(lambda s: candidates_for(s, s.scalars(select(Document)).one(), DENIED))
    assert near[0].words.startswith(DENIED)
    start, _, end = near[0].value.partition("-")
    wrong = Reanchor(
        desk.slug, denied, 0, "no such words", "it says so", near=(int(start), int(end))
    )
    with pytest.raises(InvalidInput, match="does not have these words"):
        desk.do(lambda s: reanchor(s, desk.actor, wrong))
    right = Reanchor(
        desk.slug, denied, 0, "They  denied", "it says so", near=(int(start), int(end))
    )
    desk.do(lambda s: reanchor(s, desk.actor, right))
    stand = LetStand(desk.slug, locked, 0, "taken out by the author")
    desk.do(lambda s: let_stand(s, desk.actor, stand))

    quote = desk.quote(denied)
    assert desk.text()[quote["start"] : quote["end"]] == quote["exact"] == "They denied"
    assert (desk.quote(locked)["orphan"], desk.quote(locked)["orphan_reason"]) == (
        "kept", "taken out by the author",
    )  # fmt: skip
    with pytest.raises(InvalidInput, match="no such orphaned quotation"):
        desk.do(lambda s: let_stand(s, desk.actor, LetStand(desk.slug, denied, 0, "again")))


def test_an_orphan_finds_its_words_again_in_a_later_version(desk: Desk) -> None:
    claim = desk.claim(LOCKED)
    desk.take(without_clerk())
    assert desk.quote(claim)["orphan"] == "open"

    desk.take(PAPER)

    quote = desk.quote(claim)
    assert desk.text()[quote["start"] : quote["end"]] == LOCKED
    assert "orphan" not in quote


def test_a_draft_of_a_version_makes_no_second_document(desk: Desk) -> None:
    draft = desk.version(reworded())
    command = AcceptDraft(desk.slug, draft, "by mistake")

    with pytest.raises(InvalidInput, match="new version"):
        desk.do(lambda s: accept_draft(s, desk.actor, command))
    assert len(desk.list_of("documents")) == 1

    own = MarkVersion(desk.slug, draft, None, "another paper")
    desk.do(lambda s: mark_version(s, desk.actor, own))
    desk.do(lambda s: accept_draft(s, desk.actor, command))
    assert len(desk.list_of("documents")) == 2


def test_calls_set_by_hand_are_kept_where_the_reader_finds_none(desk: Desk) -> None:
    def set_by_hand(session: Any) -> None:
        note = session.scalars(select(Note).where(Note.label == "6")).one()
        marker = session.scalars(select(Marker).where(Marker.note_id == note.id)).one()
        at = PAPER.index(" The merchants sent")
        marker.start = marker.end = at

    desk.do(set_by_hand)
    desk.take(with_note_in_front().replace("governor.[7]", "governor."))

    (marker,) = next(n for n in desk.list_of("notes").values() if n["label"] == "7")["markers"]
    assert marker["start"] == marker["end"]
    assert desk.text()[marker["start"] :].startswith(" The merchants sent")


def test_nothing_else_of_the_dossier_is_touched(desk: Desk) -> None:
    rows = (Claim, Quote, Attribution, AttributionCitation, Citation, Note)

    def numbers(session: Any) -> list[int]:
        return [len(session.scalars(select(model.id)).all()) for model in rows]

    desk.claim(COUNTED)
    before = desk.read(numbers)
    desk.take(without_clerk())

    assert desk.read(numbers) == before
    newest = desk.read(lambda s: latest_revision(s, s.scalars(select(Document.id)).one()).number)
    assert newest == 2


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (reworded(), SAME_TITLE),
        (
            with_note_in_front().replace("The salt road and its guards", "A lecture on salt"),
            SAME_TEXT,
        ),
        ("Of bees\n\nThe hive was moved to the orchard. Nobody was stung.\n", None),
    ],
    ids=["the same title", "the same text", "another paper"],
)
def test_a_draft_that_looks_like_a_version_is_told(
    desk: Desk, text: str, reason: str | None
) -> None:
    def act(session: Any) -> tuple[str, str] | None:
        dossier = dossier_by_slug(session, desk.slug)
        found = likely_version(session, dossier.id, read(text.encode(), "paper.txt"))
        return (found.document.public_id, found.reason) if found else None

    assert desk.read(act) == ((desk.document, reason) if reason else None)


def test_a_passage_longer_than_any_pattern_is_sought_all_the_same(desk: Desk) -> None:
    long = PAPER.replace("Nobody was paid for it.", "they paid 5% of it_all, " * 2500)
    desk.take(long)

    def act(session: Any) -> tuple[str, str] | None:
        dossier = dossier_by_slug(session, desk.slug)
        again = long.replace("The salt road and its guards", "Salt")
        found = likely_version(session, dossier.id, read(again.encode(), "paper.txt"))
        return (found.document.public_id, found.reason) if found else None

    assert desk.read(act) == (desk.document, SAME_TEXT)
