"""Open tables of ``DATA``, each a folder with assertions.csv and truth.csv."""

import csv
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from provenance.scoring.tables.measures import Measures
from provenance.scoring.tables.types import AssertionTable, encode_table
from tests.benchmarks.compare import side_by_side
from tests.benchmarks.methods import all_methods, has_crowdkit

csv.field_size_limit(10_000_000)
LARGE = 500
"""Objects from which calibration can be told from chance."""


def main() -> None:
    """Each table, then the means."""
    if not has_crowdkit():
        sys.stdout.write("crowd-kit cannot be imported: its methods are left out\n")
    found: defaultdict[str, list[Measures]] = defaultdict(list)
    for name, table, truth in read_all():
        sys.stdout.write(f"{name}: {len(table.source)} assertions, {table.n_objects} objects\n")
        for method, measures in side_by_side(table, truth, all_methods(table)).items():
            found[method].append(measures)
    for method, several in found.items():
        large = [one.calibration for one in several if one.objects > LARGE] or [float("nan")]
        accuracy = np.mean([one.accuracy for one in several])
        sys.stdout.write(
            f"mean  {method:28}accuracy {accuracy:.4f} on {len(several)}, "
            f"calibration error {np.mean(large):.4f} on the {len(large)} of more than {LARGE}\n"
        )


def read_all() -> Iterator[tuple[str, AssertionTable, NDArray[np.int64]]]:
    """Name, table and truth of every folder of ``DATA``."""
    folder = os.environ.get("DATA")
    if not folder:
        sys.stdout.write("no tables: DATA=DIR names a folder of them\n")
        return
    for file in sorted(Path(folder).glob("*/assertions.csv")):
        yield file.parent.name, *read(file.parent)


def read(folder: Path) -> tuple[AssertionTable, NDArray[np.int64]]:
    """The table, and the number of each object's true value: -1 not known, -2 named by nobody."""
    said = _rows(folder / "assertions.csv", "source_id", "object_id", "value")
    table, labels = encode_table(*(list(column) for column in zip(*said, strict=True)))
    value = {word: at for at, word in enumerate(labels.values)}
    truth = dict(_rows(folder / "truth.csv", "object_id", "value"))
    known = [value.get(truth[name], -2) if name in truth else -1 for name in labels.objects]
    return table, np.array(known, dtype=np.int64)


def _rows(file: Path, *columns: str) -> list[tuple[str, ...]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return [tuple(row[name] for name in columns) for row in csv.DictReader(stream)]
