"""Parsed documents of open drafts, kept in memory between requests: a paper of 300 pages takes a tenth
of a second to rebuild, and the page of an import needs it at every key."""

from collections import OrderedDict
from threading import Lock
from typing import Any

from sqlalchemy import inspect

from provenance.imports.codec import from_json
from provenance.imports.findings import DOCUMENT
from provenance.imports.models import ImportDraft
from provenance.ingest.types import ParsedDocument

MOST = 4
"""Documents kept; each takes some ten times the room of its text."""
_kept: OrderedDict[tuple[Any, ...], ParsedDocument] = OrderedDict()
_lock = Lock()


def parsed_of(draft: ImportDraft) -> ParsedDocument:
    """The document as read. Nothing of it changes while the draft stands, but by reading it anew."""
    key = _key(draft)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    parsed = from_json(draft.parsed)
    with _lock:
        _kept[key] = parsed
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return parsed


def _key(draft: ImportDraft) -> tuple[Any, ...]:
    session = inspect(draft).session
    bind = session.get_bind() if session is not None else None
    home = session.info.get("home") if session is not None else None
    encoding = draft.decisions.get(DOCUMENT, {}).get("encoding")
    address = str(getattr(bind, "url", ""))
    return (str(home), address, draft.id, draft.sha256, draft.created_at, encoding)
