"""Which citations are one source, and which of the dossier's sources they may be.

Pure and symmetric: citations are described (``CitationRead``) and compared by what the descriptions
say. The same informant in another order of words is one source; another date is another occasion;
two people of one body are two; a name that only resembles another is not a match. Nothing is merged
here: every proposal says how sure it is and why, and a person decides.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from provenance.ingest import kinds
from provenance.ingest.indexes import SourceIndex, TitleIndex
from provenance.ingest.labels_of_sources import label_of, qualifier_of
from provenance.ingest.lookalikes import looks
from provenance.ingest.profiles import (
    APART,
    LIKELY,
    NEW,
    PEOPLE,
    SAME,
    UNCLEAR,
    KnownSource,
    Profile,
    Verdict,
    compare,
    is_work,
    profile_of,
    profile_of_known,
)
from provenance.ingest.types import CitationRead
from provenance.ingest.works import fold_key

__all__ = ["LIKELY", "NEW", "SAME", "UNCLEAR", "KnownSource", "Proposal", "groups_of", "propose"]
_RANKS = {SAME: 3, LIKELY: 2, UNCLEAR: 1, NEW: 0}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for the citation at ``index``; citations of one ``group`` are one source.

    ``sureness`` is same, likely same, unclear (a person must say) or new; for ``unclear``,
    ``known_key`` names the source that it might be.
    """

    index: int
    group: int
    known_key: str | None
    sureness: str
    reason: str
    label: str


@dataclass(frozen=True, slots=True)
class ToldApart:
    """What people of the dossier said is not the same: ``pairs`` of keys of known sources, and for
    the words of a citation the keys of the sources that it is not."""

    pairs: frozenset[frozenset[str]] = frozenset()
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def folded(self) -> "ToldApart":
        """With the words in the form in which profiles have theirs."""
        found: dict[str, frozenset[str]] = {}
        for words, keys in self.words.items():
            found[fold_key(words)] = found.get(fold_key(words), frozenset()) | keys
        return ToldApart(self.pairs, found)


def propose(
    citations: Sequence[CitationRead],
    known: Sequence[KnownSource] = (),
    aliases: Mapping[str, str] | None = None,
    apart: ToldApart | None = None,
) -> list[Proposal]:
    """One proposal per citation that names a source, in the order given.

    ``aliases`` maps other names of organisations to the name that the dossier uses; what is told
    ``apart`` is never proposed. Citations that explain, and cross-references that were not resolved,
    get no proposal.
    """
    names = {fold_key(alias): fold_key(name) for alias, name in (aliases or {}).items()}
    places = [place for place, citation in enumerate(citations) if _names_source(citation)]
    profiles = {place: profile_of(citations[place], names) for place in places}
    groups = _group(places, profiles, citations)
    firsts = {group: place for place, group in reversed(groups.items())}
    matcher = _Matcher(known, names, (apart or ToldApart()).folded())
    verdicts = {group: matcher.match(profiles[place]) for group, place in firsts.items()}
    siblings = _siblings(firsts, profiles)
    labels = _labels(citations, firsts, known, verdicts)
    return [
        _proposal(place, groups[place], firsts, verdicts, labels, citations, siblings)
        for place in places
    ]


def _names_source(citation: CitationRead) -> bool:
    return citation.type != kinds.EXPLANATORY and citation.status in ("full", "resolved")


def _group(
    places: Sequence[int], profiles: Mapping[int, Profile], citations: Sequence[CitationRead]
) -> dict[int, int]:
    """Citation → group; a group is named by its first citation's place in the order of groups."""
    groups: dict[int, int] = {}
    numbers = count()
    seen: dict[object, int] = {}
    works: dict[tuple[str, ...], TitleIndex] = defaultdict(TitleIndex)
    for place in places:
        profile = profiles[place]
        work = is_work(profile)
        key = (profile.surnames[:1], profile.title) if work else _key(profile, citations[place])
        group = seen.get(key)
        if group is None and work:
            group = _known_work(profile, works[profile.surnames[:1]], groups)
        if group is None:
            group = next(numbers)
        if work and key not in seen:
            works[profile.surnames[:1]].add(profile.title, place)
        groups[place] = group
        seen.setdefault(key, group)
    return groups


def _known_work(profile: Profile, works: TitleIndex, groups: Mapping[int, int]) -> int | None:
    """Three wordings of one book: the same author, one title within the other."""
    found = works.fitting(profile.title)
    return groups[found[0]] if found else None


def _key(profile: Profile, citation: CitationRead) -> object:
    """What must be equal for two citations of one document to be one source."""
    if profile.kind in PEOPLE:
        if profile.person:
            return (profile.kind, profile.person, profile.spelling, profile.date)
        described = profile.role or profile.organisations or profile.principal
        if described:
            return (profile.kind, profile.role, profile.organisations, profile.principal,
                    profile.places, profile.date)  # fmt: skip
    return (profile.kind, _without_locator(citation))


