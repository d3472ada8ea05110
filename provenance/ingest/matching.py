"""Which citations are one source, and which of the dossier's sources they may be.

Pure and symmetric: citations are described (``CitationRead``) and compared by what the descriptions
say. The same informant in another order of words is one source; another date is another occasion;
two people of one body are two; a name that only resembles another is not a match. Nothing is merged
here: every proposal says how sure it is and why, and a person decides.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from provenance.ingest import kinds
from provenance.ingest.edtf import bounds, is_valid
from provenance.ingest.labels_of_sources import label_of, qualifier_of
from provenance.ingest.types import CitationRead
from provenance.ingest.works import fold_key, key_words, read_work

_PEOPLE = frozenset({kinds.INTERVIEW, kinds.ANONYMOUS})
_WORKS = frozenset({kinds.PUBLISHED, kinds.OWN})
SAME, LIKELY, UNCLEAR, NEW = "same", "likely same", "unclear", "new"
_RANKS = {SAME: 3, LIKELY: 2, UNCLEAR: 1, NEW: 0}


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


@dataclass(frozen=True, slots=True)
class _Verdict:
    sureness: str
    reason: str


_APART = _Verdict(NEW, "no source of the dossier is like it")


def propose(
    citations: Sequence[CitationRead],
    known: Sequence[KnownSource] = (),
    aliases: Mapping[str, str] | None = None,
) -> list[Proposal]:
    """One proposal per citation that names a source, in the order given.

    ``aliases`` maps other names of organisations to the name that the dossier uses. Citations that
    explain, and cross-references that were not resolved, get no proposal.
    """
    names = {fold_key(alias): fold_key(name) for alias, name in (aliases or {}).items()}
    places = [place for place, citation in enumerate(citations) if _names_source(citation)]
    profiles = {place: profile_of(citations[place], names) for place in places}
    groups = _group(places, profiles, citations)
    firsts = {group: place for place, group in reversed(groups.items())}
    sources = [(source.key, _known_profile(source, names)) for source in known]
    verdicts = {group: _match(profiles[place], sources) for group, place in firsts.items()}
    siblings = _siblings(firsts, profiles)
    labels = _labels(citations, firsts, known, verdicts)
    return [
        _proposal(place, groups[place], firsts, verdicts, labels, citations, siblings)
        for place in places
    ]


def _names_source(citation: CitationRead) -> bool:
    return citation.type != kinds.EXPLANATORY and citation.status in ("full", "resolved")


def profile_of(citation: CitationRead, names: Mapping[str, str]) -> Profile:
    """The comparable form of a citation."""
    work = read_work(f"{citation.author}, “Title”") if citation.author else None
    return Profile(
        kind=_kind(citation.type),
        role=fold_key(citation.role or ""),
        organisations=_organisations(citation.organisations, names),
        person=fold_key(citation.person or ""),
        principal=fold_key(citation.principal or ""),
        places=_places(citation.place),
        date=_date(citation.date.edtf if citation.date else None),
        surnames=work.surnames if work else (),
        title=key_words(citation.title or ""),
        words=fold_key(citation.text),
    )


def _known_profile(source: KnownSource, names: Mapping[str, str]) -> Profile:
    work = read_work(f"{source.author}, “Title”") if source.author else None
    return Profile(
        kind=_kind(source.type),
        role=fold_key(source.role or ""),
        organisations=_organisations(source.organisations, names),
        person=fold_key(source.person or ""),
        principal=fold_key(source.principal or ""),
        places=_places(source.place),
        date=_date(source.date),
        surnames=work.surnames if work else (),
        title=key_words(source.title or ""),
        words=fold_key(source.label),
    )


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


def _group(
    places: Sequence[int], profiles: Mapping[int, Profile], citations: Sequence[CitationRead]
) -> dict[int, int]:
    """Citation → group; a group is named by its first citation's place in the order of groups."""
    groups: dict[int, int] = {}
    numbers = count()
    seen: dict[object, int] = {}
    works: dict[tuple[str, ...], list[tuple[frozenset[str], int]]] = {}
    for place in places:
        profile = profiles[place]
        group = (
            _known_work(profile, works)
            if _is_work(profile)
            else seen.get(_key(profile, citations[place]))
        )
        if group is None:
            group = next(numbers)
        groups[place] = group
        seen.setdefault(_key(profile, citations[place]), group)
        if _is_work(profile):
            works.setdefault(profile.surnames[:1], []).append((profile.title, group))
    return groups


def _is_work(profile: Profile) -> bool:
    return bool(profile.surnames and profile.title) and profile.kind not in _PEOPLE


def _known_work(
    profile: Profile, works: Mapping[tuple[str, ...], list[tuple[frozenset[str], int]]]
) -> int | None:
    """Three wordings of one book: the same author, one title within the other."""
    for title, group in works.get(profile.surnames[:1], ()):
        if _one_title(profile.title, title):
            return group
    return None


def _one_title(first: frozenset[str], second: frozenset[str]) -> bool:
    smaller = min(first, second, key=len)
    return first == second or (len(smaller) >= 2 and smaller <= (first | second) and (
        smaller <= first and smaller <= second
    ))  # fmt: skip


