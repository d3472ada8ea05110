"""Sources in comparable form, and how sure it is that two of them are one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from provenance.ingest import kinds
from provenance.ingest.edtf import bounds, is_valid
from provenance.ingest.lookalikes import looks, spelled
from provenance.ingest.types import CitationRead
from provenance.ingest.works import fold_key, key_words, read_work

PEOPLE = frozenset({kinds.INTERVIEW, kinds.ANONYMOUS})
_WORKS = frozenset({kinds.PUBLISHED, kinds.OWN})
SAME, LIKELY, UNCLEAR, NEW = "same", "likely same", "unclear", "new"


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A source of the dossier, as far as matching needs it. ``date`` is EDTF."""

    key: str
    label: str
    type: str
    role: str | None = None
    organisations: tuple[str, ...] = ()
    person: str | None = None
    place: str | None = None
    date: str | None = None
    title: str | None = None
    author: str | None = None
    principal: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """A citation or known source in comparable form."""

    kind: str
    role: str
    organisations: frozenset[str]
    person: str
    principal: str
    places: frozenset[str]
    date: str
    surnames: tuple[str, ...]
    title: frozenset[str]
    words: str = field(default="", compare=False)
    spelling: str = field(default="", compare=False)
    """The person's name as it is encoded, accents and all."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How sure it is (same, likely same, unclear, new), and why."""

    sureness: str
    reason: str


_TWINS = "the names look alike but are written in letters of different alphabets"
APART = Verdict(NEW, "no source of the dossier is like it")


def profile_of(citation: CitationRead, names: Mapping[str, str]) -> Profile:
    """The comparable form of a citation."""
    return Profile(
        kind=_kind(citation.type),
        role=fold_key(citation.role or ""),
        organisations=_organisations(citation.organisations, names),
        person=fold_key(citation.person or ""),
        principal=fold_key(citation.principal or ""),
        places=_places(citation.place),
        date=_date(citation.date.edtf if citation.date else None),
        surnames=_surnames(citation.author or ""),
        title=key_words(citation.title or ""),
        words=fold_key(citation.text),
        spelling=spelled(citation.person or ""),
    )


def profile_of_known(source: KnownSource, names: Mapping[str, str]) -> Profile:
    """The comparable form of a source of the dossier."""
    return Profile(
        kind=_kind(source.type),
        role=fold_key(source.role or ""),
        organisations=_organisations(source.organisations, names),
        person=fold_key(source.person or ""),
        principal=fold_key(source.principal or ""),
        places=_places(source.place),
        date=_date(source.date),
        surnames=_surnames(source.author or ""),
        title=key_words(source.title or ""),
        words=fold_key(source.label),
        spelling=spelled(source.person or ""),
    )


@lru_cache(maxsize=4096)
def _surnames(author: str) -> tuple[str, ...]:
    return read_work(f"{author}, “Title”").surnames if author else ()


def _kind(type_: str) -> str:
    """Own work and published work are compared as works; the rest by its type."""
    return kinds.PUBLISHED if type_ in _WORKS else type_


def _organisations(organisations: Sequence[str], names: Mapping[str, str]) -> frozenset[str]:
    folded = (fold_key(name.removeprefix("the ")) for name in organisations)
    return frozenset(names.get(name, name) for name in folded)


def _places(place: str | None) -> frozenset[str]:
    return frozenset(fold_key(part) for part in (place or "").split(",") if part.strip())


def _date(edtf: str | None) -> str:
    return edtf or ""


def is_work(profile: Profile) -> bool:
    """It has an author and a title, by which works are compared."""
    return bool(profile.surnames and profile.title) and profile.kind not in PEOPLE


def compare(profile: Profile, other: Profile) -> Verdict:
    """How sure it is that two profiles are one source, and why."""
    if profile.kind in PEOPLE or other.kind in PEOPLE:
        return _compare_people(profile, other)
    if is_work(profile) and is_work(other):
        return _compare_works(profile, other)
    if profile.kind == other.kind and profile.words and profile.words == other.words:
        return Verdict(SAME, "the same words")
    return APART


def _compare_works(profile: Profile, other: Profile) -> Verdict:
    if profile.surnames[:1] != other.surnames[:1]:
        return _compare_looks(profile, other)
    if profile.title == other.title:
        return Verdict(SAME, "same author and title")
    if one_title(profile.title, other.title):
        return Verdict(LIKELY, "same author, and one title is part of the other")
    return APART


def _compare_looks(profile: Profile, other: Profile) -> Verdict:
    """Works whose authors only look alike."""
    alike = looks(profile.surnames[0]) == looks(other.surnames[0])
    return Verdict(UNCLEAR, _TWINS) if alike and one_title(profile.title, other.title) else APART


def _compare_people(profile: Profile, other: Profile) -> Verdict:
    if profile.kind != other.kind:
        return APART
    if profile.person or other.person:
        return _compare_named(profile, other)
    if not (profile.role or profile.organisations) or _looked(profile) != _looked(other):
        return APART
    if _described(profile) != _described(other):
        return Verdict(UNCLEAR, _TWINS)
    return _compare_occasions(profile, other, "same role and organisation")


def _described(profile: Profile) -> tuple[object, ...]:
    return (profile.role, profile.organisations, profile.principal)


def _looked(profile: Profile) -> tuple[object, ...]:
    bodies = frozenset(looks(name) for name in profile.organisations)
    return (looks(profile.role), bodies, looks(profile.principal))


def _compare_named(profile: Profile, other: Profile) -> Verdict:
    if profile.person != other.person:
        alike = looks(profile.person) == looks(other.person)
        return Verdict(UNCLEAR, _TWINS) if alike else APART
    if profile.spelling != other.spelling:
        return Verdict(UNCLEAR, "the names differ only in accents or in how these are encoded")
    return _compare_occasions(profile, other, "same name")


def _compare_occasions(profile: Profile, other: Profile, shared: str) -> Verdict:
    """Same person as far as is said; the date and the place decide whether it is one occasion."""
    if profile.date and other.date and profile.date != other.date:
        if _apart_in_time(profile.date, other.date):
            return Verdict(
                UNCLEAR, f"{shared}, but another date: another occasion, perhaps the same person"
            )
        return Verdict(UNCLEAR, f"{shared}, and dates that overlap")
    if profile.places and other.places and not profile.places & other.places:
        return Verdict(UNCLEAR, f"{shared}, but another place")
    if profile.date != other.date or profile.places != other.places:
        return Verdict(LIKELY, f"{shared}; one of them gives no date or place")
    return Verdict(SAME, f"{shared}, the same place and date")


def _apart_in_time(first: str, second: str) -> bool:
    if not (is_valid(first) and is_valid(second)):
        return True
    (a, b), (c, d) = bounds(first), bounds(second)
    return bool((b and c and b < c) or (d and a and d < a))


def one_title(first: frozenset[str], second: frozenset[str]) -> bool:
    """The same words, or all of the shorter title within the longer one."""
    smaller = min(first, second, key=len)
    return first == second or (len(smaller) >= 2 and smaller <= first and smaller <= second)
