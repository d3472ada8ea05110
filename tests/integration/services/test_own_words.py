"""A dossier's own words: added once, corrected, withdrawn; each with its entry."""

from typing import Any

import pytest

from provenance.audit.actor import Actor
from provenance.db.session import Database
from provenance.dossiers.commands import Record
from provenance.dossiers.queries import dossier_by_slug
from provenance.errors import AlreadyExists, InvalidInput
from provenance.sources.own_words import WordLine, add_word, correct_word, own_words, withdraw_word
from tests.factories.records import make_dossier, make_word
from tests.integration.services.acts import act, correct, last_entry, refused, withdraw


def lines(database: Database, slug: str) -> list[WordLine]:
    with database.reading() as session:
        return own_words(session, dossier_by_slug(session, slug).id)


def test_a_word_is_added_corrected_and_withdrawn(
    database: Database, actor: Actor, dossier: str
) -> None:
    word = make_word(database, actor, dossier, aliases=["water master"])
    assert lines(database, dossier) == [WordLine(word, "role", "mirab", ("water master",))]

    correct(database, actor, correct_word, word, aliases=["water master", "mireb"])
    assert last_entry(database)["before"] == {"aliases": ["water master"]}
    assert lines(database, dossier)[0].aliases == ("water master", "mireb")

    withdraw(database, actor, withdraw_word, word)
    assert lines(database, dossier) == []
    assert make_word(database, actor, dossier) != word


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"kind": "role", "word": "MIRAB "}, AlreadyExists),
        ({"kind": "role", "word": "judge", "aliases": ["Water  Master"]}, AlreadyExists),
        ({"kind": "colour", "word": "red"}, InvalidInput),
        ({"kind": "role", "word": "..."}, InvalidInput),
        ({"kind": "role", "word": "w" * 61}, InvalidInput),
        ({"kind": "role"}, InvalidInput),
    ],
)
def test_what_is_there_already_or_no_word_is_refused(
    sqlite_database: Database, actor: Actor, values: dict[str, Any], error: Any
) -> None:
    slug = make_dossier(sqlite_database, actor)
    make_word(sqlite_database, actor, slug, aliases=["water master"])

    with refused(sqlite_database, error):
        act(sqlite_database, actor, add_word, Record(slug, values, "needed"))
    assert make_word(sqlite_database, actor, slug, kind="tie", word="mirab"), "another vocabulary"
