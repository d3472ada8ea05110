"""The numbers that a word processor counts and does not write: of notes, and of list items.

Notes are numbered in the format that the document's settings or the section's properties name, anew
by section or page where they say so; pages are those of the last time that it was laid out.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from provenance.ingest.labels import formatted
from provenance.ingest.trees import Notes

UNSTATED: dict[str, dict[str, str]] = {"endnote": {"numFmt": "lowerRoman"}}
"""What word processors do where a document's settings say nothing."""
_KINDS = {"footnotePr": "footnote", "endnotePr": "endnote"}

Properties = dict[str, dict[str, str]]
"""By kind of note: its ``numFmt``, ``numStart`` and ``numRestart``, where they are stated."""


class NoteProperties:
    """Collects how notes are numbered from the elements of a part."""

    def __init__(self) -> None:
        self.found: Properties = {}
        self._kind: str | None = None

    def start(self, name: str, attrs: dict[str, str]) -> None:
        """Into an element."""
        if name in _KINDS:
            self._kind = _KINDS[name]
        elif self._kind and name in ("numFmt", "numStart", "numRestart"):
            self.found.setdefault(self._kind, {})[name] = attrs.get("val", "")

    def end(self, name: str) -> None:
        """Out of it."""
        if name in _KINDS:
            self._kind = None


@dataclass(slots=True)
class _Call:
    kind: str
    key: str
    page: int
    section: int


@dataclass(slots=True)
class NoteNumbers:
    """Numbers the calls of notes once the whole document is read."""

    settings: Properties = field(default_factory=dict)
    sections: list[Properties] = field(default_factory=list)
    page: int = 0
    _calls: list[_Call] = field(default_factory=list)

    def called(self, kind: str, key: str) -> None:
        """A note is called at the place that reading has come to."""
        self._calls.append(_Call(kind, key, self.page, len(self.sections)))

    def number(self, notes: Notes) -> None:
        """Give each called note its printed number."""
        counts: dict[tuple[str, int], int] = defaultdict(int)
        for call in self._calls:
            properties = self._properties(call)
            restart = {"eachSect": call.section, "eachPage": call.page + 1}
            period = restart.get(properties.get("numRestart", ""), -1)
            start = properties.get("numStart", "1")
            first = int(start) if start.isdecimal() else 1
            number = first + counts[call.kind, period]
            counts[call.kind, period] += 1
            notes.relabel(call.key, formatted(number, properties.get("numFmt", "decimal")))

    def _properties(self, call: _Call) -> dict[str, str]:
        own = self.sections[call.section] if call.section < len(self.sections) else {}
        return {**self.settings.get(call.kind, {}), **own.get(call.kind, {})}


class ListNumbers:
    """Numbers list items of the first level; reads the part that describes the lists."""

    def __init__(self) -> None:
        self._formats: dict[str, tuple[str, int]] = {}
        self._abstract_of: dict[str, str] = {}
        self._counts: dict[str, int] = defaultdict(int)
        self._abstract = self._number = ""
        self._level = ""

    def start(self, name: str, attrs: dict[str, str]) -> None:
        """Into an element of the part about numbering."""
        value = attrs.get("val", "")
        if name == "abstractNum":
            self._abstract, self._number = attrs.get("abstractNumId", ""), ""
        elif name == "num":
            self._number = attrs.get("numId", "")
        elif name == "abstractNumId":
            self._abstract_of[self._number] = value
        elif name == "lvl":
            self._level = attrs.get("ilvl", "")
        elif name in ("numFmt", "start") and self._level == "0" and not self._number:
            style, first = self._formats.get(self._abstract, ("decimal", 1))
            if name == "numFmt":
                style = value
            elif value.isdecimal():
                first = int(value)
            self._formats[self._abstract] = (style, first)

    def end(self, name: str) -> None:
        """Out of it."""

    def next(self, number: str) -> str | None:
        """The printed number of the next item of a list; None where it has bullets."""
        style, first = self._formats.get(self._abstract_of.get(number, ""), ("decimal", 1))
        if style in ("bullet", "none"):
            return None
        count = self._counts[number]
        self._counts[number] += 1
        return formatted(first + count, style)
