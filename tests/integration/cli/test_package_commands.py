"""export and verify, whole and filtered, and the worked example all the way round."""

import csv
import io
import json
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from provenance.db.session import Database
from provenance.imports.claim_proposals.models import ClaimProposal
from tests.integration.cli.conftest import Run


def member(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def test_an_export_verifies_itself(run: Run, loaded: str, tmp_path: Path) -> None:
    path = tmp_path / "whole.zip"
    exported = run("export", loaded, "-o", path)
    checksum = (tmp_path / "whole.zip.sha256").read_text()
    assert (exported.code, exported.out) == (0, checksum)
    assert run("verify", path).code == 0
    assert member(path, "dossier.json").decode() == run("dump", loaded).out
    again = tmp_path / "again.zip"
    run("export", loaded, "-o", again)
    assert again.read_bytes() == path.read_bytes()


def test_without_checksum_it_holds_with_a_reservation(
    run: Run, loaded: str, tmp_path: Path
) -> None:
    path = tmp_path / "whole.zip"
    run("export", loaded, "-o", path)
    path.rename(tmp_path / "alone.zip")
    ran = run("verify", tmp_path / "alone.zip")
    assert ran.code == 3
    assert "NOT CHECKED" in ran.out


def test_an_altered_export_fails(run: Run, loaded: str, tmp_path: Path) -> None:
    path = tmp_path / "whole.zip"
    run("export", loaded, "-o", path)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    ran = run("verify", path, "--json")
    assert ran.code == 1
    assert ran.json["faults"]


def test_chosen_claims_take_along_what_they_need(run: Run, loaded: str, tmp_path: Path) -> None:
    path = tmp_path / "one.zip"
    assert run("export", loaded, "-o", path, "--claims", "C-2").code == 0
    assert run("verify", path).code == 0
    dossier = json.loads(member(path, "dossier.json"))
    ids = {name: [r["id"] for r in records] for name, records in dossier.items()
           if isinstance(records, list)}  # fmt: skip
    assert ids["claims"] == ["C-2"]
    assert ids["attributions"] == ["A-2"]
    assert ids["questions"] == ["Q-1"]
    assert dossier["questions"][0]["claims"] == ["C-2"]
    assert {"relations", "cases", "remarks"}.isdisjoint(ids)
    assert "S-2" in ids["sources"]
    lines = [json.loads(line) for line in member(path, "audit.jsonl").splitlines()]
    assert len(lines) == 2
    assert all(line["body"] is None for line in lines)
    assert run("load", tmp_path / "one.json", "--as", "one").code == 2
    (tmp_path / "one.json").write_bytes(member(path, "dossier.json"))
    assert run("load", tmp_path / "one.json", "--as", "one").code == 0


def test_claims_of_a_status(run: Run, loaded: str, tmp_path: Path) -> None:
    path = tmp_path / "approved.zip"
    assert run("export", loaded, "-o", path, "--claims", "approved").code == 0
    table = csv.DictReader(io.StringIO(member(path, "claims.csv").decode(), newline=""))
    assert [row["id"] for row in table] == ["C-1"]


@pytest.mark.parametrize("claims", ["C-9", "rumours", ""])
def test_claims_that_are_not_there_are_refused(
    run: Run, loaded: str, tmp_path: Path, claims: str
) -> None:
    ran = run("export", loaded, "-o", tmp_path / "none.zip", "--claims", claims)
    assert ran.code == 1
    assert "There is no claim" in ran.err
    assert list(tmp_path.glob("*.zip*")) == []


def test_the_worked_example_goes_all_the_way(run: Run, tmp_path: Path, database: Database) -> None:
    slug = run("example").out.splitlines()[-1]
    assert run("example").out.splitlines()[-1] == slug
    (row,) = run("dossier", "list", "--json").json
    assert (row["claims"], row["documents"], row["sources"]) == (158, 2, 32)
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    run("dump", slug, "-o", first)
    run("load", first, "--as", "copy")
    run("dump", "copy", "-o", second)
    assert second.read_bytes() == first.read_bytes().replace(f'"{slug}"'.encode(), b'"copy"', 1)
    path = tmp_path / "example.zip"
    assert run("export", slug, "-o", path).code == 0
    assert run("verify", path).code == 0
    assert run("audit", "verify").code == 0


def test_what_a_claim_of_the_example_quotes_waits_for_nobody(run: Run, database: Database) -> None:
    run("example")
    with database.reading() as session:
        proposals = session.scalars(select(ClaimProposal)).all()
        told = {row.text: (row.status, row.claim and row.claim.public_id) for row in proposals}
    assert Counter(status for status, _ in told.values()) == {"taken": 130, "waiting": 48}
    assert told["11 people reportedly died."] == ("taken", "C-7D4E")
    assert told["Defectors kept coming in 2017."] == ("waiting", None)


@pytest.mark.parametrize("command", ["export", "dump"])
def test_a_folder_that_is_not_there_is_named(
    run: Run, loaded: str, tmp_path: Path, command: str
) -> None:
    ran = run(command, loaded, "-o", tmp_path / "none" / "file")
    assert (ran.code, ran.out) == (1, "")
    assert f"no folder {tmp_path / 'none'}" in ran.err
