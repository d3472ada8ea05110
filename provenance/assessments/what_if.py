"""What if: which claims would change their term, before anything is saved."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.assessments.build import Built, build
from provenance.assessments.numbering import Ids, fetch
from provenance.assessments.supposing import AsIf
from provenance.claims.models import Claim
from provenance.dossiers.models import Dossier
from provenance.dossiers.register import find
from provenance.errors import InvalidInput
from provenance.identities.supposed import set_aside, why_not
from provenance.scoring import whatif
from provenance.scoring.codes import Grade
from provenance.scoring.engine import score
from provenance.scoring.levers import fall_with
from provenance.scoring.result import Result
from provenance.scoring.types import ScoringInput
from provenance.sources.models import Source
from provenance.vocabulary import CONFIDENCE_LEVELS, LIKELIHOOD_TERMS

DISCREDIT, GRADE, MERGE, DROP = "discredit", "grade", "merge", "drop"


@dataclass(frozen=True, slots=True)
class Supposition:
    """What is supposed. ``ids``: sources (or one person, for all that he says) to discredit; the
    source to grade; sources to merge; the document to drop. ``grade`` A to F, where one is given."""

    kind: str
    ids: tuple[str, ...]
    grade: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a claim stands: numbers from 0 to 1, its likelihood term, its analytic confidence."""

    probability: float
    lower: float
    upper: float
    likelihood: str
    confidence: str

    @classmethod
    def of(cls, result: Result, claim: int) -> Self:
        """One claim of a result."""
        return cls(
            float(result.probability[claim]), float(result.lower[claim]),
            float(result.upper[claim]), result.likelihood_of(claim),
            CONFIDENCE_LEVELS[result.confidence[claim]],
        )  # fmt: skip

    def as_json(self) -> dict[str, Any]:
        """As commands print it."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Supposed:
    """A claim that would change its term, by public id."""

    id: str
    text: str
    before: Standing
    after: Standing

    @property
    def falls(self) -> bool:
        """Whether it would end in a lower term."""
        order = LIKELIHOOD_TERMS.index
        return order(self.after.likelihood) < order(self.before.likelihood)

    def as_json(self) -> dict[str, Any]:
        """As ``what-if --json`` prints it."""
        return {"id": self.id, "before": self.before.as_json(), "after": self.after.as_json()}


def what_if(session: Session, dossier: Dossier, supposed: Supposition) -> tuple[Supposed, ...]:
    """Every claim whose likelihood term would differ, the largest change first.

    Nothing is written. Raises :class:`InvalidInput` where an id or grade is none.
    """
    built = build(session, dossier.id)
    before, after = score(built.inputs), score(inputs_if(session, dossier, built, supposed))
    changed = [change.claim for change in whatif.changes(before, after)]
    rows = [built.numbering.claims.rows[claim] for claim in changed]
    texts = {
        one.id: one.text for one in fetch(session, select(Claim.id, Claim.text), Claim.id, rows)
    }
    return tuple(
        Supposed(
            built.numbering.claims.public[claim], texts[row], Standing.of(before, claim),
            Standing.of(after, claim),
        )
        for claim, row in zip(changed, rows, strict=True)
    )  # fmt: skip


def inputs_if(
    session: Session, dossier: Dossier, built: Built, supposed: Supposition
) -> ScoringInput:
    """What a full run would score after the act that is supposed; claims numbered as in ``built``.

    A merge takes what the first source says where the two cannot both stand, as a person may choose.
    """
    if supposed.kind == GRADE:
        return _graded(built, supposed)
    as_if = _SUPPOSE[supposed.kind](session, dossier, built, supposed)
    return build(session, dossier.id, as_if=as_if).inputs


def refused(session: Session, dossier: Dossier, supposed: Supposition) -> tuple[str, ...]:
    """Why the sources, as recorded, could not be made one; empty where they could, or where nothing
    of the kind is supposed. The supposition is answered all the same."""
    if supposed.kind != MERGE:
        return ()
    kept, *others = (find(session, Source, dossier.id, one) for one in supposed.ids)
    return tuple(why_not(session, dossier, kept, others))


@dataclass(frozen=True, slots=True)
class Load:
    """A source, on how many claims it speaks, and which would fall with it: public id → the term
    in which the claim would end."""

    id: str
    label: str
    claims: int
    falls: Mapping[str, str]

    @property
    def falling(self) -> int:
        """How many claims would fall with it."""
        return len(self.falls)


def load_bearing(session: Session, dossier: Dossier, most: int = 25) -> tuple[Load, ...]:
    """Sources by how many claims would end in a lower term without them, the most first.

    Tried are the ``most`` that speak on most claims: each trial scores their neighbourhood twice.
    """
    built = build(session, dossier.id)
    sources = built.numbering.sources
    spoken = [len(whatif.claims_of(built.inputs, number)) for number in range(len(sources))]
    busiest = sorted(range(len(sources)), key=lambda number: (-spoken[number], number))[:most]
    found = [
        Load(
            sources.public[number], sources.labels[number], spoken[number],
            {
                built.numbering.claims.public[change.claim]: change.after_term
                for change in fall_with(built.inputs, number)
            },
        )
        for number in busiest
        if spoken[number]
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda load: (-load.falling, -load.claims, load.id)))


def _discredit(session: Session, dossier: Dossier, built: Built, supposed: Supposition) -> AsIf:  # noqa: ARG001 - one of a kind
    persons, sources = built.numbering.persons, list[int]()
    for public_id in supposed.ids:
        if public_id in persons.public:
            person = persons.public.index(public_id)
            own = built.inputs.sources.person == person
            sources += own.nonzero()[0].tolist()
        else:
            sources.append(_number(built.numbering.sources, public_id, "source or person"))
    if not sources:
        raise InvalidInput.at("source", "That person is no source of this dossier.")
    return AsIf(gone=frozenset(built.numbering.sources.rows[one] for one in sources))


def _graded(built: Built, supposed: Supposition) -> ScoringInput:
    if supposed.grade is None or supposed.grade not in Grade.__members__:
        raise InvalidInput.at("grade", "A grade is one of A, B, C, D, E, F.")
    source = _number(built.numbering.sources, supposed.ids[0], "source")
    return whatif.regrade(built.inputs, source, Grade[supposed.grade])


def _merge(session: Session, dossier: Dossier, built: Built, supposed: Supposition) -> AsIf:
    ids = built.numbering.sources
    rows = list(dict.fromkeys(ids.rows[_number(ids, one, "source")] for one in supposed.ids))
    if len(rows) < 2:
        raise InvalidInput.at("merge", "Name two sources, or more, that differ.")
    kept, *others = (session.get_one(Source, row) for row in rows)
    return AsIf(
        one={other.id: kept.id for other in others},
        set_aside=set_aside(session, dossier, kept, others),
    )


def _drop(session: Session, dossier: Dossier, built: Built, supposed: Supposition) -> AsIf:  # noqa: ARG001 - one of a kind
    documents = built.numbering.documents
    return AsIf(without=documents.rows[_number(documents, supposed.ids[0], "document")])


def _number(ids: Ids, public_id: str, kind: str) -> int:
    try:
        return ids.public.index(public_id)
    except ValueError:
        message = f"This dossier has no {kind} {public_id[:80]!r}, or it was withdrawn."
        raise InvalidInput.at(kind.split(maxsplit=1)[0], message) from None


_SUPPOSE: dict[str, Callable[[Session, Dossier, Built, Supposition], AsIf]] = {
    DISCREDIT: _discredit,
    MERGE: _merge,
    DROP: _drop,
}
