"""Merging two sources: what hangs where afterwards, who decides, and what undoing leaves standing."""

from typing import Any

import pytest
from sqlalchemy import select

from provenance.audit.actor import Actor
from provenance.claims.service import correct_attribution
from provenance.db.session import Database
from provenance.dossiers.commands import Record
from provenance.dossiers.queries import dossier_by_slug
from provenance.errors import EditConflict, InvalidInput
from provenance.identities.commands import MergeSources
from provenance.identities.models import IdentityAct
from provenance.identities.queries import merged_away, merged_into
from provenance.identities.service import merge_sources
from provenance.identities.undoing import plan_undo
from provenance.interchange.load import load_dossier
from provenance.sources.commands import KeepPrivate, Reveal
from provenance.sources.models import Source
from provenance.sources.private import keep_private, reveal
from provenance.sources.service import correct_source
from provenance.sources.told_apart import tell_apart
from tests.factories import records as make
from tests.integration.assessments.dossiers import dossier_file
from tests.integration.audit.tampering import bodies
from tests.integration.identities.there_and_back import WHY, Home
from tests.integration.identities.two_wordings import ALL_GONE, LISTS
from tests.integration.services.acts import correct, refused, version_of


@pytest.fixture
def home(sqlite_database: Database, actor: Actor) -> Home:
    """Two wordings of one source, with everything that can hang on either. (Both databases are gone
    through in ``test_there_and_back``.)"""
    file = dossier_file(**LISTS)
    make.in_transaction(sqlite_database, lambda s: load_dossier(s, actor, file).slug)
    return Home(sqlite_database, "small")


def test_what_cannot_both_stand_is_chosen_by_a_person(home: Home) -> None:
    with refused(home.database, InvalidInput) as caught:
        home.merge("S-A", "S-B")

    assert {fault.where for fault in caught.value.faults} == {
        "choice-A-2", "choice-X-2", "choice-G-4",
    }  # fmt: skip


def test_all_that_hung_on_either_side_hangs_on_the_one(home: Home) -> None:
    home.merge("S-A", "S-B", ALL_GONE)

    lists = home.lists()
    assert "S-B" not in str(lists)
    assert lists["attributions"] == {
        "A-1": {"id": "A-1", "claim": "C-1", "source": "S-A", "interest": "self-serving",
                "directness": "witnessed", "via": ["S-5"], "hedges": [{"text": "perhaps"}],
                "citations": ["T-A", "T-B", "T-C"]},
        "A-3": {"id": "A-3", "claim": "C-2", "source": "S-A", "citations": []},
        "A-4": {"id": "A-4", "claim": "C-1", "source": "S-A", "polarity": "denies"},
        "A-5": {"id": "A-5", "claim": "C-3", "source": "S-5", "via": ["S-A", "P-1"]},
        "A-6": {"id": "A-6", "claim": "C-4", "source": "S-A"},
    }  # fmt: skip
    assert {one["source"] for one in lists["citations"].values()} == {"S-A"}
    assert lists["documents"]["D-1"]["authors"] == ["S-3", "S-A"]
    assert lists["sources"]["S-4"]["members"] == ["S-A", "S-3"]
    assert lists["remarks"]["M-1"]["subject"] == lists["remarks"]["M-1"]["by"] == "S-A"
    assert [(d["a"], d["b"], d["verdict"]) for d in lists["dependences"].values()] == [
        ("S-A", "S-5", "dependent")
    ]


def test_the_source_that_stays_takes_over_what_only_the_other_said_of_itself(home: Home) -> None:
    home.merge("S-A", "S-B", ALL_GONE)

    assert home.lists()["sources"]["S-A"] == {
        "id": "S-A", "label": "Commander, interview", "place": "Achin", "person": "P-1",
        "date": "2017-10",
    }  # fmt: skip


