"""Packaged scores held against the packaged dossier, and each ledger against its probability."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

from provenance.exports.names import ASSESSMENT

TOLERANCE = 1e-9


def score_faults(scores: Any, dossier: Mapping[str, Any]) -> Iterable[str]:
    """Results must be of the dossier's claims and sources, and each ledger must add up."""
    if not isinstance(scores, dict) or not isinstance(scores.get("engine"), str):
        yield f"{ASSESSMENT}: it has not the form of an assessment"
        return
    for name in ("claims", "sources"):
        results = scores.get(name)
        ids = {record["id"] for record in dossier.get(name, ())}
        if not isinstance(results, list):
            yield f"{ASSESSMENT}: {name} are missing"
            continue
        for number, result in enumerate(results):
            public_id = result.get("id") if isinstance(result, dict) else None
            if not isinstance(public_id, str) or public_id not in ids:
                yield f"{ASSESSMENT}: $.{name}[{number}] is of none of the dossier's {name}"
            elif name == "claims" and (fault := ledger_fault(result)):
                yield f"{ASSESSMENT}: claim {public_id}: {fault}"


def ledger_fault(result: Mapping[str, Any]) -> str | None:
    """Why a result is not the sum of its ledger, None where it is (within 1e-9)."""
    probability, ledger = result.get("probability"), result.get("ledger")
    if isinstance(probability, bool) or not isinstance(probability, int | float):
        return "it has no probability"
    if not 0 < probability < 1 or not isinstance(ledger, list):
        return "its probability or its ledger is none"
    terms = [_log_odds(line) for line in ledger]
    if any(math.isnan(term) for term in terms):
        return "a line of its ledger has no log-odds"
    total, wanted = math.fsum(terms), math.log(probability / (1 - probability))
    if abs(total - wanted) > TOLERANCE * max(1.0, abs(wanted)):
        return f"its ledger adds up to {total:.12g}, its probability to {wanted:.12g}"
    return None


def _log_odds(line: Any) -> float:
    """What the line adds; not a number where it has none."""
    value = line.get("log_odds") if isinstance(line, dict) else None
    return (
        float(value) if isinstance(value, int | float) and not isinstance(value, bool) else math.nan
    )
