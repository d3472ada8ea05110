"""What people decided about identity holds for every further import."""

import pytest
from sqlalchemy import select

from provenance.audit.actor import Actor
from provenance.db.session import Database
from provenance.dossiers.commands import Record
from provenance.sources.models import Distinction, Source
from provenance.sources.own_words import add_word
from tests.factories.records import (
    in_transaction,
    make_dossier,
    make_organisation,
    make_source,
)
from tests.integration.identities.there_and_back import Home
from tests.integration.imports.test_drafts import Importer

NOTE = "It was so.[1]\n\n[1] Interview with {}, March 2019.\n"
GUARD = NOTE.format("commander of the River Guard in Oldtown")


@pytest.fixture
def importer(sqlite_database: Database, actor: Actor) -> Importer:
    return Importer(sqlite_database, actor, make_dossier(sqlite_database, actor))


def make_guard(importer: Importer, label: str, **more: object) -> str:
    here = (importer.database, importer.actor, importer.slug)
    return make_source(*here, label=label, role="commander", place="Oldtown", date="2019-03",
                       **more)  # fmt: skip


def test_a_citation_that_is_a_source_of_its_own_is_not_proposed_for_the_other_again(
    importer: Importer,
) -> None:
    body = make_organisation(importer.database, importer.actor, importer.slug, name="River Guard")
    first = make_guard(importer, "Our man", organisations=[body])
    draft = importer.start(GUARD.encode(), "one.txt")
    importer.decide(draft, "citation:1:1", {"source": "new", "label": "Another man"})
    importer.accept(draft)

    (told,) = importer.all(select(Distinction))
    assert (told[0].a_id != told[0].b_id, told[0].reason) == (True, "looks right")

    importer.accept(importer.start((GUARD + "\n").encode(), "two.txt"))
    labels = [row[0] for row in importer.all(select(Source.label).order_by(Source.id))]
    assert labels == ["Our man", "Another man"]
    home = Home(importer.database, importer.slug)
    cited = home.lists()["citations"].values()
    assert len(cited) == 2
    assert first not in {one["source"] for one in cited}


def test_a_decision_for_a_source_that_was_merged_since_leads_to_the_one_that_stands(
    importer: Importer,
) -> None:
    kept, gone = make_guard(importer, "Our man"), make_guard(importer, "Our man, once more")
    draft = importer.start(NOTE.format("a miller").encode(), "one.txt")
    importer.decide(draft, "citation:1:1", {"source": gone})
    Home(importer.database, importer.slug).merge(kept, gone)

    importer.accept(draft)

    assert importer.sources_by_note()["1"] == ["Our man"]


def test_roles_and_other_names_of_the_dossier_are_understood(importer: Importer) -> None:
    here = (importer.database, importer.actor, importer.slug)
    body = make_organisation(*here, name="IS-K", aliases=["ISIL-KP"])
    make_source(*here, label="Our mirab", role="mirab", organisations=[body],
                place="Baghlan", date="2019-03")  # fmt: skip
    words = {"kind": "role", "word": "mirab", "aliases": ["water master"]}
    text = NOTE.format("a water master of ISIL-KP in Baghlan")

    draft = importer.start(text.encode(), "one.txt")
    in_transaction(
        importer.database,
        lambda s: add_word(s, importer.actor, Record(importer.slug, words, "they say so there")),
    )
    importer.accept(draft)

    assert importer.sources_by_note()["1"] == ["Our mirab"]
