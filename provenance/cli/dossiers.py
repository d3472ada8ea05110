"""Dossier files in and out, and the list of dossiers."""

from pathlib import Path

import click
from sqlalchemy.orm import Session

from provenance.audit.actor import Actor
from provenance.claims.queries import count_claims
from provenance.cli.edge import reading, writes, writing
from provenance.cli.output import say, show, show_json, show_table, write_file
from provenance.documents.queries import count_documents
from provenance.dossiers.models import Dossier
from provenance.dossiers.queries import all_dossiers, dossier_by_slug
from provenance.exports.strict_json import read_json
from provenance.interchange.dump import dump_dossier
from provenance.interchange.load import load_dossier
from provenance.relations.queries import count_contradictions
from provenance.sources.queries import count_sources

COLUMNS = ("slug", "title", "documents", "sources", "claims", "contradictions")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
TARGET = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=FILE)
@click.option("--as", "slug", metavar="SLUG", help="Load it under another slug.")
@writes
def load(file: Path, slug: str | None, actor: Actor) -> None:
    """Load a dossier file: whole, or not at all with every fault named.

    Prints the slug.

    Example: python -m provenance load dossier.json --as khorasan-2
    """
    document = read_json(file.read_bytes())
    with writing() as session:
        reason = f"loaded from {file.name}"
        name = load_dossier(session, actor, document, slug=slug, reason=reason).slug
    say("Loaded.")
    show(name)


@click.command()
@click.argument("slug")
@click.option("-o", "--output", type=TARGET, help="The file to write; else it goes to stdout.")
def dump(slug: str, output: Path | None) -> None:
    """Write a dossier as a dossier file (docs/dossier-file.md).

    Example: python -m provenance dump khorasan -o khorasan.json
    """
    with reading() as session:
        data = dump_dossier(session, dossier_by_slug(session, slug))
    if output is None:
        click.echo(data, nl=False)
    else:
        write_file(output, data)
        say(f"Wrote {len(data)} bytes to {output}.")


@click.group()
def dossier() -> None:
    """The installation's dossiers."""


@dossier.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def list_dossiers(as_json: bool) -> None:
    """List the dossiers with what they hold.

    Example: python -m provenance dossier list --json
    """
    with reading() as session:
        rows = [_row(session, dossier) for dossier in all_dossiers(session)]
    if as_json:
        show_json([dict(zip(COLUMNS, row, strict=True)) for row in rows])
    else:
        show_table(COLUMNS, rows)


def _row(session: Session, dossier: Dossier) -> tuple[str | int, ...]:
    counts = (count_documents, count_sources, count_claims, count_contradictions)
    return (dossier.slug, dossier.title, *(count(session, dossier.id) for count in counts))
