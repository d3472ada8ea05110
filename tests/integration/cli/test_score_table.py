"""score-table: a bare table in, probabilities and measures out, bad tables refused by line."""

import csv
import io
from pathlib import Path

import pytest

from tests.integration.cli.conftest import Run

HEAD = "source_id,object_id,value\n"
RIGHT = {f"o{n}": f"v{n % 3}" for n in range(30)}
WRONG = {name: f"v{(int(value[1]) + 1) % 3}" for name, value in RIGHT.items()}


def assertions() -> str:
    """Three honest sources against one that is always wrong."""
    rows = [f"s{n},{name},{value}" for n in range(3) for name, value in RIGHT.items()]
    return HEAD + "\n".join([*rows, *(f"liar,{name},{value}" for name, value in WRONG.items())])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "assertions.csv"
    path.write_text(assertions())
    return path


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_every_value_of_every_object_and_every_source(
    run: Run, table: Path, tmp_path: Path
) -> None:
    out, sources = tmp_path / "out.csv", tmp_path / "sources.csv"
    ran = run("score-table", table, "-o", out, "--sources-out", sources)
    assert (ran.code, ran.out) == (0, "")
    assert "Chosen from the assertions" in ran.err
    rows = rows_of(out.read_text())
    assert {(row["object_id"], row["value"]) for row in rows} == {*RIGHT.items(), *WRONG.items()}
    told = {(row["object_id"], row["value"]): float(row["probability"]) for row in rows}
    assert all(told[name, value] > 0.8 > told[name, WRONG[name]] for name, value in RIGHT.items())
    of = {row["source_id"]: row for row in rows_of(sources.read_text())}
    assert float(of["liar"]["upper"]) < float(of["s0"]["lower"])
    assert all(float(r["lower"]) <= float(r["accuracy"]) <= float(r["upper"]) for r in of.values())


def test_measures_where_the_truth_is_known(run: Run, table: Path, tmp_path: Path) -> None:
    truth = tmp_path / "truth.csv"
    truth.write_text("value,object_id\n" + "\n".join(f"{v},{k}" for k, v in RIGHT.items()))
    ran = run("score-table", table, "--truth", truth)
    measures = dict(line.rsplit(" ", 1) for line in ran.out.splitlines())
    assert list(measures) == ["objects", "accuracy", "Brier score", "log loss",
                              "expected calibration error", "seconds"]  # fmt: skip
    assert (measures["objects"], measures["accuracy"]) == ("30", "1.0000")


def test_without_a_file_the_probabilities_go_to_stdout(run: Run, table: Path) -> None:
    assert len(rows_of(run("score-table", table).out)) == 60


def test_grades_count_where_little_is_said(run: Run, tmp_path: Path) -> None:
    table, grades = tmp_path / "a.csv", tmp_path / "g.csv"
    table.write_text(HEAD + "a,o,yes\nb,o,no\n")
    grades.write_text("source_id,grade\na,A\nb,e\nnobody,F\n")
    told = {row["value"]: float(row["probability"])
            for row in rows_of(run("score-table", table, "--grades", grades).out)}  # fmt: skip
    assert told["yes"] > 2 * told["no"]


def test_near_numbers_support_one_another_when_asked(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text(HEAD + "a,o,100\nb,o,101\nc,o,900\nd,o,900\n")

    def told(*options: object) -> dict[str, float]:
        rows = rows_of(run("score-table", table, *options).out)
        return {row["value"]: float(row["probability"]) for row in rows}

    assert told("--near-numbers", 0.05)["100"] > told()["100"]


def test_blank_cells_are_left_out_and_counted(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text(HEAD + "a,o,yes\n\nb,o, \n")
    ran = run("score-table", table)
    assert "1 lines have a blank cell and were left out: line 4" in ran.err
    assert [row["value"] for row in rows_of(ran.out)] == ["yes"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "Line 1"),
        (b"source_id,object_id\na,b\n", "value"),
        (b"source_id,object_id,value,value\na,b,c,d\n", "each once"),
        (b"source_id,object_id,value\na,b\n", "line 2: has 2 columns"),
        (b"source_id,object_id,value\n", "no row"),
        (b"source_id,object_id,value\na,b,caf\xe9\n", "Line 2 is not UTF-8"),
        (b'source_id,object_id,value\na,b,"open\n', "is no CSV"),
    ],
)
def test_a_bad_table_is_refused_by_line(run: Run, tmp_path: Path, data: bytes, says: str) -> None:
    table = tmp_path / "a.csv"
    table.write_bytes(data)
    ran = run("score-table", table)
    assert (ran.code, ran.out) == (1, "")
    assert says in ran.err


def test_a_wrong_grade_is_named(run: Run, table: Path, tmp_path: Path) -> None:
    grades = tmp_path / "g.csv"
    grades.write_text("source_id,grade\ns0,Z\n")
    ran = run("score-table", table, "--grades", grades)
    assert ran.code == 1
    assert "'Z' is no grade" in ran.err


@pytest.mark.parametrize(
    ("option", "data", "says"),
    [
        ("--truth", "object_id,value\nelsewhere,v1\n", "No object_id of the truth occurs"),
        ("--truth", "object_id,value\no1,v1\no1,v2\n", "o1: has two true values: 'v1' and 'v2'"),
        ("--truth", "object_id\no1\n", "value"),
        ("--grades", "source_id,grade\nstranger,A\n", "No source_id of the grades occurs"),
        ("--grades", "source_id,grade\ns0,A\ns0,B\n", "s0: has two grades: 'A' and 'B'"),
    ],
)
def test_truth_and_grades_of_another_table_or_two_minds(
    run: Run, table: Path, tmp_path: Path, option: str, data: str, says: str
) -> None:
    given = tmp_path / "given.csv"
    given.write_text(data)
    ran = run("score-table", table, option, given)
    assert (ran.code, ran.out) == (1, "")
    assert says in ran.err


def test_values_that_are_no_numbers_are_names(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text(HEAD + "a,o,nan\nb,o,nan\nc,o,inf\nd,o,1e999\n")
    rows = rows_of(run("score-table", table, "--near-numbers", 0.5).out)
    told = {row["value"]: float(row["probability"]) for row in rows}
    assert max(told, key=told.__getitem__) == "nan"
    assert sum(told.values()) <= 1


def test_twins_are_counted_apart_and_told(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text(HEAD + "a,o,caf\u00e9\nb,o,cafe\u0301\nA,p,tea\n", encoding="utf-8")
    ran = run("score-table", table)
    assert len(rows_of(ran.out)) == 3
    assert "1 sources differ from others in case" in ran.err
    assert "1 values differ from others in case" in ran.err
