"""The worked example."""

import click

from provenance.audit.actor import Actor
from provenance.cli.edge import writes, writing
from provenance.cli.output import say, show
from provenance.interchange.example import load_example


@click.command()
@writes
def example(actor: Actor) -> None:
    """Load the worked example, once; prints its slug.

    Example: python -m provenance example
    """
    with writing() as session:
        slug = load_example(session, actor)
    say("The worked example is there.")
    show(slug)
