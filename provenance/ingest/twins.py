"""Which sources of a dossier might be one, and which labels only look alike. A warning, no merge.

Two things are told: sources whose descriptions say the same (``profiles.compare``), and labels that a
reader takes for one though a program does not: encoded differently (NFC and NFD), with other capitals,
spaces or signs that are not seen, or with letters of another script that look alike.
"""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TypeVar

from provenance.ingest.lookalikes import looks
from provenance.ingest.profiles import (
    LIKELY,
    PEOPLE,
    SAME,
    KnownSource,
    Profile,
    compare,
    profile_of_known,
)
from provenance.ingest.works import fold_key

Item = TypeVar("Item")
LABEL = "label"
_ALL_PAIRS = 30
"""Of more sources that are alike, each is told beside the first of its place and date, and those
beside the first of all."""


@dataclass(frozen=True, slots=True)
class Twins:
    """Two keys that might be one: ``sureness`` is same, likely same, or label (only the labels)."""

    a: str
    b: str
    sureness: str
    reason: str


def twins(
    sources: Sequence[KnownSource],
    aliases: Mapping[str, str],
    apart: frozenset[frozenset[str]] = frozenset(),
) -> list[Twins]:
    """Pairs of sources that might be one, the surest first; never a pair that was told apart."""
    found: dict[frozenset[str], Twins] = {}
    labels = [(source.key, source.label) for source in sources]
    for pair in (*_described_alike(sources, aliases), *twins_of_labels(labels)):
        both = frozenset((pair.a, pair.b))
        if both in apart:
            continue
        known = found.setdefault(both, pair)
        if known.sureness != LABEL and pair.sureness == LABEL:
            found[both] = replace(known, reason=f"{known.reason}; {pair.reason}")
    order = (SAME, LIKELY, LABEL)
    return sorted(found.values(), key=lambda pair: order.index(pair.sureness))


def _described_alike(
    sources: Sequence[KnownSource], aliases: Mapping[str, str]
) -> Iterator[Twins]:  # fmt: skip
    names = {fold_key(alias): fold_key(name) for alias, name in aliases.items()}
    groups: dict[object, list[tuple[str, Profile]]] = {}
    for source in sources:
        profile = profile_of_known(source, names)
        groups.setdefault(_group_of(profile), []).append((source.key, profile))
    for group in groups.values():
        for (a, first), (b, second) in _pairs(group, _occasion):
            verdict = compare(first, second)
            if verdict.sureness in (SAME, LIKELY):
                yield Twins(a, b, verdict.sureness, verdict.reason)


def _occasion(entry: tuple[str, Profile]) -> object:
    return entry[1].places, entry[1].date


def _group_of(profile: Profile) -> object:
    """What two sources must share to be compared at all."""
    if profile.kind in PEOPLE:
        who = (profile.role, profile.organisations, profile.principal)
        return (profile.kind, profile.person or who)
    return (profile.kind, profile.surnames[:1] or profile.words)


def _pairs(
    group: Sequence[Item], occasion: Callable[[Item], object] = lambda _: None
) -> Iterator[tuple[Item, Item]]:
    """All pairs of a small group; of a large one, chains to the first of each occasion."""
    if len(group) <= _ALL_PAIRS:
        yield from combinations(group, 2)
        return
    firsts: dict[object, Item] = {}
    for item in group:
        first = firsts.setdefault(occasion(item), item)
        if first is not item:
            yield first, item
    first, *others = firsts.values()
    yield from ((first, other) for other in others)


def twins_of_labels(labels: Sequence[tuple[str, str]]) -> Iterator[Twins]:
    """Pairs of (key, label) whose labels differ only for a program."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for key, label in labels:
        groups.setdefault(skeleton(label), []).append((key, label))
    for group in groups.values():
        for (a, first), (b, second) in _pairs(group):
            if first != second:
                yield Twins(a, b, LABEL, _difference(first, second))


def skeleton(label: str) -> str:
    """The label as it looks: composed, no capitals, look-alikes as Latin letters, only seen signs."""
    return looks(_seen(unicodedata.normalize("NFC", label)).casefold())


def _seen(text: str) -> str:
    """Without signs that are not seen; every space is one space."""
    shown = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return " ".join(shown.split())


def _difference(first: str, second: str) -> str:
    a, b = (unicodedata.normalize("NFC", label) for label in (first, second))
    if a == b:
        return "the labels have the same letters, encoded differently (NFC and NFD)"
    if _seen(a) == _seen(b):
        return "the labels differ only in spaces or signs that are not seen"
    if _seen(a).casefold() == _seen(b).casefold():
        return "the labels differ only in capitals or spaces"
    return f"the labels look alike, but {_foreign(_seen(a), _seen(b))}"


def _foreign(first: str, second: str) -> str:
    """Which letter is of another script: "“а” is CYRILLIC SMALL LETTER A"."""
    for one, other in zip(first, second, strict=False):
        if one.casefold() != other.casefold():
            odd = one if one > other else other
            return f"“{odd}” is {unicodedata.name(odd, 'another letter').lower()}"
    return "have other letters"
