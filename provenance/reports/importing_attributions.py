"""The inline attributions of an import, as its page shows them: whose words each one gives."""

from collections.abc import Sequence
from dataclasses import dataclass

from provenance.imports.known import Known
from provenance.imports.plan import (
    DECIDED,
    NEEDS,
    REJECTED,
    WITHOUT,
    ImportPlan,
    PlannedAttribution,
)
from provenance.ingest.types import CitationRead

PAGE = 100


@dataclass(frozen=True, slots=True)
class AttributionRow:
    """``words`` are the attribution's own, ``quote`` what is attributed. ``state`` is one of
    ``imports.plan.STATES``, or ``unnamed`` where the text names nobody."""

    finding: str
    anchor: str
    words: str
    quote: str
    read: CitationRead
    source_label: str | None
    source_id: str | None
    sureness: str
    reason: str
    needs: str | None
    state: str
    decided: bool


@dataclass(frozen=True, slots=True)
class AttributionPage:
    """One page of them, those that need somebody first; counted in all."""

    rows: tuple[AttributionRow, ...]
    number: int
    pages: int
    total: int
    needing: int
    unnamed: int
    sources: int


def attribution_page(plan: ImportPlan, known: Known, number: int, chosen: str) -> AttributionPage:
    """The page ``number``, or that of the finding chosen."""
    rows = [_row(one, plan, known) for one in plan.attributions]
    rows.sort(key=lambda row: row.state != NEEDS)
    at = next((place for place, row in enumerate(rows) if row.finding == chosen), None)
    pages = max(1, -(-len(rows) // PAGE))
    number = min(max(1, number), pages) if at is None else at // PAGE + 1
    targets = {one.choice.source or one.choice.new for one in plan.attributions}
    return AttributionPage(
        tuple(rows[(number - 1) * PAGE : number * PAGE]), number, pages, len(rows),
        _count(rows, NEEDS), _count(rows, "unnamed"), len(targets - {None}),
    )  # fmt: skip


def _row(one: PlannedAttribution, plan: ImportPlan, known: Known) -> AttributionRow:
    choice = one.choice
    label = known.sources[choice.source].label if choice.source else None
    if choice.new is not None:
        label = plan.sources[choice.new].label
    return AttributionRow(
        finding=one.finding,
        anchor=one.finding.replace(":", "-"),
        words=" ".join(one.heard.text.split()),
        quote=" ".join(one.heard.quote.split()),
        read=one.read,
        source_label=label,
        source_id=choice.source,
        sureness=choice.sureness,
        reason=choice.reason,
        needs=one.needs,
        state=_state(one, label),
        decided=bool(one.decision),
    )


def _state(one: PlannedAttribution, label: str | None) -> str:
    if one.state in (NEEDS, REJECTED, DECIDED) or label:
        return one.state
    return "unnamed" if one.choice.sureness == WITHOUT and not one.rests_on else one.state


def _count(rows: Sequence[AttributionRow], state: str) -> int:
    return sum(row.state == state for row in rows)
