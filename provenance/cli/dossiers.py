"""The list of dossiers."""

import click
from sqlalchemy.orm import Session

from provenance.claims.queries import count_claims
from provenance.cli.edge import reading
from provenance.cli.output import show_json, show_table
from provenance.documents.queries import count_documents
from provenance.dossiers.models import Dossier
from provenance.dossiers.queries import all_dossiers
from provenance.relations.queries import count_contradictions
from provenance.sources.queries import count_sources

COLUMNS = ("slug", "title", "documents", "sources", "claims", "contradictions")


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
