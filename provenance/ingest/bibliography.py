"""Bibliographies in BibTeX and CSL-JSON, as works that citations can be matched to."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from provenance.errors import TooLarge, UnreadableFile
from provenance.ingest import kinds
from provenance.ingest.dates import read_date
from provenance.ingest.decoding import decode
from provenance.ingest.edtf import is_valid
from provenance.ingest.readers.latex_writing import plain_text
from provenance.ingest.types import CitationRead, DateRead

_ENTRY = re.compile(r"@\s{0,3}(\w{1,30})\s{0,3}\{\s{0,3}([^\s,{}]{1,200})\s{0,3},")
_STRING = re.compile(
    r"@\s{0,3}string\s{0,3}\{\s{0,3}(\w{1,60})\s{0,3}=\s{0,3}[{\"]([^{}\"]{0,500})[}\"]",
    re.IGNORECASE,
)
_FIELD = re.compile(r"[\s,]{0,60}([\w-]{1,40})\s{0,3}=\s{0,3}")
_BRACES = re.compile(r"\\.|[{}]")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.){0,20000})"')
_WORD = re.compile(r"[^\s,{}\"#]{1,200}")
_TYPES = {
    **dict.fromkeys(("online", "www", "webpage", "post", "post-weblog"), kinds.WEB),
    **dict.fromkeys(("dataset", "data"), kinds.DATASET),
    **dict.fromkeys(("article-newspaper", "broadcast"), kinds.NEWS),
    **dict.fromkeys(("legal_case", "legislation", "jurisdiction", "treaty", "bill"), kinds.COURT),
    **dict.fromkeys(("interview", "personal_communication"), kinds.INTERVIEW),
    **dict.fromkeys(("manuscript", "unpublished"), kinds.ARCHIVE),
    "hearing": kinds.OFFICIAL,
    "letter": kinds.LETTER,
}
"""Entry types of both formats; all others are published works."""
_MOST_ENTRIES = 100_000
_LONGEST_ENTRY = 20_000
"""Characters of an entry; one that is not closed by then is damaged."""


@dataclass(frozen=True, slots=True)
class BibliographyEntry:
    """A work of a bibliography; ``key`` is its own there."""

    key: str
    type: str
    title: str | None
    author: str | None
    date: DateRead | None
    container: str | None = None
    publisher: str | None = None
    doi: str | None = None
    url: str | None = None

    def as_citation(self) -> CitationRead:
        """The entry as matching compares it with the citations of a document."""
        parts = (self.author, self.title, self.container, self.publisher,
                 self.date.verbatim if self.date else None)  # fmt: skip
        text = ", ".join(part for part in parts if part)
        return CitationRead(
            text=text, start=0, end=len(text), type=self.type, title=self.title,
            author=self.author, date=self.date, named=bool(self.author),
        )  # fmt: skip


def read_bibliography(data: bytes, name: str) -> tuple[BibliographyEntry, ...]:
    """The entries of a ``.bib`` or CSL ``.json`` file, those without title and author too.

    Raises ``UnreadableFile`` where nothing in it is an entry, ``TooLarge``.
    """
    suffix = PurePath(name).suffix.casefold()
    if suffix == ".bib":
        entries = tuple(_bibtex(decode(data).text))
    elif suffix == ".json":
        entries = tuple(_csl(decode(data).text))
    else:
        raise UnreadableFile("Bibliographies are read from BibTeX (.bib) and CSL-JSON (.json).")
    if not any(entry.title or entry.author for entry in entries):
        raise UnreadableFile("The file holds no entry of a bibliography.")
    if len(entries) > _MOST_ENTRIES:
        raise TooLarge(f"The file holds more than {_MOST_ENTRIES} entries; split it.")
    return entries


def _bibtex(text: str) -> Iterator[BibliographyEntry]:
    strings = {name.casefold(): value for name, value in _STRING.findall(text)}
    for match in _ENTRY.finditer(text):
        kind = match[1].casefold()
        if kind in ("string", "comment", "preamble"):
            continue
        whole = _closing(text, text.index("{", match.start())) < len(text)
        yield _entry(match[2], kind, _fields(text, match.end(), strings) if whole else {})


def _fields(text: str, at: int, strings: Mapping[str, str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    while match := _FIELD.match(text, at):
        value, at = _value(text, match.end(), strings)
        fields.setdefault(match[1].casefold(), plain_text(value))
    return fields


def _value(text: str, at: int, strings: Mapping[str, str]) -> tuple[str, int]:
    """A braced, quoted or bare value; pieces are joined with ``#``."""
    pieces = []
    while at < len(text):
        if text[at] == "{":
            end = _closing(text, at)
            pieces.append(text[at + 1 : end])
            at = end + 1
        elif match := _QUOTED.match(text, at):
            pieces.append(match[1])
            at = match.end()
        elif match := _WORD.match(text, at):
            pieces.append(strings.get(match[0].casefold(), match[0]))
            at = match.end()
        joined = re.compile(r"\s*#\s*").match(text, at)
        if joined is None:
            break
        at = joined.end()
    return "".join(pieces), at


