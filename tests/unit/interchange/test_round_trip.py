"""Dump, load, dump gives the same bytes, and a loaded file says what it said."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from provenance.audit.actor import command_line
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from provenance.exports.strict_json import read_json
from provenance.interchange.dump import dump_dossier
from provenance.interchange.load import load_dossier
from tests.unit.interchange.random_dossiers import dossier_files
from tests.unit.interchange.samples import small

ACTOR = command_line("tester")
RELAXED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large,
           HealthCheck.large_base_example]  # fmt: skip
Record = dict[str, Any]


def load_and_dump(database: Database, document: Any) -> bytes:
    """What dump writes of a loaded file; nothing is kept."""
    with database.writing() as session:
        dossier = load_dossier(session, ACTOR, document)
        session.expire_all()
        return dump_dossier(session, dossier_by_slug(session, dossier.slug))


def plain(document: Record) -> Record:
    """The same content in one form: lists by id, dates without words as strings."""
    lists = {
        k: sorted(v, key=lambda r: r["id"]) for k, v in document.items() if isinstance(v, list)
    }
    return {**document, **plain_dates(lists)}


def plain_dates(value: Any) -> Any:
    if isinstance(value, list):
        return [plain_dates(part) for part in value]
    if isinstance(value, dict):
        return (
            value["edtf"]
            if set(value) == {"edtf"}
            else {k: plain_dates(v) for k, v in value.items()}
        )
    return value


def goes_round(database: Database, document: Record) -> None:
    first = load_and_dump(database, read_json(json.dumps(document).encode()))
    assert json.loads(first) == plain(document)
    assert load_and_dump(database, read_json(first)) == first


def test_a_file_with_every_list_goes_round(database: Database) -> None:
    goes_round(database, small())


def test_the_form_of_the_file(database: Database) -> None:
    data = load_and_dump(database, small())
    lines = data.decode().splitlines()
    assert data.endswith(b"}\n")
    assert lines[:4] == [
        "{",
        ' "format": "provenance-dossier/1",',
        ' "slug": "khorasan",',
        ' "title": "Khorasan",',
    ]
    assert '  {"id": "O-2", "name": "M"}' in lines


def test_null_is_absent_and_an_empty_list_is_not(database: Database) -> None:
    document = small()
    document["claims"][0]["place"] = None
    document["claims"][1]["subjects"] = []
    document["claims"][1]["as_of"] = {"edtf": None, "verbatim": "then"}
    claims = json.loads(load_and_dump(database, read_json(json.dumps(document).encode())))["claims"]
    assert "place" not in claims[0]
    assert claims[1]["subjects"] == []
    assert claims[1]["as_of"] == {"verbatim": "then"}
    assert "subjects" not in claims[2]


@settings(max_examples=40, deadline=None, suppress_health_check=RELAXED)
@given(document=dossier_files())
def test_random_dossiers_go_round(database: Database, document: Record) -> None:
    goes_round(database, document)


@pytest.mark.soak
@settings(max_examples=1000, deadline=None, suppress_health_check=RELAXED)
@given(document=dossier_files())
def test_a_thousand_random_dossiers_go_round(database: Database, document: Record) -> None:
    goes_round(database, document)
