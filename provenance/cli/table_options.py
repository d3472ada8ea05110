"""What may be said on the command line about a table that is imported."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import click

from provenance.ingest.spreadsheets.kinds import KINDS, OUT, OWN, SAME


@dataclass(frozen=True, slots=True)
class TableOptions:
    """What was said about the table: ``maps`` as ``Column=field``; ``doubles``: what rows are that
    repeat a statement or a label."""

    kind: str | None = None
    maps: tuple[str, ...] = ()
    left: tuple[int, ...] = ()
    doubles: str | None = None
    sheet: str | None = None
    encoding: str | None = None


def table_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of a table, as its argument ``table``."""

    @click.option("--kind", type=click.Choice(KINDS), help="What a table lists.")
    @click.option(
        "--map",
        "maps",
        multiple=True,
        metavar="COLUMN=FIELD",
        help="What a column of a table holds; nothing after the sign leaves it out.",
    )
    @click.option(
        "--leave-out",
        "left",
        multiple=True,
        type=int,
        metavar="ROW",
        help="A row of a table, by the number that its program shows.",
    )
    @click.option(
        "--doubles",
        type=click.Choice((SAME, OWN, OUT)),
        help="What rows are that repeat one: the same, one of their own, left out.",
    )
    @click.option("--sheet", metavar="NAME", help="Which sheet of a workbook.")
    @click.option(
        "--encoding", metavar="NAME", help="Of a table that is not UTF-8 and does not say."
    )
    @wraps(command)  # fmt: skip
    def taking(
        *arguments: Any, kind: str | None, maps: tuple[str, ...], left: tuple[int, ...],
        doubles: str | None, sheet: str | None, encoding: str | None, **options: Any,
    ) -> Any:  # fmt: skip
        table = TableOptions(kind, maps, left, doubles, sheet, encoding)
        return command(*arguments, table=table, **options)

    return taking
