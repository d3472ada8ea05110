"""Taking one's own last act back: everything stands as before, and the audit trail has both acts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from provenance.assessments.queries import score_json
from provenance.assessments.service import assess_dossier
from provenance.assessments.work import unit_of_work
from provenance.audit.actor import Actor
from provenance.audit.models import AuditEntry
from provenance.audit.record import pending, written_by
from provenance.audit.verify import verify_chain
from provenance.claims.commands import RecordClaim
from provenance.claims.service import (
    correct_attribution,
    correct_claim,
    judge_dependence,
    record_attribution,
    record_claim,
    withdraw_attribution,
    withdraw_claim,
    withdraw_source,
)
from provenance.db.session import Database
from provenance.dossiers.commands import Correct, Record, Withdraw
from provenance.dossiers.queries import dossier_by_slug
from provenance.errors import InvalidInput
from provenance.interchange.dump import read_lists
from provenance.ratings.commands import Rate
from provenance.ratings.service import rate
from provenance.relations.service import record_relation, record_remark, withdraw_relation
from provenance.reviews.commands import UndoAct
from provenance.reviews.undoing import can_be_undone, undo_act
from provenance.sources.service import correct_source, record_source
from tests.factories import records as make

WHY = "typed with care"
Act = Callable[[Session, Actor, Mapping[str, str]], Any]


@dataclass(frozen=True)
class Place:
    """A dossier with the ids that acts refer to."""

    database: Database
    actor: Actor
    slug: str
    ids: Mapping[str, str]

    def do(self, act: Act) -> UndoAct:
        """One act in a transaction of its own; the command that takes it back."""
        with unit_of_work(self.database) as session:
            act(session, self.actor, self.ids)
            assert can_be_undone(pending(session))
        return UndoAct(self.slug, *written_by(session)[self.slug])

    def undo(self, command: UndoAct, actor: Actor | None = None) -> None:
        with unit_of_work(self.database) as session:
            undo_act(session, actor or self.actor, command)

    def state(self) -> dict[str, Any]:
        """All that is in force, with the scores; claims that were taken back count as gone."""
        with self.database.reading() as session:
            dossier = dossier_by_slug(session, self.slug)
            lists = read_lists(session, dossier)
            scores = score_json(session, dossier)
        lists["claims"] = [one for one in lists["claims"] if one.get("status") != "withdrawn"]
        numbers = [(one["id"], round(one["probability"], 6)) for one in scores["claims"]]
        return lists | {"scores": numbers}

    def entries(self) -> int:
        with self.database.reading() as session:
            return session.scalar(select(func.count()).select_from(AuditEntry)) or 0


@pytest.fixture
def place(database: Database, actor: Actor) -> Place:
    slug = make.make_dossier(database, actor)
    here = (database, actor, slug)
    first, second, idle = (make.make_source(*here, label=label) for label in ("One", "Two", "Idle"))
    claim = make.make_claim(*here, {"source": first}, text="It had 600 men.", topics=["strength"])
    other = make.make_claim(*here, {"source": second}, text="It had 900 men.")
    relation = make.make_relation(*here, claim, other)
    make.make_remark(*here, relation)
    make.make_rating(*here, first, "C")
    with unit_of_work(database) as session:
        assess_dossier(session, actor.name, dossier_by_slug(session, slug), "needed for a test")
    with database.reading() as session:
        said = read_lists(session, dossier_by_slug(session, slug))["attributions"]
    spoken = next(one["id"] for one in said if one["claim"] == claim)
    return Place(*here, {
        "slug": slug, "first": first, "second": second, "idle": idle, "claim": claim,
        "other": other, "relation": relation, "said": spoken,
    })  # fmt: skip


ACTS: dict[str, Act] = {
    "a claim with its voice": lambda s, a, i: record_claim(
        s, a, RecordClaim(i["slug"], {"text": "New."}, WHY, ({"source": i["first"]},))
    ),
    "a correction": lambda s, a, i: correct_claim(
        s, a, Correct(i["slug"], i["claim"], {"text": "Other.", "topics": None, "place": "X"}, WHY)
    ),
    "a withdrawn claim": lambda s, a, i: withdraw_claim(s, a, Withdraw(i["slug"], i["claim"], WHY)),
    "an attribution": lambda s, a, i: record_attribution(
        s, a, Record(i["slug"], {"claim": i["claim"], "source": i["second"]}, WHY)
    ),
    "another stance": lambda s, a, i: correct_attribution(
        s, a, Correct(i["slug"], i["said"], {"polarity": "denies", "strength": "partly"}, WHY)
    ),
    "a withdrawn attribution": lambda s, a, i: withdraw_attribution(
        s, a, Withdraw(i["slug"], i["said"], WHY)
    ),
    "a contradiction": lambda s, a, i: record_relation(
        s, a, Record(i["slug"], {"a": i["other"], "b": i["claim"], "kind": "in tension"}, WHY)
    ),
    "a withdrawn contradiction": lambda s, a, i: withdraw_relation(
        s, a, Withdraw(i["slug"], i["relation"], WHY)
    ),
    "a first grade": lambda s, a, i: rate(s, a, Rate(i["slug"], i["second"], "B", WHY)),
    "another grade": lambda s, a, i: rate(s, a, Rate(i["slug"], i["first"], "A", WHY)),
    "a dependence": lambda s, a, i: judge_dependence(
        s, a, Record(i["slug"], {"a": i["first"], "b": i["second"], "ground": "relays",
                                 "verdict": "dependent"}, WHY)
    ),
    "a source": lambda s, a, i: record_source(s, a, Record(i["slug"], {"label": "New"}, WHY)),
    "a corrected source": lambda s, a, i: correct_source(
        s, a, Correct(i["slug"], i["first"], {"label": "Else", "place": "Kabul"}, WHY)
    ),
    "a withdrawn source": lambda s, a, i: withdraw_source(
        s, a, Withdraw(i["slug"], i["idle"], WHY)
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ACTS)
def test_an_act_taken_back_leaves_everything_as_it_was(place: Place, name: str) -> None:
    before, entries = place.state(), place.entries()

    command = place.do(ACTS[name])
    assert place.state() != before
    acted = place.entries()
    place.undo(command)

    assert place.state() == before
    assert place.entries() > acted > entries
    with place.database.reading() as session:
        assert verify_chain(session, place.database.home, place.slug).fault is None


def test_nobody_takes_back_the_act_of_somebody_else(place: Place) -> None:
    command = place.do(ACTS["a correction"])
    done = place.state()

    with pytest.raises(InvalidInput, match="no such act of yours"):
        place.undo(command, Actor("Somebody Else"))

    assert place.state() == done


def test_what_was_changed_since_is_not_taken_back(place: Place) -> None:
    command = place.do(ACTS["a correction"])
    colleague = Actor("Bea")
    with unit_of_work(place.database) as session:
        change = Correct(place.slug, place.ids["claim"], {"place": "Jalalabad"}, WHY)
        correct_claim(session, colleague, change)
    done = place.state()

    with pytest.raises(InvalidInput, match="changed since, by Bea"):
        place.undo(command)

    assert place.state() == done


def test_an_act_is_taken_back_whole_or_not_at_all(place: Place) -> None:
    """The new source speaks by now: it cannot go, so nothing of the act does."""
    command = place.do(ACTS["a source"])
    with place.database.reading() as session:
        sources = read_lists(session, dossier_by_slug(session, place.slug))["sources"]
    new = next(one["id"] for one in sources if one["label"] == "New")
    make.make_claim(place.database, place.actor, place.slug, {"source": new})
    done = place.state()

    with pytest.raises(InvalidInput, match="still carries 1 attribution"):
        place.undo(command)

    assert place.state() == done


def test_what_points_to_something_withdrawn_is_not_restored(place: Place) -> None:
    command = place.do(ACTS["a withdrawn attribution"])
    with unit_of_work(place.database) as session:
        withdraw_claim(session, place.actor, Withdraw(place.slug, place.ids["claim"], WHY))

    with pytest.raises(InvalidInput, match=r"claim.*withdrawn"):
        place.undo(command)


def test_what_has_no_way_back_is_not_offered(place: Place) -> None:
    with unit_of_work(place.database) as session:
        values = {"subject": place.ids["claim"], "verdict": "doubts"}
        record_remark(session, place.actor, Record(place.slug, values, WHY))
        assert not can_be_undone(pending(session))
    command = UndoAct(place.slug, *written_by(session)[place.slug])

    with pytest.raises(InvalidInput, match="no way back"):
        place.undo(command)