def _closing(text: str, at: int) -> int:
    """Where the brace at ``at`` is closed; the text's end where nothing near closes it."""
    depth = 0
    for match in _BRACES.finditer(text, at, at + _LONGEST_ENTRY):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return match.start()
    return len(text)


def _entry(key: str, kind: str, fields: Mapping[str, str]) -> BibliographyEntry:
    date = fields.get("date") or " ".join(
        part for part in (fields.get("month", ""), fields.get("year", "")) if part
    )
    return BibliographyEntry(
        key=key,
        type=_TYPES.get(kind, kinds.PUBLISHED),
        title=fields.get("title"),
        author=_authors(fields.get("author") or fields.get("editor") or ""),
        date=_date(date),
        container=fields.get("journal") or fields.get("journaltitle") or fields.get("booktitle"),
        publisher=fields.get("publisher") or fields.get("institution"),
        doi=fields.get("doi"),
        url=fields.get("url"),
    )


def _authors(words: str) -> str | None:
    """ "Roe, Ann and Doe, Bo" as "Ann Roe and Bo Doe"."""
    people = [person.strip() for person in re.split(r"\s+and\s+", words) if person.strip()]
    named = []
    for person in people:
        last, comma, first = person.partition(",")
        named.append(f"{first.strip()} {last.strip()}".strip() if comma else person)
    return _joined(named)


def _joined(names: Sequence[str]) -> str | None:
    """ "A, B and C"; None where there is nobody."""
    if len(names) < 2:
        return names[0] if names else None
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _date(words: str) -> DateRead | None:
    if not words.strip():
        return None
    return DateRead(words, words) if is_valid(words) else read_date(words)


def _csl(text: str) -> Iterator[BibliographyEntry]:
    try:
        data = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(f"The file is not JSON ({type(error).__name__}).") from error
    items = (
        data
        if isinstance(data, list)
        else data.get("items", [data])
        if isinstance(data, dict)
        else []
    )
    for number, item in enumerate(items):
        yield _csl_entry(item if isinstance(item, dict) else {}, number)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object of JSON whose names stand once: of two values nobody could say which is meant."""
    if len(dict(pairs)) < len(pairs):
        raise UnreadableFile("An object in the file has the same name twice; it was not read.")
    return dict(pairs)


def _csl_entry(item: Mapping[str, object], number: int) -> BibliographyEntry:
    return BibliographyEntry(
        key=str(item.get("id", number)),
        type=_TYPES.get(str(item.get("type", "")), kinds.PUBLISHED),
        title=_words(item.get("title")),
        author=_csl_authors(item.get("author") or item.get("editor")),
        date=_csl_date(item.get("issued")),
        container=_words(item.get("container-title")),
        publisher=_words(item.get("publisher")),
        doi=_words(item.get("DOI")),
        url=_words(item.get("URL")),
    )


def _words(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _csl_authors(people: object) -> str | None:
    names = []
    for person in people if isinstance(people, list) else []:
        if isinstance(person, dict):
            given, family = (
                person.get("given", ""),
                person.get("family") or person.get("literal", ""),
            )
            names.append(f"{given} {family}".strip())
    return _joined(names)


def _csl_date(issued: object) -> DateRead | None:
    """``date-parts`` of one date or two; a raw date keeps its words."""
    if not isinstance(issued, dict):
        return None
    if isinstance(issued.get("raw"), str):
        return _date(issued["raw"])
    parts = issued.get("date-parts")
    dates = (
        [_csl_day(part) for part in parts if isinstance(part, list)]
        if isinstance(parts, list)
        else []
    )
    return _date("/".join(date for date in dates if date)) if dates else None


def _csl_day(part: list[object]) -> str:
    numbers = [int(str(number)) for number in part[:3] if str(number).lstrip("-").isdecimal()]
    if not numbers:
        return ""
    return "-".join((f"{numbers[0]:04}", *(f"{number:02}" for number in numbers[1:])))
