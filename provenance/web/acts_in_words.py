"""Acts of the audit trail as sentences that lead to what they are about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import current_app, url_for

from provenance.reports.types import FieldChange, HistoryLine

DONE = {
    "create": "recorded", "correct": "corrected", "withdraw": "withdrew", "rate": "gave",
    "open": "opened", "decide": "decided", "keep": "kept a private record of",
    "reveal": "revealed the private record of", "export": "exported", "import": "imported",
    "erase": "erased the private record of", "accept": "accepted", "discard": "discarded",
    "start": "began", "read": "read", "fail": "could not finish", "again": "began again with",
    "begin": "began to take in", "cancel": "stopped the work on",
    "reimport": "took in a new version of", "revert": "put back the version before of",
    "anchor": "placed quotations of", "settle": "let a lost quotation stand of",
    "version": "told of what it is a version:", "decision": "changed", "judge": "judged",
    "undo": "took back a decision on", "read again": "read again",
    "take": "took", "reject": "rejected", "return": "let wait again",
    "match": "matched the claims with the proposals of",
    "merge": "merged", "split": "split", "restore": "restored", "move": "moved",
    "supersede": "superseded", "map": "matched the columns of",
    "choose": "decided on rows of", "take back": "took back",
}  # fmt: skip
OF_DOSSIER = {
    "create": "made the dossier", "load": "loaded the dossier from a file",
    "add": "added records from a file", "grant": "set a role",
}  # fmt: skip
UNTOLD = frozenset({"by", "date", "reason", "scale", "subject", "claim", "relation", "source"})
"""Fields of a new record that its entry or its page says anyway."""
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
    changes = () if line.verb == "withdraw" else line.changes
    return _told(line, line.subject.label, changes, _page(slug, line))


def in_history(slug: str, line: HistoryLine) -> ActLine:
    """An act as a link to its entry: the history of what it is about."""
    url = url_for("history.index", slug=slug, subject=line.subject.id)
    return _told(line, line.subject.label, (), url)


def told(lines: Iterable[HistoryLine]) -> list[ActLine]:
    """Acts on the page of the claim or source that they are about: as ``in_words``, without what
    the page says anyway, and leading nowhere."""
    return [
        _told(line, "" if line.subject_kind == "claim" else line.subject.label, _worth(line), None)
        for line in lines
    ]


def withdrawal_of(lines: Iterable[HistoryLine], public_id: str) -> HistoryLine | None:
    """The act that took the record back."""
    return next((one for one in lines if one.verb == "withdraw"
                 and one.subject.id == public_id), None)  # fmt: skip


def _worth(line: HistoryLine) -> Iterable[FieldChange]:
    """The changes worth telling: a new record's page shows the rest; withdrawing and keeping a
    private record change nothing field by field."""
    if line.verb in ("withdraw", "keep", "reveal"):
        return ()
    untold = UNTOLD if line.verb in ("create", "rate", "open", "judge") else frozenset()
    return (each for each in line.changes if each.name not in untold)


def _told(
    line: HistoryLine, label: str, changes: Iterable[FieldChange], url: str | None
) -> ActLine:
    return ActLine(
        _what(line, label), line.actor, line.at, line.reason,
        [(each.name, each.before, each.after) for each in changes], url,
    )  # fmt: skip


def _what(line: HistoryLine, label: str) -> str:
    if line.subject_kind == "dossier":
        return OF_DOSSIER.get(line.verb, f"{line.verb} the dossier")
    label = f": {label}" if label else ""
    return f"{DONE.get(line.verb, line.verb)} {line.subject_kind} {line.subject.id}{label}"


def _page(slug: str, line: HistoryLine) -> str | None:
    endpoint, name = PAGES.get(line.subject_kind, ("", ""))
    if endpoint not in current_app.view_functions:
        return None
    return url_for(endpoint, slug=slug, **{name: line.subject.id})  # type: ignore[arg-type]
