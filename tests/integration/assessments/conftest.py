"""A scored worked example, on both databases."""

import pytest

from provenance.assessments.service import assess_dossier
from provenance.audit.actor import Actor
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from tests.factories.records import in_transaction
from tests.integration.assessments.dossiers import example_file, load


@pytest.fixture
def example(database: Database, actor: Actor) -> str:
    """The slug of the worked example, scored."""
    slug = load(database, example_file())

    def act(session: object) -> None:
        assess_dossier(session, actor.name, dossier_by_slug(session, slug), "test")  # type: ignore[arg-type]

    in_transaction(database, act)
    return slug
