"""Both databases find what the lists say, and the index is always what it would be if made anew."""

import random
from typing import Any

import pytest
from sqlalchemy import Text, cast, delete, insert, select, text
from sqlalchemy.orm import Session

from provenance.assessments.work import unit_of_work
from provenance.audit.actor import Actor
from provenance.claims.service import correct_claim, withdraw_claim
from provenance.db.session import Database
from provenance.dossiers.commands import Correct, Withdraw
from provenance.dossiers.queries import dossier_by_slug
from provenance.interchange.load import load_dossier
from provenance.models import metadata
from provenance.reports.claim_list import ClaimFilter, claim_list
from provenance.search.claims import ORDERS, Place
from provenance.search.keeping import bring_up_to_date, catch_up
from provenance.search.models import DUE, ClaimIndex, ClaimLink, SearchText
from provenance.search.query import read_query
from provenance.search.texts import KINDS
from provenance.sources.service import correct_source
from tests.factories import records as make
from tests.integration.assessments.dossiers import dossier_file
from tests.integration.reports.conftest import LISTS
from tests.integration.search.reference import found, lists, queries

REASON = "needed for a test"


def load(database: Database, actor: Actor, given: dict[str, Any]) -> str:
    """The slug of a dossier with these lists, scored."""
    with unit_of_work(database) as session:
        return load_dossier(session, actor, dossier_file(**given)).slug


def names(session: Session, slug: str, words: str, place: Place) -> list[str]:
    """Public ids of the claims on one page."""
    dossier = dossier_by_slug(session, slug)
    return [row.claim.id for row in
            claim_list(session, dossier.id, ClaimFilter(words), place).rows]  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2])
def test_both_databases_find_what_stands_there(database: Database, actor: Actor, seed: int) -> None:
    chance = random.Random(seed)
    given = lists(chance)
    slug = load(database, actor, given)

    wrong, hits = {}, 0
    with database.reading() as session:
        for words in queries(chance, 60):
            expected = found(given, read_query(words))
            hits += bool(expected) and len(expected) < len(given["claims"])
            got = set(names(session, slug, words, Place()))
            if got != expected:
                wrong[words] = (sorted(got), sorted(expected))

    assert wrong == {}
    assert hits > 15, "queries that tell claims apart"


def test_pages_hold_every_claim_once_in_every_order_also_while_others_add(
    database: Database, actor: Actor, dossier: str
) -> None:
    here = (database, actor, dossier)
    source = make.make_source(*here)
    for number in range(7):
        make.make_claim(*here, *([{"source": source}] * (number % 2)), importance=1 + number % 3)

    for order in ORDERS:
        with database.reading() as session:
            everything = names(session, dossier, "", Place(order))
        assert len(everything) == len(set(everything))
        forth, last = list[str](), ""
        while page := _page(database, dossier, Place(order, last, size=3)):
            forth, last = [*forth, *page], page[-1]
            if order == "id" and len(forth) == 3:
                make.make_claim(*here, text="Somebody adds this meanwhile.")
        assert [name for name in forth if name in everything] == everything
        assert len(forth) == len(set(forth))
        now = _page(database, dossier, Place(order))
        at = now.index(forth[4])
        assert (
            _page(database, dossier, Place(order, forth[4], back=True, size=3)) == now[at - 3 : at]
        )


def _page(database: Database, slug: str, place: Place) -> list[str]:
    with database.reading() as session:
        return names(session, slug, "", place)


def state(session: Session) -> dict[str, list[Any]]:
    """All rows of the index, but for their keys."""
    words = select(
        SearchText.kind, SearchText.row_id, SearchText.part, cast(SearchText.words, Text)
    )
    return {
        "words": sorted(map(tuple, session.execute(words))),
        "claims": sorted(map(tuple, session.execute(select(ClaimIndex.__table__))), key=repr),
        "links": sorted(map(tuple, session.execute(select(ClaimLink.__table__)))),
    }


def made_anew(session: Session) -> dict[str, list[Any]]:
    """The index as it would be if there had been none."""
    for table in (SearchText, ClaimIndex, ClaimLink):
        session.execute(delete(table))
    tables = {kind: statement.selected_columns[0].table for kind, statement in KINDS.items()}
    for kind, table in {**tables, "standing": metadata.tables["claims"]}.items():
        rows = session.scalars(select(table.c.id)).all()
        for row in rows:
            session.execute(insert(DUE).values(kind=kind, row_id=row))
    bring_up_to_date(session)
    return state(session)


def fresh(database: Database) -> None:
    """Nothing is due, and the index is what it would be if made anew."""
    with database.writing() as session:
        assert session.execute(select(DUE)).all() == []
        assert state(session) == made_anew(session)


def test_every_act_keeps_the_index(database: Database, actor: Actor) -> None:
    slug = load(database, actor, LISTS)
    here = (database, actor, slug)
    fresh(database)
    before = _hits(database, slug, "renamed")

    def correct(service: Any, public_id: str, **changes: Any) -> None:
        command = Correct(slug, public_id, changes, REASON)
        with unit_of_work(database) as session:
            service(session, actor, command)

    correct(correct_claim, "C-1", text="It was renamed.", topics=["étude"], quotes=[])
    correct(correct_source, "S-1", label="Renamed", type="dataset", organisations=["O-2"])
    make.make_rating(*here, "S-2", "E")
    make.make_relation(*here, "C-2", "C-4", "contradicts")
    make.make_attribution(*here, "C-4", "S-4")
    fresh(database)
    with unit_of_work(database) as session:
        withdraw_claim(session, actor, Withdraw(slug, "C-2", REASON))
    make.make_merge(*here, "S-1", "S-4")
    fresh(database)

    assert before == []
    assert _hits(database, slug, "renamed") == ["C-1", "C-4"]
    assert _hits(database, slug, "etude") == ["C-1"]
    assert _hits(database, slug, "nowhere") == []


def _hits(database: Database, slug: str, words: str) -> list[str]:
    with database.reading() as session:
        return names(session, slug, words, Place())


def test_a_migrated_database_is_indexed_when_the_product_starts(
    database: Database, actor: Actor
) -> None:
    load(database, actor, LISTS)
    with database.engine.begin() as connection:
        for table in ("search_texts", "claim_index", "claim_links"):
            connection.execute(text(f"DELETE FROM {table}"))
        for kind, table in (("claim", "claims"), ("standing", "claims"), ("source", "sources"),
                            ("note", "notes"), ("citation", "citations")):  # fmt: skip
            connection.execute(text(f"INSERT INTO search_due SELECT '{kind}', id FROM {table}"))

    catch_up(database)

    with database.reading() as session:
        slug = session.scalar(text("SELECT slug FROM dossiers"))
    assert _hits(database, slug, "interview") == ["C-1"]
