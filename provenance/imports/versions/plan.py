"""What accepting a draft as a new version of a document would do: all that anchors in the document
compared with the draft, and of its citations those that are new or have changed, with a proposal each.

What people decided about a citation that still stands is not asked again: it goes into the plan as
decided. Only what is new, reworded, or refers elsewhere now, is read as on a first import.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from provenance.documents.models import Document, Revision
from provenance.documents.queries import latest_revision
from provenance.errors import InvalidInput
from provenance.imports.correcting import corrected
from provenance.imports.deciding import MADE
from provenance.imports.findings import NONE, Place, citations_in
from provenance.imports.kept_parses import parsed_of
from provenance.imports.known import Known
from provenance.imports.models import ImportDraft
from provenance.imports.plan import (
    JOINED,
    REJECTED,
    WITHOUT,
    ImportPlan,
    Planned,
    antecedent_of,
    make_plan,
)
from provenance.imports.versions.comparing import Comparison, Fate, by_a_person, compare
from provenance.imports.versions.rejections import rejected_before
from provenance.imports.versions.state import Record, State, standing
from provenance.ingest.types import ParsedDocument
from provenance.ingest.versions import citations as cited
from provenance.ingest.versions.anchors import CHANGED, KEPT, MOVED, ORPHAN
from provenance.ingest.versions.citations import CitationPair

CHOICES = "version"
"""The finding of a draft under which a person's choices about its version are kept: ``accept`` and
``leave``, keys of things with changed words."""
TAKEN_OVER = {"order": 0, "taken over": True}
"""What stands beside a decision that comes from the document, as against one made on the draft."""
AWAITING = "awaiting"
RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class Choices:
    """Keys of changed things that a person accepted as the same, or left as orphans."""

    accept: frozenset[str] = frozenset()
    leave: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class VersionPlan:
    """``fresh`` are citations to be kept as new ones; ``anew`` those of the dossier, by public id, that
    are read anew since they refer elsewhere now; ``accepted`` the keys of things with changed words
    that count as the same."""

    document: Document
    revision: Revision | None
    state: State
    comparison: Comparison
    imports: ImportPlan
    fresh: tuple[Planned, ...]
    anew: Mapping[str, Planned]
    places: Mapping[Place, str]
    accepted: frozenset[str]

    def fate(self, one: Fate) -> str:
        """Kept, moved, changed (and accepted) or orphan, as things now stand."""
        state = one.anchored.state
        return ORPHAN if state == CHANGED and one.key not in self.accepted else state

    def citation(self, pair: CitationPair) -> str:
        """Kept, moved, changed (and accepted), gone or new."""
        state = pair.state
        old = pair.old
        if state == CHANGED and old is not None and f"citation:{old.id}" not in self.accepted:
            return cited.GONE
        return state


def choices_of(draft: ImportDraft) -> Choices:
    """What people chose so far."""
    chosen = draft.decisions.get(CHOICES, {})
    return Choices(frozenset(chosen.get("accept", ())), frozenset(chosen.get("leave", ())))


def plan_version(session: Session, draft: ImportDraft, known: Known) -> VersionPlan:
    """The plan of a draft that is to be a new version. Raises InvalidInput where it is none."""
    document = session.get(Document, draft.version_of_id) if draft.version_of_id else None
    if document is None or document.withdrawn_at is not None:
        raise InvalidInput("This draft is no new version of a document that stands.")
    revision, choices = latest_revision(session, document.id), choices_of(draft)
    planning = _planning(session, draft, document, revision, choices, known)
    return planning.plan(document, revision, choices)


def decisions_taken_over(
    session: Session, draft: ImportDraft, document: Document, known: Known
) -> dict[str, Any]:
    """The draft's decisions, and those on citations of the document that still stand in it, so that
    nobody is asked again."""
    revision = latest_revision(session, document.id)
    planning = _planning(session, draft, document, revision, choices_of(draft), known)
    return planning.decided(planning.anew(planning.imports(frozenset())))


def own_decisions(draft: ImportDraft) -> dict[str, Any]:
    """What people decided on the draft itself."""
    return {name: one for name, one in draft.decisions.items() if one.get(MADE) != TAKEN_OVER}


def _planning(
    session: Session, draft: ImportDraft, document: Document, revision: Revision | None,
    choices: Choices, known: Known,
) -> "_Planning":  # fmt: skip
    state, parsed = standing(session, document), parsed_of(draft)
    before = rejected_before(session, document, parsed)
    taken_over = {finding: {**one, MADE: TAKEN_OVER} for finding, one in before.items()}
    decisions = {**taken_over, **own_decisions(draft)}
    text = revision.text if revision else ""
    comparison = compare(state, text, corrected(parsed, decisions), choices.leave)
    return _Planning(state, comparison, decisions, parsed, known)


class _Planning:
    def __init__(
        self, state: State, comparison: Comparison, decisions: Mapping[str, Any],
        parsed: ParsedDocument, known: Known,
    ) -> None:  # fmt: skip
        self.state, self.comparison, self.decisions = state, comparison, decisions
        self.parsed, self.known = parsed, known
        self.records: dict[str, Record] = {one["id"]: one for one in state["citations"]}
        self.standing = dict(self._places((KEPT, MOVED)))
        """Place in the draft → public id of the citation whose words stand there."""
        self.changed = dict(self._places((CHANGED,)))
        self._reads = {place: read for place, _, read in citations_in(parsed)}

    def _places(self, states: Collection[str]) -> Iterator[tuple[Place, str]]:
        for pair in self.comparison.citations:
            if pair.old and pair.note and pair.number is not None and pair.state in states:
                yield Place(pair.note.id, pair.number + 1), pair.old.id
        fates = [one for one in self.comparison.inline if one.anchored.state in states]
        yield from self._inline(fates)

    def _inline(self, fates: Sequence[Fate]) -> Iterator[tuple[Place, str]]:
        """Attributions of the draft that begin where an inline citation of the dossier stands."""
        spans = sorted(
            (one.anchored.start or 0, one.anchored.end or 0, one.record["id"]) for one in fates
        )
        starts = [span[0] for span in spans]
        for number, heard in enumerate(self.parsed.attributions, 1):
            at = bisect_right(starts, max(heard.start, heard.end - 1)) - 1
            if at >= 0 and heard.start < spans[at][1]:
                yield Place("", number), spans[at][2]

    def plan(
        self, document: Document, revision: Revision | None, choices: Choices
    ) -> VersionPlan:  # fmt: skip
        """Twice: what refers elsewhere now is known only once the references are resolved."""
        imports = self.imports(frozenset())
        anew = self.anew(imports)
        if anew:
            imports = self.imports(anew)
        planned = {one.place: one for one in _taken(imports)}
        accepted = self._accepted(planned, choices)
        return VersionPlan(
            document, revision, self.state, self.comparison, imports,
            tuple(one for one in planned.values() if self._is_fresh(one.place, accepted)),
            {self.standing[place]: planned[place] for place in anew if place in planned},
            {**self.standing, **{place: name for place, name in self.changed.items()
                                 if f"citation:{name}" in accepted}},
            accepted,
        )  # fmt: skip

    def imports(self, anew: Collection[Place]) -> ImportPlan:
        """The draft as an import, with what stands decided but for those that are read anew."""
        return make_plan(self.parsed, self.decided(anew), self.known)

    def decided(self, but: Collection[Place]) -> dict[str, Any]:
        """The draft's decisions, and those on citations of the dossier that still stand."""
        found = dict(self.decisions)
        for place, name in self.standing.items():
            record, finding = self.records[name], str(place)
            if place in but or self._decides(finding):
                continue
            if "source" in record:
                taken_over = {"source": record["source"], MADE: TAKEN_OVER}
                found[finding] = {**found.get(finding, {}), **taken_over}
            elif record.get("match") not in (None, AWAITING, WITHOUT):
                found[finding] = {**found.get(finding, {}), "source": NONE, MADE: TAKEN_OVER}
        return found

    def _decides(self, finding: str) -> bool:
        """Whether a person decided on this very draft which source it is."""
        return bool({"source", "antecedent"} & self.decisions.get(finding, {}).keys())

    def anew(self, imports: ImportPlan) -> frozenset[Place]:
        """Citations that still stand and refer to another one than they did."""
        planned = {one.place: one for one in _taken(imports)}
        return frozenset(
            place
            for place, name in self.standing.items()
            if place in planned
            and self._leads_elsewhere(planned[place], self.records[name], planned)
        )

    def _leads_elsewhere(
        self, planned: Planned, record: Record, among: Mapping[Place, Planned]
    ) -> bool:
        """Whether a reference that nobody decided on refers to another citation than it did."""
        if self._decides(planned.finding):
            return True
        if record.get("status") != RESOLVED or by_a_person(record):
            return False
        read = self._reads.get(planned.place, planned.read)
        if read.status != RESOLVED:
            return read.status in ("ambiguous", "unresolved")
        antecedent = antecedent_of(read, among)
        now = {**self.standing, **self.changed}.get(antecedent) if antecedent else None
        return now != record.get("resolves_to")

    def _accepted(self, planned: Mapping[Place, Planned], choices: Choices) -> frozenset[str]:
        """What a person accepted; citations whose new words name the same source, unless left."""
        alike = {
            f"citation:{name}"
            for place, name in self.changed.items()
            if place in planned and self._same_source(planned[place], self.records[name])
        }
        return (frozenset(alike) | choices.accept) - choices.leave

    def _same_source(self, planned: Planned, record: Record) -> bool:
        source = record.get("source")
        return source is not None and planned.choice.source == source

    def _is_fresh(self, place: Place, accepted: Collection[str]) -> bool:
        if place in self.standing:
            return False
        return place not in self.changed or f"citation:{self.changed[place]}" not in accepted


def _taken(imports: ImportPlan) -> Iterator[Planned]:
    """All citations that would be kept."""
    yield from (one for one in imports.citations if one.state not in (JOINED, REJECTED))
    yield from (one for one in imports.attributions if one.state != REJECTED)
