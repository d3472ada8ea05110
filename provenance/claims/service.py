"""Recording, correcting and withdrawing claims and attributions."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.audit.actor import Actor
from provenance.citations.queries import citations_of_source
from provenance.claims.commands import RecordClaim
from provenance.claims.models import Attribution, Claim
from provenance.claims.queries import attribution_uses, claims_about
from provenance.claims.records import ATTRIBUTIONS, CLAIMS, DEPENDENCES
from provenance.dossiers.changes import add_record, change_record, enter, take_back
from provenance.dossiers.commands import Correct, Record, Withdraw
from provenance.dossiers.models import Dossier
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.register import find, look_up
from provenance.errors import AlreadyExists, InvalidInput
from provenance.sources.models import Dependence, Organisation, Source
from provenance.sources.records import ORGANISATIONS, SOURCES
from provenance.sources.service import (
    has_live_dependence,
    is_named,
    refuse_self,
    wrote_or_belongs,
)
from provenance.vocabulary import POLARITIES


def record_claim(session: Session, actor: Actor, command: RecordClaim) -> Claim:
    """A new claim with its attributions, whole or not at all."""
    dossier = dossier_by_slug(session, command.dossier)
    values = {"status": "draft", **command.values}
    claim: Claim = add_record(session, actor, dossier, CLAIMS, values, reason=command.reason)
    for attribution in command.attributions:
        _add_attribution(session, actor, dossier, {**attribution, "claim": claim.public_id},
                         command.reason)  # fmt: skip
    return claim


def correct_claim(session: Session, actor: Actor, command: Correct) -> Claim:
    """Change fields of a claim; a withdrawn one stays as it is."""
    dossier = dossier_by_slug(session, command.dossier)
    claim = find(session, Claim, dossier.id, command.public_id)
    _refuse_withdrawn(claim)
    change_record(
        session, actor, dossier, CLAIMS, claim, command.changes,
        reason=command.reason, version=command.version,
    )  # fmt: skip
    return claim


def withdraw_claim(session: Session, actor: Actor, command: Withdraw) -> None:
    """Take a claim back: it keeps its page and history, and counts nowhere."""
    dossier = dossier_by_slug(session, command.dossier)
    claim = find(session, Claim, dossier.id, command.public_id)
    _refuse_withdrawn(claim)
    change_record(
        session, actor, dossier, CLAIMS, claim, {"status": "withdrawn"},
        reason=command.reason, version=command.version, verb="withdraw",
    )  # fmt: skip


def record_attribution(session: Session, actor: Actor, command: Record) -> Attribution:
    """One source's stance on a claim. Raises AlreadyExists where source and polarity stand already:
    one act of speech enters once."""
    dossier = dossier_by_slug(session, command.dossier)
    return _add_attribution(session, actor, dossier, command.values, command.reason)


def correct_attribution(session: Session, actor: Actor, command: Correct) -> Attribution:
    """Change an attribution; it may not become a second one of the same source and polarity."""
    dossier = dossier_by_slug(session, command.dossier)
    row = find(session, Attribution, dossier.id, command.public_id)
    polarity = command.changes.get("polarity", row.polarity) or "asserts"
    now = {"claim": row.claim.public_id, "source": row.source.public_id, **command.changes}
    _refuse_second(session, dossier, now, polarity, row.id)
    changed = change_record(
        session, actor, dossier, ATTRIBUTIONS, row, command.changes,
        reason=command.reason, version=command.version,
    )  # fmt: skip
    if changed:
        row.polarity_key = polarity
    return row


def withdraw_attribution(session: Session, actor: Actor, command: Withdraw) -> None:
    """Take an attribution back."""
    take_back(session, actor, ATTRIBUTIONS, command)


def judge_dependence(session: Session, actor: Actor, command: Record) -> Dependence:
    """A verdict on whether one source takes from another; ``by`` is the actor unless given."""
    refuse_self(command.values, "a dependence joins two sources")
    values = {"by": actor.name, "reason": command.reason, **command.values}
    row: Dependence = enter(session, actor, DEPENDENCES, replace(command, values=values))
    return row


def withdraw_dependence(session: Session, actor: Actor, command: Withdraw) -> None:
    """Take a verdict back."""
    take_back(session, actor, DEPENDENCES, command)


def withdraw_source(session: Session, actor: Actor, command: Withdraw) -> None:
    """Take a source back; refused while a claim, citation, dependence, document or group needs it."""
    dossier = dossier_by_slug(session, command.dossier)
    source = find(session, Source, dossier.id, command.public_id)
    claims = attribution_uses(session, source.id)
    citations = len(citations_of_source(session, source.id))
    if claims or citations or has_live_dependence(session, source.id):
        raise InvalidInput(
            f"{source.label} still carries {claims} attributions and {citations} citations, or a "
            "dependence: move or withdraw those first, so that nothing is left without its source."
        )
    if wrote_or_belongs(session, source.id):
        raise InvalidInput(
            f"{source.label} is still named as the author of a document or the member of a group: "
            "name another one there first."
        )
    take_back(session, actor, SOURCES, command)


def withdraw_organisation(session: Session, actor: Actor, command: Withdraw) -> None:
    """Take an organisation back; refused while a claim, source, person or tie names it."""
    dossier = dossier_by_slug(session, command.dossier)
    row = find(session, Organisation, dossier.id, command.public_id)
    if is_named(session, row.id) or claims_about(session, row.id):
        raise InvalidInput(
            f"{row.name} is still named by claims, sources, persons or ties; change those first."
        )
    take_back(session, actor, ORGANISATIONS, command)


def _add_attribution(
    session: Session, actor: Actor, dossier: Dossier, values: Mapping[str, Any], reason: str
) -> Attribution:
    polarity = values.get("polarity") or "asserts"
    _refuse_second(session, dossier, values, polarity)
    row: Attribution = add_record(
        session, actor, dossier, ATTRIBUTIONS, values, reason=reason, polarity_key=polarity
    )
    return row


def _refuse_second(
    session: Session, dossier: Dossier, values: Mapping[str, Any], polarity: Any, but: int = 0
) -> None:
    """Refuse a withdrawn claim, and a second attribution of the same source and polarity."""
    claim = look_up(session, Claim, dossier.id, values.get("claim"))
    source = look_up(session, Source, dossier.id, values.get("source"))
    if claim is None or source is None or polarity not in POLARITIES:
        return  # the check of the whole record says what is wrong
    _refuse_withdrawn(claim)
    statement = select(Attribution).where(
        Attribution.claim_id == claim.id,
        Attribution.source_id == source.id,
        Attribution.polarity_key == polarity,
        Attribution.withdrawn_at.is_(None),
        Attribution.id != but,
    )
    standing = session.scalars(statement).first()
    if standing is not None:
        raise AlreadyExists(
            f"{source.label} {polarity} this claim already ({standing.public_id}); "
            "add the citation there: the same voice counts once.",
            standing.public_id,
        )


def _refuse_withdrawn(claim: Claim) -> None:
    if claim.status == "withdrawn":
        raise InvalidInput(f"{claim.public_id} was withdrawn; it can no longer be changed.")
