"""Keeping the index: what triggers noted is worked off before the transaction that caused it commits.

So change and index land together, whichever service, load, merge or undo made the change. A
migration only notes; :func:`catch_up` does the rest when the product starts.
"""

from collections.abc import Iterable

from sqlalchemy import delete, event, exists, insert, select
from sqlalchemy.orm import Session

from provenance.assessments.numbering import batches
from provenance.db.session import Database
from provenance.search.models import DUE, SearchText
from provenance.search.standing import index_claims, measure_tables
from provenance.search.texts import entries

STANDING = "standing"
"""The kind of what is due where a claim's facets may have changed, its words aside."""

MANY = 5000
"""Claims at a time; whoever touches more has filled tables about which PostgreSQL knows nothing."""


def bring_up_to_date(session: Session) -> None:
    """Make the entries again of all that is due."""
    session.flush()
    if not session.scalar(select(exists().select_from(DUE))):
        return
    due: dict[str, set[int]] = {}
    for kind, row in session.execute(delete(DUE).returning(DUE.c.kind, DUE.c.row_id)):
        due.setdefault(kind, set()).add(row)
    standing = sorted(due.pop(STANDING, ()))
    if len(standing) > MANY:
        measure_tables(session)
    for batch in batches(standing, MANY):
        index_claims(session, batch)
    for kind, rows in sorted(due.items()):
        _index_words(session, kind, rows)


def _index_words(session: Session, kind: str, rows: Iterable[int]) -> None:
    for batch in batches(sorted(rows)):
        session.execute(
            delete(SearchText).where(SearchText.kind == kind, SearchText.row_id.in_(batch))
        )
        found = entries(session, kind, batch)
        if found:
            session.execute(insert(SearchText), found)


def catch_up(database: Database) -> None:
    """Index what a migration left due."""
    with database.reading() as session:
        if not session.scalar(select(exists().select_from(DUE))):
            return
    with database.writing() as session:
        bring_up_to_date(session)
        session.commit()


@event.listens_for(Session, "before_commit")
def _before_commit(session: Session) -> None:
    if not session.in_nested_transaction():
        bring_up_to_date(session)
