"""What the pages of claims and sources share: acts in words, and where ids lead to."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import url_for
from markupsafe import Markup

from provenance.reports.types import ClaimPage, FieldChange, HistoryLine
from provenance.web import current

UNTOLD = frozenset({"by", "date", "reason", "scale", "subject", "claim", "relation", "source"})
"""Fields of a new record that its entry or its page says anyway."""
VERBS = {
    "create": "recorded",
    "correct": "corrected",
    "withdraw": "withdrew",
    "rate": "gave",
    "open": "opened",
    "decide": "decided",
    "keep": "kept a private record of",
    "reveal": "revealed the private record of",
}


def told(lines: Iterable[HistoryLine]) -> list[dict[str, Any]]:
    """Acts of the audit trail as the ``history`` macro takes them."""
    return [
        {
            "what": _what(line),
            "who": line.actor,
            "when": line.at,
            "reason": line.reason,
            "changes": [(each.name, each.before, each.after) for each in _worth(line)],
        }
        for line in lines
    ]


def _what(line: HistoryLine) -> str:
    label = (
        f" ({line.subject.label})" if line.subject.label and line.subject_kind != "claim" else ""
    )
    return f"{VERBS.get(line.verb, line.verb)} the {line.subject_kind} {line.subject.id}{label}"


def _worth(line: HistoryLine) -> Iterable[FieldChange]:
    """The changes worth telling: a new record's page shows the rest; withdrawing and keeping a
    private record change nothing field by field."""
    if line.verb in ("withdraw", "keep", "reveal"):
        return ()
    untold = UNTOLD if line.verb in ("create", "rate", "open", "judge") else frozenset()
    return (each for each in line.changes if each.name not in untold)


def withdrawal_of(lines: Iterable[HistoryLine], public_id: str) -> HistoryLine | None:
    """The act that took the record back."""
    return next((one for one in lines if one.verb == "withdraw"
                 and one.subject.id == public_id), None)  # fmt: skip


def linked(page: ClaimPage) -> list[dict[str, Any]]:
    """The ledger with its inputs leading to what they name."""
    urls = _urls(page)
    return [
        {
            "input": _named(line.input, urls),
            "rule": line.rule,
            "log_odds": line.log_odds,
            "text": line.text,
        }
        for line in page.ledger
    ]


def _urls(page: ClaimPage) -> dict[str, str]:
    slug = current.dossier().slug
    sources = {voice.source.id for voice in page.voices}
    sources |= {remark.by.id for remark in page.remarks if remark.by}
    relations = [one for group in page.relations.values() for one in group]
    documents = {line.document.id for voice in page.voices for line in voice.citations
                 if line.document} | {quote.document.id for quote in page.quotes
                                      if quote.document}  # fmt: skip
    return {
        **{one: url_for("sources.show", slug=slug, source_id=one) for one in sources},
        **{one.id: f"#relation-{one.id}" for one in relations},
        **{
            one.other.id: url_for("claims.show", slug=slug, claim_id=one.other.id)
            for one in relations
        },
        **{one: url_for("documents.show", slug=slug, document_id=one) for one in documents},
    }


def _named(name: str, urls: Mapping[str, str]) -> str:
    if name not in urls:
        return name
    return Markup('<a class="public-id" href="{}">{}</a>').format(urls[name], name)
