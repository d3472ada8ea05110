"""A new version before it is accepted: what is kept, moves, changes, is lost or new, with old and new
words side by side."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.claims.models import Claim
from provenance.claims.queries import in_force
from provenance.dossiers.models import Dossier
from provenance.imports.plan import Planned
from provenance.imports.versions.comparing import Fate
from provenance.imports.versions.plan import VersionPlan
from provenance.ingest.versions import citations as cited
from provenance.ingest.versions import notes
from provenance.ingest.versions.aligning import align
from provenance.ingest.versions.anchors import CHANGED, KEPT, MOVED, ORPHAN
from provenance.ingest.versions.citations import CitationPair
from provenance.ingest.versions.notes import NotePair
from provenance.ingest.versions.words import Words, words_of

ANEW, NEW = "refers elsewhere", "new"
STATES = (CHANGED, ORPHAN, ANEW, NEW, MOVED, KEPT)
"""In the order in which a person looks at them."""
KINDS = {"quote": "quotation", "remark": "remark", "citation": "citation in the text"}
PLURALS = {"citation in the text": "citations in the text"}
Pieces = tuple[tuple[str, bool], ...]
"""Words, and whether they stand on this side alone."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing with its words in either version. ``choice``: its key where a person says whether the
    changed words are the same thing, ``chosen`` what stands now."""

    kind: str
    state: str
    name: str
    about: str
    old: Pieces
    new: Pieces
    place: str = ""
    choice: str | None = None
    chosen: bool = False
    claim: str | None = None


class VersionPreview:
    """What the page of a new version shows."""

    def __init__(self, session: Session, dossier: Dossier, plan: VersionPlan) -> None:
        self.session, self.dossier, self.plan = session, dossier, plan
        self.number = plan.revision.number if plan.revision else 0

    @cached_property
    def lines(self) -> dict[str, list[Line]]:
        """State → its lines, quotations first."""
        found: dict[str, list[Line]] = {state: [] for state in STATES}
        for line in self._lines():
            found[line.state].append(line)
        return found

    @cached_property
    def counts(self) -> dict[str, Counter[str]]:
        """Kind of thing → how many in each state."""
        found: dict[str, Counter[str]] = {}
        for group in self.lines.values():
            for line in group:
                found.setdefault(line.kind, Counter())[line.state] += 1
        return found

    @property
    def kinds(self) -> list[tuple[str, Counter[str]]]:
        """The counts by name."""
        return [(PLURALS.get(kind, f"{kind}s"), count) for kind, count in self.counts.items()]

    @property
    def undecided(self) -> int:
        """How many changed things would be left as orphans."""
        return sum(not line.chosen for line in self.lines[CHANGED])

    def _lines(self) -> Iterator[Line]:
        comparison = self.plan.comparison
        yield from map(self._anchor, filter(self._is_shown, comparison.anchors))
        yield from map(self._note, comparison.notes)
        for pair in comparison.citations:
            if pair.old is not None:
                yield self._citation(pair)
        yield from map(self._fresh, self.plan.fresh)

    @cached_property
    def _claims(self) -> dict[str, str]:
        """Public id → statement, of the claims that were not withdrawn."""
        statement = select(Claim.public_id, Claim.text).where(*in_force(self.dossier.id))
        return {row[0]: row[1] for row in self.session.execute(statement)}

    def _is_shown(self, fate: Fate) -> bool:
        """Quotations of withdrawn claims follow the text, and are nobody's business any more."""
        return fate.kind != "quote" or fate.record["claim"] in self._claims

    def _anchor(self, fate: Fate) -> Line:
        anchored, record = fate.anchored, fate.record
        claim = record.get("claim") if fate.kind == "quote" else None
        name = claim or record["id"]
        about = self._claims.get(name, "") if claim else ""
        if anchored.state == ORPHAN or anchored.exact is None:
            return self._line(
                KINDS[fate.kind], ORPHAN, name, anchored.anchor.exact, None, about, claim
            )
        ours, theirs = self._sides(fate, anchored.exact)
        line = Line(KINDS[fate.kind], anchored.state, name, about, ours, theirs, _moved(fate),
                    claim=claim)  # fmt: skip
        return self._with_choice(line, fate.key)

    def _sides(self, fate: Fate, exact: str) -> tuple[Pieces, Pieces]:
        """The words on either side, cut where they differ. Calls of notes in them are no words: what
        was kept or moved has the same ones, whatever number its notes have now."""
        found, ground = fate.anchored, self.plan.comparison.ground
        if found.state != CHANGED:
            return ((found.anchor.exact, False),), ((exact, False),)
        if fate.note is not None or found.was is None or found.start is None or found.end is None:
            return side_by_side(found.anchor.exact, exact)
        return _cut(_part(ground.old, *found.was), _part(ground.new, found.start, found.end))

    def _line(
        self, kind: str, state: str, name: str, old: str | None, new: str | None,
        about: str = "", claim: str | None = None, place: str = "",
    ) -> Line:  # fmt: skip
        ours, theirs = side_by_side(old or "", new or "")
        return Line(kind, state, name, about, ours, theirs, place, claim=claim)

    def _with_choice(self, line: Line, key: str) -> Line:
        if line.state != CHANGED:
            return line
        return Line(
            line.kind, CHANGED, line.name, line.about, line.old, line.new, line.place, key,
            key in self.plan.accepted, line.claim,
        )  # fmt: skip

    def _note(self, pair: NotePair) -> Line:
        if pair.old is None or pair.new is None:
            state = NEW if pair.old is None else ORPHAN
            label = pair.old.label if pair.old else pair.new.n if pair.new else ""
            old, new = (one.text if one else None for one in (pair.old, pair.new))
            return self._line("note", state, f"note {label}", old, new)
        states = {notes.RENUMBERED: MOVED, notes.CHANGED: CHANGED}
        state = states.get(pair.state, KEPT)
        place = "" if pair.old.label == pair.new.n else f"now note {pair.new.n}"
        line = self._line("note", state, f"note {pair.old.label}", pair.old.text, pair.new.text,
                          place=place)  # fmt: skip
        if state != CHANGED:
            return line
        return Line(line.kind, CHANGED, line.name, "", line.old, line.new, place,
                    f"note:{pair.old.id}", chosen=True)  # fmt: skip

    def _citation(self, pair: CitationPair) -> Line:
        assert pair.old is not None  # noqa: S101 - new ones come from the plan
        old = pair.old
        if old.id in self.plan.anew:
            return self._line("citation", ANEW, old.id, old.text, old.text,
                              place=self._source(self.plan.anew[old.id]))  # fmt: skip
        state = ORPHAN if pair.state == cited.GONE else pair.state
        new = pair.read.text if pair.state == CHANGED and pair.read else old.text
        line = self._line("citation", state, old.id, old.text, None if state == ORPHAN else new)
        return self._with_choice(line, f"citation:{old.id}")

    def _fresh(self, planned: Planned) -> Line:
        place = planned.place.note
        name = f"in note {place}" if place else ""
        words = planned.read.text if place else getattr(planned, "heard", planned.read).text
        kind = "citation" if place else KINDS["citation"]
        return self._line(kind, NEW, name, None, words, place=self._source(planned))

    def _source(self, planned: Planned) -> str:
        choice = planned.choice
        if choice.source is not None:
            return f"as {choice.source}: {choice.reason}"
        if choice.new is not None and choice.new in self.plan.imports.sources:
            return f"a new source: {self.plan.imports.sources[choice.new].label}"
        return planned.needs or choice.reason


