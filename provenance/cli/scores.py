"""What the evidence amounts to: scores with their ledgers."""

import click

from provenance.assessments.queries import score_json
from provenance.assessments.service import assess_dossier
from provenance.audit.actor import Actor
from provenance.audit.record import lock_head
from provenance.cli.edge import writes, writing
from provenance.cli.output import say, show_json, show_table
from provenance.dossiers.queries import dossier_by_slug

CLAIM_COLUMNS = ("id", "likelihood", "confidence", "origins", "organisations")


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
