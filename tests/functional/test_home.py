"""Home: what needs me?"""

from collections.abc import Callable
from typing import Any

from flask import Flask

from provenance.audit.actor import Actor
from provenance.db.session import Database
from tests.factories import records as make
from tests.functional.visitors import someone


def test_home_shows_a_persons_own_dossiers_and_no_others(
    app: Flask, sqlite_database: Database, actor: Actor
) -> None:
    make.make_dossier(sqlite_database, actor, "mine", "My dossier")
    make.make_dossier(sqlite_database, actor, "theirs", "Their dossier")
    ada = someone(app, sqlite_database, "Ada", role="reader", dossier="mine")

    page = ada.get("/").text

    assert "My dossier" in page
    assert "Their dossier" not in page
    assert "/people" not in page.replace("/d/mine/people", "")


def test_home_without_dossiers_says_how_to_get_one(app: Flask, sqlite_database: Database) -> None:
    page = someone(app, sqlite_database, "Ada").get("/").text

    assert "python -m provenance example" in page
    assert "New dossier" in page


def test_an_administrator_sees_all_dossiers_and_the_people(
    app: Flask, sqlite_database: Database, actor: Actor
) -> None:
    make.make_dossier(sqlite_database, actor)
    page = someone(app, sqlite_database, "Root", administrator=True).get("/").text

    assert "Khorasan" in page
    assert "administrator" in page
    assert 'href="/people"' in page


def test_home_counts_what_awaits(app: Flask, sqlite_database: Database, actor: Actor) -> None:
    here = (sqlite_database, actor, make.make_dossier(sqlite_database, actor))
    source = make.make_source(*here)
    first = make.make_claim(*here, {"source": source})
    make.make_relation(*here, first, make.make_claim(*here, text="It had none."))
    ada = someone(app, sqlite_database, "Ada", role="analyst", dossier="khorasan")

    page = ada.get("/").text

    for words in ("1 undecided contradiction", "1 unrated source", "1 claim without a source",
                  "3 things await somebody, in 1 dossier."):  # fmt: skip
        assert words in page


def test_home_asks_as_many_questions_for_ten_dossiers_as_for_one(
    app: Flask, sqlite_database: Database, actor: Actor,
    count_queries: Callable[[Callable[[], Any]], int],
) -> None:  # fmt: skip
    root = someone(app, sqlite_database, "Root", administrator=True)
    make.make_dossier(sqlite_database, actor)

    one = count_queries(lambda: root.get("/"))
    for number in range(9):
        make.make_dossier(sqlite_database, actor, f"dossier-{number}", f"Dossier {number}")

    assert count_queries(lambda: root.get("/")) == one
