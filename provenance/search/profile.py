"""What can be said of a claim in few words, as bits of one number: one GROUP BY counts every facet.

A bit's place is stored in ``claim_index``: whoever changes this layout lets a migration put all
claims into ``search_due`` again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    case,
    cast,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from provenance.assessments.models import ClaimResult
from provenance.claims.models import Attribution, Claim
from provenance.claims.queries import stands, unsourced
from provenance.relations.models import Relation
from provenance.sources.models import Source
from provenance.vocabulary import (
    CLAIM_KINDS,
    CLAIM_STATUSES,
    CONFIDENCE_LEVELS,
    IMPORTANCES,
    INTERESTS,
    LIKELIHOOD_TERMS,
    POLARITIES,
    SOURCE_TYPES,
)

UNKNOWN = "unknown"
"""The value of a facet where nothing is recorded."""


@dataclass(frozen=True, slots=True)
class Facet:
    """Values of which a claim has one or several; the first one's bit is ``1 << first``."""

    name: str
    values: tuple[str, ...]
    first: int

    def bit(self, value: str) -> int:
        """The bit of a value, 0 for a word that is none of them."""
        return 1 << (self.first + self.values.index(value)) if value in self.values else 0

    def mask(self, values: Iterable[str]) -> int:
        """The bits of several values."""
        return sum({self.bit(value) for value in values})


def _laid_out(*facets: tuple[str, tuple[str, ...]]) -> dict[str, Facet]:
    found, first = dict[str, Facet](), 0
    for name, values in facets:
        found[name] = Facet(name, values, first)
        first += len(values)
    return found


FACETS = _laid_out(
    ("status", CLAIM_STATUSES),
    ("confidence", (*CONFIDENCE_LEVELS, UNKNOWN)),
    ("likelihood", (*LIKELIHOOD_TERMS, UNKNOWN)),
    ("importance", (*map(str, IMPORTANCES), UNKNOWN)),
    ("kind", (*CLAIM_KINDS, UNKNOWN)),
    ("type", (*SOURCE_TYPES, UNKNOWN)),
    ("stance", POLARITIES),
    ("interest", (*INTERESTS, UNKNOWN)),
    ("single", ("y",)),
    ("contradicted", ("y",)),
    ("unreviewed", ("y",)),
    ("sourced", ("no",)),
)
BITS = sum(len(facet.values) for facet in FACETS.values())
WITHDRAWN = FACETS["status"].bit("withdrawn")
Profiles = npt.NDArray[np.int64]


def _bit(number: int) -> ColumnElement[int]:
    return literal(number, BigInteger)


def _one_of(name: str, column: Any) -> ColumnElement[int]:
    facet = FACETS[name]
    known = [value for value in facet.values if value != UNKNOWN]
    whens = [(column == value, _bit(facet.bit(value))) for value in known]
    return case(*whens, else_=_bit(facet.bit(UNKNOWN)))


def _some_of(name: str, column: Any, said: Select[Any]) -> ColumnElement[int]:
    """Bits of all values among what is said of a claim: each counts once."""
    bits = func.sum(_one_of(name, column).distinct())
    return func.coalesce(cast(said.with_only_columns(bits).scalar_subquery(), BigInteger), _bit(0))


def _flag(name: str, condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, _bit(1 << FACETS[name].first)), else_=_bit(0))


def contradicted() -> ColumnElement[bool]:
    """Condition on a claim: a contradiction in force with a claim that stands. Asked of either side
    alone, so that an index answers."""
    return or_(_against(Relation.a_id, Relation.b_id), _against(Relation.b_id, Relation.a_id))


def _against(here: Any, there: Any) -> ColumnElement[bool]:
    other = aliased(Claim)
    found = (
        select(Relation.id)
        .join(other, other.id == there)
        .where(
            here == Claim.id, Relation.kind == "contradicts", Relation.withdrawn_at.is_(None),
            stands(other),
        )
    )  # fmt: skip
    return found.correlate(Claim).exists()


def profile() -> ColumnElement[int]:
    """The profile of a claim, for a statement over ``claims`` joined with its result in force."""
    said = (
        select(Attribution.id)
        .join(Source, Source.id == Attribution.source_id)
        .where(Attribution.claim_id == Claim.id, Attribution.withdrawn_at.is_(None))
        .correlate(Claim)
    )
    withdrawn = or_(Claim.withdrawn_at.is_not(None), Claim.status == "withdrawn")
    status = case((withdrawn, "withdrawn"), else_=func.coalesce(Claim.status, "draft"))
    parts = [
        _one_of("status", status),
        _one_of("confidence", ClaimResult.confidence),
        _one_of("likelihood", ClaimResult.likelihood),
        _one_of("importance", cast(Claim.importance, Claim.text.type)),
        _one_of("kind", Claim.kind),
        _some_of("type", Source.type, said),
        _some_of("stance", Attribution.polarity_key, said),
        _some_of("interest", Attribution.interest, said),
        _flag("single", ClaimResult.origins == 1),
        _flag("contradicted", contradicted()),
        _flag("unreviewed", status.in_(("draft", "submitted"))),
        _flag("sourced", unsourced()),
    ]
    return sum(parts[1:], start=parts[0])


def counts_of(held: Profiles, many: Profiles) -> dict[int, int]:
    """Bit → how many, of ``many[n]`` claims with the profile ``held[n]``."""
    places = np.arange(BITS)
    sums = (((held[:, None] >> places) & 1) * many[:, None]).sum(axis=0)
    return {1 << int(place): int(sums[place]) for place in places}
