"""Proposed claims over both databases: kept on accepting, taken, rejected, undone, and never counted."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from provenance.assessments.work import unit_of_work
from provenance.audit.actor import Actor
from provenance.audit.models import AuditEntry
from provenance.audit.verify import verify_chain
from provenance.citations.models import Citation
from provenance.citations.service import correct_citation
from provenance.claims.models import Attribution, AttributionCitation, Claim, Hedge, Quote
from provenance.claims.service import correct_claim
from provenance.db.session import Database
from provenance.documents.models import Document
from provenance.dossiers.commands import Correct
from provenance.dossiers.queries import dossier_by_slug
from provenance.errors import EditConflict, InvalidInput
from provenance.imports.claim_proposals import service
from provenance.imports.claim_proposals.commands import (
    PutBack,
    RejectProposals,
    TakeProposals,
    UndoLast,
)
from provenance.imports.claim_proposals.models import ClaimProposal
from provenance.imports.claim_proposals.queries import counts_of
from provenance.imports.commands import AcceptDraft, DecideFinding, StartDraft
from provenance.imports.service import accept_draft, decide, start_draft
from provenance.interchange.dump import dump_dossier
from provenance.sources.models import Person, Source
from tests.factories.records import REASON
from tests.integration.imports.speaking import PAPER, STORY

NORTH = "North Guild commander, interview"
Rows = list[Any]


class Desk:
    """The services of imports and proposed claims over one dossier, each act in its own unit."""

    def __init__(self, database: Database, actor: Actor, slug: str) -> None:
        self.database, self.actor, self.slug = database, actor, slug

    def do(self, act: Callable[..., Any], command: Any, by: Actor | None = None) -> Any:
        with unit_of_work(self.database) as session:
            made = act(session, by or self.actor, command)
            return [one.public_id for one in made] if isinstance(made, list) else made.public_id

    def bring(self, text: str, name: str = "river.txt", **decisions: Any) -> str:
        draft = self.do(start_draft, StartDraft(self.slug, name, text.encode(), REASON))
        about = {"authors": ["Ida Brandt"]}
        for finding, decision in {"document": about, **decisions}.items():
            self.do(decide, DecideFinding(self.slug, draft, finding, decision))
        return str(self.do(accept_draft, AcceptDraft(self.slug, draft, REASON)))

    def all(self, statement: Any) -> Rows:
        with self.database.reading() as session:
            return list(session.execute(statement).all())

    def proposal(self, words: str) -> str:
        ((public_id,),) = self.all(
            select(ClaimProposal.public_id).where(ClaimProposal.text.startswith(words))
        )
        return str(public_id)

    def take(self, *words: str, by: Actor | None = None) -> list[str]:
        ids = tuple(self.proposal(one) for one in words)
        return list(self.do(service.take, TakeProposals(self.slug, ids), by))

    def counts(self) -> dict[str, int]:
        with self.database.reading() as session:
            document = session.scalars(select(Document).order_by(Document.id.desc())).first()
            assert document is not None
            return counts_of(session, document.id)

    def verbs(self) -> list[str]:
        return [row[0] for row in self.all(select(AuditEntry.verb).order_by(AuditEntry.id))]


@pytest.fixture
def desk(database: Database, actor: Actor, dossier: str) -> Desk:
    return Desk(database, actor, dossier)


def test_inline_citations_stand_in_the_text_with_one_source_for_each_speaker(desk: Desk) -> None:
    desk.bring(STORY)
    found = desk.all(
        select(Citation.text, Citation.start, Citation.end, Source.label)
        .outerjoin(Source, Source.id == Citation.source_id)
        .where(Citation.document_id.is_not(None))
        .order_by(Citation.start)
    )
    assert len(found) == 18
    assert all(STORY[start:end] == text for text, start, end, _ in found)
    labels = [label for *_, label in found]
    assert labels.count("Mara Lindqvist, interview") == 4
    assert labels.count(None) == 3
    assert desk.all(select(Person.label, Person.named).where(Person.label.like("Mara%"))) == [
        ("Mara Lindqvist", True)
    ]
    assert desk.all(select(Source.label).where(Source.label.like("Mara%"))) == [
        ("Mara Lindqvist, interview",)
    ]


def test_decisions_on_speakers_hold_when_accepted(desk: Desk) -> None:
    changed = {"source": "new", "label": "The harbour group", "organisations": ["Harbour Group"],
               "type": "anonymous source"}  # fmt: skip
    desk.bring(STORY, **{"attribution:15": changed, "attribution:10": {"rejected": True}})
    found = dict(
        desk.all(
            select(Citation.text, Source.label)
            .join(Source, Source.id == Citation.source_id)
            .where(Citation.document_id.is_not(None))
        )
    )
    assert found["The group declared"] == "The harbour group"
    assert "Residents say" not in found
    assert desk.all(select(Source.label).where(Source.label.like("Residents%"))) == []


def test_an_unknown_finding_or_a_word_that_is_none_of_it_is_refused(desk: Desk) -> None:
    draft = desk.do(start_draft, StartDraft(desk.slug, "river.txt", STORY.encode(), REASON))
    for finding, decision in (("attribution:99", {}), ("attribution:1", {"antecedent": "none"})):
        with pytest.raises(InvalidInput):
            desk.do(decide, DecideFinding(desk.slug, draft, finding, decision))


def test_proposals_count_nowhere_and_no_dump_carries_them(desk: Desk) -> None:
    desk.bring(PAPER)
    assert desk.counts() == {"waiting": 32, "taken": 0, "rejected": 0, "all": 32}
    with desk.database.reading() as session:
        file = dump_dossier(session, dossier_by_slug(session, desk.slug))
    assert b'"Y-' not in file
    assert not json.loads(file).get("claims")
    assert desk.all(select(func.count()).select_from(Claim)) == [(0,)]


def test_a_taken_claim_is_a_draft_with_its_words_sources_citations_stance_and_hedges(
    desk: Desk,
) -> None:
    document = desk.bring(PAPER)
    (claim,) = desk.take("His men had opened the sluices")
    ((text, status),) = desk.all(select(Claim.text, Claim.status).where(Claim.public_id == claim))
    assert (text, status) == ("His men had opened the sluices", "draft")
    ((exact, start, end, prefix, owner),) = desk.all(
        select(Quote.exact, Quote.start, Quote.end, Quote.prefix, Document.public_id).join(Document)
    )
    assert exact == "While the source in the North Guild denied that his men had opened the sluices"
    assert PAPER[start:end] == exact
    assert PAPER[:start].endswith(prefix)
    assert owner == document
    ((polarity, basis, label),) = desk.all(
        select(Attribution.polarity, Attribution.link_basis, Source.label).join(Source)
    )
    assert (polarity, basis, label) == ("denies", "inline", NORTH)
    cited = desk.all(select(Citation.text).join(AttributionCitation).order_by(Citation.id))
    assert [row[0] for row in cited] == [
        "Interview with North Guild commander, Oldtown, October 2020",
        "the source in the North Guild denied",
    ]


def test_each_source_is_a_voice_and_the_author_where_nobody_else_is(desk: Desk) -> None:
    desk.bring(PAPER)
    desk.take("The dam may fail again.", "The sluices were opened shortly")
    voices = desk.all(
        select(Source.label, Attribution.link_basis, Hedge.text, Hedge.by)
        .join(Attribution, Attribution.source_id == Source.id)
        .outerjoin(Hedge, Hedge.attribution_id == Attribution.id)
        .order_by(Attribution.id)
    )
    assert [tuple(row) for row in voices] == [
        ("Ida Brandt, author", "author", "may", "author"),
        (NORTH, "paragraph", None, None),
        ("South Guild commander, interview", "paragraph", None, None),
    ]


def test_who_relays_is_kept_as_the_way(desk: Desk) -> None:
    desk.bring(STORY)
    (claim,) = desk.take("Half of the wells were salty.")
    with desk.database.reading() as session:
        file = json.loads(dump_dossier(session, dossier_by_slug(session, desk.slug)))
    labels = {one["id"]: one["label"] for one in file["sources"]}
    (voice,) = (one for one in file["attributions"] if one["claim"] == claim)
    assert labels[voice["source"]] == "Relief mission, statement"
    assert [labels[one] for one in voice["via"]] == ["County envoy to the coast, statement"]


def test_several_are_taken_by_one_act_and_undone_by_one(desk: Desk) -> None:
    document = desk.bring(PAPER)
    desk.take("The dam may fail again.")
    claims = desk.take("The River Board has published", "Neither guild has the means")
    assert desk.counts()["taken"] == 3
    undone = desk.do(service.undo_last, UndoLast(desk.slug, document))
    assert len(undone) == 2
    statuses = desk.all(select(Claim.status).where(Claim.public_id.in_(claims)))
    assert [row[0] for row in statuses] == ["withdrawn", "withdrawn"]
    assert desk.counts() == {"waiting": 31, "taken": 1, "rejected": 0, "all": 32}
    other = Actor("Bo Reviewer")
    assert desk.do(service.undo_last, UndoLast(desk.slug, document), other) == []
    assert desk.counts()["taken"] == 1


def test_every_act_has_its_entry_with_actor_and_reason(desk: Desk) -> None:
    document = desk.bring(PAPER)
    (claim,) = desk.take("The dam may fail again.")
    refused = desk.proposal("The true figures")
    desk.do(service.reject, RejectProposals(desk.slug, (refused,), "a guess of the author"))
    desk.do(service.undo_last, UndoLast(desk.slug, document))
    desk.do(service.undo_last, UndoLast(desk.slug, document))
    own = [verb for verb in desk.verbs() if verb.startswith("imports:proposal")]
    assert own == ["imports:proposal:take", "imports:proposal:reject",
                   "imports:proposal:return", "imports:proposal:return"]  # fmt: skip
    assert desk.verbs().count("claims:claim:withdraw") == 1
    ((body,),) = desk.all(select(AuditEntry.body).where(AuditEntry.verb == "imports:proposal:take"))
    assert f'"claim":"{claim}"' in body
    with desk.database.reading() as session:
        assert verify_chain(session, desk.database.home, desk.slug).fault is None


def test_what_cannot_be_done_changes_nothing(desk: Desk) -> None:
    desk.bring(PAPER)
    with pytest.raises(InvalidInput, match="Nobody has said yet who speaks"):
        desk.take("The dam may fail again.", "They now meet every week.")
    assert desk.all(select(func.count()).select_from(Claim)) == [(0,)]
    desk.take("The dam may fail again.")
    with pytest.raises(EditConflict, match="was taken already"):
        desk.take("The dam may fail again.")
    waiting = desk.proposal("Neither guild")
    with pytest.raises(EditConflict, match="waits already"):
        desk.do(service.put_back, PutBack(desk.slug, (waiting,)))
    assert desk.counts() == {"waiting": 31, "taken": 1, "rejected": 0, "all": 32}


def test_who_speaks_can_be_said_after_accepting_and_then_it_is_taken(desk: Desk) -> None:
    desk.bring(PAPER)
    ((citation,),) = desk.all(
        select(Citation.public_id).where(Citation.text == "Guild sources admitted")
    )
    ((north,),) = desk.all(select(Source.public_id).where(Source.label == NORTH))
    desk.do(correct_citation, Correct(desk.slug, citation, {"source": north}, REASON))
    desk.take("They now meet every week.")
    assert desk.all(select(Source.label, Attribution.interest).join(Attribution)) == [
        (NORTH, "against interest")
    ]


def test_a_claim_that_is_no_draft_any_more_is_not_undone_with_its_proposal(desk: Desk) -> None:
    document = desk.bring(PAPER)
    (claim,) = desk.take("The dam may fail again.")
    desk.do(_correct, Correct(desk.slug, claim, {"status": "approved"}, REASON))
    with pytest.raises(InvalidInput, match="is approved"):
        desk.do(service.undo_last, UndoLast(desk.slug, document))
    assert desk.counts()["taken"] == 1


def _correct(session: Any, actor: Actor, command: Correct) -> Claim:
    return correct_claim(session, actor, command)
