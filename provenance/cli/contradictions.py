"""What stands against what."""

from typing import Any

import click

from provenance.cli.edge import reading
from provenance.cli.output import show_json, show_table
from provenance.dossiers.queries import dossier_by_slug
from provenance.relations.models import Case, Relation
from provenance.relations.queries import contradictions as contradictions_of

COLUMNS = ("id", "a", "b", "status", "differs")


@click.command()
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="With rationales.")
def contradictions(slug: str, as_json: bool) -> None:
    """List the contradictions of a dossier, each with where its case stands.

    Example: python -m provenance contradictions khorasan --json
    """
    with reading() as session:
        dossier = dossier_by_slug(session, slug)
        found = [_row(*pair) for pair in contradictions_of(session, dossier.id)]
    if as_json:
        show_json(found)
    else:
        show_table(COLUMNS, [tuple(_cell(row[key]) for key in COLUMNS) for row in found])


def _row(relation: Relation, case: Case | None) -> dict[str, Any]:
    rationale = case.rationale if case is not None else None
    return {
        "id": relation.public_id,
        "a": relation.a.public_id,
        "b": relation.b.public_id,
        "differs": relation.differs,
        "status": case.status if case is not None else "open",
        "rationale": rationale or relation.rationale,
    }


def _cell(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else value or ""
