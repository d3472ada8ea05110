"""Dossier files in and out."""

from pathlib import Path

import click

from provenance.audit.actor import Actor
from provenance.cli.edge import reading, writes, writing
from provenance.cli.output import say, show, write_file
from provenance.dossiers.queries import dossier_by_slug
from provenance.exports.strict_json import read_json
from provenance.interchange.dump import dump_dossier
from provenance.interchange.load import load_dossier

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
