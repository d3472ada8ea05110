"""Decisions of one click: a finding accepted as proposed, rejected, or said to be one of those shown."""

from typing import Any

from provenance.errors import InvalidInput
from provenance.imports.dividing import Changes, divide, join, mark
from provenance.imports.findings import Place, place_of
from provenance.imports.plan import WITHOUT, antecedent_of
from provenance.imports.proposals import UNCLEAR
from provenance.reports.importing import Preview
from provenance.reports.importing_rows import CitationRow

ACCEPT, REJECT, TAKE_BACK, REFERS, SAME = "accept", "reject", "take back", "refers to ", "same as "
DIVIDE, JOIN, MARK = "divide", "join", "mark"


def judged(preview: Preview, finding: str, act: str) -> dict[str, Any] | None:
    """The decision that a button stands for; None takes the standing one back."""
    place = place_of(finding)
    row = preview.citations.get(place) if place else None
    if act == TAKE_BACK:
        return None
    if act == REJECT:
        return {"rejected": True}
    if act == ACCEPT:
        return _accepted(preview, finding, place, row)
    if row is not None and act.startswith(REFERS):
        return {"antecedent": act.removeprefix(REFERS)}
    if place is not None and act.startswith(SAME):
        return {"source": act.removeprefix(SAME)}
    raise InvalidInput("This page has no such act; open it again.")


def _accepted(
    preview: Preview, finding: str, place: Place | None, row: CitationRow | None
) -> dict[str, Any]:
    standing = preview.decision(finding)
    standing.pop("rejected", None)
    as_shown = _as_shown(preview, place, row) if place and row else {}
    return {**as_shown, **standing, "accepted": True}


def _as_shown(preview: Preview, place: Place, row: CitationRow) -> dict[str, Any]:
    """What the page proposes, written down, so that it holds though the dossier may change."""
    antecedent = antecedent_of(row.read, preview.citations)
    if row.read.status == "resolved" and antecedent is not None:
        return {"antecedent": str(antecedent)}
    if row.sureness == WITHOUT:
        return {}
    if row.source_id:
        return {"source": row.source_id}
    first = next((c.choice.new for c in preview.plan.citations if c.place == place), None)
    alone = first is None or first == place or row.sureness == UNCLEAR
    return {"source": "new" if alone else str(first)}


def divided(preview: Preview, finding: str, act: str, words: str) -> Changes:
    """What a person says of how the reader cut a note."""
    note, place = preview.note_of(finding), place_of(finding)
    if note is None:
        raise InvalidInput("This document has no such finding; open the page again.")
    if act == MARK:
        return mark(note, preview.decisions, words)
    if place is None or place not in preview.citations:
        raise InvalidInput("This document has no such citation; open the page again.")
    if act == JOIN:
        return join(note, preview.decisions, place)
    return divide(note, preview.decisions, place, words)
