"""The contradiction report as a list: searched, narrowed, paged; the most urgent case first."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from provenance.assessments.models import ClaimResult
from provenance.claims.models import Claim
from provenance.dossiers.models import Dossier
from provenance.relations.models import Case, Relation
from provenance.relations.queries import contradicting, contradictions
from provenance.reports.awaiting import UNDECIDED
from provenance.reports.barring import barred
from provenance.reports.contradiction import ORDINARY, compose, differences
from provenance.reports.pages import Contradiction
from provenance.search.finding import Sought
from provenance.search.matching import make_room
from provenance.search.query import Query, read_query
from provenance.search.records import having_any
from provenance.vocabulary import CASE_STATUSES

SIZE = 20
WAITING = "waiting"
"""Stands for every status in which nobody has decided."""
NOT_SCORED = 2.0
"""Sorts after every margin."""
A, B = aliased(Claim), aliased(Claim)


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What the list is narrowed to: words, statuses (or ``waiting``), and in what the sides differ."""

    words: str = ""
    status: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseList:
    """One page; ``first`` and ``last`` count from 1. ``statuses``, ``differs``: how many cases each
    value would leave, whatever else of the same kind is chosen."""

    cases: Sequence[Contradiction]
    first: int
    last: int
    total: int
    query: Query
    statuses: Mapping[str, int]
    differs: Mapping[str, int]


class _Line(NamedTuple):
    """What a case is sorted and narrowed by."""

    row: int
    id: str
    status: str
    differs: tuple[str, ...]
    importance: int
    margin: float

    def is_in(self, statuses: Sequence[str]) -> bool:
        waits = WAITING in statuses and self.status in UNDECIDED
        return not statuses or self.status in statuses or waits

    def differs_in(self, words: Sequence[str]) -> bool:
        return not words or bool(set(words) & set(self.differs))

    @property
    def urgency(self) -> tuple[bool, int, float, str]:
        return self.status not in UNDECIDED, -self.importance, self.margin, self.id


def case_list(
    session: Session, dossier: Dossier, wanted: CaseFilter, page: int = 1, *,
    for_reader: bool = False,
) -> CaseList:  # fmt: skip
    """Contradictions and other relations with a case: the undecided first, then the more important,
    then those whose sides stand nearest to one another."""
    query = read_query(wanted.words)
    hidden = barred(session, dossier.id, for_reader=for_reader)
    lines = _lines(session, Sought(dossier.id, query, barred=hidden))
    found = [one for one in lines if one.is_in(wanted.status) and one.differs_in(wanted.differs)]
    shown = sorted(found, key=lambda one: one.urgency)[(page - 1) * SIZE : page * SIZE]
    first = (page - 1) * SIZE + 1 if shown else 0
    return CaseList(
        _composed(session, dossier, [one.row for one in shown], for_reader=for_reader),
        first, first + len(shown) - 1 if shown else 0, len(found), query,
        _statuses(one for one in lines if one.differs_in(wanted.differs)),
        Counter(word for one in lines if one.is_in(wanted.status) for word in one.differs),
    )  # fmt: skip


def _statuses(lines: Iterable[_Line]) -> dict[str, int]:
    counts = Counter(one.status for one in lines)
    return {WAITING: sum(counts[word] for word in UNDECIDED)} | {
        word: counts[word] for word in CASE_STATUSES
    }


def _lines(session: Session, sought: Sought) -> list[_Line]:
    make_room(session)
    mine, theirs = aliased(ClaimResult), aliased(ClaimResult)
    statement = (
        contradicting(
            select(
                Relation.id, Relation.public_id, Case.status, Relation.differs,
                A.importance, B.importance, mine.probability - theirs.probability,
            ),
            sought.dossier_id,
        )
        .join(A, A.id == Relation.a_id)
        .join(B, B.id == Relation.b_id)
        .outerjoin(mine, _stands(mine, A))
        .outerjoin(theirs, _stands(theirs, B))
        .where(*having_any(session, sought, (
            ("relation", Relation.id), ("claim", Relation.a_id), ("claim", Relation.b_id),
        )))
    )  # fmt: skip
    return [
        _Line(
            row, name, status or "open", differences(differs), max(a or ORDINARY, b or ORDINARY),
            NOT_SCORED if margin is None else abs(margin),
        )
        for row, name, status, differs, a, b, margin in session.execute(statement)
    ]  # fmt: skip


def _stands(result: Any, claim: Any) -> Any:
    return and_(result.claim_id == claim.id, result.superseded_at.is_(None))


def _composed(
    session: Session, dossier: Dossier, rows: Sequence[int], *, for_reader: bool
) -> list[Contradiction]:
    """These cases, in this order."""
    pairs = contradictions(session, dossier.id, Relation.id.in_(rows)) if rows else []
    found = compose(session, pairs, for_reader=for_reader)
    order = {relation.public_id: rows.index(relation.id) for relation, _ in pairs}
    return sorted(found, key=lambda one: order[one.id])
