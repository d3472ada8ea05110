"""Full runs outside the request: ``python -m provenance.cli.updating DOSSIER``, with the settings of its
environment. No command: acts and pages start it."""

import sys

import provenance.search.keeping  # noqa: F401 - listens to every commit
from provenance.assessments.turns import Turn
from provenance.assessments.work import catch_up
from provenance.cli.edge import opened
from provenance.cli.output import say
from provenance.errors import ProvenanceError


def main(slug: str) -> int:
    """Make full runs until none is due; the exit code."""
    try:
        with opened() as (database, settings), Turn(settings.home, slug).taken() as mine:
            while mine and catch_up(database, slug):
                pass
    except ProvenanceError as error:
        say(error.message)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
