"""Which column holds what: proposed by the words of its heading, with the reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from provenance.ingest.spreadsheets.kinds import CLAIMS, KINDS, SOURCES
from provenance.ingest.spreadsheets.tables import Column
from provenance.ingest.spreadsheets.targets import LEFT, PRIVATE, REQUIRED, Target, targets_of
from provenance.ingest.works import fold_key

_COMPUTED = frozenset({
    "likelihood", "confidence", "probability", "lower", "upper", "origins", "corroborates",
    "contradicts",
})  # fmt: skip
_NUMBERS = frozenset({"id", "no", "nr", "number", "row", "ref", "#", "s no", "index", "claim id",
                      "source id", "claim no"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proposal:
    """``target``: name of a field, LEFT, or None where nothing is proposed. ``sure``: nobody needs to
    look at it."""

    target: str | None
    reason: str
    sure: bool = True


def propose_columns(kind: str, columns: Sequence[Column]) -> dict[int, Proposal]:
    """Column's index → what it is proposed to hold. A field goes to the first column that means it most
    plainly; a column that is left over has no proposal."""
    found: dict[int, Proposal] = {}
    taken: dict[str, Column] = {}
    for close in (True, False):
        for column in columns:
            if column.index in found:
                continue
            target = _meant(kind, column.heading, close=close)
            if target is None:
                continue
            if target.name in taken and not target.several:
                other = taken[target.name].name
                found[column.index] = Proposal(
                    None, f"{target.label} is in the column {other} already", sure=False
                )
                continue
            taken.setdefault(target.name, column)
            found[column.index] = _proposal(target, column, close=close)
    for column in columns:
        found.setdefault(column.index, _left_over(kind, column))
    return found


def propose_kind(columns: Sequence[Column]) -> tuple[str | None, str]:
    """What the table lists, by its headings, and why; None where that is not plain."""
    counts = {kind: _fit(kind, columns) for kind in KINDS}
    best = max(counts.values())
    likely = [kind for kind, count in counts.items() if count == best]
    if likely == [CLAIMS, SOURCES]:  # a table with statements in it lists what sources say
        likely = [CLAIMS]
    if best == 0 or len(likely) > 1:
        return None, "The headings do not say whether these are claims, sources or grades."
    return likely[0], f"{best} of its headings are those of {likely[0]}."


def _fit(kind: str, columns: Sequence[Column]) -> int:
    """How many columns a kind understands; none where what its records need is missing."""
    proposals = propose_columns(kind, columns).values()
    meant = {p.target for p in proposals if p.target not in (None, LEFT)}
    return len(meant) if meant.issuperset(REQUIRED[kind]) else 0


def _meant(kind: str, heading: str, *, close: bool) -> Target | None:
    """The field whose heading it is; not ``close``: the one whose heading is in it."""
    key = fold_key(heading)
    if not key:
        return None
    headings = _headings(kind)
    if close:
        return headings.get(key)
    words = f" {key} "
    inside = [name for name in headings if f" {name} " in words and len(name) > 3]
    if not inside:
        return None
    return headings[max(inside, key=len)]


@cache
def _headings(kind: str) -> dict[str, Target]:
    """Folded heading → field; a field's own name and label go before another's further headings."""
    targets = targets_of(kind).values()
    own = {fold_key(word): t for t in targets for word in (t.label, t.name)}
    return {key: target for target in targets for key in target.means()} | own


def _proposal(target: Target, column: Column, *, close: bool) -> Proposal:
    if target.name.startswith(PRIVATE) and fold_key(column.heading) != fold_key(target.label):
        return Proposal(
            target.name,
            f"“{column.heading}” may say who somebody is: keep it in the private record, encrypted, "
            "or leave it out",
            sure=False,
        )
    if not close:
        return Proposal(
            target.name, f"“{column.heading}” has the word for {target.label} in it", False
        )
    if fold_key(column.heading) in (fold_key(target.label), fold_key(target.name)):
        return Proposal(target.name, "that is what its heading says")
    return Proposal(target.name, f"“{column.heading}” is another word for {target.label}")


def _left_over(kind: str, column: Column) -> Proposal:
    key = fold_key(column.heading)
    if not column.filled:
        return Proposal(LEFT, "nothing stands in it")
    if key in _COMPUTED:
        return Proposal(LEFT, "this is computed here, never taken in", sure=False)
    if key in _NUMBERS:
        return Proposal(LEFT, "the dossier gives its own ids", sure=False)
    private = None if kind == SOURCES else _meant(SOURCES, column.heading, close=True)
    if private is not None and private.name.startswith(PRIVATE):
        return Proposal(
            LEFT, f"“{column.heading}” may say who somebody is: leave it out, or keep it in the private "
            "record of a source, by a table of sources", sure=False,
        )  # fmt: skip
    return Proposal(None, "no field has such a heading", sure=False)
