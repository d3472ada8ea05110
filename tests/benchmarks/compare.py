"""Methods side by side on one table: accuracy, Brier, log loss, calibration error, seconds, ratio."""

import sys
import time

import numpy as np
from numpy.typing import NDArray

from provenance.scoring.tables.measures import Measures, measure
from provenance.scoring.tables.types import AssertionTable
from tests.benchmarks.methods import Method

HEAD = f"{'':30}{'accuracy':>9}{'Brier':>8}{'log loss':>10}{'ECE':>8}{'seconds':>9}{'x ours':>8}\n"


def side_by_side(
    table: AssertionTable, truth: NDArray[np.int64], methods: dict[str, Method]
) -> dict[str, Measures]:
    """Print one line for each method; their measures by name. Ours is first."""
    found, base = {}, 0.0
    sys.stdout.write(HEAD)
    for name, method in methods.items():
        begun = time.perf_counter()
        try:
            probability = method(table)
        except (AttributeError, TypeError, ValueError, MemoryError) as error:
            if not name.startswith("crowd-kit"):
                raise
            sys.stdout.write(f"  {name:28}cannot run here: {str(error)[:60]}\n")
            continue
        seconds = time.perf_counter() - begun
        base = base or seconds
        found[name] = one = measure(table, probability, truth)
        sys.stdout.write(
            f"  {name:28}{one.accuracy:9.4f}{one.brier:8.4f}{one.log_loss:10.4f}"
            f"{one.calibration:8.4f}{seconds:9.2f}{seconds / base:8.1f}\n"
        )
        sys.stdout.flush()
    return found
