"""Full runs outside the request: ``python -m provenance.assessments.worker DOSSIER``, with the settings
of its environment.

The run that is due is marked in the database with the act that made it due, so nothing is lost where
this process dies: the next act or page of the dossier starts it again (``see_to``).
"""

import sys
import threading

from provenance.assessments.due import updating
from provenance.assessments.turns import Turn
from provenance.assessments.work import catch_up
from provenance.config import Settings, load_settings
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from provenance.errors import ProvenanceError
from provenance.processes import start_apart


def see_to(database: Database, settings: Settings, slug: str) -> threading.Thread | None:
    """Start the full run of a dossier where one is due and nobody makes it. The thread ends with it."""
    with database.reading() as session:
        if not updating(session, dossier_by_slug(session, slug).id):
            return None
    return start(settings, slug)


def start(settings: Settings, slug: str) -> threading.Thread | None:
    """Start the full run that is due, unless somebody makes it already."""
    if not Turn(settings.home, slug).expect():
        return None
    return start_apart(settings, "provenance.assessments.worker", slug)


def main(slug: str) -> int:
    """Make full runs until none is due; the exit code."""
    settings = load_settings()
    database = Database(settings.database_url, settings.home)
    try:
        with Turn(settings.home, slug).taken() as mine:
            while mine and catch_up(database, slug):
                pass
    except ProvenanceError as error:
        sys.stderr.write(f"{error.message}\n")
        return 1
    finally:
        database.dispose()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
