"""Forms that were altered on their way: refused with 422, never a failure, nothing half-saved."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from provenance.audit.actor import Actor
from provenance.audit.models import AuditEntry
from provenance.config import Settings
from provenance.db.session import Database
from provenance.web.app import create_app
from tests.factories import records as make
from tests.functional.visitors import Visitor, someone

NUL = "a\x00b"
RELATION = "relations/new?a={claim}&b={other}&kind=contradicts"
STANCE = "claims/{claim}/attributions/new?source={source}"
VERDICT = {"ground": "relays", "verdict": "dependent", "reason": "why"}
ALTERED = [
    (RELATION, {"a": "{claim}", "b": NUL, "kind": "contradicts"}),
    (RELATION, {"a": NUL, "b": "{other}", "kind": "contradicts"}),
    (RELATION, {"a": "C-NONE", "b": "{other}", "kind": "contradicts"}),
    (RELATION, {"a": "{claim}", "b": "{claim}", "kind": "contradicts"}),
    (RELATION, {"a": "{claim}", "b": "{other}", "kind": "no such kind"}),
    ("relations/new?a={claim}", {}),
    ("claims/new", {"text": NUL}),
    ("claims/new", {"text": "x" * 30_000}),
    ("claims/new", {"text": "x", "quantity": "nan"}),
    ("claims/new", {"text": "x", "subjects": "O-NONE"}),
    ("claims/new", {"text": "x", "importance": "7"}),
    ("claims/new", {"text": "x", "time": "2017-02-31"}),
    (STANCE, {"polarity": "shrugs"}),
    (STANCE, {"polarity": "denies", "via-0": "S-NONE"}),
    (STANCE, {"polarity": "denies", "citations": "T-NONE"}),
    (STANCE, {"polarity": "denies", "hedges-0-text": NUL}),
    ("sources/new", {"label": " "}),
    ("sources/new", {"label": "x", "made": "2017-13"}),
    ("persons/new", {"label": "x", "affiliations-0-organisation": "O-NONE"}),
    ("organisations/{organisation}/ties/new", {"kind": "part of", "b": "{organisation}"}),
    ("sources/{source}/dependences/new", {"other": "{source}", **VERDICT}),
    ("sources/{source}/rate", {"grade": "1", "reason": "why"}),
    ("claims/{claim}/rate", {"grade": "A", "reason": "why"}),
    ("private/{source}/keep", {"name": "Somebody", "reason": "not marked as protected"}),
    ("private/{source}/reveal", {"reason": "there is none"}),
]


@pytest.fixture
def ids(sqlite_database: Database, actor: Actor) -> dict[str, str]:
    """A dossier with one of each that the forms name."""
    slug = make.make_dossier(sqlite_database, actor)
    here = (sqlite_database, actor, slug)
    return {
        "slug": slug, "claim": make.make_claim(*here),
        "other": make.make_claim(*here, text="It had 900."), "source": make.make_source(*here),
        "organisation": make.make_organisation(*here),
    }  # fmt: skip


@pytest.fixture
def owner(sqlite_database: Database, settings: Settings, ids: dict[str, str]) -> Visitor:
    """An owner of the dossier, without a browser."""
    app: Flask = create_app(sqlite_database, settings)
    return someone(app, sqlite_database, "Olga Owner", role="owner", dossier=ids["slug"])


@pytest.mark.parametrize(("path", "values"), ALTERED)
def test_an_altered_form_is_refused_and_leaves_no_trace(
    sqlite_database: Database, owner: Visitor, ids: dict[str, str], path: str,
    values: dict[str, str],
) -> None:  # fmt: skip
    before = entries(sqlite_database)

    filled = {name: value.format(**ids) for name, value in values.items()}
    answer = owner.post(f"/d/{ids['slug']}/{path.format(**ids)}", filled)

    assert answer.status_code == 422, answer.text
    assert entries(sqlite_database) == before


@pytest.mark.parametrize("opened", ["", "[" * 100_000, '{"text": {"a": [1, null]}, "subjects": 5}'])
@pytest.mark.parametrize("version", ["", "x", "99", "9" * 40])
def test_a_correction_with_a_version_that_never_was_shows_both_versions(
    sqlite_database: Database, owner: Visitor, ids: dict[str, str], version: str, opened: str
) -> None:
    before = entries(sqlite_database)

    values = {"text": "It had 700.", "reason": "why", "version": version, "opened": opened}
    answer = owner.post(f"/d/{ids['slug']}/claims/{ids['claim']}/correct", values)

    assert answer.status_code == 409
    assert "It had 700." in answer.text
    assert entries(sqlite_database) == before


def entries(database: Database) -> int:
    """How many acts the audit trails hold."""
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(AuditEntry)) or 0
