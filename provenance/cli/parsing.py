"""Showing what the reader finds in a document; apart from commands that need more than a reader."""

from pathlib import Path

import click

from provenance.cli.narrating import narrated
from provenance.cli.output import show, show_json
from provenance.config import load_settings
from provenance.imports.reading import limits_of, read_apart
from provenance.ingest.kinds import EXPLANATORY
from provenance.ingest.present import to_json

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Everything found, as JSON.")
def parse(file: Path, as_json: bool) -> None:
    """Show what the reader finds in a document: notes, citations, attributions, doubts.

    Needs no database and keeps nothing.

    Example: python -m provenance parse report.txt --json
    """
    with narrated() as progress:
        limits = limits_of(load_settings())
        document = read_apart(file.read_bytes(), file.name, limits, progress)
    if as_json:
        show_json(to_json(document))
        return
    show(f"title: {document.title or '(none found)'}")
    show(f"author: {document.author or '(none found)'}")
    show(f"published: {document.published.verbatim if document.published else '(none found)'}")
    cited = [citation for note in document.notes for citation in note.citations]
    explanations = sum(citation.type == EXPLANATORY for citation in cited)
    markers = sum(len(note.markers) for note in document.notes)
    show(f"{len(document.notes)} notes, {markers} markers, "
         f"{len(cited) - explanations} citations, {explanations} explanatory, "
         f"{len(document.attributions)} attributions in the text")  # fmt: skip
    for issue in document.issues:
        show(f"{issue.where}: {issue.message}")
