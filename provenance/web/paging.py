"""Pages of a list: their number is in the URL, beside the filters."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from flask import request, url_for

from provenance.search.claims import ORDERS, Place
from provenance.web import current

PLACES = ("page", "after", "before")
"""What tells a place in a list in the address, beside what the list is narrowed to."""


def page_number() -> int:
    """The page asked for, from 1; anything else is the first."""
    written = request.args.get("page", "")
    return int(written) if written.isdecimal() and 0 < len(written) < 7 else 1


def page_urls(
    endpoint: str, first: int, last: int, total: int, **values: Any
) -> dict[str, str | None]:
    """``previous_url`` and ``next_url``, None where there is no such page."""
    page = page_number()
    return {
        "previous_url": _url(endpoint, page - 1, **values) if first > 1 else None,
        "next_url": _url(endpoint, page + 1, **values) if last < total else None,
    }


def _url(endpoint: str, page: int, **values: Any) -> str:
    kept = {name: value for name, value in request.args.items() if name != "page" and value}
    path = url_for(endpoint, slug=current.dossier().slug, **values)
    return f"{path}?{urlencode({**kept, 'page': page})}"


def place_asked_for() -> Place:
    """The page that begins after, or ends before, the record named in the address."""
    order = request.args.get("sort", "")
    after, before = request.args.get("after", ""), request.args.get("before", "")
    return Place(
        order if order in ORDERS else "id", after or before, back=bool(before and not after)
    )


def places_beside(
    names: Sequence[str], first: int, last: int, total: int
) -> dict[str, str | None]:  # fmt: skip
    """``previous_url`` and ``next_url`` of a page that shows these records."""
    return {
        "previous_url": _beside("before", names[0]) if names and first > 1 else None,
        "next_url": _beside("after", names[-1]) if names and last < total else None,
    }


def _beside(name: str, value: str) -> str:
    return address([*kept(), (name, value)])


def kept(*left_out: str) -> list[tuple[str, str]]:
    """What the address asks for, its place in the list and blanks aside."""
    return [
        (name, value)
        for name, value in request.args.items(multi=True)
        if value and name not in (*PLACES, *left_out)
    ]


def address(pairs: Sequence[tuple[str, str]]) -> str:
    """The address of this list with these questions."""
    return f"{request.path}?{urlencode(pairs)}" if pairs else request.path
