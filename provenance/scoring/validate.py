"""Refuses what cannot be scored, and says which table, column and row.

Needed because the arrays come from outside: a NaN or a stray row number would otherwise give
a wrong score without any sign.
"""

from dataclasses import fields

import numpy as np
from numpy.typing import NDArray

from provenance.errors import Fault, InvalidInput
from provenance.scoring import codes
from provenance.scoring.arrays import owners
from provenance.scoring.hedges import Hedge
from provenance.scoring.types import ScoringInput, Table

YES_NO = 2
_CODES = {
    "claims.kind": len(codes.ClaimKind),
    "claims.universal": YES_NO,
    "claims.negative": YES_NO,
    "claims.importance": 4,
    "claims.qualifier": len(codes.Qualifier),
    "sources.type": len(codes.SourceType),
    "sources.cardinality": len(codes.Cardinality),
    "documents.is_record": YES_NO,
    "attributions.polarity": len(codes.Polarity),
    "attributions.interest": len(codes.Interest),
    "attributions.strength": len(codes.Strength),
    "attributions.directness": len(codes.Directness),
    "attributions.access": len(codes.Access),
    "attributions.link": len(codes.LinkBasis),
    "attributions.cited": YES_NO,
    "attributions.author_hedge": len(Hedge),
    "ratings.grade": len(codes.Grade),
    "dependences.ground": len(codes.Ground),
    "dependences.verdict": len(codes.Verdict),
    "ties.kind": len(codes.TieKind),
    "relations.kind": len(codes.RelationKind),
    "relations.strength": len(codes.RelationStrength),
    "relations.case_status": len(codes.CaseStatus),
    "relations.case_favours": len(codes.Favours),
    "remarks.verdict": len(codes.RemarkVerdict),
    "remarks.favours": len(codes.Favours),
    "questions.exclusive": YES_NO,
    "questions.exhaustive": YES_NO,
}
_STATED = {"ratings.grade", "relations.kind", "remarks.verdict", "ties.kind"}
"""Code columns in which -1 means nothing."""
_ROWS = {
    "claims.subject": ("parties", True),
    "claims.unit": ("", False),
    "sources.person": ("persons", False),
    "sources.organisation": ("organisations", True),
    "documents.author": ("sources", True),
    "attributions.claim": ("claims", True),
    "attributions.source": ("sources", True),
    "attributions.document": ("documents", False),
    "attributions.via": ("sources", True),
    "ratings.source": ("sources", True),
    "ratings.rater": ("", False),
    "ratings.claim": ("claims", False),
    "dependences.a": ("sources", True),
    "dependences.b": ("sources", True),
    "dependences.claim": ("claims", False),
    "ties.a": ("parties", True),
    "ties.b": ("parties", True),
    "relations.a": ("claims", True),
    "relations.b": ("claims", True),
    "remarks.claim": ("claims", False),
    "remarks.relation": ("relations", False),
    "remarks.source": ("sources", False),
    "remarks.question": ("questions", False),
    "remarks.by": ("sources", False),
    "remarks.document": ("documents", False),
    "questions.member": ("claims", True),
}
"""Row columns: the table they point into, and whether they must point."""
_LISTS = {
    "claims": "subject",
    "sources": "organisation",
    "documents": "author",
    "attributions": "via",
    "questions": "member",
}


def validate(inputs: ScoringInput) -> None:
    """Raise ``InvalidInput`` with a fault for every column that is wrong."""
    faults: list[Fault] = []
    sizes = _sizes(inputs, faults)
    if not faults:
        for table in _tables(inputs):
            _check_columns(table, getattr(inputs, table), sizes, faults)
    if not faults:
        _check_loops(inputs, faults)
    if faults:
        raise InvalidInput(f"{faults[0].where}: {faults[0].message}", tuple(faults))


def size(table: Table) -> int:
    """Number of rows."""
    return len(getattr(table, next(iter(table.columns()))))


def _tables(inputs: ScoringInput) -> list[str]:
    return [f.name for f in fields(inputs) if isinstance(getattr(inputs, f.name), Table)]


def _sizes(inputs: ScoringInput, faults: list[Fault]) -> dict[str, int]:
    for name in ("n_persons", "n_organisations"):
        if getattr(inputs, name) < 0:
            faults.append(Fault(name, "is below 0."))
    sizes = {name: size(getattr(inputs, name)) for name in _tables(inputs)}
    for name in _tables(inputs):
        _check_shapes(name, getattr(inputs, name), sizes[name], faults)
    sizes["persons"] = inputs.n_persons
    sizes["organisations"] = inputs.n_organisations
    sizes["parties"] = inputs.n_persons + inputs.n_organisations
    sizes[""] = np.iinfo(np.int64).max
    return sizes


def _check_shapes(name: str, table: Table, rows: int, faults: list[Fault]) -> None:
    for column, meta in table.columns().items():
        array = getattr(table, column)
        kinds = {"f": "fiu", "b": "b"}.get(np.dtype(meta.dtype).kind, "iu")
        if not isinstance(array, np.ndarray) or array.ndim != 1 or array.dtype.kind not in kinds:
            faults.append(Fault(f"{name}.{column}", f"is no flat array of {meta.dtype.__name__}."))
        elif meta.extra is not None and len(array) != rows + meta.extra:
            message = f"has {len(array)} entries where {rows + meta.extra} belong."
            faults.append(Fault(f"{name}.{column}", message))


def _check_columns(name: str, table: Table, sizes: dict[str, int], faults: list[Fault]) -> None:
    if name in _LISTS:
        _check_list(name, table, _LISTS[name], faults)
    for column in table.columns():
        where, array = f"{name}.{column}", getattr(table, column)
        if where in _CODES:
            _check_range(where, array, 0 if where in _STATED else -1, _CODES[where], faults)
        elif where in _ROWS:
            target, needed = _ROWS[where]
            _check_range(where, array, 0 if needed else -1, sizes[target], faults)
        elif array.dtype.kind == "f" and np.isinf(array).any():
            faults.append(Fault(where, f"is infinite in row {int(np.isinf(array).argmax())}."))


def _check_range(
    where: str, array: NDArray[np.integer], low: int, high: int, faults: list[Fault]
) -> None:
    bad = (array < low) | (array >= high)
    if bad.any():
        row = int(bad.argmax())
        faults.append(Fault(where, f"{int(array[row])} in row {row} is out of range."))


def _check_list(name: str, table: Table, column: str, faults: list[Fault]) -> None:
    start, entries = getattr(table, f"{column}_start"), getattr(table, column)
    if start[0] != 0 or start[-1] != len(entries) or (np.diff(start) < 0).any():
        faults.append(Fault(f"{name}.{column}_start", "does not divide its entries into rows."))


def _check_loops(inputs: ScoringInput, faults: list[Fault]) -> None:
    for name in ("dependences", "relations", "ties"):
        table = getattr(inputs, name)
        same = table.a == table.b
        if same.any():
            row = int(same.argmax())
            faults.append(Fault(name, f"row {row} ties {int(table.a[row])} to itself."))
    said = inputs.attributions
    same = said.via == said.source[owners(said.via_start)]
    if same.any():
        row = int(owners(said.via_start)[same.argmax()])
        faults.append(Fault("attributions.via", f"row {row} reaches us through its own source."))
