"""The worked example with one record more of every kind, so that every page has something to show."""

from collections.abc import Mapping

from flask import Flask

from provenance.assessments.work import unit_of_work
from provenance.audit.actor import Actor
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from provenance.imports.bibliographies.commands import StartBibliography
from provenance.imports.bibliographies.service import start_bibliography
from provenance.imports.commands import StartDraft
from provenance.imports.service import start_draft
from provenance.interchange.example import load_example
from tests.factories import records as make
from tests.fixtures.addresses import addresses
from tests.integration.imports.texts import CHAINED
from tests.integration.spreadsheets.tables import Tables

ENTRY = b"@book{one, author={Writer, Ada}, title={A Book}, year={2015}}"


def example_with_everything(database: Database, actor: Actor) -> str:
    """The worked example's slug."""
    with unit_of_work(database) as session:
        slug = load_example(session, actor)
        start_draft(session, actor, StartDraft(slug, "river.txt", CHAINED.encode(), make.REASON))
        start_bibliography(session, actor, StartBibliography(slug, "works.bib", ENTRY, make.REASON))
    Tables(database, slug).start("Claim,Source\nThe dam broke.,An elder\n")
    here = (database, actor, slug)
    one, twin, third = (make.make_source(*here, label=f"Elder {n}") for n in (1, 2, 3))
    organisation = make.make_organisation(*here, name="River Guard")
    make.make_tie(*here, organisation, make.make_person(*here))
    make.make_word(*here)
    make.make_distinction(*here, one, twin)
    make.make_dependence(*here, one, twin)
    make.make_merge(*here, twin, third)
    return slug


def pages_of(app: Flask, database: Database, slug: str) -> Mapping[str, str]:
    """Endpoint → address of every page. Fails where a page has no record to show: give it one."""
    with database.reading() as session:
        found, missing = addresses(app, session, dossier_by_slug(session, slug))
    assert not set(missing) - WITHOUT, missing
    assert len(found) > 50
    return found


WITHOUT = {"orphans.anchor", "versions.show"}
"""Pages of a new version of a document, tested with it."""
