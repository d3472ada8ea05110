"""Lists of an import's page: findings that need a person, first; what is offered in its forms; which
sources the citations are; what else changed when somebody decided."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from provenance.imports.deciding import decided
from provenance.imports.findings import Place
from provenance.imports.plan import NEEDS
from provenance.reports.importing import Preview
from provenance.reports.importing_rows import EXPLANATORY, CitationRow, Item, SourceRow
from provenance.sources.models import Source

NEAR = 60
"""Citations before a reference that are offered as what it may refer to."""
MOST_TOLD = 30
SHORT = 70
MOST_SOURCES = 200
SURENESS = ("unclear", "likely same", "decided", "same", "new")
"""Least sure first."""


class Waiting:
    """The findings that need a person, in the order of the text."""

    def __init__(self, preview: Preview) -> None:
        self.preview = preview

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every finding that needs somebody."""
        found = [*self._citations(), *self._notes(), *self._attributions(), *self._issues()]
        return tuple(sorted(found, key=lambda item: self.preview.offset_of(item.finding)))

    def _citations(self) -> Iterator[Item]:
        for row in self.preview.citations.values():
            if row.state == NEEDS:
                note = self.preview.note_of(row.finding)
                place = note.markers[0].before if note and note.markers else ""
                yield Item(row.finding, row.anchor, f"Note {row.name}", row.read.text, place,
                           row.state, row.needs or "")  # fmt: skip

    def _notes(self) -> Iterator[Item]:
        for note in self.preview.document.notes:
            state, why = self.preview.state_of_note(note)
            if state == NEEDS:
                finding = f"note:{note.id}"
                place = note.markers[0].before if note.markers else ""
                yield Item(finding, self.preview.anchor_of(finding), f"Note {note.n}", note.text,
                           place, state, why or "")  # fmt: skip

    def _attributions(self) -> Iterator[Item]:
        for one in self.preview.plan.attributions:
            if one.state == NEEDS:
                words = " ".join(one.heard.text.split())
                yield Item(one.finding, one.finding.replace(":", "-"), "In the text", words, "",
                           one.state, one.needs or "")  # fmt: skip

    def _issues(self) -> Iterator[Item]:
        for row in self.preview.issues:
            if row.state == NEEDS:
                title = row.kind[:1].upper() + row.kind[1:]
                yield Item(row.finding, row.anchor, title, row.words, "", row.state, row.message)

    @cached_property
    def citations(self) -> int:
        """How many of them are citations."""
        return self._of("citation")

    def _of(self, kind: str) -> int:
        return sum(item.finding.partition(":")[0] == kind for item in self.items)

    @cached_property
    def told(self) -> str:
        """ "3 of 37 citations and 1 note need you."; without any, that nothing does."""
        cited, notes, issues = self.citations, self._of("note"), self._of("issue")
        spoken = self._of("attribution")
        parts = [
            *([f"{cited:,} of {_counted(self.preview.counts['citations'], 'citation')}"]
              if cited else ()),
            *([_counted(notes, "note")] if notes else ()),
            *([_counted(spoken, "attribution")] if spoken else ()),
            *([f"{_counted(issues, 'thing')} not understood"] if issues else ()),
        ]  # fmt: skip
        if not parts:
            return "Nothing needs you."
        words = " and ".join([*([", ".join(parts[:-1])] if parts[1:] else ()), parts[-1]])
        return f"{words} {'needs' if len(self.items) == 1 else 'need'} you."

    @cached_property
    def done(self) -> int:
        """Findings on which somebody decided."""
        return len(decided(self.preview.decisions).keys() - {"document"})

    def beside(self, finding: str) -> tuple[str | None, str | None]:
        """The unsure findings before and after a finding, going round; None where there is no
        other."""
        names = [item.finding for item in self.items]
        others = [name for name in names if name != finding]
        if not others:
            return None, None
        if finding in names:
            at = names.index(finding)
            return names[at - 1], names[(at + 1) % len(names)]
        here = self.preview.offset_of(finding) if finding else -1
        after = [name for name in names if self.preview.offset_of(name) >= here]
        following = after[0] if after else names[0]
        return names[names.index(following) - 1], following


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def resting_on(preview: Preview, finding: str) -> tuple[str, ...]:
    """Names of the citations that refer to this one, directly or through others."""
    rows = preview.citations
    ends: dict[Place, Place] = {}
    for place in rows:
        trail, here = [place], place
        while here not in ends:
            link = rows[here].read.antecedent or rows[here].read.link
            after = Place(link[0], link[1] + 1) if link else here
            if after == here or after not in rows or len(trail) > len(rows):
                ends[here] = here
                break
            here = after
            trail.append(here)
        ends.update(dict.fromkeys(trail, ends[here]))
    return tuple(
        rows[place].name
        for place, end in ends.items()
        if str(end) == finding and str(place) != finding
    )


