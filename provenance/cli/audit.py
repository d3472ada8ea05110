"""Verifying the audit trail."""

from dataclasses import asdict

import click

from provenance.audit.verify import verify_all
from provenance.cli.edge import opened
from provenance.cli.output import say, show, show_json


@click.group()
def audit() -> None:
    """The audit trail."""


@audit.command("verify")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def verify(ctx: click.Context, as_json: bool) -> None:
    """Recompute every audit chain and hold it against the heads noted outside the database.

    Exits with 1 and names the first fault of each chain that does not hold.

    Example: python -m provenance audit verify
    """
    with opened() as (database, settings), database.reading() as session:
        reports = verify_all(session, settings.home)
    if as_json:
        show_json([asdict(report) for report in reports])
    for report in () if as_json else reports:
        holds = report.fault or f"holds, {report.length} entries, head {report.head}"
        show(f"{report.chain}: {holds}")
    broken = [report for report in reports if report.fault]
    if broken:
        say(f"{len(broken)} of {len(reports)} chains do not hold.")
        ctx.exit(1)
