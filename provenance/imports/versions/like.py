"""Whether a draft looks like a new version of a document that the dossier has."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from provenance.documents.models import Document, Revision
from provenance.documents.queries import latest_revision
from provenance.ingest.types import ParsedDocument
from provenance.ingest.versions.words import words_of
from provenance.ingest.works import fold_key

SAMPLE = 12
"""Passages of the draft that are sought in the documents …"""
LEAST = 4
"""… and how many of them a document must have to be looked at."""
MOST = 1000
"""Characters of a passage that are sought: a database refuses patterns that are too long."""
ALIKE = 0.4
"""Of the draft's passages: how many must stand in a document that counts as much the same."""
SAME_TITLE, SAME_TEXT = "it has the same title", "much of its text is the same"


@dataclass(frozen=True, slots=True)
class Likeness:
    """A document that the draft may be a version of, and why it seems so."""

    document: Document
    reason: str


def likely_version(session: Session, dossier_id: int, parsed: ParsedDocument) -> Likeness | None:
    """The document with the same title, else the one with most of the text; None where none is near."""
    same = _of_same_title(session, dossier_id, parsed)
    if same is not None:
        return Likeness(same, SAME_TITLE)
    passages = list(_without_calls(parsed))
    near = [(_share(session, one, passages), -one.id, one)
            for one in _with_samples(session, dossier_id, passages)]  # fmt: skip
    share, _, document = max(near, default=(0.0, 0, None))
    return Likeness(document, SAME_TEXT) if document is not None and share >= ALIKE else None


def _without_calls(parsed: ParsedDocument) -> Iterator[str]:
    """Of each passage the longest words between calls of notes, which get other numbers."""
    calls = sorted((m.start, m.end) for note in parsed.notes for m in note.markers)
    for passage in parsed.passages:
        inside = calls[
            bisect_left(calls, (passage.start, 0)) : bisect_left(calls, (passage.end, 0))
        ]
        starts = [passage.start, *(end for _, end in inside)]
        ends = [*(start for start, _ in inside), passage.end]
        pieces = (parsed.text[s:e].strip() for s, e in zip(starts, ends, strict=True))
        words = max(pieces, key=len)
        if words:
            yield words


def _of_same_title(session: Session, dossier_id: int, parsed: ParsedDocument) -> Document | None:
    wanted = fold_key(parsed.title or "")
    statement = (
        select(Document)
        .where(Document.dossier_id == dossier_id, Document.withdrawn_at.is_(None))
        .order_by(Document.id)
    )
    found = (one for one in session.scalars(statement) if wanted and fold_key(one.title) == wanted)
    return next(found, None)


def _with_samples(
    session: Session, dossier_id: int, passages: Sequence[str]
) -> Sequence[Document]:  # fmt: skip
    """Documents whose newest text has some of the draft's longest passages, word for word."""
    longest = sorted(set(passages), key=lambda words: (-len(words), words))[:SAMPLE]
    samples = [words[:MOST] for words in longest]
    if not longest:
        return []
    newest = (
        select(func.max(Revision.id))
        .where(Revision.withdrawn_at.is_(None))
        .group_by(Revision.document_id)
    )
    has: Any = sum(case((Revision.text.contains(w, autoescape=True), 1), else_=0) for w in samples)
    statement = (
        select(Document)
        .join(Revision, Revision.document_id == Document.id)
        .where(
            Document.dossier_id == dossier_id, Document.withdrawn_at.is_(None),
            Revision.id.in_(newest), has >= min(LEAST, len(longest)),
        )
        .order_by(Document.id)
    )  # fmt: skip
    return session.scalars(statement.limit(SAMPLE)).all()


def _share(session: Session, document: Document, passages: Sequence[str]) -> float:
    """How many of the passages stand in the document's newest text, by their words."""
    revision = latest_revision(session, document.id)
    if revision is None or not passages:
        return 0.0
    text = "\x1f".join(words_of(revision.text).words)
    found = sum("\x1f".join(words_of(words).words) in text for words in passages)
    return found / len(passages)
