"""Texts for the documents of a large dossier: passages, notes with their markers and citations, and the
words that its claims quote; a pure function of its numbers."""

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from provenance import clock
from provenance.citations.models import Citation
from provenance.claims.models import Claim, Quote
from provenance.documents.models import Document, Marker, Note, Passage, Revision
from provenance.dossiers.models import Dossier
from provenance.sources.models import Source
from tests.benchmarks.large import Rows, keep

SENTENCE = "In district {at} the group held {at} posts, as people there said.[{note}] "
PASSAGES, NOTES, OF_A_PARAGRAPH = 200, 50, 5
"""Of each document."""


def write_texts(session: Session, dossier: Dossier) -> None:
    """Give every document a text; every claim quotes a passage of one of them, in turn."""
    documents = session.scalars(
        select(Document.id).where(Document.dossier_id == dossier.id).order_by(Document.id)
    ).all()
    text, passages, markers = _text()
    revisions: Rows = [
        {"id": 1 + at, "document_id": row, "number": 1, "text": text, "created_at": clock.now()}
        for at, row in enumerate(documents)
    ]
    session.execute(insert(Revision), revisions)
    for revision in revisions:
        session.execute(
            insert(Passage), [{"revision_id": revision["id"]} | passage for passage in passages]
        )
    _notes(session, dossier, documents, markers)
    _quotes(session, dossier, documents, text, passages)


def _text() -> tuple[str, Rows, list[tuple[int, int]]]:
    """The text, its passages, and where each note is called."""
    text, passages, markers = "", [], []
    for at in range(PASSAGES):
        note = 1 + at * NOTES // PASSAGES
        sentence = SENTENCE.format(at=at, note=note).rstrip()
        if at % (PASSAGES // NOTES):
            sentence = sentence.partition("[")[0]
        else:
            markers.append((len(text) + sentence.index("["), len(text) + len(sentence)))
        passages.append(
            {"number": at, "start": len(text), "end": len(text) + len(sentence),
             "block": at // OF_A_PARAGRAPH, "kind": "paragraph"}
        )  # fmt: skip
        text += sentence + ("\n\n" if at % OF_A_PARAGRAPH == OF_A_PARAGRAPH - 1 else " ")
    return text, passages, markers


def _notes(
    session: Session, dossier: Dossier, documents: list[int], markers: list[tuple[int, int]]
) -> None:
    first = 1 + (session.scalar(select(Note.id).order_by(Note.id.desc()).limit(1)) or 0)
    cited = 1 + (session.scalar(select(Citation.id).order_by(Citation.id.desc()).limit(1)) or 0)
    sources = session.scalars(select(Source.id).where(Source.dossier_id == dossier.id)).all()
    places = [(row, number) for row in documents for number in range(NOTES)]
    notes: Rows = [
        {"document_id": row, "label": str(number + 1), "number": number + 1, "kind": "source",
         "text": f"Interview with an elder, {number + 1} May 2017."}
        for row, number in places
    ]  # fmt: skip
    keep(session, Note, "M", dossier.id, notes, first)
    keep(session, Citation, "U", dossier.id, [
        {"note_id": first + at, "number": 1, "text": f"Interview with elder {at}",
         **({"status": "unresolved"} if at % 10 == 0 else
            {"status": "full", "source_id": sources[at % len(sources)]})}
        for at in range(len(places))
    ], cited)  # fmt: skip
    session.execute(insert(Marker), [
        {"note_id": first + at, "number": 1, "start": markers[number][0], "end": markers[number][1]}
        for at, (_, number) in enumerate(places)
    ])  # fmt: skip


def _quotes(
    session: Session, dossier: Dossier, documents: list[int], text: str, passages: Rows
) -> None:
    claims = session.scalars(
        select(Claim.id).where(Claim.dossier_id == dossier.id).order_by(Claim.id)
    ).all()
    rows: Rows = []
    for at, claim in enumerate(claims):
        passage = passages[(at // len(documents)) * 3 % PASSAGES]
        start, end = passage["start"], passage["end"]
        rows.append(
            {"claim_id": claim, "number": 0, "document_id": documents[at % len(documents)],
             "exact": text[start:end], "start": start, "end": end}
        )  # fmt: skip
    session.execute(insert(Quote), rows)
