"""load, dump, dossier list, score, contradictions."""

import hashlib
import json
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.assessments.due import mark_due
from provenance.audit.models import AuditEntry
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from tests.factories.records import in_transaction
from tests.integration.cli.conftest import Run
from tests.integration.imports.texts import SHORT
from tests.unit.interchange.samples import small


def test_dump_load_dump_gives_the_same_bytes(run: Run, loaded: str, tmp_path: Path) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    assert run("dump", loaded, "-o", first).out == ""
    assert run("load", first, "--as", "again").code == 0
    assert run("dump", "again", "-o", second).code == 0
    assert second.read_bytes() == first.read_bytes().replace(b'"khorasan"', b'"again"', 1)
    assert run("dump", loaded).out.encode() == first.read_bytes()


def test_loading_is_one_audited_act_with_the_digest_of_the_file(
    run: Run, database: Database, file: Path
) -> None:
    run("load", file, "--actor", "Ada Analyst")
    dumped = run("dump", "khorasan").out.encode()
    with database.reading() as session:
        entries = session.scalars(select(AuditEntry).order_by(AuditEntry.sequence)).all()
    assert [entry.verb for entry in entries] == ["dossiers:dossier:create", "dossiers:dossier:load"]
    body = json.loads(entries[1].body)
    assert body["actor"] == {"kind": "command line", "name": "Ada Analyst"}
    assert body["after"]["sha256"] == hashlib.sha256(dumped).hexdigest()
    assert body["after"]["records"]["claims"] == 3


def test_a_taken_slug_is_refused(run: Run, loaded: str, file: Path) -> None:
    ran = run("load", file)
    assert (ran.code, ran.out) == (1, "")
    assert "--as" in ran.err


def test_a_bad_file_is_refused_whole_with_every_fault(run: Run, tmp_path: Path) -> None:
    document = small()
    document["claims"][0]["kind"] = "rumour"
    document["mood"] = "bad"
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(document))
    ran = run("load", path)
    assert (ran.code, ran.out) == (1, "")
    assert "$.claims[0].kind" in ran.err
    assert "$.mood" in ran.err
    assert run("dossier", "list", "--json").json == []


@pytest.mark.parametrize("data", [b"", b"\xff", b"[" * 5000, b'{"a": 1, "a": 2}'])
def test_what_is_no_json_is_refused(run: Run, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(data)
    ran = run("load", path)
    assert (ran.code, ran.out) == (1, "")
    assert "$" in ran.err


def test_the_list_of_dossiers(run: Run, loaded: str) -> None:
    assert run("dossier", "list", "--json").json == [
        {"slug": "khorasan", "title": "Khorasan", "documents": 1, "sources": 3, "claims": 3,
         "contradictions": 1},
    ]  # fmt: skip
    assert "khorasan" in run("dossier", "list").out


@pytest.mark.parametrize("command", ["dump", "score", "contradictions"])
def test_an_unknown_dossier_is_named(run: Run, command: str) -> None:
    ran = run(command, "nowhere")
    assert (ran.code, ran.out) == (1, "")
    assert "nowhere" in ran.err


def test_contradictions(run: Run, loaded: str) -> None:
    assert run("contradictions", loaded, "--json").json == [
        {"id": "R-1", "a": "C-2", "b": "C-1", "differs": ["number", "value"], "status": "resolved",
         "rationale": "Counted."},
    ]  # fmt: skip
    assert "number, value" in run("contradictions", loaded).out


def test_scores_have_ledgers_that_add_up(run: Run, loaded: str) -> None:
    scores = run("score", loaded, "--json").json
    assert [claim["id"] for claim in scores["claims"]] == ["C-1", "C-2", "C-3"]
    assert {"engine", "config", "claims", "sources"} <= scores.keys()
    keys = {"id", "probability", "lower", "upper", "likelihood", "confidence", "credibility",
            "origins", "organisations", "flags", "ledger"}  # fmt: skip
    assert keys <= scores["claims"][0].keys()
    assert {"input", "rule", "log_odds", "text"} <= scores["claims"][0]["ledger"][0].keys()
    assert {"id", "accuracy", "lower", "upper"} <= scores["sources"][0].keys()
    assert "C-1" in run("score", loaded).out


def test_a_command_brings_scores_up_to_date_before_it_ends(
    run: Run, loaded: str, database: Database, tmp_path: Path
) -> None:
    """Where an edit in a browser left a full run due, until then commands say so."""

    def ask(session: Session) -> None:
        mark_due(session, dossier_by_slug(session, loaded).id, "Ada", "an act that reached far")

    in_transaction(database, ask)
    assert "Updating:" in run("export", loaded, "-o", tmp_path / "a.zip").err
    paper = tmp_path / "river.txt"
    paper.write_text(SHORT)
    ran = run("import", paper, "--dossier", loaded)
    assert ran.code == 0, ran.err
    assert f"Scoring the whole of {loaded}" in ran.err
    assert "Updating:" not in run("export", loaded, "-o", tmp_path / "b.zip").err
