"""From a query to conditions in SQL. FTS5 and ``tsquery`` are asked for the same words of ours, so
both databases find the same."""

from sqlalchemy import ColumnElement, cast, column, literal_column, select, table, text
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from provenance.search.models import SearchText
from provenance.search.query import Term

FTS = table("search_index", column("rowid"), column("words"))


ROOM = text("SET LOCAL work_mem = '64MB'")


def make_room(session: Session) -> None:
    """Let PostgreSQL hold what is found in memory, for this transaction."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(ROOM)


def has(session: Session, term: Term) -> ColumnElement[bool]:
    """Condition on ``search_texts``: the term's words stand there, one after the other."""
    if session.get_bind().dialect.name == "postgresql":
        words = " <-> ".join(f"'{word}'" for word in term.words) + ":*" * term.begins
        found: ColumnElement[bool] = SearchText.words.op("@@")(cast(words, TSQUERY))
        return found
    words = f'"{" ".join(term.words)}"' + " *" * term.begins
    matched = select(FTS.c.rowid).where(literal_column("search_index").op("MATCH")(words))
    return SearchText.id.in_(matched)
