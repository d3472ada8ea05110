"""Which sources await a grade: those that carry a claim that stands."""

from sqlalchemy import select

from provenance.audit.actor import Actor
from provenance.claims.service import withdraw_claim
from provenance.db.session import Database
from provenance.dossiers.commands import Withdraw
from provenance.ratings.queries import unrated
from provenance.sources.models import Source
from tests.factories.records import in_transaction, make_attribution, make_claim, make_source


def test_a_source_whose_only_claim_was_withdrawn_awaits_no_grade(
    database: Database, actor: Actor, dossier: str
) -> None:
    claim = make_claim(database, actor, dossier)
    make_attribution(database, actor, dossier, claim, make_source(database, actor, dossier))
    assert len(_waiting(database)) == 1

    command = Withdraw(dossier, claim, "recorded by mistake")
    in_transaction(database, lambda session: withdraw_claim(session, actor, command))

    assert _waiting(database) == []


def _waiting(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(Source.public_id).where(unrated())))
