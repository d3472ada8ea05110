"""Where the ids in a claim's ledger lead to."""

from collections.abc import Mapping
from typing import Any

from flask import url_for
from markupsafe import Markup

from provenance.reports.pages import ClaimPage
from provenance.web import current


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
