"""The contradiction report as a list: narrowed, searched, paged."""

import pytest

from provenance.assessments.work import unit_of_work
from provenance.audit.actor import Actor
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from provenance.interchange.load import load_dossier
from provenance.reports import case_list as cases
from provenance.reports.case_list import WAITING, CaseFilter, CaseList, case_list
from tests.integration.assessments.dossiers import example_file


@pytest.fixture
def slug(database: Database, actor: Actor) -> str:
    """The worked example."""
    with unit_of_work(database) as session:
        return load_dossier(session, actor, example_file()).slug


def listed(database: Database, slug: str, wanted: CaseFilter, page: int = 1) -> CaseList:
    with database.reading() as session:
        return case_list(session, dossier_by_slug(session, slug), wanted, page)


def test_each_value_leaves_as_many_cases_as_it_says(database: Database, slug: str) -> None:
    whole = listed(database, slug, CaseFilter())
    assert whole.total == sum(n for word, n in whole.statuses.items() if word != WAITING)
    for status, count in whole.statuses.items():
        found = listed(database, slug, CaseFilter(status=(status,)))
        assert found.total == count
        assert found.statuses == whole.statuses, "what else could be chosen stays in view"
    for word, count in whole.differs.items():
        assert listed(database, slug, CaseFilter(differs=(word,))).total == count
    undecided = listed(database, slug, CaseFilter(status=(WAITING,)))
    assert undecided.total
    assert all(one.undecided for one in undecided.cases)


def test_words_are_found_on_either_side_and_in_the_rationale(database: Database, slug: str) -> None:
    members = listed(database, slug, CaseFilter("20,000 members"))
    assert [one.id for one in members.cases] == ["R-4AFP"]
    assert [one.id for one in listed(database, slug, CaseFilter("3,800")).cases] == ["R-4AFP"]
    whole = listed(database, slug, CaseFilter())
    rest = listed(database, slug, CaseFilter("-members"))
    assert 0 < rest.total < whole.total
    assert "R-4AFP" not in {one.id for one in rest.cases}
    assert listed(database, slug, CaseFilter("nobodywrotethis")).total == 0


def test_pages_follow_one_another(
    database: Database, slug: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = listed(database, slug, CaseFilter())
    monkeypatch.setattr(cases, "SIZE", 5)
    pages = [listed(database, slug, CaseFilter(), page) for page in (1, 2, 3, 4)]
    assert [one.id for page in pages for one in page.cases] == [one.id for one in whole.cases]
    assert [(page.first, page.last) for page in pages[:2]] == [(1, 5), (6, 10)]
    assert pages[3].total == whole.total
