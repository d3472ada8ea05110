"""Where a source like a given one would stand, so that nothing is compared with everything."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence

from provenance.ingest.lookalikes import looks
from provenance.ingest.profiles import PEOPLE, Profile, one_title


class TitleIndex:
    """Titles (sets of words) by which items are found whose title is the same or part of the other.

    Each title stands under all its words for those that it contains, and under its rarest word for
    those that contain it; so a look-up costs about what it finds.
    """

    def __init__(self) -> None:
        self._titles: dict[int, frozenset[str]] = {}
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_rarest: dict[str, list[int]] = defaultdict(list)
        self._counts: Counter[str] = Counter()

    def add(self, title: frozenset[str], item: int) -> None:
        """Enter an item under its title."""
        if not title:
            return
        self._titles[item] = title
        self._by_rarest[min(title, key=lambda word: (self._counts[word], word))].append(item)
        self._counts.update(title)
        for word in title:
            self._by_word[word].append(item)

    def fitting(self, title: frozenset[str]) -> list[int]:
        """Items whose title is this one, part of it, or holds it, in ascending order."""
        if not title:
            return []
        rarest = min(title, key=lambda word: (self._counts[word], word))
        near = {item for word in title for item in self._by_rarest.get(word, ())}
        near.update(self._by_word.get(rarest, ()))
        return sorted(item for item in near if one_title(self._titles[item], title))


class SourceIndex:
    """Known sources by what two descriptions must share to be one source."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._places: dict[Hashable, list[int]] = defaultdict(list)
        self._works: dict[str, TitleIndex] = defaultdict(TitleIndex)
        for place, profile in enumerate(profiles):
            for key in _keys(profile):
                self._places[key].append(place)
            if profile.surnames and profile.kind not in PEOPLE:
                self._works[looks(profile.surnames[0])].add(_looked(profile.title), place)

    def near(self, profile: Profile) -> list[int]:
        """Places of the sources that may be this one, in their order; all others surely are not."""
        found = {place for key in _keys(profile) for place in self._places.get(key, ())}
        if profile.surnames and profile.kind not in PEOPLE:
            works = self._works.get(looks(profile.surnames[0]))
            found.update(works.fitting(_looked(profile.title)) if works else ())
        return sorted(found)


def _looked(title: frozenset[str]) -> frozenset[str]:
    return frozenset(looks(word) for word in title)


def _keys(profile: Profile) -> Iterator[Hashable]:
    if profile.kind in PEOPLE:
        if profile.person:
            yield profile.kind, looks(profile.person)
        else:
            yield (profile.kind, looks(profile.role), frozenset(map(looks, profile.organisations)),
                   looks(profile.principal))  # fmt: skip
    elif profile.words:
        yield profile.kind, profile.words
