"""Synthetic worlds with known truth: tables, and dossiers with factions that lie in their interest."""

import sys

import numpy as np

from provenance.scoring.engine import score
from provenance.scoring.tables.measures import calibration
from provenance.scoring.tables.types import AssertionTable
from tests.benchmarks.compare import side_by_side
from tests.benchmarks.methods import Floats, all_methods, by_grades, has_crowdkit, majority, public
from tests.unit.scoring.synthetic import ClaimWorld, TableWorld, claim_world, table_world

TABLES: dict[str, dict[str, float]] = {
    "open values": {},
    "closed labels": {"closed": True},
    "closed labels, one often missed": {"closed": True, "values": 2, "asymmetric": True},
    "a third copies a bad original": {"copying": 0.6},
    "errors in clusters": {"closed": True, "clustered": 0.3},
    "a hundred objects, thirty answers each": {
        "closed": True,
        "objects": 100,
        "sources": 40,
        "each": 30,
        "values": 2,
        "asymmetric": True,
    },
    "twelve labels, sparse sources": {"closed": True, "sources": 400, "each": 3, "values": 12},
}
LYING = (0.0, 0.1, 0.3, 0.6, 1.0)


def main() -> None:
    """Every world, with the methods that can be run."""
    for name, given in TABLES.items():
        world: TableWorld = table_world(11, **given)  # type: ignore[arg-type]
        sys.stdout.write(f"{name}\n")
        side_by_side(world.table, world.truth, all_methods(world.table, world.grades))
    sys.stdout.write(
        "claims: a quarter of statements serve the speaker, some sources always lie then\n"
    )
    sys.stdout.write(f"{'':34}{'Brier':>8}{'ECE':>8}\n")
    for lying in LYING:
        for method, probability in claims(world := claim_world(7, lying=lying)).items():
            brier = ((probability - world.truth) ** 2).mean()
            ece = calibration(probability, world.truth.astype(float))
            name = f"lying {lying:.1f}  {method}"
            sys.stdout.write(f"  {name:32}{brier:8.4f}{ece:8.4f}\n")


def claims(world: ClaimWorld) -> dict[str, Floats]:
    """Probability of each claim by each method: as a table of yes and no for the others."""
    said = world.inputs.attributions
    n = len(world.truth)
    value = (said.polarity == 0).astype(np.int64)
    sources = len(world.inputs.sources.type)
    table = AssertionTable.of(said.source, said.claim, value, sources, n, 2)
    grades = world.inputs.ratings.grade[np.argsort(world.inputs.ratings.source)]
    found = {
        "ours": score(world.inputs).probability,
        "majority": of_yes(table, majority(table)),
        "grade-weighted vote": of_yes(table, by_grades(grades)(table)),
    }
    if has_crowdkit():
        found["crowd-kit DawidSkene"] = of_yes(table, public("DawidSkene")(table))
    return found


def of_yes(table: AssertionTable, probability: Floats) -> Floats:
    """Of each object, the probability of value 1; one half where nobody speaks."""
    result = np.where(np.diff(table.start) > 0, 0.0, 0.5)
    yes = table.value == 1
    result[table.object[yes]] = probability[yes]
    return result
