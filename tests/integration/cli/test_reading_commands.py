"""parse and import, on the précis of the worked example."""

from pathlib import Path

import pytest

from provenance.config import ROOT
from provenance.vocabulary import CITATION_STATUSES, NOTE_KINDS, SOURCE_TYPES
from tests.integration.cli.conftest import Run
from tests.integration.imports.bibliographies import WORKS
from tests.integration.imports.paper import PAPER, with_note_in_front

PRECIS = ROOT / "provenance" / "example" / "precis.txt"
TOP = {"title", "author", "published", "notes", "attributions", "issues"}
NOTE = {"n", "id", "before", "also_before", "text", "kind", "citations"}
CITATION = {"text", "type", "resolves_to", "status", "rule", "organisations", "role", "place", "date",
            "cardinality"}  # fmt: skip


def test_parse_shows_what_is_found_and_keeps_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://127.0.0.1:1/nowhere")
    found = run("parse", PRECIS, "--json").json
    assert found.keys() >= TOP
    assert [note["n"] for note in found["notes"]] == [str(n) for n in range(1, 29)]
    for note in found["notes"]:
        assert note.keys() >= NOTE
        assert note["kind"] in NOTE_KINDS
        for citation in note["citations"]:
            assert citation.keys() >= CITATION
            assert citation["type"] in SOURCE_TYPES
            assert citation["status"] in CITATION_STATUSES
    assert found["notes"][11]["before"] is None
    assert "28 notes, 27 markers" in run("parse", PRECIS).out


def test_import_makes_the_dossier_and_tells_the_counts(run: Run) -> None:
    counts = run("import", PRECIS, "--dossier", "precis", "--json").json
    assert counts["dossier"] == "precis"
    assert counts["notes"] == 28
    assert counts["accepted"] + counts["proposals"] == counts["citations"] >= 37
    told = ("inline_accepted", "inline_proposals", "inline_unnamed")
    assert sum(counts[name] for name in told) == counts["inline_citations"] > 20
    assert counts["proposed_claims"] > 100
    (row,) = run("dossier", "list", "--json").json
    assert (row["documents"], row["sources"]) == (1, counts["new_sources"])
    again = run("import", PRECIS, "--dossier", "precis")
    assert (again.code, again.out) == (1, "")
    assert "already" in again.err


@pytest.mark.parametrize(
    ("name", "data"), [("a.txt", b""), ("a.txt", b"\x00\x01\x02"), ("a.exe", b"x")]
)
@pytest.mark.parametrize(
    "command", [["parse"], ["import", "--dossier", "precis"]], ids=lambda c: c[0]
)
def test_what_is_no_document_is_refused(
    run: Run, tmp_path: Path, command: list[str], name: str, data: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    ran = run(command[0], path, *command[1:])
    assert (ran.code, ran.out) == (1, "")
    assert ran.err
    assert run("dossier", "list", "--json").json == []


def test_a_new_version_is_imported_over_the_document_and_tells_what_lost_its_place(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "salt.txt"
    path.write_text(PAPER)
    document = run("import", path, "--dossier", "salt", "--json").json["document"]
    path.write_text(with_note_in_front())

    told = run("import", path, "--dossier", "salt", "--version-of", document, "--json").json

    assert (told["document"], told["notes"], told["orphans"]) == (document, 7, 0)
    (row,) = run("dossier", "list", "--json").json
    assert row["documents"] == 1
    path.write_text("Something else altogether.")
    ran = run("import", path, "--dossier", "salt", "--version-of", "D-NONE")
    assert (ran.code, ran.out) == (1, "")
    assert "There is no document D-NONE" in ran.err


def test_a_bibliography_becomes_sources_and_what_is_unclear_waits(run: Run, tmp_path: Path) -> None:
    works = tmp_path / "works.bib"
    works.write_bytes(WORKS)
    counts = run("import", works, "--dossier", "shelf", "--json").json
    assert counts.pop("bibliography").startswith("B-")
    assert counts == {"dossier": "shelf", "entries": 4, "accepted": 3, "proposals": 1,
                      "new_sources": 2}  # fmt: skip
    again = run("import", works, "--dossier", "shelf")
    assert "3 accepted, 1 await a person; 0 new sources" in again.out
    refused = run("import", works.with_suffix(".json"), "--dossier", "shelf")
    assert refused.code != 0
