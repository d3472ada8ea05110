"""Tables on the command line: whole where nothing is in doubt, else not at all."""

from pathlib import Path

from tests.integration.cli.conftest import Run
from tests.unit.ingest.sheets import xlsx

TABLE = """Statement,Source,Admiralty,Who knows
It rained.,Roe,B2,x
It snowed.,Roe,Z9,
It snowed.,Doe,,
"""


def test_doubts_are_printed_row_by_row_and_nothing_is_saved(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text(TABLE)

    ran = run("import", path, "--dossier", "khorasan")

    assert (ran.code, ran.out) == (1, "")
    assert "column Who knows: say what it holds" in ran.err
    assert "row 3, Admiralty: 'Z9' is not known here" in ran.err
    assert "row 4: row 3 says the same" in ran.err
    assert "row 2, rater: is required" in ran.err
    assert run("dossier", "list", "--json").json == []

    listed = run("import", path, "--dossier", "khorasan", "--json", "--actor", "Ada")
    assert listed.code == 1
    assert [one["where"] for one in listed.json["faults"]] == [
        "column Who knows", "row 3, Admiralty", "row 4",
    ]  # fmt: skip


def test_what_is_said_on_the_line_settles_the_doubts(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text(TABLE)
    said = ("--map", "Who knows=", "--leave-out", 3, "--actor", "Ada")

    ran = run("import", path, "--dossier", "khorasan", *said, "--json")

    assert ran.code == 0, ran.err
    assert ran.json["records"] == {"sources": 2, "claims": 2, "attributions": 2, "ratings": 2}
    again = run("import", path, "--dossier", "khorasan", *said, "--doubles", "out", "--json")
    assert "Every row is left out or says what is there already" in again.err
    assert run("dossier", "list", "--json").json[0]["claims"] == 2


def test_sheets_encodings_and_fields_are_asked_for_by_name(run: Run, tmp_path: Path) -> None:
    book, text = tmp_path / "book.xlsx", tmp_path / "table.csv"
    rows = [("Label", "Type"), ("Roe", "interview")]
    book.write_bytes(xlsx(First=rows, Second=[("Label",), ("Doe",)]))
    text.write_bytes("Label\nMüller\n".encode("cp1252"))

    assert "First, Second" in run("import", book, "--dossier", "d").err
    assert run("import", book, "--dossier", "d", "--sheet", "Second").code == 0
    assert "--encoding windows-1252" in run("import", text, "--dossier", "d").err
    assert run("import", text, "--dossier", "d", "--encoding", "windows-1252").code == 0
    refused = run(
        "import", text, "--dossier", "d", "--encoding", "cp437", "--map", "Label=nonsense"
    )
    assert "is no field of sources; use one of: label, type" in refused.err
    labels = [source["label"] for source in run("dump", "d").json["sources"]]
    assert sorted(labels) == ["Doe", "Müller"]
