"""Pages of a list: their number is in the URL, beside the filters."""

from urllib.parse import urlencode

from flask import request, url_for

from provenance.web import current


def page_number() -> int:
    """The page asked for, from 1; anything else is the first."""
    written = request.args.get("page", "")
    return int(written) if written.isdecimal() and 0 < len(written) < 7 else 1


def page_urls(endpoint: str, first: int, last: int, total: int) -> dict[str, str | None]:
    """``previous_url`` and ``next_url``, None where there is no such page."""
    page = page_number()
    return {
        "previous_url": _url(endpoint, page - 1) if first > 1 else None,
        "next_url": _url(endpoint, page + 1) if last < total else None,
    }


def _url(endpoint: str, page: int) -> str:
    kept = {name: value for name, value in request.args.items() if name != "page" and value}
    return f"{url_for(endpoint, slug=current.dossier().slug)}?{urlencode({**kept, 'page': page})}"
