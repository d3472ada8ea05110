"""Bytes to text: which encoding, said plainly; NFC, lines ending in LF.

Refused (``UnreadableFile``): nothing in the file, NUL characters, lone surrogates, binary. A file
that is not UTF-8 and declares nothing is read as the likeliest of two Windows code pages, with an
issue, because a wrong guess changes names.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass

from provenance.errors import TooLarge, UnreadableFile
from provenance.ingest.types import Issue

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f]")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MAX_CONTROL_SHARE = 0.005
_MAX_LINE = 10_000_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text in NFC with LF, the encoding's name, and what a person should look at."""

    text: str
    encoding: str
    issues: tuple[Issue, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode ``data``; ``declared`` is an encoding that the format itself names (HTML, XML)."""
    if not data.strip():
        raise UnreadableFile("The file is empty. Choose a file that has text in it.")
    text, encoding, issues = _decode(data, declared)
    text = normalise(text)
    _refuse_binary(text)
    _refuse_endless_line(text)
    if not text.strip():
        raise UnreadableFile("The file holds nothing but blank space.")
    return Decoded(text, encoding, (*issues, *_invisible(text)))


def normalise(text: str) -> str:
    """NFC with LF line ends, as every offset of ours counts."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _decode(data: bytes, declared: str | None) -> tuple[str, str, tuple[Issue, ...]]:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strictly(data, name), name.removesuffix("-sig"), ()
    if b"\x00" in data:
        raise UnreadableFile(
            "The file contains NUL characters, so it is not a text document of a kind that is read"
            " here. Save it as UTF-8 text, or upload the original PDF or DOCX."
        )
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        return _decode_legacy(data, declared)


def _strictly(data: bytes, name: str) -> str:
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"The file says that it is {name} but byte {error.start} is not. Save it again "
            f"as UTF-8."
        ) from error
    if "\x00" in text:
        raise UnreadableFile("The file contains NUL characters. Remove them and try again.")
    return text


def _decode_legacy(data: bytes, declared: str | None) -> tuple[str, str, tuple[Issue, ...]]:
    _refuse_surrogates(data)
    if declared and (text := _try(data, declared)) is not None:
        return text, declared.lower(), ()
    if (mixed := _decode_mixed(data)) is not None:
        return mixed
    name = _likeliest_code_page(data)
    text = data.decode(name, errors="replace")
    message = (
        f"The file is not UTF-8 and names no encoding. It was read as {name}: check the names."
    )
    return text, name, (Issue("encoding guessed", message, "file"),)


def _try(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (LookupError, UnicodeDecodeError):
        return None


def _refuse_surrogates(data: bytes) -> None:
    try:
        data.decode("utf-8", errors="surrogatepass")
    except UnicodeDecodeError:
        return
    raise UnreadableFile(
        "The file contains half of a character pair (a lone surrogate), which no text may hold."
        " Save it again as UTF-8."
    )


def _decode_mixed(data: bytes) -> tuple[str, str, tuple[Issue, ...]] | None:
    """Lines of real UTF-8 beside lines that are not: decode line by line, and say so."""
    parts, foreign, proper = [], 0, 0
    for line in data.split(b"\n"):
        try:
            parts.append(line.decode("utf-8"))
            proper += any(byte > 127 for byte in line)
        except UnicodeDecodeError:
            parts.append(line.decode("windows-1252", errors="replace"))
            foreign += 1
    if not proper or foreign > proper:
        return None
    message = (
        f"{foreign} lines are not UTF-8 though the others are; they were read as windows-1252."
    )
    return "\n".join(parts), "utf-8", (Issue("mixed encodings", message, "file"),)


def _likeliest_code_page(data: bytes) -> str:
    """Cyrillic text is mostly bytes above 0xC0 in runs; Western text has single ones."""
    runs = re.findall(rb"[\xc0-\xff]{4,}", data)
    high = sum(byte > 127 for byte in data)
    return "windows-1251" if sum(map(len, runs)) * 2 > high else "windows-1252"


def _refuse_binary(text: str) -> None:
    if "\x00" in text:
        raise UnreadableFile("The file contains NUL characters. Remove them and try again.")
    bad = len(_CONTROLS.findall(text)) + text.count("\ufffd")
    if bad > max(2, len(text) * _MAX_CONTROL_SHARE):
        raise UnreadableFile(
            "The file looks binary, not text. Read here: plain text, Markdown, HTML, DOCX, PDF with"
            " a text layer, LaTeX, MediaWiki text."
        )


def _refuse_endless_line(text: str) -> None:
    at = 0
    while len(text) - at > _MAX_LINE:
        end = text.find("\n", at, at + _MAX_LINE)
        if end < 0:
            raise TooLarge(
                f"One line of this text is longer than {_MAX_LINE // 10**6} million characters: no "
                "document is written so. Break its lines, or upload the original."
            )
        at = end + 1


def _invisible(text: str) -> tuple[Issue, ...]:
    first = _INVISIBLE.search(text)
    if first is None:
        return ()
    count = len(_INVISIBLE.findall(text))
    kind = "direction override" if _OVERRIDES.search(text) else "invisible characters"
    message = (
        f"{count} characters that cannot be seen or turn the reading direction; kept as they are."
    )
    return (Issue(kind, message, f"offset {first.start()}", first.start(), first.end()),)