def also_changed(before: Preview, after: Preview, decided_on: frozenset[str]) -> tuple[str, ...]:
    """Names of the citations that changed with a decision on others: chains resolved again."""
    changed = []
    for place, row in after.citations.items():
        old = before.citations.get(place)
        if old is not None and row.finding not in decided_on and _told(old) != _told(row):
            changed.append(row.name)
    return tuple(changed)


def _told(row: CitationRow) -> tuple[Any, ...]:
    refers = row.refers_to.finding if row.refers_to else None
    return (row.source_label, row.source_id, row.read.status, row.read.type, refers, row.needs)


def in_words(names: tuple[str, ...]) -> str:
    """ "notes 5, 7, 9 and 12 more"."""
    told = ", ".join(names[:MOST_TOLD])
    more = f" and {len(names) - MOST_TOLD:,} more" if len(names) > MOST_TOLD else ""
    return f"note{'s' if len(names) > 1 else ''} {told}{more}"


def sources_of(preview: Preview) -> tuple[tuple[SourceRow, ...], int]:
    """Unclear ones first, then new ones, then those that the dossier has: the first ``MOST_SOURCES``
    of them, and how many there are."""
    groups: dict[str | Place, list[CitationRow]] = {}
    for planned in preview.plan.citations:
        target = planned.choice.source or planned.choice.new
        if target is not None:
            groups.setdefault(target, []).append(preview.citations[planned.place])
    order = sorted(groups, key=lambda target: (_sureness(groups[target]) != "unclear",
                                               isinstance(target, str)))  # fmt: skip
    rows = tuple(_source(preview, target, groups[target]) for target in order[:MOST_SOURCES])
    return rows, len(groups)


def _sureness(rows: list[CitationRow]) -> str:
    """The least sure that any of a source's citations is."""
    found = {row.sureness for row in rows}
    return next((word for word in SURENESS if word in found), "same")


def _source(preview: Preview, target: str | Place, rows: list[CitationRow]) -> SourceRow:
    first, known = rows[0], preview.known
    source: Source | None = known.sources.get(target) if isinstance(target, str) else None
    names = known.members[target] if isinstance(target, str) else first.read.organisations
    return SourceRow(
        anchor=f"source-{first.anchor}",
        label=first.source_label or "",
        type=source.type if source else first.read.type,
        source_id=source.public_id if source else None,
        finding=first.finding,
        sureness=_sureness(rows),
        reasons=tuple(dict.fromkeys(row.reason for row in rows if row.reason)),
        organisations=tuple((n, known.organisation(n) is not None) for n in names),
        citations=tuple(rows),
    )


def source_choices(preview: Preview, finding: str) -> dict[str, Any]:
    """What a citation's source may be set to: value and words, sources in two groups."""
    mine, standing = preview.plan.sources, preview.known.sources
    new = {str(place): s.label for place, s in mine.items() if str(place) != finding}
    offered: dict[str, Any] = {
        "": "as proposed",
        "new": "a new source of its own",
        "none": "no source",
    }
    if new:
        offered["New with this document"] = new
    if standing:
        offered["In the dossier"] = {public_id: s.label for public_id, s in standing.items()}
    return offered


def antecedent_choices(preview: Preview, finding: str, chosen: str) -> dict[str, str]:
    """Citations that a reference may be set to: the nearest before it, and the one chosen."""
    rows = [row for row in preview.citations.values() if row.read.type != EXPLANATORY]
    place = next((n for n, row in enumerate(rows) if row.finding == finding), len(rows))
    near = [
        *(row for row in rows if row.finding == chosen),
        *reversed(rows[max(0, place - NEAR) : place]),
    ]
    offered = {"": "as read", "none": "nothing: it stands for itself"}
    return offered | {row.finding: f"{row.name}: {short(row.read.text)}" for row in near}


def short(text: str) -> str:
    """The beginning of words that are told in passing."""
    return text if len(text) <= SHORT else text[: SHORT - 3].rstrip() + " …"
