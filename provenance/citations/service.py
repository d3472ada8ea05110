"""Recording citations, and judging which source each one is."""

from sqlalchemy.orm import Session

from provenance.audit.actor import Actor
from provenance.citations.models import Citation
from provenance.citations.queries import dependants_of
from provenance.citations.records import CITATIONS
from provenance.db.exchange.spec import RecordSpec
from provenance.dossiers.changes import Values, change_record, enter
from provenance.dossiers.commands import Correct, Record
from provenance.dossiers.models import Dossier
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.register import find
from provenance.errors import InvalidInput

SPEC: RecordSpec = CITATIONS


def record_citation(session: Session, actor: Actor, command: Record) -> Citation:
    """A new citation, in a note or inline."""
    _refuse_homeless(command.values)
    row: Citation = enter(session, actor, SPEC, command, number=0)
    return row


def correct_citation(session: Session, actor: Actor, command: Correct) -> Citation:
    """Change a citation. Its source flows to the cross-references that resolve to it, each with an
    audit entry of its own; a chain is walked without recursion and a cycle only once."""
    dossier = dossier_by_slug(session, command.dossier)
    row = find(session, Citation, dossier.id, command.public_id)
    _refuse_homeless({"note": row.note_id, "document": row.document_id, **command.changes})
    changed = change_record(
        session, actor, dossier, SPEC, row, command.changes,
        reason=command.reason, version=command.version,
    )  # fmt: skip
    if changed and "source" in command.changes:
        row.match, row.match_reason = "decided", f"{actor.name}: {command.reason}"
        _resolve_chain_again(session, actor, dossier, row, command)
    return row


def _refuse_homeless(values: Values) -> None:
    if values.get("note") is None and values.get("document") is None:
        raise InvalidInput.at("note", "A citation stands in a note or in a document.")


def _resolve_chain_again(
    session: Session, actor: Actor, dossier: Dossier, first: Citation, command: Correct
) -> None:
    seen, waiting = {first.id}, [first]
    while waiting:
        antecedent = waiting.pop()
        for citation in dependants_of(session, antecedent.id):
            if citation.id in seen:
                continue
            seen.add(citation.id)
            waiting.append(citation)
            change_record(
                session, actor, dossier, SPEC, citation, {"source": command.changes["source"]},
                reason=f"follows {antecedent.public_id}: {command.reason}", version=None,
            )  # fmt: skip
