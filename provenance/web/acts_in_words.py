"""Acts of the audit trail as sentences that lead to what they are about."""

from dataclasses import dataclass
from datetime import datetime

from flask import current_app, url_for

from provenance.reports.types import HistoryLine

DONE = {
    "create": "recorded", "correct": "corrected", "withdraw": "withdrew", "rate": "rated, as",
    "open": "opened", "decide": "decided", "keep": "kept a private record of",
    "reveal": "revealed the private record of", "export": "exported", "import": "imported",
    "erase": "erased the private record of", "accept": "accepted", "discard": "discarded",
    "start": "began", "decision": "changed", "judge": "judged",
}  # fmt: skip
OF_DOSSIER = {
    "create": "made the dossier", "load": "loaded the dossier from a file",
    "add": "added records from a file", "grant": "set a role",
}  # fmt: skip
PAGES = {
    "claim": ("claims.show", "claim_id"), "source": ("sources.show", "source_id"),
    "document": ("documents.show", "document_id"),
    "organisation": ("organisations.show", "organisation_id"),
    "person": ("persons.show", "person_id"),
}  # fmt: skip
"""Kind of record → the page that shows it; other kinds stand on the pages of these."""


@dataclass(frozen=True, slots=True)
class ActLine:
    """One entry as the ``history`` macro takes it."""

    what: str
    who: str
    when: datetime
    reason: str
    changes: list[tuple[str, str | None, str | None]]
    url: str | None


def in_words(slug: str, line: HistoryLine) -> ActLine:
    """``corrected claim C-7F3K: It had 600 men.``"""
    changes = [(each.name, each.before, each.after) for each in line.changes]
    return ActLine(
        _what(line), line.actor, line.at, line.reason,
        [] if line.verb == "withdraw" else changes, _page(slug, line),
    )  # fmt: skip


def _what(line: HistoryLine) -> str:
    if line.subject_kind == "dossier":
        return OF_DOSSIER.get(line.verb, f"{line.verb} the dossier")
    label = f": {line.subject.label}" if line.subject.label else ""
    return f"{DONE.get(line.verb, line.verb)} {line.subject_kind} {line.subject.id}{label}"


def _page(slug: str, line: HistoryLine) -> str | None:
    endpoint, name = PAGES.get(line.subject_kind, ("", ""))
    if endpoint not in current_app.view_functions:
        return None
    return url_for(endpoint, slug=slug, **{name: line.subject.id})  # type: ignore[arg-type]
