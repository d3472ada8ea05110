"""The unit of work of every edge: one transaction, re-scored by what it touched, committed once."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from provenance.assessments.due import updating
from provenance.assessments.service import assess_touched, run_due
from provenance.audit.models import INSTALLATION
from provenance.audit.record import Pending, lock_head, pending
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from provenance.errors import AlreadyExists, EditConflict

STALE = (
    "Somebody else changed this at the same moment. Nothing of yours was saved: "
    "look at the newer version and decide again."
)
TAKEN = (
    "Somebody else recorded the same thing at the same moment. Nothing was saved twice: "
    "look at what stands there now."
)
BUSY = "Others are writing in this dossier just now and nothing was saved; try again."
_UNIQUE = "23505"
_LOST_RACES = frozenset({"40001", "40P01", "55P03"})


@contextmanager
def unit_of_work(database: Database) -> Iterator[Session]:
    """A session for one act. On a clean exit the claims that its audit entries touch are scored
    again and all of it is committed; on any exception nothing is kept.

    Writers of one dossier score one after the other: its audit chain's head is locked first, so
    that each sees what the others committed. Lost races raise :class:`AlreadyExists` (a unique
    pair) or :class:`EditConflict` (a newer version, a busy database).
    """
    with database.writing() as session:
        try:
            yield session
            _score_again(session)
            session.commit()
        except StaleDataError as error:
            raise EditConflict(STALE) from error
        except IntegrityError as error:
            if _is_duplicate(error):
                raise AlreadyExists(TAKEN) from error
            raise
        except OperationalError as error:
            if _is_lost_race(error):
                raise EditConflict(BUSY) from error
            raise


def catch_up(database: Database, slug: str) -> None:
    """Make the full run that an act left due, once the act itself is kept. Where others are writing,
    the scores stay marked as updating, and the next act brings them up to date."""
    with database.reading() as session:
        if not updating(session, dossier_by_slug(session, slug).id):
            return
    with database.writing() as session:
        try:
            lock_head(session, slug)
            run_due(session, dossier_by_slug(session, slug))
            session.commit()
        except OperationalError as error:
            if not _is_lost_race(error):
                raise


def _score_again(session: Session) -> None:
    """Lock every chain in the order of names (as appending does), then score dossier by dossier."""
    session.flush()
    chains = _by_chain(pending(session))
    for name in sorted(chains):
        lock_head(session, name)
    for name in sorted(chains.keys() - {INSTALLATION}):
        assess_touched(session, name, chains[name])


def _by_chain(entries: list[Pending]) -> dict[str, list[Pending]]:
    chains: dict[str, list[Pending]] = {}
    for entry in entries:
        chains.setdefault(entry.chain, []).append(entry)
    return chains


def _is_duplicate(error: IntegrityError) -> bool:
    return _state(error) == _UNIQUE or "UNIQUE constraint failed" in str(error.orig)


def _is_lost_race(error: OperationalError) -> bool:
    return _state(error) in _LOST_RACES or "database is locked" in str(error.orig)


def _state(error: DBAPIError) -> str | None:
    """SQLSTATE of a PostgreSQL error; SQLite has none."""
    state: str | None = getattr(error.orig, "sqlstate", None)
    return state
