"""Pages drawn in a process of their own: what is no page costs its picture and nothing else."""

import hashlib
from pathlib import Path

import pytest

from provenance.documents.uploads import keep_upload
from provenance.errors import UnreadableFile
from provenance.imports.pictures import SIGNATURE, page_picture
from tests.unit.ingest.making import pdf

PAPER = pdf([(72, 700, 12, "The mills stood still.")])


def test_a_page_is_drawn_once_and_kept(tmp_path: Path) -> None:
    digest = keep_upload(tmp_path / "uploads", PAPER)
    first = page_picture(tmp_path, digest, 1)
    (kept,) = (tmp_path / "pages").iterdir()
    (tmp_path / "uploads" / digest).unlink()

    assert first.startswith(SIGNATURE)
    assert page_picture(tmp_path, digest, 1) == first == kept.read_bytes()


@pytest.mark.parametrize(
    ("data", "number"),
    [(PAPER, 2), (PAPER, 0), (b"%PDF-1.4\nno page at all", 1), (PAPER[: len(PAPER) // 2], 7)],
)
def test_what_cannot_be_drawn_is_said_so(tmp_path: Path, data: bytes, number: int) -> None:
    digest = keep_upload(tmp_path / "uploads", data)
    with pytest.raises(UnreadableFile, match="cannot be drawn"):
        page_picture(tmp_path, digest, number)
    assert not (tmp_path / "pages").exists()


def test_no_name_leads_out_of_the_uploads(tmp_path: Path) -> None:
    for digest in ("../" + hashlib.sha256(b"").hexdigest(), "a", ""):
        with pytest.raises(UnreadableFile):
            page_picture(tmp_path, digest, 1)
