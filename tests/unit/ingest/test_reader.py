"""The door: what is read, what is refused, and what every parsed document holds."""

import hashlib
import re

import pytest

from provenance.errors import UnreadableFile
from provenance.ingest.reader import READER_VERSION, read
from tests.unit.ingest.documents import HARBOUR, read_text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b" \n\t\n", "empty", id="blank"),
        pytest.param("\u00a0\n\u00a0".encode(), "blank", id="blank of another kind"),
        pytest.param(b"Text with a \x00 in it", "NUL", id="nul"),
        pytest.param("Text\x00".encode("utf-16"), "NUL", id="nul in utf-16"),
        pytest.param(b"half a pair \xed\xa0\x80 here", "surrogate", id="lone surrogate"),
        pytest.param(bytes(range(1, 32)) * 40, "binary", id="binary"),
        pytest.param(b"\xff\xfe\x00", "utf-16", id="cut utf-16"),
    ],
)
def test_refused(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        read(data, "paper.txt")


def test_a_format_that_is_not_read_is_refused_with_those_that_are() -> None:
    with pytest.raises(UnreadableFile, match=r"plain text"):
        read(b"PK", "paper.xyz")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Grüße aus Köln.".encode(), "utf-8"),
        ("Grüße aus Köln.".encode("utf-8-sig"), "utf-8"),
        ("Grüße aus Köln.".encode("utf-16"), "utf-16"),
        ("Grüße aus Köln.".encode("utf-32"), "utf-32"),
        ("Grüße aus Köln.".encode("cp1252"), "windows-1252"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    document = read(data, "paper.txt")
    assert document.text == "Grüße aus Köln."
    assert document.encoding == encoding


def test_an_undeclared_code_page_is_a_guess_that_is_told() -> None:
    document = read("Он сказал, что мост закрыт.".encode("cp1251"), "paper.txt")
    assert document.text.startswith("Он сказал")
    assert [issue.kind for issue in document.issues] == ["encoding guessed"]


def test_mixed_encodings_are_told() -> None:
    data = "Grüße.\nÄpfel.\n".encode() + "Öl.\n".encode("cp1252")
    document = read(data, "paper.txt")
    assert "Öl" in document.text
    assert [issue.kind for issue in document.issues] == ["mixed encodings"]


def test_text_is_nfc_with_lf_and_the_digest_is_of_the_bytes() -> None:
    data = "Cafe\u0301\r\nzu\rEnde.".encode()
    document = read(data, "paper.txt")
    assert document.text == "Café\nzu\nEnde."
    assert document.sha256 == hashlib.sha256(data).hexdigest()


def test_what_cannot_be_seen_is_told() -> None:
    document = read_text("The file \u202egpj.exe\u202c was sent.\n")
    assert [issue.kind for issue in document.issues] == ["direction override"]


def test_every_span_slices_the_text() -> None:
    document = read_text(HARBOUR)
    for found in document.notes:
        words = " ".join(document.text[found.start : found.end].split())
        assert words == found.text
        for citation in found.citations:
            assert found.text[citation.start : citation.end] == citation.text
        for marker in found.markers:
            assert document.text[marker.start : marker.end] == f"[{found.n}]"
    for passage in document.passages:
        block = document.blocks[passage.block]
        assert block.start <= passage.start < passage.end <= block.end
        words = document.text[passage.start : passage.end]
        assert words == words.strip()


def test_blocks_cover_the_visible_text_once() -> None:
    document = read_text(HARBOUR)
    left = list(document.text)
    for block in document.blocks:
        assert all(sign is not None for sign in left[block.start : block.end])
        left[block.start : block.end] = [""] * (block.end - block.start)
    assert not re.search(r"\w", "".join(left))


def test_passages_never_split_a_marker() -> None:
    document = read_text(HARBOUR)
    edges = {edge for passage in document.passages for edge in (passage.start, passage.end)}
    for found in document.notes:
        for marker in found.markers:
            assert not edges & set(range(marker.start + 1, marker.end))


def test_title_author_and_date() -> None:
    document = read_text(HARBOUR)
    assert document.title == "Harbour and Hinterland: Who Runs the Port?"
    assert document.author == "Marta Lindqvist"
    assert document.published
    assert (document.published.verbatim, document.published.edtf) == ("March 3, 2016", "2016-03-03")


def test_boilerplate_is_kept_apart() -> None:
    document = read_text(HARBOUR)
    wrapping = [
        document.text[block.start : block.end]
        for block in document.blocks
        if block.kind == "boilerplate"
    ]
    assert wrapping == [
        "Please reload",
        "March 3, 2016",
        "Share on Facebook",
        "Follow Us",
        "• Twitter Basic Square",
        "© 2016 by Institute for Port Studies",
    ]
    captions = [b for b in document.blocks if b.kind == "caption"]
    assert [document.text[b.start : b.end] for b in captions] == ["TABLE 2: Members by quay, 2015"]


def test_a_document_says_which_version_of_the_reader_read_it() -> None:
    assert read(b"A title\n\nIt rained.", "a.txt").reader == f"plain/{READER_VERSION}"