@pytest.mark.parametrize(("side", "grade"), [("kept", "A"), ("gone", "E")])
def test_one_grade_of_each_rater_and_scope_stands(home: Home, side: str, grade: str) -> None:
    home.merge("S-A", "S-B", {**ALL_GONE, "G-4": side})

    ratings = home.lists()["ratings"].values()
    assert {(r["by"], r["grade"], str(r.get("scope"))) for r in ratings} == {
        ("Rater A", "C", "None"), ("Rater B", grade, "None"), ("Rater A", "D", "{'topic': 'money'}"),
    }  # fmt: skip
    assert {rating["subject"] for rating in ratings} == {"S-A"}


def test_undone_it_is_as_it_was_to_the_byte(home: Home) -> None:
    before = home.state()

    for choices in (ALL_GONE, dict.fromkeys(ALL_GONE, "kept")):
        home.undo(home.merge("S-A", "S-B", choices))
        assert home.state()[0] == before[0]
    for pair in (("S-B", "S-A"), ("S-3", "S-5")):
        home.undo(home.merge(*pair, {"A-1": "kept", "X-3": "gone", "G-3": "kept"}))
        assert home.state()[0] == before[0]
    assert home.chain_holds()


def test_every_changed_record_has_its_entry_and_all_name_the_act(home: Home) -> None:
    count = len(bodies(home.database, home.slug))
    act = home.merge("S-A", "S-B", ALL_GONE)

    entries = bodies(home.database, home.slug)[count:]
    assert {entry["after"]["act"] for entry in entries} == {act}
    assert {entry["subject"]["id"] for entry in entries} == {
        "S-A", "S-B", "T-B", "T-C", "A-1", "A-2", "A-3", "A-4", "A-5", "A-6", "D-1", "S-4", "M-1",
        "X-1", "X-2", "X-3", "G-1", "G-2", "G-3", "G-4", "G-5",
    }  # fmt: skip
    (gone,) = (entry for entry in entries if entry["subject"]["id"] == "S-B")
    assert gone["before"]["label"] == "Interview with a commander"
    assert gone["after"]["merged_into"] == "S-A"


def test_the_page_of_the_one_that_went_leads_to_where_it_stands(home: Home) -> None:
    home.merge("S-A", "S-B", ALL_GONE)
    home.merge("S-3", "S-A")

    def ask(session: Any, dossier: Any) -> tuple[str, dict[str, str]]:
        gone = session.scalars(select(Source).where(Source.public_id == "S-B")).one()
        end = merged_into(session, gone)
        return end.public_id, merged_away(session, dossier.id)

    assert home.read(ask) == ("S-3", {"S-B": "S-3", "S-A": "S-3"})


def test_what_was_added_since_stays_and_is_told_beforehand(home: Home, actor: Actor) -> None:
    act = home.merge("S-A", "S-B", ALL_GONE)
    here = (home.database, actor, home.slug)
    citation = make.make_citation(*here, note="N-1", source="S-A")
    claim = make.make_claim(*here, {"source": "S-A", "citations": [citation]})
    grade = make.make_rating(*here, "S-A", "F")
    with home.database.reading() as session:
        dossier = dossier_by_slug(session, home.slug)
        told = plan_undo(session, dossier, session.scalars(select(IdentityAct)).one())
    assert told.refused is None
    assert {each.record["id"] for each in told.later} >= {citation, grade}

    home.undo(act)

    lists = home.lists()
    assert lists["citations"][citation]["source"] == "S-A"
    assert [a["source"] for a in lists["attributions"].values() if a["claim"] == claim] == ["S-A"]
    assert lists["ratings"][grade]["subject"] == "S-A"
    assert lists["attributions"]["A-2"] == LISTS["attributions"][1]


def test_a_citation_added_to_what_moved_stays_with_the_claim_where_it_is(
    home: Home, actor: Actor
) -> None:
    act = home.merge("S-A", "S-B", ALL_GONE)
    citation = make.make_citation(home.database, actor, home.slug, note="N-1", source="S-A")
    correct(home.database, actor, correct_attribution, "A-3", home.slug, citations=[citation])

    home.undo(act)

    said = [a for a in home.lists()["attributions"].values() if a["claim"] == "C-2"]
    assert {(a["source"], tuple(a.get("citations", ()))) for a in said} == {
        ("S-B", ()), ("S-A", (citation,)),
    }  # fmt: skip


