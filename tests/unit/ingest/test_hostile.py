"""Files that mean harm or are broken: each has a named outcome, and none takes long."""

import re
import time
import zipfile
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from importlib import import_module
from io import BytesIO
from pkgutil import walk_packages

import pytest

from provenance import ingest
from provenance.errors import ProvenanceError, TooLarge, UnreadableFile
from provenance.ingest.reader import read
from tests.unit.ingest.making import docx, paragraph, pdf, run

SIZES = [1_500, pytest.param(15_000, marks=pytest.mark.soak)]
TIMES = 4
"""How much longer the second text is; what is quadratic takes 16 times as long."""
MOST = 10
TRIES = 5
NOTICED = 0.4
"""Seconds under which growth is not told from noise."""
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


def hostile(piece: str, size: int, start: str = "Words first. ") -> str:
    return start + piece * (size // len(piece))


def grows_linearly(act: Callable[[int], object], size: int, noticed: float = NOTICED) -> bool:
    """Whether an act on ``TIMES`` as much takes no more than ``MOST`` times as long.

    A busy machine can slow any one measurement; what grows faster does so every time.
    """
    for _ in range(TRIES):
        longer = taken(act, TIMES * size)
        if longer < noticed or longer < MOST * taken(act, size):
            return True
    return False


def taken(act: Callable[[int], object], size: int) -> float:
    begun = time.process_time()
    with suppress(ProvenanceError):
        act(size)
    return time.process_time() - begun


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("suffix", ["txt", "md", "html", "tex", "wikitext"])
@pytest.mark.parametrize("piece", PIECES)
def test_reading_grows_linearly_on_hostile_text(piece: str, suffix: str, size: int) -> None:
    assert grows_linearly(lambda n: read(hostile(piece, n).encode(), f"a.{suffix}"), size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("piece", PIECES)
def test_reading_grows_linearly_on_hostile_notes(piece: str, size: int) -> None:
    start = "Words first.[1]\n\n[1] A. Roe, "
    assert grows_linearly(lambda n: read(hostile(piece, n, start).encode(), "a.txt"), size)


def patterns_in(value: object) -> Iterator[re.Pattern[str]]:
    """The patterns that a module's name holds, in collections too."""
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from patterns_in(part)
    elif isinstance(value, tuple | list | set | frozenset):
        for part in value:
            yield from patterns_in(part)


MODULES = sorted(found.name for found in walk_packages(ingest.__path__, "provenance.ingest."))


@pytest.mark.parametrize("name", MODULES)
def test_every_pattern_is_linear(name: str) -> None:
    """Each pattern of each module, found by looking, on each hostile piece."""
    for attribute, value in vars(import_module(name)).items():
        for pattern in patterns_in(value):
            for piece in PIECES:
                linear = grows_linearly(
                    lambda n, p=pattern, w=piece: deque(p.finditer(hostile(w, n)), 0), 1_000, 0.05
                )
                assert linear, f"{attribute} on {piece!r}"


def test_patterns_are_found_and_growth_is_told() -> None:
    assert (
        sum(len(list(patterns_in(v))) for n in MODULES for v in vars(import_module(n)).values())
        > 200
    )
    quadratic = re.compile("a*b")
    assert not grows_linearly(lambda n: deque(quadratic.finditer("a" * n), 0), 2_000, 0.01)
