"""Tables as programs write them: cells as text, each row with the number that its program shows."""

from datetime import datetime

import pytest

from provenance.errors import TooLarge, UnreadableFile, UnsupportedFile
from provenance.ingest.spreadsheets.grades import Grades, read_grade
from provenance.ingest.spreadsheets.kinds import KINDS
from provenance.ingest.spreadsheets.limits import letter_of
from provenance.ingest.spreadsheets.mapping import propose_columns, propose_kind
from provenance.ingest.spreadsheets.reading import read_spreadsheet
from provenance.ingest.spreadsheets.tables import Column, table_of
from provenance.ingest.spreadsheets.targets import LEFT, TARGETS
from provenance.ingest.spreadsheets.types import Row, Sheet
from provenance.ingest.spreadsheets.values import NotUnderstood, bounded, date, number
from tests.unit.ingest.sheets import altered, part_of, xlsx


def rows_of(data: bytes, name: str = "table.csv") -> list[tuple[int, tuple[str, ...]]]:
    (sheet,) = read_spreadsheet(data, name).sheets
    return [(row.number, row.cells) for row in sheet.rows]


TWO = [(1, ("Claim", "Source")), (2, ("It rained, hard.", "Roe"))]


@pytest.mark.parametrize(
    "data",
    [
        b'Claim,Source\n"It rained, hard.",Roe\n',
        b"Claim;Source\r\nIt rained, hard.;Roe\r\n",
        b"Claim\tSource\rIt rained, hard.\tRoe",
        b"Claim|Source\nIt rained, hard.|Roe|||\n",
        b"sep=;\nClaim;Source\nIt rained, hard.;Roe\n",
        b'\xef\xbb\xbfClaim,Source\n"It rained, hard.",Roe\n',
        "Claim;Source\nIt rained, hard.;Roe\n".encode("utf-16"),
    ],
)
def test_each_way_to_write_a_table_gives_the_same_cells(data: bytes) -> None:
    assert rows_of(data) == TWO


def test_rows_have_the_numbers_that_a_spreadsheet_program_shows() -> None:
    data = b'A,B\n"one\ntwo",x\n\n,\n=HYPERLINK("http://x"),"say ""so"""\n'

    assert rows_of(data) == [
        (1, ("A", "B")), (2, ("one\ntwo", "x")), (5, ('=HYPERLINK("http://x")', 'say "so"')),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b'A,B\nx,"never closed\ny,z\n', "Row 2 opens a quotation mark"),
        (b'A,B\n"x"y,z\n', "Row 2 cannot be divided"),
        (b"A,B\nx,\x00\n", "NUL"),
        (b"\n\n,,\n", "no row with anything"),
    ],
)
def test_what_cannot_be_divided_is_refused_with_its_row(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        read_spreadsheet(data, "table.csv")


def test_an_undeclared_encoding_is_a_question() -> None:
    workbook = read_spreadsheet("Claim,Source\nÜber,Müller\n".encode("cp1252"), "t.csv")

    assert [issue.kind for issue in workbook.issues] == ["encoding guessed"]


def test_cells_of_a_workbook_are_what_they_show() -> None:
    data = xlsx(
        ("Claim", "Count", "When", "Sure", "Share"),
        ("It rained.", 3.0, datetime.fromisoformat("2017-10-04"), True, 0.5),
        (),
        ("=1+1", 12, datetime.fromisoformat("2017-10-04T08:30"), False, None),
    )
    (sheet,) = read_spreadsheet(data, "table.xlsx").sheets

    assert sheet.rows[1].cells == ("It rained.", "3", "2017-10-04", "true", "0.5")
    assert (sheet.rows[2].number, sheet.rows[2].cells[1:3]) == (4, ("12", "2017-10-04T08:30:00"))
    assert "no result" in sheet.rows[2].faults[0].message


def test_a_formula_says_the_result_that_the_file_has() -> None:
    plain = xlsx(("A", "B"), ("=1+1", "=#REF!"))
    sheet = part_of(plain, "xl/worksheets/sheet1.xml")
    given = sheet.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>").replace(
        b'<c r="B2"><f>#REF!</f><v />', b'<c r="B2" t="e"><f>#REF!</f><v>#REF!</v>'
    )
    assert given.count(b"<v>2</v>") == given.count(b"<v>#REF!</v>") == 1

    (read,) = read_spreadsheet(altered(plain, xl__worksheets__sheet1_xml=given), "t.xlsx").sheets

    assert read.rows[1].cells[0] == "2"
    assert [(f.column, f.message) for f in read.rows[1].faults] == [(1, "holds the error #REF!")]


def test_macros_are_left_out_with_a_warning() -> None:
    book = read_spreadsheet(altered(xlsx(("A",), ("x",)), xl__vbaProject_bin=b"run"), "t.xlsm")

    assert book.warnings == ("The workbook contains macros; they were not read.",)


