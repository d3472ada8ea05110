"""What a person said on the import is remembered: a citation that was proposed for a source, and is a
source of its own, is not that source, and is not proposed for it again.
"""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.audit.actor import Actor
from provenance.citations.models import Citation
from provenance.documents.models import Document, Note
from provenance.dossiers.commands import Record
from provenance.dossiers.models import Dossier
from provenance.imports.findings import NEW, Decisions, Place
from provenance.imports.known import Known
from provenance.imports.plan import ImportPlan
from provenance.imports.proposals import propose_sources
from provenance.sources.models import Source
from provenance.sources.told_apart import tell_apart


def remember(
    session: Session, actor: Actor, dossier: Dossier, document: Document, plan: ImportPlan,
    decisions: Decisions, known: Known, reason: str,
) -> None:  # fmt: skip
    """Tell apart what the accepted import told apart."""
    refused = dict(_refused(plan, decisions, known))
    if not refused:
        return
    kept = _sources_of(session, document, plan)
    for place, (source, words) in refused.items():
        if place in kept and kept[place] != source:
            values = {"a": source, "b": kept[place], "words": words, "reason": reason}
            tell_apart(session, actor, Record(dossier.slug, values, reason))


def _refused(
    plan: ImportPlan, decisions: Decisions, known: Known
) -> Iterator[tuple[Place, tuple[str, str]]]:
    """Citation → the source that it was proposed for and is not, with its words."""
    own = {finding for finding, one in decisions.items() if one.get("source") == NEW}
    if not own:
        return
    proposals = propose_sources(plan.document, known)
    for citation in plan.citations:
        proposal = proposals.get(citation.place)
        proposed = (proposal.source or proposal.like) if proposal else None
        if str(citation.place) in own and proposed in known.sources:
            yield citation.place, (str(proposed), citation.read.text)


def _sources_of(session: Session, document: Document, plan: ImportPlan) -> dict[Place, str]:
    """Citation → public id of the source that it has in the dossier now."""
    numbers = {note.id: number for number, note in enumerate(plan.document.notes)}
    statement = (
        select(Note.number, Citation.start, Source.public_id)
        .join(Citation, Citation.note_id == Note.id)
        .join(Source, Source.id == Citation.source_id)
        .where(Note.document_id == document.id)
    )
    kept: dict[tuple[int | None, int | None], str] = {
        (row[0], row[1]): row[2] for row in session.execute(statement)
    }
    found = ((c.place, kept.get((numbers.get(c.place.note), c.read.start))) for c in plan.citations)
    return {place: public_id for place, public_id in found if public_id is not None}
