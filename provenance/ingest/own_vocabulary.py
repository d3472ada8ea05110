"""A dossier's own words for roles and subtypes, understood in notes as the built-in ones are.

Applied to a parsed document, not while reading: the words may be added long after a file was read, and
hold for it from then on.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from provenance.ingest.describing import describe_informant
from provenance.ingest.profiles import PEOPLE
from provenance.ingest.types import CitationRead, ParsedDocument

ROLE, SUBTYPE = "role", "subtype"
_STAND_INS = ("mediator", "negotiator", "economist", "midwife")
"""Roles that reading knows. One that the words do not have stands in for a role that it does not."""
DESCRIBED = (
    "role", "organisations", "principal", "person", "place", "cardinality", "named",
)  # fmt: skip
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Other forms and the word itself, folded → the word; of roles and of subtypes."""

    roles: Mapping[str, str] = field(default_factory=dict)
    subtypes: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, words: Iterable[tuple[str, str, Iterable[str]]]) -> "Vocabulary":
        """From (kind, word, other forms); kinds that reading does not need are passed over."""
        found: dict[str, dict[str, str]] = {ROLE: {}, SUBTYPE: {}}
        for kind, word, aliases in words:
            if kind in found:
                found[kind].update((_key(form), word) for form in (*aliases, word))
        return cls(found[ROLE], found[SUBTYPE])

    def role(self, role: str | None) -> str | None:
        """The dossier's word for a role; the role itself where it has none."""
        return self.roles.get(_key(role), role) if role else role

    def subtype(self, subtype: str | None) -> str | None:
        """The dossier's word for a subtype; the subtype itself where it has none."""
        return self.subtypes.get(_key(subtype), subtype) if subtype else subtype


def _key(word: str) -> str:
    return " ".join(unicodedata.normalize("NFC", word).casefold().split())


def understood(document: ParsedDocument, vocabulary: Vocabulary) -> ParsedDocument:
    """The document with its citations of people described by the dossier's own words too.

    A cross-reference takes what its antecedent says, as in reading.
    """
    if not (vocabulary.roles or vocabulary.subtypes):
        return document
    pattern = _pattern(vocabulary.roles)
    full: dict[Place, CitationRead] = {}
    for note in document.notes:
        for number, read in enumerate(note.citations):
            if read.antecedent is None:
                full[note.id, number] = _described(read, vocabulary, pattern)
    notes = tuple(
        replace(note, citations=tuple(
            full[note.id, number] if read.antecedent is None else _following(read, full)
            for number, read in enumerate(note.citations)
        ))
        for note in document.notes
    )  # fmt: skip
    return replace(document, notes=notes)


def _following(read: CitationRead, full: Mapping[Place, CitationRead]) -> CitationRead:
    target = full.get(read.antecedent) if read.antecedent else None
    if target is None:
        return read
    changed = {name: getattr(target, name) for name in (*DESCRIBED, "subtype")}
    return replace(read, **changed)


def _pattern(roles: Mapping[str, str]) -> re.Pattern[str] | None:
    if not roles:
        return None
    forms = "|".join(re.escape(form) for form in sorted(roles, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?P<form>{forms})(?P<plural>e?s)?(?![\w-])", re.IGNORECASE)


def _described(
    read: CitationRead, vocabulary: Vocabulary, pattern: re.Pattern[str] | None
) -> CitationRead:
    if read.type in PEOPLE and pattern is not None:
        read = _with_own_role(read, vocabulary, pattern)
    role, subtype = vocabulary.role(read.role), vocabulary.subtype(read.subtype)
    if (role, subtype) == (read.role, read.subtype):
        return read
    return replace(read, role=role, subtype=subtype)


def _with_own_role(
    read: CitationRead, vocabulary: Vocabulary, pattern: re.Pattern[str]
) -> CitationRead:
    """Described anew with a stand-in that reading knows, which then gives way to the dossier's word."""
    words = unicodedata.normalize("NFC", read.text)
    match = pattern.search(words)
    stand_in = next((each for each in _STAND_INS if each not in words.casefold()), None)
    if match is None or stand_in is None:
        return read
    plural = "s" if match["plural"] else ""
    put_in = f"{words[: match.start()]}{stand_in}{plural}{words[match.end() :]}"
    found = describe_informant(put_in)
    if found.role is None or stand_in not in found.role:
        return read
    role = found.role.replace(stand_in, vocabulary.roles[_key(match["form"])])
    return replace(read, **{name: getattr(found, name) for name in DESCRIBED} | {"role": role})
