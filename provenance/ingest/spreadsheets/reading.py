"""The entry to reading spreadsheets: by the ending of the file's name."""

from pathlib import PurePath

from provenance.errors import UnsupportedFile
from provenance.ingest.spreadsheets.delimited import read_delimited
from provenance.ingest.spreadsheets.types import Workbook

DELIMITED = (".csv", ".tsv", ".tab")
WORKBOOKS = (".xlsx", ".xlsm")
SUFFIXES = (*DELIMITED, *WORKBOOKS)
READS = "CSV (.csv, .tsv; parted by commas, semicolons, tabs or pipes) and XLSX (.xlsx)"


def is_spreadsheet(name: str) -> bool:
    """Whether a file of that name is read here."""
    return PurePath(name).suffix.casefold() in SUFFIXES


def read_spreadsheet(data: bytes, name: str) -> Workbook:
    """The cells of the file. Raises :class:`UnreadableFile` with what is wrong and what to do."""
    suffix = PurePath(name).suffix.casefold()
    if suffix in DELIMITED:
        return read_delimited(data)
    if suffix in WORKBOOKS:
        from provenance.ingest.spreadsheets.workbooks import (  # noqa: PLC0415 - slow to load
            read_workbook,
        )

        return read_workbook(data)
    raise UnsupportedFile(
        f"Files ending in “{suffix[:20]}” are no spreadsheets that are read. Read are: {READS}. "
        "Save it as one of these in your spreadsheet program."
    )
