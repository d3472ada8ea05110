"""Claims and who asserts or denies them."""

from typing import Any

import pytest

from provenance.audit.actor import Actor
from provenance.claims.models import Attribution, Claim
from provenance.claims.queries import count_claims
from provenance.claims.service import (
    correct_attribution,
    correct_claim,
    withdraw_attribution,
    withdraw_claim,
    withdraw_source,
)
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from provenance.errors import AlreadyExists, EditConflict, InvalidInput, NotFound
from tests.factories.records import (
    make_attribution,
    make_citation,
    make_claim,
    make_document,
    make_dossier,
    make_organisation,
    make_source,
)
from tests.integration.audit.tampering import bodies
from tests.integration.services.acts import (
    changes_told,
    correct,
    last_entry,
    refused,
    version_of,
    withdraw,
)

EVERYTHING: dict[str, Any] = {
    "text": "About 600 fighters came over in 2015.",
    "kind": "quantity",
    "universal": False,
    "negative": False,
    "time": {"edtf": "2015", "verbatim": "in 2015"},
    "as_of": "2017-10",
    "place": "Nangarhar",
    "quantity": {"value": 600, "unit": "fighters", "qualifier": "about"},
    "importance": 3,
    "topics": ["strength", "defections"],
    "status": "submitted",
}


@pytest.fixture
def source(database: Database, actor: Actor, dossier: str) -> str:
    return make_source(database, actor, dossier)


@pytest.fixture
def claim(database: Database, actor: Actor, source: str) -> str:
    return make_claim(database, actor, "khorasan", {"source": source})


def test_every_field_of_a_claim_is_told_as_it_was_given(
    database: Database, actor: Actor, dossier: str
) -> None:
    document = make_document(database, actor, dossier)
    quote = {"document": document, "exact": "600 men", "prefix": "", "start": 3, "end": 10}
    links = {"subjects": [make_organisation(database, actor, dossier)], "quotes": [quote]}

    made = make_claim(database, actor, dossier, **EVERYTHING, **links)

    assert last_entry(database)["after"] == {"id": made, **EVERYTHING, **links}


def test_a_claim_and_its_attributions_are_one_act(
    database: Database, actor: Actor, source: str
) -> None:
    citation = make_citation(database, actor, "khorasan", source=source)
    other = make_source(database, actor, "khorasan", label="Adviser")
    hedges = [{"text": "reportedly", "by": "author"}]
    made = make_claim(
        database, actor, "khorasan",
        {"source": source, "citations": [citation], "hedges": hedges, "directness": "witnessed"},
        {"source": other, "polarity": "denies", "via": [source]},
    )  # fmt: skip

    told = bodies(database, "khorasan")[-3:]
    assert [body["verb"] for body in told] == [
        "claims:claim:create",
        "attributions:attribution:create",
        "attributions:attribution:create",
    ]
    assert told[1]["after"]["claim"] == made
    assert told[1]["after"]["hedges"] == hedges
    assert told[2]["after"]["via"] == [source]


def test_a_claim_with_a_bad_attribution_is_not_half_recorded(
    database: Database, actor: Actor, source: str
) -> None:
    with refused(database, InvalidInput):
        make_claim(
            database, actor, "khorasan", {"source": source}, {"source": source, "polarity": "?"}
        )
    with refused(database, AlreadyExists):
        make_claim(database, actor, "khorasan", {"source": source}, {"source": source})


def test_a_correction_tells_old_and_new(database: Database, actor: Actor, claim: str) -> None:
    correct(database, actor, correct_claim, claim, text="The group had 800 fighters.", topics=["x"])

    assert changes_told(database) == (
        {"text": "The group had 600 fighters.", "topics": None},
        {"text": "The group had 800 fighters.", "topics": ["x"]},
    )


@pytest.mark.parametrize("changes", [{"text": "Other."}, {"subjects": []}, {"quotes": []}])
def test_whoever_saw_an_older_version_is_told_so(
    database: Database, actor: Actor, dossier: str, changes: dict[str, Any]
) -> None:
    document = make_document(database, actor, dossier)
    claim = make_claim(
        database, actor, dossier, subjects=[make_organisation(database, actor, dossier)],
        quotes=[{"document": document, "exact": "600 men"}],
    )  # fmt: skip
    seen = version_of(database, Claim, claim)
    correct(database, actor, correct_claim, claim, version=seen, **changes)

    with refused(database, EditConflict):
        correct(database, actor, correct_claim, claim, version=seen, place="Kabul")
    with refused(database, EditConflict):
        withdraw(database, actor, withdraw_claim, claim, version=seen)


