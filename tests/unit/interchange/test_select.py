"""Chosen claims take along what they rest on, and nothing that belongs to others."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from provenance.errors import InvalidInput
from provenance.interchange.check import file_faults
from provenance.interchange.select import chosen_claims, select
from tests.unit.interchange.random_dossiers import dossier_files
from tests.unit.interchange.samples import small


def lists_of(document: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    lists = {name: records for name, records in document.items() if isinstance(records, list)}
    return {"claims": [], **lists}


def ids(lists: dict[str, list[dict[str, Any]]]) -> dict[str, set[str]]:
    return {
        name: {record["id"] for record in records} for name, records in lists.items() if records
    }


def test_the_claims_meant() -> None:
    lists = lists_of(small())
    assert chosen_claims(lists, "all") == {"C-1", "C-2", "C-3"}
    assert chosen_claims(lists, "approved") == {"C-1"}
    assert chosen_claims(lists, "draft") == set()
    assert chosen_claims(lists, "C-1, C-3") == {"C-1", "C-3"}
    assert chosen_claims(lists, ["C-2"]) == {"C-2"}
    with pytest.raises(InvalidInput, match="C-9"):
        chosen_claims(lists, "C-1,C-9")


def test_an_id_may_hold_a_comma() -> None:
    assert chosen_claims({"claims": [{"id": "C,1"}, {"id": "C"}]}, "C,1") == {"C,1"}


def test_all_claims_take_all_that_speaks_of_them() -> None:
    chosen = ids(select(lists_of(small()), {"C-1", "C-2", "C-3"}))
    expected = {**ids(lists_of(small())), "organisations": {"O-1"}}
    del expected["ties"]  # with an organisation that no claim or source is about
    for name in ("words", "distinctions"):  # for reading further documents
        del expected[name]
    assert chosen == expected


def test_one_claim_takes_its_own() -> None:
    assert ids(select(lists_of(small()), {"C-1"})) == {
        "claims": {"C-1"}, "attributions": {"A-1", "A-3"}, "sources": {"S-1", "S-2", "S-3"},
        "persons": {"P-1"}, "organisations": {"O-1"}, "citations": {"T-1"}, "notes": {"N-1"},
        "documents": {"D-1"}, "questions": {"Q-1"}, "ratings": {"G-1", "G-2"},
        "dependences": {"X-1"},
    }  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=dossier_files(most=4))
def test_a_selection_is_a_dossier_file_without_a_fault(document: dict[str, Any]) -> None:
    lists = lists_of(document)
    chosen = {claim["id"] for claim in lists["claims"][::2]}
    selected = select(lists, chosen)
    assert {claim["id"] for claim in selected["claims"]} == chosen
    assert list(file_faults({**document, **selected})) == []
