"""What the evidence amounts to: scores with their ledgers, and what stands against what."""

from typing import Any

import click

from provenance.assessments.queries import score_json
from provenance.assessments.service import assess_dossier
from provenance.audit.actor import Actor
from provenance.audit.record import lock_head
from provenance.cli.edge import reading, writes, writing
from provenance.cli.output import say, show_json, show_table
from provenance.dossiers.queries import dossier_by_slug
from provenance.relations.models import Case, Relation
from provenance.relations.queries import contradictions as contradictions_of

CLAIM_COLUMNS = ("id", "likelihood", "confidence", "origins", "organisations")
CASE_COLUMNS = ("id", "a", "b", "status", "differs")


@click.command()
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="Everything, with intervals and ledgers.")
@writes
def score(slug: str, as_json: bool, actor: Actor) -> None:
    """Score a dossier anew and print each claim's result.

    Example: python -m provenance score khorasan --json
    """
    with writing() as session:
        dossier = dossier_by_slug(session, slug)
        lock_head(session, slug)
        assess_dossier(session, actor.name, dossier, "score at the command line")
        session.flush()
        scores = score_json(session, dossier)
    say(f"Scored {len(scores['claims'])} claims and {len(scores['sources'])} sources.")
    if as_json:
        show_json(scores)
    else:
        rows = [tuple(claim[key] for key in CLAIM_COLUMNS) for claim in scores["claims"]]
        show_table(CLAIM_COLUMNS, rows)


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
        show_table(CASE_COLUMNS, [tuple(_cell(row[key]) for key in CASE_COLUMNS) for row in found])


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
