"""Starting the full run that is due, in a process of its own (``cli/updating``).

What is due is marked in the database with the act that made it so; nothing is lost where that process
dies: the next act or page of the dossier starts it again.
"""

import threading

from provenance.assessments.due import updating
from provenance.assessments.turns import Turn
from provenance.config import Settings
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from provenance.processes import start_apart

WORKER = "provenance.cli.updating"


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
    return start_apart(settings, WORKER, slug)
