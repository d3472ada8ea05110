"""What the citing commands of LaTeX print: the entry of the bibliography, with page and "see"."""

import re
from collections.abc import Mapping, Sequence

from provenance.ingest.readers.latex_source import argument

_ENTRY = re.compile(r"@\s{0,3}[A-Za-z]{1,30}\s{0,3}\{\s{0,3}([^\s,{}]{1,200})\s{0,3},")
_FIELD = re.compile(r"[\s,]{0,60}([A-Za-z-]{1,40})\s{0,9}=\s{0,9}")
_BARE = re.compile(r"[^\s,{}\"#]{1,200}")
_QUOTED = re.compile(r"\"([^\"]{0,5000})\"")
_ITEM = re.compile(
    r"\\bibitem\s{0,9}(?:\[(?P<label>[^\]]{0,200})\])?\s{0,9}\{(?P<key>[^{}]{1,200})\}"
)
_WITH_NOTES = re.compile(
    r"style\s{0,9}=\s{0,9}\{?[\w-]{0,40}(?:verbose|notes|footnote|traditional|oxnotes|historian)"
    r"|autocite\s{0,9}=\s{0,9}\{?(?:foot|super)"
)
_WITHOUT_NOTES = re.compile(
    r"style\s{0,9}=\s{0,9}\{?(?:authoryear|numeric|alphabetic|apa|ieee|nature|mla)"
)

Item = tuple[str, str, str]
"""Key, printed label and words of an item of the list of works."""


def entries_in(source: str) -> dict[str, str]:
    """The entries of BibTeX data inside a document, as they would be printed, still in LaTeX."""
    found: dict[str, str] = {}
    for match in _ENTRY.finditer(source):
        fields: dict[str, str] = {}
        at = match.end()
        while field := _FIELD.match(source, at):
            value, at = _value(source, field.end())
            fields.setdefault(field[1].casefold(), value)
        found[match[1]] = _printed(fields)
    return found


def _value(source: str, at: int) -> tuple[str, int]:
    if source[at : at + 1] == "{":
        return argument(source, at)
    match = _QUOTED.match(source, at) or _BARE.match(source, at)
    return (match[match.lastindex or 0], match.end()) if match else ("", at)


def _printed(fields: Mapping[str, str]) -> str:
    def of(*names: str) -> str:
        return next((fields[name] for name in names if fields.get(name)), "")

    place, house = of("location", "address"), of("publisher", "institution", "organization")
    made = f"{place}: {house}" if place and house else place or house
    within = " ".join(
        part for part in (of("journal", "journaltitle", "booktitle"), of("volume")) if part
    )
    date = of("year", "date")
    return ", ".join(
        part for part in (of("author", "editor"), of("title"), within, made, date) if part
    )


def items_of(listing: str) -> list[Item]:
    """The items of a ``thebibliography``, numbered where they have no label of their own."""
    matches = list(_ITEM.finditer(listing))
    ends = [match.start() for match in matches[1:]] + [len(listing)]
    return [
        (match["key"], match["label"] or str(number), listing[match.end() : end].strip())
        for number, (match, end) in enumerate(zip(matches, ends, strict=True), 1)
    ]


def cited_words(options: Sequence[str], keys: str, entries: Mapping[str, str]) -> str:
    """One citation: what is put before it, the works, the place in them."""
    works = "; ".join(entries.get(key.strip(), key.strip()).rstrip(". ") for key in keys.split(","))
    before, after = ("", "") if not options else ("", options[0])
    if len(options) > 1:
        before, after = options[0], options[1]
    return " ".join(part for part in (before, f"{works}, {after}" if after else works) if part)


def sets_notes(preamble: str) -> bool:
    """Whether ``\\autocite`` makes notes in the style that the preamble asks for."""
    return bool(_WITH_NOTES.search(preamble)) or not _WITHOUT_NOTES.search(preamble)