def _without_locator(citation: CitationRead) -> str:
    """A record cited twice at different pages is one record."""
    words = citation.text
    if citation.signal and words.casefold().startswith(citation.signal.casefold()):
        words = words[len(citation.signal) :]
    if citation.locator:
        cut = words.rfind(citation.locator)
        words = words[:cut] if cut > 0 else words
    return fold_key(words).removesuffix(" at").removesuffix(" p").removesuffix(" pp")


@dataclass(frozen=True, slots=True)
class _Sibling:
    """An earlier group that is like this one, and why they are kept apart all the same."""

    group: int
    but: str


def _siblings(firsts: Mapping[int, int], profiles: Mapping[int, Profile]) -> dict[int, _Sibling]:
    """Group → an earlier group of the same role and body or name, or one that only looks it."""
    seen: dict[object, int] = {}
    siblings: dict[int, _Sibling] = {}
    for group, place in sorted(firsts.items()):
        profile = profiles[place]
        if profile.kind not in PEOPLE or not _who(profile):
            continue
        earlier = seen.setdefault(_looked(profile), group)
        if earlier != group:
            first = profiles[firsts[earlier]]
            same = (_who(first), first.spelling) == (_who(profile), profile.spelling)
            siblings[group] = _Sibling(earlier, _OCCASION if same else _TWIN)
    return siblings


_OCCASION = (
    "another occasion than “{}”: kept apart, since it is not established that it is the same person"
)
_TWIN = "looks like “{}” but is spelled with other letters or accents: kept apart"


def _who(profile: Profile) -> tuple[object, ...]:
    who = (profile.role, profile.organisations, profile.principal, profile.person)
    return (profile.kind, *who) if any(who) else ()


def _looked(profile: Profile) -> object:
    bodies = frozenset(map(looks, profile.organisations))
    who = (looks(profile.role), bodies, looks(profile.principal), looks(profile.person))
    return (profile.kind, *who)


class _Matcher:
    """The dossier's sources, ready to be asked which of them a citation may be."""

    def __init__(
        self, known: Sequence[KnownSource], names: Mapping[str, str], apart: ToldApart
    ) -> None:
        self._keys = [source.key for source in known]
        self._profiles = [profile_of_known(source, names) for source in known]
        self._index = SourceIndex(self._profiles)
        self._apart = apart

    def match(self, profile: Profile) -> tuple[str | None, Verdict]:
        """The best of the known sources; between two that were told apart a person must say."""
        best: tuple[str | None, Verdict] = (None, APART)
        rivals: list[str] = []
        refused = self._apart.words.get(profile.words, frozenset())
        for place in self._index.near(profile):
            key = self._keys[place]
            verdict = compare(profile, self._profiles[place]) if key not in refused else APART
            if _RANKS[verdict.sureness] > _RANKS[best[1].sureness]:
                best, rivals = (key, verdict), []
            elif verdict.sureness == best[1].sureness and best[0] is not None:
                rivals.append(key)
        if any(frozenset((best[0], rival)) in self._apart.pairs for rival in rivals):
            reason = f"{best[1].reason}; so is a source that is not the same"
            return best[0], Verdict(UNCLEAR, reason)
        return best


def _labels(
    citations: Sequence[CitationRead],
    firsts: Mapping[int, int],
    known: Sequence[KnownSource],
    verdicts: Mapping[int, tuple[str | None, Verdict]],
) -> dict[int, str]:
    """A label per group; those that would be alike are told apart by place and date."""
    plain = {group: label_of(citations[place]) for group, place in firsts.items()}
    counts = Counter(plain.values())
    taken = {source.label for source in known}
    labels = {}
    for group, place in firsts.items():
        label = plain[group]
        matched = verdicts[group][1].sureness in (SAME, LIKELY)
        if counts[label] > 1 or (label in taken and not matched):
            qualifier = qualifier_of(citations[place])
            label = f"{label} ({qualifier})" if qualifier else label
        labels[group] = label
    return labels


def _proposal(
    place: int,
    group: int,
    firsts: Mapping[int, int],
    verdicts: Mapping[int, tuple[str | None, Verdict]],
    labels: Mapping[int, str],
    citations: Sequence[CitationRead],
    siblings: Mapping[int, _Sibling],
) -> Proposal:
    key, verdict = verdicts[group]
    proposal = Proposal(place, group, key, verdict.sureness, verdict.reason, labels[group])
    if key is not None:
        return proposal
    if place != firsts[group]:
        reason = _group_reason(citations[place], citations[firsts[group]])
        return replace(proposal, reason=reason)
    if group in siblings:
        reason = siblings[group].but.format(labels[siblings[group].group])
        return replace(proposal, reason=reason)
    return proposal


def _group_reason(citation: CitationRead, first: CitationRead) -> str:
    if citation.status == "resolved":
        return f"cross-reference: {citation.rule}"
    if citation.text == first.text:
        return "the same words as an earlier citation of this document"
    if citation.type in PEOPLE:
        return "same role, organisation, place and date as an earlier citation, in other words"
    return "the same work as an earlier citation, in other words"


def groups_of(proposals: Sequence[Proposal]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Group → indexes of its citations, in order."""
    members: dict[int, list[int]] = {}
    for proposal in proposals:
        members.setdefault(proposal.group, []).append(proposal.index)
    return ((group, tuple(indexes)) for group, indexes in members.items())