def _key(profile: Profile, citation: CitationRead) -> object:
    """What must be equal for two citations of one document to be one source."""
    if profile.kind in _PEOPLE:
        if profile.person:
            return (profile.kind, profile.person, profile.date)
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


def _siblings(firsts: Mapping[int, int], profiles: Mapping[int, Profile]) -> dict[int, int]:
    """Group → an earlier group of the same role and body, on another occasion."""
    seen: dict[object, int] = {}
    siblings = {}
    for group, place in sorted(firsts.items()):
        profile = profiles[place]
        who = (profile.kind, profile.role, profile.organisations, profile.principal, profile.person)
        if profile.kind in _PEOPLE and any(who[1:]):
            if who in seen:
                siblings[group] = seen[who]
            seen.setdefault(who, group)
    return siblings


def _match(profile: Profile, sources: Sequence[tuple[str, Profile]]) -> tuple[str | None, _Verdict]:
    best: tuple[str | None, _Verdict] = (None, _APART)
    for key, other in sources:
        verdict = compare(profile, other)
        if _RANKS[verdict.sureness] > _RANKS[best[1].sureness]:
            best = (key, verdict)
    return best


def compare(profile: Profile, other: Profile) -> _Verdict:
    """How sure it is that two profiles are one source, and why."""
    if profile.kind in _PEOPLE or other.kind in _PEOPLE:
        return _compare_people(profile, other)
    if _is_work(profile) and _is_work(other):
        return _compare_works(profile, other)
    if profile.kind == other.kind and profile.words and profile.words == other.words:
        return _Verdict(SAME, "the same words")
    return _APART


def _compare_works(profile: Profile, other: Profile) -> _Verdict:
    if profile.surnames[:1] != other.surnames[:1]:
        return _APART
    if profile.title == other.title:
        return _Verdict(SAME, "same author and title")
    if _one_title(profile.title, other.title):
        return _Verdict(LIKELY, "same author, and one title is part of the other")
    return _APART


def _compare_people(profile: Profile, other: Profile) -> _Verdict:
    if profile.kind != other.kind:
        return _APART
    if profile.person or other.person:
        return _compare_named(profile, other)
    same_body = (
        profile.organisations == other.organisations and profile.principal == other.principal
    )
    if not same_body or profile.role != other.role or not (profile.role or profile.organisations):
        return _APART
    return _compare_occasions(profile, other, "same role and organisation")


def _compare_named(profile: Profile, other: Profile) -> _Verdict:
    if profile.person != other.person:
        return _APART
    return _compare_occasions(profile, other, "same name")


def _compare_occasions(profile: Profile, other: Profile, shared: str) -> _Verdict:
    """Same person as far as is said; the date and the place decide whether it is one occasion."""
    if profile.date and other.date and profile.date != other.date:
        if _apart_in_time(profile.date, other.date):
            return _Verdict(
                UNCLEAR, f"{shared}, but another date: another occasion, perhaps the same person"
            )
        return _Verdict(UNCLEAR, f"{shared}, and dates that overlap")
    if profile.places and other.places and not profile.places & other.places:
        return _Verdict(UNCLEAR, f"{shared}, but another place")
    if profile.date != other.date or profile.places != other.places:
        return _Verdict(LIKELY, f"{shared}; one of them gives no date or place")
    return _Verdict(SAME, f"{shared}, the same place and date")


def _apart_in_time(first: str, second: str) -> bool:
    if not (is_valid(first) and is_valid(second)):
        return True
    (a, b), (c, d) = bounds(first), bounds(second)
    return bool((b and c and b < c) or (d and a and d < a))


def _labels(
    citations: Sequence[CitationRead],
    firsts: Mapping[int, int],
    known: Sequence[KnownSource],
    verdicts: Mapping[int, tuple[str | None, _Verdict]],
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
    verdicts: Mapping[int, tuple[str | None, _Verdict]],
    labels: Mapping[int, str],
    citations: Sequence[CitationRead],
    siblings: Mapping[int, int],
) -> Proposal:
    key, verdict = verdicts[group]
    proposal = Proposal(place, group, key, verdict.sureness, verdict.reason, labels[group])
    if key is not None:
        return proposal
    if place != firsts[group]:
        reason = _group_reason(citations[place], citations[firsts[group]])
        return replace(proposal, reason=reason)
    if group in siblings:
        reason = (
            f"another occasion than “{labels[siblings[group]]}”: kept apart, since it is not"
            " established that it is the same person"
        )
        return replace(proposal, reason=reason)
    return proposal


def _group_reason(citation: CitationRead, first: CitationRead) -> str:
    if citation.status == "resolved":
        return f"cross-reference: {citation.rule}"
    if citation.text == first.text:
        return "the same words as an earlier citation of this document"
    if citation.type in _PEOPLE:
        return "same role, organisation, place and date as an earlier citation, in other words"
    return "the same work as an earlier citation, in other words"


def groups_of(proposals: Sequence[Proposal]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Group → indexes of its citations, in order."""
    members: dict[int, list[int]] = {}
    for proposal in proposals:
        members.setdefault(proposal.group, []).append(proposal.index)
    return ((group, tuple(indexes)) for group, indexes in members.items())
