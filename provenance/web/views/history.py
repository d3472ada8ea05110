"""The history of a dossier: who did what, when, why; and whether its chain holds."""

from typing import Any

from flask import Blueprint, render_template, request, url_for

from provenance.audit.verify import ChainReport, verify_chain
from provenance.reports.feed import FeedFilter, feed, feed_words
from provenance.reports.withholding import Sight
from provenance.web import current
from provenance.web.access import needs
from provenance.web.acts_in_words import in_words
from provenance.web.forms.history import HistoryFilter

blueprint = Blueprint("history", __name__)
LONGEST_PAGE_NUMBER = 9


@blueprint.get("/d/<slug>/history")
@needs("reader")
def index(slug: str) -> str:
    """Every act in the dossier, the newest first."""
    return _page(slug)


@blueprint.get("/d/<slug>/history/verify")
@needs("reader")
def verify(slug: str) -> str:
    """Recompute every entry of the chain and say whether it holds."""
    home = current.settings().home
    return _page(slug, verify_chain(current.reader(), home, current.dossier().slug))


def _page(slug: str, report: ChainReport | None = None) -> str:
    reader, dossier = current.reader(), current.dossier()
    words = feed_words(reader, dossier)
    chosen: Any = HistoryFilter(request.args)
    chosen.choose_from(words.persons, words.kinds)
    wanted = chosen.wanted()
    found = feed(reader, dossier, wanted, _number(request.args.get("page", "")))
    lines = Sight(reader, for_reader=current.is_reader()).acts(dossier, found.lines)
    return render_template(
        "history/index.html", slug=slug, filter=chosen, feed=found, words=words, report=report,
        filtered=wanted != FeedFilter(),
        entries=[in_words(slug, line) for line in lines],
        previous=_turn(slug, wanted, found.page - 1) if found.first > 1 else None,
        next=_turn(slug, wanted, found.page + 1) if found.last < found.total else None,
    )  # fmt: skip


def _number(written: str) -> int:
    return int(written) if written.isdecimal() and len(written) < LONGEST_PAGE_NUMBER else 1


def _turn(slug: str, wanted: FeedFilter, page: int) -> str:
    return url_for(
        ".index", slug=slug, person=wanted.person or None, kind=wanted.kind or None,
        subject=wanted.subject or None, page=page,
    )  # fmt: skip