ENTITY = b'<!DOCTYPE x [<!ENTITY a "AAAA">]>'


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        (b"no archive", UnsupportedFile, "not a whole ZIP"),
        (b"\xd0\xcf\x11\xe0old", UnsupportedFile, "old .xls"),
        (altered(xlsx(("A",)), xl__workbook_xml=ENTITY + b"<x/>"), UnreadableFile, "document type"),
        (altered(xlsx(("A",)), xl__sharedStrings_xml=ENTITY + b"<sst>&a;</sst>"), UnreadableFile,
         "document type"),
        (altered(xlsx(("A",)), xl__worksheets__sheet1_xml=b"<worksheet"), UnreadableFile, "damaged"),
        (xlsx(()), UnreadableFile, "no row"),
        (xlsx(("A",), ("x",) * 501), TooLarge, "column SG"),
    ],
)  # fmt: skip
def test_a_workbook_that_is_none_or_does_harm_is_refused(
    data: bytes, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        read_spreadsheet(data, "table.xlsx")


def test_other_files_are_refused_with_what_is_read() -> None:
    with pytest.raises(UnsupportedFile, match=r"CSV .* and XLSX"):
        read_spreadsheet(b"x", "table.ods")


def test_letters_of_columns() -> None:
    assert [letter_of(number) for number in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def columns(*headings: str) -> tuple[Column, ...]:
    filled = Row(2, ("x",) * len(headings))
    return table_of(Sheet("", (Row(1, headings), filled))).columns


def proposed(kind: str, *headings: str) -> list[str | None]:
    found = propose_columns(kind, columns(*headings))
    return [found[index].target for index in range(len(headings))]


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_maps_by_itself(kind: str) -> None:
    headings = [target.label for target in TARGETS[kind]]

    assert proposed(kind, *headings) == [target.name for target in TARGETS[kind]]
    assert all(one.sure for one in propose_columns(kind, columns(*headings)).values())
    assert propose_kind(columns(*headings))[0] == kind


def test_headings_of_analysts_are_understood_and_the_rest_is_asked_about() -> None:
    assert proposed("claims", "Statement", "Who", "Admiralty", "Stance", "Likelihood", "ID") == [
        "text", None, "grade", "polarity", LEFT, LEFT,
    ]  # fmt: skip
    assert proposed("claims", "Source", "source", "Kind", "kind")[2:] == ["kind", None]


def test_what_may_identify_somebody_is_never_proposed_for_a_public_field() -> None:
    found = propose_columns("sources", columns("Name", "Label", "Phone number", "E-mail"))

    assert [one.target for one in found.values()] == [
        "private name", "label", "private contact", "private contact",
    ]  # fmt: skip
    assert not any(found[index].sure for index in (0, 2, 3))
    assert "private record" in found[0].reason
    assert proposed("claims", "Claim", "Phone") == ["text", LEFT]


def test_columns_that_are_called_alike_are_told_apart() -> None:
    assert [c.name for c in columns("Source", "source", "", "B")] == [
        "Source (A)", "source (B)", "column C", "B",
    ]  # fmt: skip


def test_a_row_that_reaches_beyond_the_headings_says_so() -> None:
    sheet = Sheet("", (Row(1, ("A", "B")), Row(2, ("x", "y", "z"))))

    assert "3 cells under 2 headings" in table_of(sheet, ragged=True).rows[0].faults[0].message
    assert [column.name for column in table_of(sheet).columns] == ["A", "B", "column C"]


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        ("B2", Grades("B", "2")), ("Admiralty C2", Grades("C", "2")), ("c/3", Grades("C", "3")),
        ("2 - probably true", Grades(None, "2")), ("B: usually reliable", Grades("B")),
        ("Usually reliable", Grades("B")), ("2.0", Grades(None, "2")),
        ("2 - possibly true", None), ("B or C", None), ("7", None), ("2017", None), ("good", None),
    ],
)  # fmt: skip
def test_grades_as_tables_write_them(text: str, grades: Grades | None) -> None:
    assert read_grade(text) == grades


def test_values_are_numbers_and_dates_where_they_are() -> None:
    assert [number(text) for text in ("1,200", "-3", "0.5", "several hundred")] == [
        1200, -3, 0.5, "several hundred",
    ]  # fmt: skip
    assert bounded("at least 50") == ("at least", "50")
    assert date("2017-10") == "2017-10"
    assert date("c. 1890") == {"edtf": "1890~", "verbatim": "c. 1890"}
    assert date("some time ago") == {"verbatim": "some time ago"}


@pytest.mark.parametrize("text", ["NaN", "-inf", "1e999", "9" * 5000])
def test_what_is_no_finite_number_is_not_understood(text: str) -> None:
    with pytest.raises(NotUnderstood):
        number(text)


@pytest.mark.parametrize("text", ["2017-13", "29 Feb 2017", "2017-02-29"])
def test_a_date_that_no_calendar_has_is_not_understood(text: str) -> None:
    with pytest.raises(NotUnderstood, match=text):
        date(text)