def _moved(fate: Fate) -> str:
    """From where to where, in characters."""
    was, at = fate.anchored.was, fate.anchored.start
    if was is None or at is None or was[0] == at:
        return ""
    return f"character {was[0]} → {at}"


def side_by_side(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Both texts cut where they differ. Blanks and typographic signs make no difference."""
    if old == new:
        return ((old, False),), ((new, False),)
    return _cut(words_of(old), words_of(new))


def _part(text: Words, start: int, end: int) -> Words:
    """A stretch of a text with the words that it touches."""
    first, last = text.within(start, end)
    return Words(
        text.text[start:end], text.words[first:last],
        [max(one - start, 0) for one in text.starts[first:last]],
        [min(one, end) - start for one in text.ends[first:last]],
    )  # fmt: skip


def _cut(ours: Words, theirs: Words) -> tuple[Pieces, Pieces]:
    blocks = align(ours.words, theirs.words)
    return (
        tuple(_pieces(ours, ((i, i + n) for i, _, n in blocks))),
        tuple(_pieces(theirs, ((j, j + n) for _, j, n in blocks))),
    )


def _pieces(text: Words, same: Iterable[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """The text at the edges of what both sides have; pieces without words are the same."""
    cuts: list[tuple[int, bool]] = [(0, True)]
    for first, last in same:
        start, end = text.offsets(first, last)
        cuts += [(start, False), (end, True)]
    cuts.append((len(text.text), False))
    for (start, outside), (end, _) in pairwise(cuts):
        first, last = text.within(start, end)
        if start < end:
            yield text.text[start:end], outside and first < last
