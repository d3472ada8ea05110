"""Keeping documents: their record, their text as a numbered revision, its passages."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from provenance import clock
from provenance.documents.models import Passage, Revision


@dataclass(frozen=True, slots=True)
class PassageSpan:
    """Where a passage stands in the text, in which block of which kind."""

    start: int
    end: int
    block: int
    kind: str


def store_revision(
    session: Session,
    document_id: int,
    text: str,
    passages: Sequence[PassageSpan],
    *,
    bytes_sha256: str | None = None,
    media_type: str | None = None,
    encoding: str | None = None,
    reader: str | None = None,
) -> Revision:
    """Keep the document's text as its next revision. The caller audits the document's own record."""
    last = select(func.max(Revision.number)).where(Revision.document_id == document_id)
    revision = Revision(
        document_id=document_id,
        number=(session.scalar(last) or 0) + 1,
        text=text,
        bytes_sha256=bytes_sha256,
        media_type=media_type,
        encoding=encoding,
        reader=reader,
        created_at=clock.now(),
    )
    session.add(revision)
    session.flush()
    rows = [
        {
            "revision_id": revision.id,
            "number": number,
            "start": span.start,
            "end": span.end,
            "block": span.block,
            "kind": span.kind,
        }
        for number, span in enumerate(passages)
    ]
    if rows:
        session.execute(insert(Passage), rows)
    return revision
