"""Decisions on a draft as services: several as one act, audited, taken back, held when accepted."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from provenance.audit.actor import Actor
from provenance.audit.models import AuditEntry
from provenance.citations.models import Citation
from provenance.db.session import Database
from provenance.documents.models import Note
from provenance.errors import EditConflict, InvalidInput
from provenance.imports.accepting import AWAITING
from provenance.imports.commands import AcceptDraft, DecideFindings, StartDraft, UndoLast
from provenance.imports.deciding import MADE, decided, words_of
from provenance.imports.models import ImportDraft
from provenance.imports.service import accept_draft, decide_together, start_draft, undo_last
from provenance.ingest.reader import read
from tests.factories.records import in_transaction
from tests.integration.imports.texts import CHAINED

Do = Callable[[Callable[[Session], Any]], Any]


@pytest.fixture
def do(database: Database) -> Do:
    return lambda act: in_transaction(database, act)


@pytest.fixture
def draft(do: Do, actor: Actor, dossier: str) -> str:
    command = StartDraft(dossier, "mills.txt", CHAINED.encode(), "it bears on it")
    return str(do(lambda session: start_draft(session, actor, command).public_id))


@pytest.fixture
def decide(do: Do, actor: Actor, dossier: str, draft: str) -> Callable[..., Any]:
    def act(changes: dict[str, Any], **more: Any) -> None:
        command = DecideFindings(dossier, draft, changes, **more)
        do(lambda session: decide_together(session, actor, command))

    return act


@pytest.fixture
def undo(do: Do, actor: Actor, dossier: str, draft: str) -> Callable[[], tuple[str, ...]]:
    def act() -> tuple[str, ...]:
        taken: tuple[str, ...] = do(
            lambda session: undo_last(session, actor, UndoLast(dossier, draft))
        )
        return taken

    return act


def standing(database: Database) -> dict[str, Any]:
    """What stands decided."""
    with database.reading() as session:
        decisions = session.scalars(select(ImportDraft.decisions)).one()
    return {finding: words_of(one) for finding, one in decided(decisions).items()}


TOGETHER = {"citation:2:1": {"span": [0, 20]}, "note:2": {"further": [[21, 40]]}}


def test_what_one_act_decided_is_taken_back_as_one(
    database: Database, actor: Actor, decide: Callable[..., Any], undo: Callable[..., Any]
) -> None:
    decide({"citation:3:1": {"antecedent": "citation:2:2"}})
    decide(TOGETHER)
    assert standing(database) == {"citation:3:1": {"antecedent": "citation:2:2"}, **TOGETHER}
    with database.reading() as session:
        kept = session.scalars(select(ImportDraft.decisions)).one()
        assert kept["citation:3:1"][MADE]["by"] == actor.name

    assert set(undo()) == set(TOGETHER)
    assert standing(database) == {"citation:3:1": {"antecedent": "citation:2:2"}}
    assert undo() == ("citation:3:1",)
    assert undo() == ()
    assert standing(database) == {}
    with database.reading() as session:
        verbs = session.scalars(select(AuditEntry.verb).order_by(AuditEntry.id)).all()
    drafts = [verb.rpartition(":")[2] for verb in verbs if verb.startswith("imports:draft")]
    assert drafts == ["start", "decide", "decide", "undo", "undo"]


def test_nobody_undoes_what_somebody_else_decided_meanwhile(
    do: Do, actor: Actor, dossier: str, draft: str, decide: Callable[..., Any]
) -> None:
    decide({"note:8": {"accepted": True}})
    with pytest.raises(EditConflict):
        do(lambda session: undo_last(session, actor, UndoLast(dossier, draft, version=1)))


@pytest.mark.parametrize(
    "changes",
    [
        {"issue:99": {"accepted": True}},
        {"issue:1": {"kind": "source"}},
        {"note:2": {"further": [[5, 5_000]]}},
        {"citation:2:1": {"span": [True, 4]}},
        {"citation:2:3": {"type": "letter"}},
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(
    database: Database, decide: Callable[..., Any], changes: dict[str, Any]
) -> None:
    with pytest.raises(InvalidInput):
        decide(changes)
    assert standing(database) == {}


def test_what_was_rejected_and_cut_anew_holds_when_accepted(
    database: Database, do: Do, actor: Actor, dossier: str, draft: str, decide: Callable[..., Any]
) -> None:
    text = next(note.text for note in read(CHAINED.encode(), "mills.txt").notes if note.id == "7")
    cut = text.index("London")
    decide({"citation:7:1": {"span": [0, cut - 2]},
            "note:7": {"further": [[cut, text.index(";")]]}})  # fmt: skip
    decide({"citation:2:1": {"rejected": True}})
    decide({"note:8": {"rejected": True}})

    command = AcceptDraft(dossier, draft, "looks right", only_sure=True)
    do(lambda session: accept_draft(session, actor, command))

    with database.reading() as session:
        rows = session.execute(
            select(Note.label, Citation.text, Citation.source_id, Citation.match)
            .join(Citation, Citation.note_id == Note.id)
            .order_by(Note.number, Citation.number)
        ).all()
        assert session.scalar(select(func.count()).select_from(Note)) == 7
    cited = {label: [row[1][:8] for row in rows if row[0] == label] for label, *_ in rows}
    assert cited["7"] == ["B. Water", "London: ", "C. Stone"]
    assert cited["2"] == ["Intervie", "Intervie"]
    second = [row for row in rows if row[0] == "2"]
    assert [row[2] is None for row in second] == [True, False]
    ibid = next(row for row in rows if row[0] == "3")
    assert ibid[2] == second[1][2]
    assert [row[3] for row in rows if row[0] == "6"] == [AWAITING]
