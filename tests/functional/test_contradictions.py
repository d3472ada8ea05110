"""The contradiction report and its decisions."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from provenance.audit.actor import Actor
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from provenance.reports.contradiction import contradiction
from tests.factories import records as make
from tests.functional.visitors import Visitor, grant_role_to, someone

HIDDEN = re.compile(r'<input[^>]*name="(version|opened)"[^>]*value="([^"]*)"')


@pytest.fixture
def case(sqlite_database: Database, actor: Actor) -> str:
    """The id of a contradiction in the dossier khorasan."""
    return contradicting(sqlite_database, actor)


def contradicting(database: Database, actor: Actor) -> str:
    """A dossier in which two commanders differ."""
    here = (database, actor, make.make_dossier(database, actor))
    document = make.make_document(*here, title="Field notes")
    first, second = (make.make_source(*here, label=label) for label in ("Commander", "Adviser"))
    a = make.make_claim(
        *here, {"source": first, "interest": "self-serving"}, text="It had 600 men.",
        quotes=[{"document": document, "exact": "six hundred men"}],
    )  # fmt: skip
    b = make.make_claim(*here, {"source": second}, text="It had 900 men.")
    return make.make_relation(*here, a, b, differs=["number"], rationale="Both counted in May.")


def url(case: str) -> str:
    """The page of a case."""
    return f"/d/khorasan/contradictions/{case}"


def decision(page: str, **values: str) -> dict[str, str]:
    """The form as a reviewer fills it in who saw this page."""
    hidden = {name: value.replace("&#34;", '"') for name, value in HIDDEN.findall(page)}
    return {**hidden, "status": "resolved", "favours": "b", "rationale": "B counted himself.",
            **values}  # fmt: skip


def decide(visitor: Visitor, case: str, **values: str) -> Any:
    """Open the case and decide it."""
    return visitor.post(url(case), decision(visitor.get(url(case)).text, **values))


def state(database: Database, case: str) -> tuple[str, str | None, str | None, str | None]:
    """Status, side, rationale and decider."""
    with database.reading() as session:
        found = contradiction(session, dossier_by_slug(session, "khorasan"), case).case
        return found.status, found.favours, found.rationale, found.by


def reviewer(app: Flask, database: Database, name: str = "Rita") -> Visitor:
    """Somebody who may decide."""
    return someone(app, database, name, role="reviewer", dossier="khorasan")


def test_the_report_shows_both_sides_with_all_that_stands_on_them(
    app: Flask, sqlite_database: Database, case: str
) -> None:
    leo = someone(app, sqlite_database, "Leo", role="reader", dossier="khorasan")

    page = leo.get("/d/khorasan/contradictions").text

    for words in ("It had 600 men.", "It had 900 men.", "six hundred men", "Commander", "Adviser",
                  "self-serving", "They differ in <b>number</b>", "Both counted in May."):  # fmt: skip
        assert words in page


@pytest.mark.parametrize(("status", "shown"), [("", 1), ("waiting", 1), ("open", 1),
                                               ("resolved", 0), ("nonsense", 0)])  # fmt: skip
def test_the_report_is_filtered_by_status(
    app: Flask, sqlite_database: Database, case: str, status: str, shown: int
) -> None:
    rita = reviewer(app, sqlite_database)

    page = rita.get("/d/khorasan/contradictions", query_string={"status": status})

    assert page.status_code == 200
    assert page.text.count(f"Case {case}") == shown


def test_a_reviewer_decides_a_case_with_a_rationale(
    app: Flask, sqlite_database: Database, case: str
) -> None:
    rita = reviewer(app, sqlite_database)

    answer = decide(rita, case)

    assert answer.status_code == 303
    assert state(sqlite_database, case) == ("resolved", "b", "B counted himself.", "Rita")
    page = rita.get(url(case)).text
    assert "favoured by the decision" in page
    assert "decided case" in page


def test_an_analyst_reads_the_case_and_cannot_decide_it(
    app: Flask, sqlite_database: Database, case: str
) -> None:
    ada = someone(app, sqlite_database, "Ada", role="analyst", dossier="khorasan")

    assert "Record decision" not in ada.get(url(case)).text
    assert decide(ada, case).status_code == 403
    assert state(sqlite_database, case)[0] == "open"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"rationale": ""}, "a decision without its rationale convinces nobody"),
        ({"rationale": "  \n "}, "a decision without its rationale convinces nobody"),
        ({"status": "closed"}, "Not a valid choice"),
        ({"favours": "c"}, "Not a valid choice"),
        ({"rationale": "a\x00b"}, "NUL"),
        ({"rationale": "x" * 20_001}, "longer than 20000"),
    ],
)
def test_a_wrong_decision_says_what_is_wrong_and_keeps_what_was_typed(
    app: Flask, sqlite_database: Database, case: str, values: dict[str, str], said: str
) -> None:
    rita = reviewer(app, sqlite_database)

    answer = decide(rita, case, **values)

    assert answer.status_code == 422
    assert said in answer.text
    assert state(sqlite_database, case)[0] == "open"
    if "rationale" not in values:
        assert "B counted himself." in answer.text


def test_the_second_of_two_reviewers_sees_both_versions_and_loses_nothing(
    app: Flask, sqlite_database: Database, case: str
) -> None:
    rita, rolf = reviewer(app, sqlite_database), reviewer(app, sqlite_database, "Rolf")
    seen = rolf.get(url(case)).text
    decide(rita, case)

    late = rolf.post(url(case), decision(seen, status="accepted", favours="neither",
                                         rationale="Nobody can tell."))  # fmt: skip

    assert late.status_code == 409
    for words in ("Rita changed this after you opened it", "B counted himself.",
                  "Nobody can tell.", "Both versions"):  # fmt: skip
        assert words in late.text
    assert state(sqlite_database, case)[0] == "resolved"
    again = rolf.post(url(case), decision(late.text, status="accepted", favours="neither",
                                          rationale="Nobody can tell."))  # fmt: skip
    assert again.status_code == 303
    assert state(sqlite_database, case) == ("accepted", None, "Nobody can tell.", "Rolf")


def test_a_version_that_was_tampered_with_is_a_conflict_and_no_failure(
    app: Flask, sqlite_database: Database, case: str
) -> None:
    rita = reviewer(app, sqlite_database)

    for version in ("9" * 5000, "-1", "x", "0", "1e9"):
        assert decide(rita, case, version=version).status_code == 409
    assert state(sqlite_database, case)[0] == "open"


def test_a_relation_that_is_no_contradiction_has_no_case(
    app: Flask, sqlite_database: Database, case: str, actor: Actor
) -> None:
    here = (sqlite_database, actor, "khorasan")
    first, second = make.make_claim(*here, text="One."), make.make_claim(*here, text="Two.")
    relation = make.make_relation(*here, first, second, "corroborates")
    rita = reviewer(app, sqlite_database)

    assert rita.get(url(relation)).status_code == 404
    assert decide(rita, relation).status_code == 404


def test_a_reader_does_not_see_the_words_of_a_restricted_note(
    app: Flask, sqlite_database: Database, case: str, actor: Actor
) -> None:
    here = (sqlite_database, actor, "khorasan")
    document = make.make_document(*here, restricted=True)
    note = make.make_note(*here, document, text="Gulbuddin of Achin said so.")
    claim = make.make_claim(*here, text="He said so.",
                            quotes=[{"note": note, "exact": "Gulbuddin of Achin"}])  # fmt: skip
    make.make_relation(*here, claim, make.make_claim(*here, text="He did not."))
    ada = someone(app, sqlite_database, "Ada", role="analyst", dossier="khorasan")
    leo = someone(app, sqlite_database, "Leo", role="reader", dossier="khorasan")

    for page in ("contradictions", "history", "history?kind=claim", ""):
        assert "Gulbuddin" not in leo.get(f"/d/khorasan/{page}".rstrip("/")).text
    assert "Gulbuddin" in ada.get("/d/khorasan/contradictions").text


def test_the_report_asks_as_many_questions_for_many_cases_as_for_few(
    app: Flask, sqlite_database: Database, case: str, actor: Actor,
    count_queries: Callable[[Callable[[], Any]], int],
) -> None:  # fmt: skip
    rita = reviewer(app, sqlite_database)
    few = count_queries(lambda: rita.get("/d/khorasan/contradictions"))
    here = (sqlite_database, actor, "khorasan")
    source = make.make_source(*here, label="Another")
    for number in range(6):
        pair = [
            make.make_claim(*here, {"source": source}, text=f"{side} {number}") for side in "ab"
        ]
        make.make_relation(*here, *pair)

    assert count_queries(lambda: rita.get("/d/khorasan/contradictions")) == few


def test_a_reviewer_decides_in_the_browser_without_scripts(
    live_server: Any, open_page: Callable[..., Page], sign_in: Callable[..., str], actor: Actor
) -> None:
    case = contradicting(live_server.database, actor)
    page = open_page(java_script_enabled=False)
    sign_in(page, "Rita")
    grant_role_to(live_server.database, "Rita", "reviewer", "khorasan")

    page.goto("/d/khorasan/contradictions")
    page.get_by_role("link", name=f"Decide {case}").click()
    page.get_by_label("resolved").check()
    page.get_by_label("side b").check()
    page.get_by_role("button", name="Record decision").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why")
    expect(page.get_by_label("side b")).to_be_checked()
    page.get_by_label("Rationale").fill("B counted himself.")
    page.get_by_role("button", name="Record decision").click()

    expect(page.get_by_role("status")).to_contain_text("The case is resolved.")
    expect(page.get_by_text("favoured by the decision")).to_be_visible()


@pytest.mark.parametrize("options", [{"viewport": {"width": 1280, "height": 900}},
                                     {"viewport": {"width": 400, "height": 800},
                                      "color_scheme": "dark"}],
                         ids=["wide", "narrow and dark"])  # fmt: skip
def test_the_report_and_a_case_are_accessible_and_fit(
    live_server: Any, open_page: Callable[..., Page], sign_in: Callable[..., str],
    axe: Callable[..., None], actor: Actor, options: dict[str, Any],
) -> None:  # fmt: skip
    case = contradicting(live_server.database, actor)
    page = open_page(**options)
    sign_in(page, "Rita")
    grant_role_to(live_server.database, "Rita", "reviewer", "khorasan")
    for address in ("/d/khorasan/contradictions", url(case)):
        page.goto(address)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
