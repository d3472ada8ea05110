"""Scoring a bare table of assertions: the engine's mathematics without a database."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import click

from provenance.cli.output import say, show, write_file
from provenance.errors import InvalidInput
from provenance.scoring.tables.files import (
    ASSERTIONS,
    grades_of,
    nearly_same,
    read_columns,
    sources_csv,
    truth_of,
    values_csv,
)
from provenance.scoring.tables.measures import measure
from provenance.scoring.tables.solve import DEFAULT, score_table
from provenance.scoring.tables.types import AssertionTable, TableResult, encode_table

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
TARGET = click.Path(dir_okay=False, path_type=Path)
NEAR = click.FloatRange(0, 1)


@click.command("score-table")
@click.argument("assertions", type=FILE)
@click.option("--truth", type=FILE, help="object_id, value: print how good the answers are.")
@click.option("--grades", type=FILE, help="source_id, grade (A-F).")
@click.option("-o", "--output", type=TARGET, help="object_id, value, probability.")
@click.option("--sources-out", type=TARGET, help="source_id, accuracy, lower, upper.")
@click.option(
    "--near-numbers",
    type=NEAR,
    default=DEFAULT.near_numbers,
    show_default=True,
    help="Relative difference up to which numbers support one another.",
)
@click.option("--near-strings", type=NEAR, default=DEFAULT.near_strings, show_default=True,
              help="Likeness from which texts support one another; 1: only equal ones.")  # fmt: skip
def table(
    assertions: Path, truth: Path | None, grades: Path | None, output: Path | None,
    sources_out: Path | None, near_numbers: float, near_strings: float,
) -> None:  # fmt: skip
    """Score a table that says which source names which value of what (CSV with the columns
    source_id, object_id, value).

    Without -o the probabilities go to stdout; with --truth the measures do.

    Example: python -m provenance score-table assertions.csv --truth truth.csv -o out.csv
    """
    columns = read_columns(assertions.read_bytes(), ASSERTIONS)
    if not columns.cells[0]:
        raise InvalidInput.at("assertions", "The table has no row below its head.")
    if columns.blank:
        say(
            f"{len(columns.blank)} lines have a blank cell and were left out: line "
            f"{', '.join(map(str, columns.blank[:5]))}{' …' if len(columns.blank) > 5 else ''}."
        )
    encoded, labels = encode_table(*columns.cells)
    for what, words in (("sources", labels.sources), ("objects", labels.objects),
                        ("values", labels.values)):  # fmt: skip
        _warn_of_twins(what, words)
    graded = grades_of(grades.read_bytes(), labels) if grades else None
    known = truth_of(truth.read_bytes(), labels) if truth else None
    config = replace(DEFAULT, near_numbers=near_numbers, near_strings=near_strings)
    begun = perf_counter()
    result = score_table(encoded, config, graded, labels.values)
    seconds = perf_counter() - begun
    _say_what(encoded, result)
    if sources_out:
        write_file(sources_out, sources_csv(labels, result))
    if output:
        write_file(output, values_csv(encoded, labels, result))
    elif known is None:
        click.echo(values_csv(encoded, labels, result), nl=False)
    if known is not None:
        measures = measure(encoded, result.probability, known)
        show(f"objects {measures.objects}")
        show(f"accuracy {measures.accuracy:.4f}")
        show(f"Brier score {measures.brier:.4f}")
        show(f"log loss {measures.log_loss:.4f}")
        show(f"expected calibration error {measures.calibration:.4f}")
        show(f"seconds {seconds:.2f}")


def _warn_of_twins(what: str, words: Sequence[str]) -> None:
    """Words are names, taken as they stand: say where that may not have been meant."""
    if twins := nearly_same(words):
        first, second = twins[0]
        say(f"{len(twins)} {what} differ from others in case, spaces or Unicode form alone and are "
            f"counted apart: {first[:40]!r} and {second[:40]!r}.")  # fmt: skip


def _say_what(encoded: AssertionTable, result: TableResult) -> None:
    said = ", ".join(f"{name}: {value}" for name, value in result.chosen.items())
    say(f"{len(encoded.source)} assertions of {encoded.n_sources} sources on "
        f"{encoded.n_objects} objects. Chosen from the assertions: {said}.")  # fmt: skip
