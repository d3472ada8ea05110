"""Tables that mean harm, are broken, or only odd: each made by code, with its named outcome.

``REFUSED`` is answered with a status and words, and leaves nothing. ``TOLD`` is read, and its page says
what is odd. ``CELLS`` are statements and values within one table: taken as they
stand, or not understood.
"""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from tests.functional.hostile.files import LAUGHS, RLO, HostileFile
from tests.unit.ingest.sheets import altered, part_of, xlsx

PLAIN = xlsx(("Claim", "Source"), ("It rained.", "Roe"))
SHEET = "xl/worksheets/sheet1.xml"
FETCHING = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


def bomb() -> bytes:
    """A sheet of 40 MB in some 40 kB."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        with zipfile.ZipFile(io.BytesIO(PLAIN)) as plain:
            for name in plain.namelist():
                if name != SHEET:
                    archive.writestr(name, plain.read(name))
        with archive.open(SHEET, "w", force_zip64=True) as part:
            for _ in range(40):
                part.write(b" " * 1024**2)
    return made.getvalue()


def lying() -> bytes:
    """The header says that the sheet is small."""
    data = bytearray(bomb())
    at = data.rfind(SHEET.encode()) - 46  # the entry in the archive's directory
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(data)


def with_entity(doctype: str, entity: str) -> Callable[[], bytes]:
    sheet = part_of(PLAIN, SHEET).decode().replace("<v>0</v>", f"<v>&{entity};</v>", 1)
    return lambda: altered(PLAIN, xl__worksheets__sheet1_xml=f"{doctype}{sheet}".encode())


REFUSED: dict[str, HostileFile] = {
    "1 not a ZIP": HostileFile("t.xlsx", lambda: b"Claim,Source", "not a whole ZIP archive", 415),
    "2 ZIP without content types": HostileFile(
        "t.xlsx", lambda: altered(b"PK\x05\x06" + bytes(18), x_txt=b"x"), "no XLSX workbook", 422
    ),
    "3 truncated": HostileFile("t.xlsx", lambda: PLAIN[:-100], "not a whole ZIP archive", 422),
    "4 bomb": HostileFile("t.xlsx", bomb, "unpacks to far more than its size", 413),
    "5 header lies": HostileFile("t.xlsx", lying, "", 422),
    "9 external entity": HostileFile("t.xlsx", with_entity(FETCHING, "e"), "document type", 422),
    "10 internal entity": HostileFile(
        "t.xlsx", with_entity('<!DOCTYPE x [<!ENTITY e "0">]>', "e"), "document type", 422
    ),
    "11 billion laughs": HostileFile("t.xlsx", with_entity(LAUGHS, "j"), "document type", 422),
    "14 endless line": HostileFile("t.csv", lambda: b"x" * 11_000_000, "One line of this text", 413),
    "29 NUL": HostileFile("t.csv", lambda: b"Claim\nIt\x00 rained.\n", "NUL", 422),
    "30 lone surrogate": HostileFile("t.csv", lambda: b"Claim\nIt \xed\xa0\x80.\n", "surrogate", 422),
    "quotation mark never closed": HostileFile(
        "t.csv", lambda: b'Claim,Source\n"It rained.,Roe\nAnd,Doe\n', "Row 2 opens a quotation mark", 422
    ),
    "cell as long as a book": HostileFile(
        "t.csv", lambda: b"Claim\n" + b"x" * 200_000, "The cell A2 holds more than", 413
    ),
    "a thousand columns": HostileFile("t.csv", lambda: b"a," * 1000 + b"b\n", "column ALM", 413),
    "nothing in it": HostileFile("t.csv", lambda: b",,\n\n", "no row with anything", 422),
    "old workbook": HostileFile("t.xlsx", lambda: b"\xd0\xcf\x11\xe0" * 9, "old .xls workbook", 415),
    "another program's": HostileFile("t.ods", lambda: b"PK", "no spreadsheets that are read", 415),
}  # fmt: skip
TOLD: dict[str, HostileFile] = {
    "13 macro": HostileFile(
        "t.xlsm", lambda: altered(PLAIN, xl__vbaProject_bin=b"run me"), "contains macros"
    ),
    "31 UTF-16": HostileFile("t.csv", lambda: "Claim;Söurce\nIt rained.;Roe".encode("utf-16"), "Söurce"),
    "32 Windows-1251, undeclared": HostileFile(
        "t.csv", lambda: "Claim;Source\nШёл дождь сегодня.;Иванов".encode("cp1251"), "Шёл дождь"
    ),
    "33 mixed encodings": HostileFile(
        "t.csv", lambda: "Claim;Source\nÜber;Müller\n".encode() + b"\xdcber;Roe\n",
        "1 lines are not UTF-8",
    ),
    "40 name of the file": HostileFile("../../evil.csv", lambda: b"Claim\nIt rained.\n", "evil.csv"),
    "headings that are alike": HostileFile("t.csv", lambda: b"Claim,Kind,kind\nX,a,a\n", "kind (C)"),
    "no heading": HostileFile("t.xlsx", lambda: xlsx(("Claim",), ("X", "y")), "column B"),
}  # fmt: skip


@dataclass(frozen=True)
class Cells:
    """A row of the table, and what the page says against it; nothing where it is taken as it stands."""

    claim: str
    date: str = ""
    quantity: str = ""
    against: str = ""


CELLS: dict[str, Cells] = {
    "34 composed": Cells("Caf\u00e9 burned."),
    "34 decomposed twin": Cells("Cafe\u0301 burned.", against="says the same"),
    "34 look-alike": Cells("C\u0430f\u00e9 burned."),
    "35 direction override": Cells(f"He {RLO}ylppus{RLO} arms."),
    "36 script": Cells("<script>alert(1)</script>"),
    "36 handler": Cells('<img src=x onerror="alert(1)">'),
    "36 address": Cells("javascript:alert(1)"),
    "37 braces": Cells("{{7*7}} ${7*7} %s"),
    "38 link": Cells('=HYPERLINK("http://example.org","x")'),
    "38 plus": Cells("+1+1"),
    "38 minus": Cells("-2+3 fell"),
    "38 at": Cells("@SUM(A1)"),
    "38 tab": Cells("\t=2+2"),
    "39 line in a cell": Cells("It rained\nand rained."),
    "42 5,000 digits": Cells("A.", quantity="9" * 5000, against="too large a whole number"),
    "43 NaN": Cells("B.", quantity="NaN", against="finite number"),
    "43 infinity": Cells("C.", quantity="-Inf", against="finite number"),
    "43 beyond all numbers": Cells("D.", quantity="1e999", against="finite number"),
    "45 month 13": Cells("E.", date="2017-13", against="no calendar has such a date"),
    "45 29 February": Cells("F.", date="29 Feb 2017", against="no calendar has such a date"),
    "46 about": Cells("G.", date="c. 1890"),
    "46 perhaps": Cells("H.", date="1917?"),
    "46 before our era": Cells("I.", date="44 BC"),
    "a figure in words": Cells("J.", quantity="several hundred"),
    "nothing said": Cells("", date="2017", against="is required"),
}