def test_a_withdrawn_claim_keeps_its_page_and_counts_nowhere(
    database: Database, actor: Actor, claim: str
) -> None:
    withdraw(database, actor, withdraw_claim, claim)

    assert changes_told(database) == ({"status": "draft"}, {"status": "withdrawn"})
    assert last_entry(database)["verb"] == "claims:claim:withdraw"
    with database.reading() as session:
        assert count_claims(session, dossier_by_slug(session, "khorasan").id) == 0
    with refused(database, InvalidInput, "was withdrawn"):
        correct(database, actor, correct_claim, claim, text="Back again.")
    other = make_source(database, actor, "khorasan", label="Adviser")
    with refused(database, InvalidInput, "was withdrawn"):
        make_attribution(database, actor, "khorasan", claim, other)


def test_one_voice_counts_once(database: Database, actor: Actor, claim: str, source: str) -> None:
    with refused(database, AlreadyExists, "the same voice counts once") as caught:
        make_attribution(database, actor, "khorasan", claim, source, directness="told")

    assert str(getattr(caught.value, "public_id", "")).startswith("A-")
    make_attribution(database, actor, "khorasan", claim, source, polarity="denies")


def test_an_attribution_may_not_become_a_second_one(
    database: Database, actor: Actor, claim: str, source: str
) -> None:
    denial = make_attribution(database, actor, "khorasan", claim, source, polarity="denies")
    other = make_source(database, actor, "khorasan", label="Adviser")
    third = make_attribution(database, actor, "khorasan", claim, other)
    elsewhere = make_claim(database, actor, "khorasan", {"source": source}, text="Another claim.")

    with refused(database, AlreadyExists):
        correct(database, actor, correct_attribution, denial, polarity="asserts")
    with refused(database, AlreadyExists):
        correct(database, actor, correct_attribution, denial, polarity=None)
    with refused(database, AlreadyExists):
        correct(database, actor, correct_attribution, third, source=source)
    with refused(database, AlreadyExists):
        correct(database, actor, correct_attribution, denial, claim=elsewhere, polarity="asserts")


def test_a_polarity_is_corrected_by_whoever_saw_the_newest_version(
    database: Database, actor: Actor, claim: str
) -> None:
    other = make_source(database, actor, "khorasan", label="Adviser")
    attribution = make_attribution(database, actor, "khorasan", claim, other)
    seen = version_of(database, Attribution, attribution)

    correct(database, actor, correct_attribution, attribution, version=seen, polarity="denies")

    assert changes_told(database) == ({"polarity": None}, {"polarity": "denies"})
    make_attribution(database, actor, "khorasan", claim, other)
    with refused(database, EditConflict):
        correct(database, actor, correct_attribution, attribution, version=seen, strength="partly")


def test_a_list_alone_counts_as_a_version(
    database: Database, actor: Actor, claim: str, source: str
) -> None:
    attribution = make_attribution(
        database, actor, "khorasan", claim, source, polarity="denies", hedges=[{"text": "perhaps"}]
    )
    seen = version_of(database, Attribution, attribution)
    correct(database, actor, correct_attribution, attribution, version=seen, hedges=None)

    with refused(database, EditConflict):
        correct(
            database, actor, correct_attribution, attribution, version=seen,
            hedges=[{"text": "allegedly"}],
        )  # fmt: skip


def test_a_withdrawn_attribution_makes_room(
    database: Database, actor: Actor, claim: str, source: str
) -> None:
    first = make_attribution(database, actor, "khorasan", claim, source, polarity="denies")

    withdraw(database, actor, withdraw_attribution, first)

    assert last_entry(database)["verb"] == "attributions:attribution:withdraw"
    assert make_attribution(database, actor, "khorasan", claim, source, polarity="denies") != first


def test_nobody_speaks_through_a_withdrawn_source(
    database: Database, actor: Actor, claim: str
) -> None:
    gone = make_source(database, actor, "khorasan", label="Entered by mistake")
    withdraw(database, actor, withdraw_source, gone)

    with refused(database, InvalidInput, "was withdrawn"):
        make_attribution(database, actor, "khorasan", claim, gone)


def test_another_dossiers_claims_do_not_exist_here(
    database: Database, actor: Actor, claim: str
) -> None:
    elsewhere = make_dossier(database, actor, "elsewhere")
    own = make_source(database, actor, elsewhere)

    with refused(database, NotFound):
        correct(database, actor, correct_claim, claim, elsewhere, text="Mine now.")
    with refused(database, NotFound):
        withdraw(database, actor, withdraw_claim, claim, elsewhere)
    with refused(database, InvalidInput, "claim: no record has the id"):
        make_attribution(database, actor, elsewhere, claim, own)