def test_a_change_made_since_stays(home: Home, actor: Actor) -> None:
    act = home.merge("S-A", "S-B", ALL_GONE)
    correct(home.database, actor, correct_source, "S-A", home.slug, date="2018", label="Better")

    home.undo(act)

    source = home.lists()["sources"]["S-A"]
    assert (source["date"], source["label"], "person" in source) == ("2018", "Better", False)


def test_later_acts_on_the_same_records_are_undone_first(home: Home) -> None:
    first = home.merge("S-A", "S-B", ALL_GONE)
    before = home.state()[0]
    second = home.split("S-A", citations=("T-B",))
    with refused(home.database, InvalidInput, match=second):
        home.undo(first)
    home.undo(second)
    assert home.state()[0] == before

    third = home.merge("S-3", "S-A")
    with refused(home.database, InvalidInput, match="Undo that first"):
        home.undo(first)
    home.undo(third)
    home.undo(first)
    with refused(home.database, InvalidInput, match="undone already"):
        home.undo(first)


def test_whoever_saw_an_older_version_is_refused(home: Home, actor: Actor) -> None:
    seen = version_of(home.database, Source, "S-B")
    correct(home.database, actor, correct_source, "S-B", home.slug, place="Kabul")

    with refused(home.database, EditConflict):
        command = MergeSources(home.slug, "S-A", "S-B", WHY, ALL_GONE, gone_version=seen)
        home.act(merge_sources, command)


def test_what_was_told_apart_is_not_merged_until_that_is_taken_back(
    home: Home, actor: Actor
) -> None:
    def tell(session: Any) -> str:
        values = {"a": "S-B", "b": "S-A"}
        return tell_apart(session, actor, Record(home.slug, values, "Two men.")).public_id

    first = make.in_transaction(home.database, tell)
    assert make.in_transaction(home.database, tell) == first

    with refused(home.database, InvalidInput, match="not the same"):
        home.merge("S-A", "S-B", ALL_GONE)


@pytest.mark.parametrize(
    ("kept", "gone", "why"),
    [("S-A", "S-A", "two different"), ("S-4", "S-B", "member"), ("S-B", "S-4", "member")],
)
def test_what_cannot_be_one_is_refused(home: Home, kept: str, gone: str, why: str) -> None:
    with refused(home.database, InvalidInput, match=why):
        home.merge(kept, gone)


def test_two_persons_are_not_one_source(home: Home, actor: Actor) -> None:
    other = make.make_person(home.database, actor, home.slug, label="Somebody else")
    correct(home.database, actor, correct_source, "S-A", home.slug, person=other)

    with refused(home.database, InvalidInput, match="two persons"):
        home.merge("S-A", "S-B", ALL_GONE)


def test_protection_of_either_is_kept_and_both_private_records(home: Home, actor: Actor) -> None:
    def keep(subject: str, name: str) -> None:
        command = KeepPrivate(home.slug, subject, {"name": name}, WHY)
        make.in_transaction(home.database, lambda s: keep_private(s, actor, command).id)

    def shown(subject: str) -> dict[str, str]:
        command = Reveal(home.slug, subject, WHY)
        found: dict[str, str] = make.in_transaction(
            home.database, lambda s: reveal(s, actor, command)
        )
        return found

    correct(home.database, actor, correct_source, "S-B", home.slug, protected=True)
    keep("S-B", "Gul Rahman")
    before = home.state()[0]
    act = home.merge("S-A", "S-B", ALL_GONE)
    assert home.lists()["sources"]["S-A"]["protected"] is True
    assert shown("S-B") == {"name": "Gul Rahman"}

    home.undo(act)
    assert home.state()[0] == before
    act = home.merge("S-A", "S-B", ALL_GONE)
    keep("S-A", "Gul R.")
    home.undo(act)

    assert home.lists()["sources"]["S-A"]["protected"] is True, "somebody keeps there who it is"
    assert (shown("S-A"), shown("S-B")) == ({"name": "Gul R."}, {"name": "Gul Rahman"})
    assert "Gul" not in str(bodies(home.database, home.slug))
