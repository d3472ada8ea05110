"""The unit of work of every edge: one transaction, re-scored by what it touched, committed once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from provenance.assessments.due import updating
from provenance.assessments.service import Scored, assess_touched, run_due, score_whole
from provenance.audit.models import INSTALLATION
from provenance.audit.record import Pending, length_of, lock_head, pending
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
TRIES = 3
"""How often a whole dossier is scored over a snapshot before others have to wait for it."""
TOUCHED = "touched"
_UNIQUE = "23505"
_LOST_RACES = frozenset({"40001", "40P01", "55P03"})


def _unheard(_words: str) -> None:
    """Nobody waits."""


@contextmanager
def unit_of_work(database: Database) -> Iterator[Session]:
    """A session for one act. On a clean exit the claims that its audit entries touch are scored
    again and all of it is committed; on any exception nothing is kept.

    Writers of one dossier score one after the other: its audit chain's head is locked first, so
    that each sees what the others committed. Lost races raise :class:`AlreadyExists` (a unique
    pair) or :class:`EditConflict` (a newer version, a busy database).
    """
    with database.writing() as session, _lost_races():
        yield session
        _score_again(session)
        session.commit()


@contextmanager
def _lost_races() -> Iterator[None]:
    """Say what it means for a person where others were faster."""
    try:
        yield
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


def touched_dossiers(session: Session) -> tuple[str, ...]:
    """Slugs of the dossiers that a unit of work changed."""
    return tuple(session.info.get(TOUCHED, ()))


def catch_up(database: Database, slug: str, tell: Callable[[str], None] = _unheard) -> bool:
    """Make the full run that an act left due, once the act itself is kept; False where none is due.

    What takes long, reading and scoring, is done over a snapshot, so that others can write; if they did
    so meanwhile, it is done again, the last time while they wait. Raises :class:`EditConflict` where
    others write for so long that nothing could be kept; the run stays due.
    """
    for _ in range(TRIES):
        with database.reading() as session:
            dossier = dossier_by_slug(session, slug)
            if not updating(session, dossier.id):
                return False
            tell(f"Scoring the whole of {slug}: an edit reached many of its claims.")
            seen, scored = length_of(session, slug), score_whole(session, dossier.id)
        if _keep(database, slug, seen, scored):
            return True
    with database.writing() as session, _lost_races():
        lock_head(session, slug)
        run_due(session, dossier_by_slug(session, slug))
        session.commit()
    return True


def _keep(database: Database, slug: str, seen: int, scored: Scored) -> bool:
    """Keep what was scored when the audit chain had so many entries; False where others wrote since."""
    with database.writing() as session, _lost_races():
        if lock_head(session, slug).length != seen:
            return False
        run_due(session, dossier_by_slug(session, slug), scored)
        session.commit()
        return True


def _score_again(session: Session) -> None:
    """Lock every chain in the order of names (as appending does), then score dossier by dossier."""
    session.flush()
    chains = _by_chain(pending(session))
    for name in sorted(chains):
        lock_head(session, name)
    session.info[TOUCHED] = sorted(chains.keys() - {INSTALLATION})
    for name in touched_dossiers(session):
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
