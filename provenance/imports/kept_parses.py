"""Parsed documents and plans of open drafts, kept in memory between requests.

The page of an import asks for both at every key; a paper of 300 pages takes a tenth of a second to
rebuild from what is stored, and some tenths more to plan. What is kept is only what the database gave:
a key names all that it follows from.
"""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from provenance.audit.models import AuditChain
from provenance.imports.codec import from_json
from provenance.imports.findings import DOCUMENT
from provenance.imports.known import Known
from provenance.imports.models import ImportDraft
from provenance.imports.plan import ImportPlan, make_plan
from provenance.ingest.types import ParsedDocument

MOST = 4
"""Documents kept, and plans; each takes some ten times the room of its text."""
Key = tuple[object, ...]
Value = TypeVar("Value")


class Kept(Generic[Value]):
    """The few things used last."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """What is kept under the key, else made now and kept."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value


_documents: Kept[ParsedDocument] = Kept()
_plans: Kept[ImportPlan] = Kept()


def parsed_of(draft: ImportDraft) -> ParsedDocument:
    """The document as read. Nothing of it changes while the draft stands, but by reading it anew."""
    return _documents.get(_key(draft), lambda: from_json(draft.parsed, ParsedDocument))


def plan_of(
    session: Session, slug: str, draft: ImportDraft, known: Known, queued: int = 0
) -> ImportPlan:
    """The plan of a draft. It follows from the draft and the dossier, and every change of a dossier
    stands in its audit chain: as long as that has not grown, and the decisions are these, so is the
    plan. ``queued``: entries that this transaction will add to the chain.
    """
    statement = select(AuditChain.length).where(AuditChain.name == slug)
    length = session.scalars(statement).one() + queued
    decisions = json.dumps(draft.decisions, sort_keys=True).encode()
    key = (*_key(draft), hashlib.sha256(decisions).digest(), length)
    return _plans.get(key, lambda: make_plan(parsed_of(draft), draft.decisions, known))


def _key(draft: ImportDraft) -> Key:
    """Which draft of which database, as read when and in which encoding."""
    session = inspect(draft).session
    home = session.info.get("home") if session is not None else None
    address = str(session.get_bind().engine.url) if session is not None else ""
    encoding = draft.decisions.get(DOCUMENT, {}).get("encoding")
    return (str(home), address, draft.id, draft.sha256, draft.created_at, encoding)
