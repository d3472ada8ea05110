"""Files that mean harm or are broken: each has a named outcome, and none takes long."""

import time
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest

from provenance.errors import ProvenanceError, TooLarge, UnreadableFile
from provenance.ingest.reader import read
from tests.unit.ingest.making import docx, paragraph, pdf, run

LIMIT = 3.0
SIZES = [10_000, pytest.param(60_000, marks=pytest.mark.soak)]
XXE = '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = (
    '<!DOCTYPE w [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9))
    + "]>"
)


def zipped(*members: tuple[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


def lying(data: bytes, claimed: int) -> bytes:
    """A ZIP whose headers claim another size for its document."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    return data.replace(size.to_bytes(4, "little"), claimed.to_bytes(4, "little"))


GOOD = docx(paragraph(run("One fell.")))
DEEP = docx("<w:p>" * 5000 + "</w:p>" * 5000)
BOMB = zipped(
    ("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<a>" + b" " * 60_000_000)
)


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        pytest.param(b"no archive at all", "a.docx", "ZIP", id="not a zip"),
        pytest.param(zipped(("word/document.xml", b"<w/>")), "a.docx", "no DOCX", id="no types"),
        pytest.param(GOOD[:-40], "a.docx", "ZIP", id="truncated"),
        pytest.param(lying(GOOD, 7), "a.docx", "damaged|far more", id="lying header"),
        pytest.param(zipped(*((f"m{n}", b"") for n in range(10_001))), "a.docx", "more parts",
                     id="too many members"),
        pytest.param(docx("", declaration=XXE), "a.docx", "document type", id="external entity"),
        pytest.param(docx("", declaration=LAUGHS), "a.docx", "document type", id="billion laughs"),
        pytest.param(DEEP, "a.docx", "nested deeper", id="deep"),
        pytest.param(docx("<w:p>"), "a.docx", "damaged", id="broken xml"),
        pytest.param(b"%PDF-1.4 broken", "a.pdf", "damaged", id="broken pdf"),
        pytest.param(pdf([]), "a.pdf", "only pictures", id="pdf without text"),
        pytest.param(b"<html><body><script>x</script></body></html>\x00", "a.html", "NUL", id="nul"),
        pytest.param(b"", "a.tex", "empty", id="empty latex"),
    ],
)  # fmt: skip
def test_refused(data: bytes, name: str, says: str) -> None:
    if name.endswith(".pdf"):
        pytest.importorskip("pypdfium2")
    with pytest.raises(UnreadableFile, match=says):
        read(data, name)


def test_a_bomb_is_stopped_while_unpacking() -> None:
    with pytest.raises(TooLarge):
        read(BOMB, "a.docx")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_twice_is_refused() -> None:
    data = zipped(
        ("[Content_Types].xml", b""), ("word/document.xml", b""), ("word/document.xml", b"")
    )
    with pytest.raises(UnreadableFile, match="twice"):
        read(data, "a.docx")


def test_macros_and_objects_are_ignored_with_a_warning() -> None:
    data = docx(
        paragraph(run("One fell.")),
        more=(("word/vbaProject.bin", b"\x01"), ("word/embeddings/a.bin", b"\x01")),
    )
    document = read(data, "a.docx")
    assert document.text == "One fell."
    assert len(document.warnings) == 2


def test_paths_that_climb_out_are_never_unpacked() -> None:
    document = read(docx(paragraph(run("One fell.")), more=(("../../evil", b"x"),)), "a.docx")
    assert document.text == "One fell."


def test_scripts_and_remote_things_are_inert() -> None:
    page = (
        '<p onclick="x()">One <img src="http://example.org/beacon.gif" onerror="x()">fell.</p>'
        '<iframe src="http://example.org">frame</iframe><script>document.write("no")</script>'
        '<a href="javascript:x()">two</a><p>{{7*7}} &lt;script&gt;</p>'
    )
    text = read(page.encode(), "a.html").text
    assert "One fell." in text
    assert "{{7*7}} <script>" in text
    assert "document.write" not in text


def test_markup_nested_without_end() -> None:
    document = read(("<div>" * 50_000 + "One fell." + "</div>" * 10).encode(), "a.html")
    assert document.text == "One fell."


PIECES = [
    " ", "\u00a0", "1", "[1]", "[", "(", "“", '"', "‘a", "a.", "1. ", "1 2 ", "Id. ", "a, ", "A. ",
    "; ", "see ", "said ", "according to ", "A B ", "May 1999 ", "1999-", "http://a ", "*", "[^1]",
    "<a>", "<p", "&", "{{", "[[a|", "<ref>", "\\a{", "$", "`", "> ", "# ", "A v. ", "§ ", "¹ ",
    "U.S. ", "Smith, ", "(n 1) ", "and ", "quoted in ", "\n", "\n\n", "12/12/12 ", "ed. ", "Mr. ",
]  # fmt: skip


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("suffix", ["txt", "md", "html", "tex", "wikitext"])
@pytest.mark.parametrize("piece", PIECES)
def test_every_pattern_is_linear_on_hostile_text(piece: str, suffix: str, size: int) -> None:
    hostile = "Words first. " + piece * (size // len(piece))
    begun = time.process_time()
    with suppress(ProvenanceError):
        read(hostile.encode(), f"a.{suffix}")
    assert time.process_time() - begun < LIMIT


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("piece", PIECES)
def test_hostile_notes_are_read_in_time(piece: str, size: int) -> None:
    hostile = "Words first.[1]\n\n[1] A. Roe, " + piece * (size // len(piece))
    begun = time.process_time()
    read(hostile.encode(), "a.txt")
    assert time.process_time() - begun < LIMIT
