"""Sources, organisations, persons, ties and dependences: recorded, corrected, taken back."""

from typing import Any

import pytest

from provenance.audit.actor import Actor
from provenance.claims.service import (
    judge_dependence,
    withdraw_claim,
    withdraw_dependence,
    withdraw_organisation,
    withdraw_source,
)
from provenance.db.session import Database
from provenance.dossiers.commands import Record
from provenance.errors import EditConflict, InvalidInput, NotFound
from provenance.sources.models import Organisation, Source
from provenance.sources.service import (
    correct_organisation,
    correct_person,
    correct_source,
    record_tie,
    withdraw_tie,
)
from tests.factories.records import (
    make_citation,
    make_claim,
    make_dependence,
    make_document,
    make_dossier,
    make_organisation,
    make_person,
    make_source,
    make_tie,
)
from tests.integration.services.acts import (
    act,
    changes_told,
    correct,
    last_entry,
    refused,
    version_of,
    withdraw,
)

EVERYTHING: dict[str, Any] = {
    "label": "IS-K (F) commander, interview",
    "type": "interview/personal communication",
    "subtype": "by telephone",
    "role": "commander",
    "place": "Nangarhar",
    "date": {"edtf": "2017-08/2017-09", "verbatim": "August and September 2017"},
    "made": "2018",
    "cardinality": "several",
    "oath": "none",
    "form": "own note",
    "protected": True,
    "description": "met twice",
}


@pytest.fixture
def source(database: Database, actor: Actor, dossier: str) -> str:
    return make_source(database, actor, dossier)


def test_every_field_of_a_source_is_told_as_it_was_given(
    database: Database, actor: Actor, dossier: str
) -> None:
    organisation = make_organisation(database, actor, dossier)
    person = make_person(database, actor, dossier)
    links = {"person": person, "organisations": [organisation], "members": [person, organisation]}

    made = make_source(database, actor, dossier, **EVERYTHING, **links)

    assert last_entry(database)["after"] == {"id": made, **EVERYTHING, **links}


def test_a_correction_tells_old_and_new_and_nothing_else(
    database: Database, actor: Actor, source: str
) -> None:
    correct(database, actor, correct_source, source, place="Jalalabad", label="Commander, call")

    assert changes_told(database) == (
        {"place": None, "label": "Commander, interview"},
        {"place": "Jalalabad", "label": "Commander, call"},
    )
    assert last_entry(database)["verb"] == "sources:source:correct"
    assert last_entry(database)["reason"] == "looked again"


def test_a_correction_that_changes_nothing_is_no_act(
    database: Database, actor: Actor, source: str
) -> None:
    before, version = last_entry(database), version_of(database, Source, source)

    correct(database, actor, correct_source, source, label="Commander, interview", place=None)

    assert last_entry(database) == before
    assert version_of(database, Source, source) == version


def test_none_clears_a_field(database: Database, actor: Actor, dossier: str) -> None:
    source = make_source(database, actor, dossier, place="Kunar")

    correct(database, actor, correct_source, source, place=None)

    assert changes_told(database) == ({"place": "Kunar"}, {"place": None})


def test_a_required_field_cannot_be_cleared(database: Database, actor: Actor, source: str) -> None:
    with refused(database, InvalidInput, "label: is required"):
        correct(database, actor, correct_source, source, label=None)


def test_lists_are_replaced_whole_in_the_order_given(
    database: Database, actor: Actor, dossier: str
) -> None:
    one, two, three = (
        make_organisation(database, actor, dossier, name=name) for name in ("One", "Two", "Three")
    )
    source = make_source(database, actor, dossier, organisations=[one, two])

    correct(database, actor, correct_source, source, organisations=[three, one])

    assert changes_told(database) == (
        {"organisations": [one, two]},
        {"organisations": [three, one]},
    )


def test_an_empty_list_is_not_an_absent_one(database: Database, actor: Actor, source: str) -> None:
    correct(database, actor, correct_organisation, make_organisation(
        database, actor, "khorasan", aliases=[]), name="Peshawar Shura")  # fmt: skip

    assert changes_told(database) == ({"name": "Quetta Shura"}, {"name": "Peshawar Shura"})


@pytest.mark.parametrize("changes", [{"label": "Adviser"}, {"organisations": []}])
def test_whoever_saw_an_older_version_is_told_so(
    database: Database, actor: Actor, dossier: str, changes: dict[str, Any]
) -> None:
    organisation = make_organisation(database, actor, dossier)
    source = make_source(database, actor, dossier, organisations=[organisation])
    seen = version_of(database, Source, source)
    correct(database, actor, correct_source, source, version=seen, **changes)

    with refused(database, EditConflict):
        correct(database, actor, correct_source, source, version=seen, place="Kabul")
    with refused(database, EditConflict):
        withdraw(database, actor, withdraw_source, source, version=seen)
    newer = version_of(database, Source, source)
    correct(database, actor, correct_source, source, version=newer, place="Kabul")


def test_changing_only_the_aliases_counts_as_a_version(
    database: Database, actor: Actor, dossier: str
) -> None:
    organisation = make_organisation(database, actor, dossier)
    seen = version_of(database, Organisation, organisation)

    correct(database, actor, correct_organisation, organisation, aliases=["QS"], version=seen)

    with refused(database, EditConflict):
        correct(database, actor, correct_organisation, organisation, aliases=["Q"], version=seen)


