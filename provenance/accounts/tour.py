"""Where a person is on the tour. Like a session this is a convenience of hers and says nothing about any
dossier: it has no entry in the audit trail.
"""

from sqlalchemy.orm import Session

from provenance import clock
from provenance.accounts.models import TourPlace, User


def place_of(session: Session, user_id: int) -> TourPlace | None:
    """Where the person is; None where she never began."""
    return session.get(TourPlace, user_id)


def go_to(session: Session, user_id: int, step: str) -> None:
    """Be at a step, from wherever she was; begun or taken up again."""
    place = _begun(session, user_id, step)
    place.step, place.updated_at, place.left_at = step, clock.now(), None


def leave(session: Session, user_id: int, *, finished: bool) -> None:
    """Leave, to go on at the same step some day, or because it was the last one."""
    place = place_of(session, user_id)
    if place is None:
        return
    place.updated_at = place.left_at = clock.now()
    if finished:
        place.finished_at = place.left_at


def _begun(session: Session, user_id: int, step: str) -> TourPlace:
    """The person's row; her own is locked first, so that two clicks at once begin it only once."""
    session.get_one(User, user_id, with_for_update=True)
    found = place_of(session, user_id)
    if found is None:
        found = TourPlace(user_id=user_id, step=step, updated_at=clock.now())
        session.add(found)
    return found
