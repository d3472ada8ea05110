"""Reading ratings in force."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, and_, exists, false, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from provenance.claims.models import Attribution, Claim
from provenance.claims.queries import stands
from provenance.ratings.models import Rating
from provenance.sources.models import Source


def ratings_of_source(session: Session, source: Source) -> Sequence[Rating]:
    """Ratings in force of a source, and those of its person, which it inherits."""
    statement = select(Rating).where(
        or_(
            Rating.source_id == source.id,
            Rating.person_id == source.person_id if source.person_id is not None else false(),
        ),
        *_in_force(),
    )
    return session.scalars(statement.order_by(Rating.by, Rating.public_id)).all()


def ratings_of_claim(session: Session, claim: Claim) -> Sequence[Rating]:
    """Credibility ratings in force of a claim."""
    statement = select(Rating).where(Rating.claim_id == claim.id, *_in_force())
    return session.scalars(statement.order_by(Rating.by, Rating.public_id)).all()


def ratings_by_source(session: Session, source_ids: Iterable[int]) -> dict[int, list[Rating]]:
    """Source row → its own ratings in force."""
    return _grouped(session, Rating.source_id, source_ids)


def ratings_by_person(session: Session, person_ids: Iterable[int]) -> dict[int, list[Rating]]:
    """Person row → ratings in force of the person."""
    return _grouped(session, Rating.person_id, person_ids)


def ratings_by_claim(session: Session, claim_ids: Iterable[int]) -> dict[int, list[Rating]]:
    """Claim row → its ratings in force."""
    return _grouped(session, Rating.claim_id, claim_ids)


def unrated(by: str | None = None) -> ColumnElement[bool]:
    """Condition on a source: it carries claims, and no grade reaches it, neither its own nor its
    person's; with ``by``, no grade of that rater."""
    speaks = exists().where(
        Attribution.source_id == Source.id,
        Attribution.withdrawn_at.is_(None),
        Attribution.claim_id == Claim.id,
        stands(),
    )
    graded = exists().where(
        or_(Rating.source_id == Source.id, Rating.person_id == Source.person_id),
        *_in_force(),
        *(() if by is None else (Rating.by == by,)),
    )
    return and_(speaks, ~graded)


def _grouped(
    session: Session, column: InstrumentedAttribute[int | None], ids: Iterable[int]
) -> dict[int, list[Rating]]:
    statement = select(Rating).where(column.in_(list(ids)), *_in_force())
    found: dict[int, list[Rating]] = {}
    for rating in session.scalars(statement.order_by(Rating.by, Rating.public_id)):
        found.setdefault(getattr(rating, column.key), []).append(rating)
    return found


def _in_force() -> tuple[ColumnElement[bool], ...]:
    return (Rating.superseded_at.is_(None), Rating.withdrawn_at.is_(None))