def test_a_withdrawn_source_stays_and_changes_no_more(
    database: Database, actor: Actor, source: str
) -> None:
    withdraw(database, actor, withdraw_source, source)

    entry = last_entry(database)
    assert entry["verb"] == "sources:source:withdraw"
    assert entry["before"]["label"] == "Commander, interview"
    assert entry["after"] is None
    with refused(database, InvalidInput, "was withdrawn"):
        correct(database, actor, correct_source, source, label="Other")
    withdraw(database, actor, withdraw_source, source)
    assert last_entry(database) == entry, "withdrawing again is no act"


def test_a_source_in_use_is_not_withdrawn(database: Database, actor: Actor, dossier: str) -> None:
    claimed, cited, depends, heard_through = (
        make_source(database, actor, dossier, label=label) for label in ("A", "B", "C", "D")
    )
    make_claim(database, actor, dossier, {"source": claimed, "via": [heard_through]})
    make_citation(database, actor, dossier, source=cited)
    dependence = make_dependence(database, actor, dossier, depends, make_source(
        database, actor, dossier, label="E"))  # fmt: skip

    for source in (claimed, cited, depends, heard_through):
        with refused(database, InvalidInput, "still carries"):
            withdraw(database, actor, withdraw_source, source)
    withdraw(database, actor, withdraw_dependence, dependence)
    withdraw(database, actor, withdraw_source, depends)


def test_an_author_or_member_is_not_withdrawn(
    database: Database, actor: Actor, dossier: str
) -> None:
    author, member = (
        make_source(database, actor, dossier, label=label) for label in ("Author", "Member")
    )
    make_document(database, actor, dossier, authors=[author])
    group = make_source(database, actor, dossier, label="Group", members=[member])

    for source in (author, member):
        with refused(database, InvalidInput, "author of a document or the member of a group"):
            withdraw(database, actor, withdraw_source, source)
    withdraw(database, actor, withdraw_source, group)
    withdraw(database, actor, withdraw_source, member)


def test_an_organisation_in_use_is_not_withdrawn(
    database: Database, actor: Actor, dossier: str
) -> None:
    spoken_for, member, tied, grouped, discussed = (
        make_organisation(database, actor, dossier, name=name) for name in "ABCDE"
    )
    group = make_source(database, actor, dossier, label="Elders", members=[grouped])
    claim = make_claim(database, actor, dossier, subjects=[discussed])
    source = make_source(database, actor, dossier, organisations=[spoken_for])
    make_person(database, actor, dossier, affiliations=[{"organisation": member, "from": "2015"}])
    tie = make_tie(database, actor, dossier, tied, make_person(database, actor, dossier))

    for organisation in (spoken_for, member, tied, grouped, discussed):
        with refused(database, InvalidInput, "still named"):
            withdraw(database, actor, withdraw_organisation, organisation)
    withdraw(database, actor, withdraw_tie, tie)
    withdraw(database, actor, withdraw_organisation, tied)
    correct(database, actor, correct_source, source, organisations=None)
    withdraw(database, actor, withdraw_organisation, spoken_for)
    withdraw(database, actor, withdraw_source, group)
    withdraw(database, actor, withdraw_organisation, grouped)
    withdraw(database, actor, withdraw_claim, claim)
    withdraw(database, actor, withdraw_organisation, discussed)


def test_affiliations_keep_their_times(database: Database, actor: Actor, dossier: str) -> None:
    organisation = make_organisation(database, actor, dossier)
    person = make_person(database, actor, dossier)
    told = [{"organisation": organisation, "from": {"verbatim": "before the war"}, "to": "2014~"}]

    correct(database, actor, correct_person, person, affiliations=told)

    assert changes_told(database) == ({"affiliations": None}, {"affiliations": told})


def test_nothing_stands_to_itself(database: Database, actor: Actor, source: str) -> None:
    person = make_person(database, actor, "khorasan")

    with refused(database, InvalidInput, "cannot stand to itself"):
        make_tie(database, actor, "khorasan", person, person)
    with refused(database, InvalidInput, "cannot stand to itself"):
        make_dependence(database, actor, "khorasan", source, source)


def test_a_verdict_on_dependence_names_its_judge(
    database: Database, actor: Actor, source: str
) -> None:
    other = make_source(database, actor, "khorasan", label="Adviser")
    make_dependence(database, actor, "khorasan", source, other)

    assert last_entry(database)["after"]["by"] == "Ada Analyst"


def test_another_dossiers_records_do_not_exist_here(
    database: Database, actor: Actor, source: str
) -> None:
    elsewhere = make_dossier(database, actor, "elsewhere")
    own = make_source(database, actor, elsewhere)
    tie = {"a": source, "b": own, "kind": "rival of"}

    with refused(database, NotFound):
        correct(database, actor, correct_source, source, elsewhere, label="Mine now")
    with refused(database, NotFound):
        withdraw(database, actor, withdraw_source, source, elsewhere)
    with refused(database, InvalidInput, "no record has the id"):
        act(database, actor, record_tie, Record(elsewhere, tie, "so"))
    with refused(database, InvalidInput, "no record has the id"):
        values = {"a": source, "b": own, "ground": "relays", "verdict": "dependent"}
        act(database, actor, judge_dependence, Record(elsewhere, values, "so"))
    with refused(database, NotFound):
        correct(database, actor, correct_source, source, "nowhere", label="Lost")
