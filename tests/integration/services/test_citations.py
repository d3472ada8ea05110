"""Which source a citation is: a judgement that flows to the cross-references that follow it."""

import pytest

from provenance.audit.actor import Actor
from provenance.citations.models import Citation
from provenance.citations.service import correct_citation
from provenance.db.session import Database
from provenance.errors import EditConflict, InvalidInput
from tests.factories.records import (
    make_citation,
    make_document,
    make_dossier,
    make_note,
    make_source,
)
from tests.integration.audit.tampering import bodies
from tests.integration.services.acts import (
    changes_told,
    correct,
    last_entry,
    refused,
    version_of,
)


@pytest.fixture
def source(database: Database, actor: Actor, dossier: str) -> str:
    return make_source(database, actor, dossier)


def chain_of(database: Database, actor: Actor, length: int) -> list[str]:
    """A full citation and cross-references that each resolve to the one before."""
    note = make_note(database, actor, "khorasan", make_document(database, actor, "khorasan"))
    chain = [make_citation(database, actor, "khorasan", note=note, status="full")]
    for _ in range(length - 1):
        chain.append(
            make_citation(
                database,
                actor,
                "khorasan",
                note=note,
                text="Ibid.",
                status="resolved",
                resolves_to=chain[-1],
                rule="ibid",
            )
        )
    return chain


def told_of_sources(database: Database) -> dict[str, str | None]:
    """Citation → the source that its newest correction gave it."""
    return {
        body["subject"]["id"]: body["after"]["source"]
        for body in bodies(database, "khorasan")
        if "source" in (body["after"] or {}) and body["verb"] == "citations:citation:correct"
    }


def test_a_citation_keeps_its_verbatim_words(
    database: Database, actor: Actor, dossier: str
) -> None:
    citation = make_citation(database, actor, dossier, text="  Ibid., cit., p. 3 [sic]")

    assert last_entry(database)["after"]["text"] == "  Ibid., cit., p. 3 [sic]"
    assert last_entry(database)["subject"]["id"] == citation


def test_a_citation_stands_somewhere(database: Database, actor: Actor, dossier: str) -> None:
    with refused(database, InvalidInput, "in a note or in a document"):
        make_citation(database, actor, dossier, note=None)

    document = make_document(database, actor, dossier)
    inline = make_citation(database, actor, dossier, document=document, start=10, end=14)
    with refused(database, InvalidInput, "in a note or in a document"):
        correct(database, actor, correct_citation, inline, document=None)


def test_a_judged_source_flows_along_the_chain_of_cross_references(
    database: Database, actor: Actor, source: str
) -> None:
    chain = chain_of(database, actor, 4)

    correct(database, actor, correct_citation, chain[1], source=source)

    assert told_of_sources(database) == dict.fromkeys(chain[1:], source)
    follows = last_entry(database)
    assert follows["reason"] == f"follows {chain[2]}: looked again"
    assert follows["subject"]["id"] == chain[3]


def test_taking_the_judgement_back_flows_too(database: Database, actor: Actor, source: str) -> None:
    chain = chain_of(database, actor, 3)
    correct(database, actor, correct_citation, chain[0], source=source)

    correct(database, actor, correct_citation, chain[0], source=None)

    assert told_of_sources(database) == dict.fromkeys(chain, None)


def test_a_cycle_of_cross_references_is_walked_once(
    database: Database, actor: Actor, source: str
) -> None:
    chain = chain_of(database, actor, 3)
    correct(database, actor, correct_citation, chain[0], resolves_to=chain[2])

    correct(database, actor, correct_citation, chain[1], source=source)

    assert told_of_sources(database) == dict.fromkeys(chain, source)
    entries = [b for b in bodies(database, "khorasan") if (b["after"] or {}).get("source")]
    assert len(entries) == 3


def test_a_long_chain_is_walked_without_recursion(sqlite_database: Database, actor: Actor) -> None:
    make_dossier(sqlite_database, actor)
    source = make_source(sqlite_database, actor, "khorasan")
    chain = chain_of(sqlite_database, actor, 150)

    correct(sqlite_database, actor, correct_citation, chain[0], source=source)

    assert told_of_sources(sqlite_database) == dict.fromkeys(chain, source)


def test_other_corrections_do_not_flow(database: Database, actor: Actor, source: str) -> None:
    chain = chain_of(database, actor, 2)

    correct(database, actor, correct_citation, chain[0], locator="p. 7")

    assert changes_told(database) == ({"locator": None}, {"locator": "p. 7"})
    assert last_entry(database)["subject"]["id"] == chain[0]


def test_two_who_judge_one_citation(database: Database, actor: Actor, source: str) -> None:
    (citation,) = chain_of(database, actor, 1)
    seen = version_of(database, Citation, citation)
    correct(database, actor, correct_citation, citation, source=source, version=seen)

    with refused(database, EditConflict):
        correct(database, actor, correct_citation, citation, source=None, version=seen)
