"""Reading what was merged, split and told apart."""

from collections.abc import Iterable, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from provenance.identities.models import IdentityAct
from provenance.ingest.matching import ToldApart
from provenance.sources.models import Distinction, Source


def acts_of(session: Session, source: Source) -> Sequence[IdentityAct]:
    """Merges and splits in force that name the source, the newest first."""
    statement = (
        select(IdentityAct)
        .where(
            IdentityAct.withdrawn_at.is_(None),
            or_(IdentityAct.source_id == source.id, IdentityAct.other_id == source.id),
        )
        .options(joinedload(IdentityAct.source), joinedload(IdentityAct.other))
        .order_by(IdentityAct.id.desc())
    )
    return session.scalars(statement).all()


def merged_into(session: Session, source: Source) -> Source | None:
    """The source into which this one was merged, and which stands now; None where it was not."""
    here, seen = source, {source.id}
    while here.withdrawn_at is not None:
        statement = select(IdentityAct).where(
            IdentityAct.other_id == here.id, IdentityAct.kind == "merge",
            IdentityAct.withdrawn_at.is_(None),
        )  # fmt: skip
        act = session.scalars(statement.order_by(IdentityAct.id.desc())).first()
        if act is None or act.source_id in seen:
            break
        here = act.source
        seen.add(here.id)
    return None if here is source else here


def merged_away(session: Session, dossier_id: int) -> dict[str, str]:
    """Public id of a source that was merged → id of the one in whose place it stands now."""
    statement = (
        select(IdentityAct)
        .where(
            IdentityAct.dossier_id == dossier_id, IdentityAct.kind == "merge",
            IdentityAct.withdrawn_at.is_(None),
        )
        .options(joinedload(IdentityAct.source), joinedload(IdentityAct.other))
    )  # fmt: skip
    step = {act.other.public_id: act.source.public_id for act in session.scalars(statement)}
    return {gone: _end(step, gone) for gone in step}


def _end(step: dict[str, str], here: str) -> str:
    seen: set[str] = set()
    while here in step and here not in seen:
        seen.add(here)
        here = step[here]
    return here


def distinctions_of(session: Session, source: Source) -> Sequence[Distinction]:
    """Distinctions in force that name the source."""
    statement = (
        select(Distinction)
        .where(
            Distinction.withdrawn_at.is_(None),
            or_(Distinction.a_id == source.id, Distinction.b_id == source.id),
        )
        .options(joinedload(Distinction.a), joinedload(Distinction.b))
        .order_by(Distinction.id)
    )
    return session.scalars(statement).all()


def told_apart(session: Session, dossier_id: int) -> ToldApart:
    """All distinctions of a dossier in force."""
    statement = (
        select(Distinction)
        .where(Distinction.dossier_id == dossier_id, Distinction.withdrawn_at.is_(None))
        .options(joinedload(Distinction.a), joinedload(Distinction.b))
    )
    found = session.scalars(statement).all()
    return ToldApart(
        frozenset(frozenset((one.a.public_id, one.b.public_id)) for one in found), _by_words(found)
    )


def _by_words(found: Iterable[Distinction]) -> dict[str, frozenset[str]]:
    words: dict[str, frozenset[str]] = {}
    for one in found:
        if one.words:
            words[one.words] = words.get(one.words, frozenset()) | {one.a.public_id}
    return words
