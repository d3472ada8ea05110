"""what-if: the claims that would change their term, and nothing saved."""

import json
from pathlib import Path
from typing import Any

import pytest

from provenance.audit.models import AuditEntry
from provenance.db.session import Database
from tests.integration.cli.conftest import Run

SLUG = "taliban-and-is-k"


@pytest.fixture
def example(run: Run) -> dict[str, Any]:
    """The worked example, loaded, as its dossier file."""
    assert run("example").code == 0
    found: dict[str, Any] = json.loads(run("dump", SLUG).out)
    return found


def scores(run: Run, slug: str) -> dict[str, dict[str, Any]]:
    return {claim["id"]: claim for claim in run("score", slug, "--json").json["claims"]}


def test_discrediting_a_source_says_what_leaving_it_out_brings(
    run: Run, example: dict[str, Any], tmp_path: Path, database: Database
) -> None:
    source = _busiest(example)
    before = scores(run, SLUG)
    entries = _entries(database)

    told = run("what-if", SLUG, "--discredit", source, "--json").json

    assert _entries(database) == entries
    assert json.loads(run("dump", SLUG).out) == example
    without = {**example, "slug": "without"}
    without["attributions"] = [
        one for one in example["attributions"]
        if one["source"] != source and source not in one.get("via", [])
    ]  # fmt: skip
    without["remarks"] = [one for one in example["remarks"] if one.get("by") != source]
    path = tmp_path / "without.json"
    path.write_text(json.dumps(without))
    assert run("load", path).code == 0
    after = scores(run, "without")
    changed = {name for name in before if before[name]["likelihood"] != after[name]["likelihood"]}
    assert {one["id"] for one in told} == changed != set()
    for one in told:
        assert one["before"]["probability"] == pytest.approx(before[one["id"]]["probability"])
        assert one["after"]["probability"] == pytest.approx(after[one["id"]]["probability"])
        assert one["after"]["likelihood"] == after[one["id"]]["likelihood"]


def _busiest(example: dict[str, Any]) -> str:
    """The source that speaks on most claims."""
    said = [one["source"] for one in example["attributions"]]
    return max(sorted(set(said)), key=said.count)


def _entries(database: Database) -> int:
    with database.reading() as session:
        return session.query(AuditEntry).count()


def test_the_other_suppositions(run: Run, example: dict[str, Any]) -> None:
    source = _busiest(example)
    other = next(one["source"] for one in example["attributions"] if one["source"] != source)
    document = example["documents"][0]["id"]
    lower = run("what-if", SLUG, "--grade", f"{source}=e", "--json").json
    assert lower
    assert {"id", "before", "after"} == set(lower[0])
    assert run("what-if", SLUG, "--drop", document, "--json").json
    assert run("what-if", SLUG, "--merge", f"{source}, {other}").code == 0
    shown = run("what-if", SLUG, "--discredit", source)
    assert shown.out.splitlines()[0].split() == ["id", "before", "after", "claim"]
    assert "nothing was saved" in shown.err


def test_a_person_is_discredited_with_all_he_says(run: Run, example: dict[str, Any]) -> None:
    source = next(one for one in example["sources"] if one.get("person"))
    assert run("what-if", SLUG, "--discredit", source["person"], "--json").code == 0


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ([], "Say one of"),
        (["--discredit", "S-1", "--drop", "D-1"], "Say one of"),
        (["--discredit", "S-NONE"], "no source or person 'S-NONE'"),
        (["--grade", "S-NONE"], "Write it as"),
        (["--grade", "S-NONE=Z"], "one of A, B"),
        (["--merge", "S-NONE"], "no source 'S-NONE'"),
        (["--drop", "D-NONE"], "no document"),
    ],
)
def test_what_cannot_be_supposed(run: Run, loaded: str, options: list[str], says: str) -> None:
    ran = run("what-if", loaded, *options)
    assert (ran.code, ran.out) == (1, "")
    assert says in ran.err
