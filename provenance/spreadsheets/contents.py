"""What a spreadsheet says, kept under seal as long as it is on its way in."""

import json
import uuid
import zlib
from pathlib import Path

from sqlalchemy.orm import Session

from provenance.db.vault import master_key, new_key, seal, unseal
from provenance.errors import InvalidInput
from provenance.imports.codec import from_json, to_json
from provenance.imports.kept_parses import Kept
from provenance.ingest.spreadsheets.types import Workbook
from provenance.spreadsheets.choices import ENCODING
from provenance.spreadsheets.models import Spreadsheet, SpreadsheetContents

_workbooks: Kept[Workbook] = Kept()


def keep_contents(
    session: Session, row: Spreadsheet, data: bytes, workbook: Workbook
) -> None:  # fmt: skip
    """Seal the file and its cells with a new key."""
    name, key = str(uuid.uuid4()), new_key()
    contents = SpreadsheetContents(
        spreadsheet_id=row.id, seal=name,
        wrapped=seal(master_key(_home(session)), key, name),
        file=seal(key, zlib.compress(data, 1), name),
        cells=_sealed(key, name, workbook),
    )  # fmt: skip
    session.add(contents)
    session.flush()


def keep_workbook(session: Session, row: Spreadsheet, workbook: Workbook) -> None:
    """Seal the cells as they were read anew."""
    key = _key(session, row)
    row.contents.cells = _sealed(key, row.contents.seal, workbook)
    session.flush()


def file_of(session: Session, row: Spreadsheet) -> bytes:
    """The file as received. Raises :class:`InvalidInput` where it is not kept any more."""
    sealed = row.contents.file
    return zlib.decompress(unseal(_key(session, row), sealed or b"", row.contents.seal))


def workbook_of(session: Session, row: Spreadsheet) -> Workbook:
    """The file as read. Raises :class:`InvalidInput` where it is not kept any more."""
    address = str(session.get_bind().engine.url)
    kept = (address, row.id, row.sha256, row.created_at, row.choices.get(ENCODING))
    return _workbooks.get(kept, lambda: _opened(session, row))


def destroy_contents(row: Spreadsheet) -> None:
    """Let file and cells go, and the key under which older copies of the database have them."""
    row.contents.wrapped = row.contents.file = row.contents.cells = None


def _opened(session: Session, row: Spreadsheet) -> Workbook:
    plain = unseal(_key(session, row), row.contents.cells or b"", row.contents.seal)
    return from_json(json.loads(zlib.decompress(plain)), Workbook)


def _sealed(key: bytes, name: str, workbook: Workbook) -> bytes:
    cells = json.dumps(to_json(workbook), ensure_ascii=False).encode()
    return seal(key, zlib.compress(cells, 1), name)


def _key(session: Session, row: Spreadsheet) -> bytes:
    contents = row.contents
    if contents.wrapped is None:
        raise InvalidInput(f"{row.file_name} was {row.status} already; its cells are not kept.")
    return unseal(master_key(_home(session)), contents.wrapped, contents.seal)


def _home(session: Session) -> Path:
    home: Path = session.info["home"]
    return home
