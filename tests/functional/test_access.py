"""Who gets in where: every route, every method, every kind of person, against the printed matrix."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask, url_for

from provenance.audit.actor import Actor
from provenance.db.session import Database
from provenance.vocabulary import ROLES
from provenance.web.access import matrix
from provenance.web.forms.people import form_mark
from tests.factories import records as make
from tests.functional.visitors import Visitor, sign_in_link, someone

ANSWERS = {"hidden": {404}, "deny": {403}}
UNKNOWN = "C-ZZZZ"


@pytest.fixture
def known(sqlite_database: Database, actor: Actor) -> dict[str, str]:
    """Something of every kind in a dossier, by the name that URLs give it."""
    slug = make.make_dossier(sqlite_database, actor)
    here = (sqlite_database, actor, slug)
    document = make.make_document(*here)
    note = make.make_note(*here, document)
    source = make.make_source(*here)
    citation = make.make_citation(*here, note=note, source=source)
    first, second = make.make_claim(*here), make.make_claim(*here, text="It had 900 fighters.")
    organisation, person = make.make_organisation(*here), make.make_person(*here)
    twin, third = (make.make_source(*here, label=label) for label in ("Twin", "Third"))
    return {
        "slug": slug, "document": document, "note": note, "source": source, "citation": citation,
        "claim": first, "organisation": organisation, "person": person,
        "relation": make.make_relation(*here, first, second),
        "attribution": make.make_attribution(*here, first, source),
        "dependence": make.make_dependence(*here, source, make.make_source(*here, label="Other")),
        "tie": make.make_tie(*here, organisation, person),
        "rating": make.make_rating(*here, source), "subject": source,
        "distinction": make.make_distinction(*here, source, twin),
        "word": make.make_word(*here), "act": make.make_merge(*here, twin, third),
    }  # fmt: skip


def test_every_actor_gets_what_the_matrix_says(
    app: Flask, sqlite_database: Database, known: dict[str, str]
) -> None:
    actors = all_actors(app, sqlite_database, known["slug"])
    wrong = []
    for row in matrix(app):
        url = concrete(row["rule"], known)
        for name, access in row["access"].items():
            if row["rule"] == "/sign-out" and name != "anonymous":
                continue  # it would end the session that the next rows need
            status = actors[name].send(row["method"], url).status_code
            exists = UNKNOWN not in url and "<int:" not in row["rule"]
            if not agrees(status, access, name, reachable=exists):
                wrong.append(f"{row['method']} {row['rule']} as {name}: {status}, not {access}")
    assert not wrong, "\n".join(wrong)


def all_actors(app: Flask, database: Database, slug: str) -> dict[str, Visitor]:
    """One of each kind of person that the matrix knows."""
    actors = {"anonymous": Visitor(app), "outsider": someone(app, database, "outsider")}
    for role in ROLES:
        actors[role] = someone(app, database, role, role=role, dossier=slug)
    return actors | {"administrator": someone(app, database, "administrator", administrator=True)}


def concrete(rule: str, known: dict[str, str]) -> str:
    """A URL of the rule in which every id exists, where something of its kind does."""
    parts = []
    for part in rule.split("/"):
        if not part.startswith("<"):
            parts.append(part)
            continue
        variable, _, ending = part.partition(">")
        name = variable.strip("<").split(":")[-1]
        counted = "1" if part.startswith("<int:") else UNKNOWN
        parts.append(known.get(name.removesuffix("_id"), counted) + ending)
    return "/".join(parts)


def agrees(status: int, access: str, actor: str, *, reachable: bool) -> bool:
    """Whether an answer is what the matrix promises; nothing is ever a failure of the server."""
    if status >= 500:
        return False
    if access == "hidden":
        return status == (401 if actor == "anonymous" else 404)
    if access == "deny":
        return status == 403
    return status not in (401, 403) and (status != 404 or not reachable)


def test_ids_of_another_dossier_look_like_ids_of_none(
    app: Flask, sqlite_database: Database, actor: Actor, known: dict[str, str]
) -> None:
    mine = make.make_dossier(sqlite_database, actor, "mine", "Mine")
    owner = someone(app, sqlite_database, "Olga Owner", role="owner", dossier=mine)
    told = []
    for row in matrix(app):
        if "<id:" not in row["rule"]:
            continue
        foreign = owner.send(row["method"], concrete(row["rule"], {**known, "slug": mine}))
        unknown = owner.send(row["method"], concrete(row["rule"], {"slug": mine}))
        if foreign.status_code != 404 or without_time(foreign.text) != without_time(unknown.text):
            told.append(f"{row['method']} {row['rule']}: {foreign.status_code}")
    assert not told, "\n".join(told)


def without_time(page: str) -> str:
    """A page without its printed time, and without form tokens, which hold the second too."""
    return "\n".join(
        line for line in page.splitlines() if " UTC" not in line and "csrf_token" not in line
    )


def test_a_dossier_of_others_looks_like_no_dossier(
    app: Flask, sqlite_database: Database, known: dict[str, str]
) -> None:
    outsider = someone(app, sqlite_database, "Otto Outsider")

    theirs, none = outsider.get(f"/d/{known['slug']}"), outsider.get("/d/no-such-dossier")

    assert theirs.status_code == none.status_code == 404
    assert without_time(theirs.text) == without_time(none.text)


def test_signing_out_ends_the_session_on_the_server(app: Flask, sqlite_database: Database) -> None:
    ada = someone(app, sqlite_database, "Ada")
    kept = ada.cookie

    assert ada.post("/sign-out").status_code == 303

    thief = Visitor(app)
    thief.client.set_cookie("provenance_session", kept)
    assert thief.get("/").status_code == 401


def test_a_spent_link_says_so(app: Flask, sqlite_database: Database) -> None:
    link = sign_in_link(sqlite_database, "Ada")
    Visitor(app).sign_in(link)

    again = Visitor(app).get(f"/sign-in/{link}")

    assert again.status_code == 404
    assert "used already" in again.text
    assert Visitor(app).get("/").status_code == 401


def test_a_link_that_is_only_looked_up_is_not_spent(app: Flask, sqlite_database: Database) -> None:
    link = sign_in_link(sqlite_database, "Ada")

    assert Visitor(app).client.head(f"/sign-in/{link}").status_code == 200

    assert Visitor(app).get(f"/sign-in/{link}").status_code == 303


def test_signing_in_changes_the_session_and_ends_the_one_before(
    app: Flask, sqlite_database: Database
) -> None:
    ada = someone(app, sqlite_database, "Ada")
    before = ada.cookie

    ada.sign_in(sign_in_link(sqlite_database, "Berta"))

    assert ada.cookie != before
    other = Visitor(app)
    other.client.set_cookie("provenance_session", before)
    assert other.get("/").status_code == 401


def test_a_session_chosen_by_somebody_else_is_not_taken_over(
    app: Flask, sqlite_database: Database
) -> None:
    ada = Visitor(app)
    ada.client.set_cookie("provenance_session", "chosen-by-an-attacker")

    ada.sign_in(sign_in_link(sqlite_database, "Ada"))

    assert ada.cookie != "chosen-by-an-attacker"


def test_losing_a_role_acts_at_once_even_on_an_open_form(
    app: Flask, sqlite_database: Database, known: dict[str, str]
) -> None:
    slug = known["slug"]
    olga = someone(app, sqlite_database, "Olga", role="owner", dossier=slug)
    ada = someone(app, sqlite_database, "Ada", role="owner", dossier=slug)
    change(olga, slug, "Ada", "reader")

    refused = ada.post(f"/d/{slug}/people", grant_values("Olga", "reader"))

    assert refused.status_code == 403
    change(olga, slug, "Ada", "none")
    assert ada.get(f"/d/{slug}").status_code == 404


def change(visitor: Visitor, slug: str, name: str, role: str) -> None:
    """Give a member another role."""
    mark = form_mark(name)
    values = {f"{mark}-user": name, f"{mark}-role": role, f"{mark}-reason": "needed for a test"}
    answer = visitor.post(f"/d/{slug}/people/change", values)
    assert answer.status_code == 303, answer.text


def grant_values(name: str, role: str) -> dict[str, str]:
    """What the form for a new role sends."""
    return {"grant-user": name, "grant-role": role, "grant-reason": "needed for a test"}


@pytest.mark.parametrize("extra", [{"is_administrator": "1"}, {"grant-is_administrator": "y"},
                                   {"role": "owner"}, {"user_id": "1"}])  # fmt: skip
def test_fields_that_a_form_does_not_have_are_ignored(
    app: Flask, sqlite_database: Database, known: dict[str, str], extra: dict[str, str]
) -> None:
    slug = known["slug"]
    olga = someone(app, sqlite_database, "Olga", role="owner", dossier=slug)
    ada = someone(app, sqlite_database, "Ada")

    answer = olga.post(f"/d/{slug}/people", {**grant_values("Ada", "reader"), **extra})

    assert answer.status_code == 303
    assert ada.get(f"/d/{slug}").status_code == 200
    assert ada.post(f"/d/{slug}/people", grant_values("Ada", "owner")).status_code == 403
    assert ada.get("/people").status_code == 403


@pytest.mark.parametrize("token", [None, "", "0" * 40], ids=["missing", "empty", "foreign"])
def test_a_form_without_its_own_token_does_nothing(
    app: Flask, sqlite_database: Database, known: dict[str, str], token: str | None
) -> None:
    slug = known["slug"]
    olga = someone(app, sqlite_database, "Olga", role="owner", dossier=slug)
    ada = someone(app, sqlite_database, "Ada")
    values = grant_values("Ada", "reader") | ({} if token is None else {"csrf_token": token})

    answer = olga.client.post(f"/d/{slug}/people", data=values)

    assert answer.status_code == 400
    assert "Nothing was saved" in answer.text
    assert ada.get(f"/d/{slug}").status_code == 404


def test_the_token_of_another_person_is_refused(
    app: Flask, sqlite_database: Database, known: dict[str, str]
) -> None:
    slug = known["slug"]
    olga = someone(app, sqlite_database, "Olga", role="owner", dossier=slug)
    eve = someone(app, sqlite_database, "Eve")
    olga.token = eve.token

    assert olga.post(f"/d/{slug}/people", grant_values("Eve", "owner")).status_code == 400


@pytest.mark.parametrize("act", [lambda v: v.get("/"), lambda v: v.get("/people"),
                                 lambda v: v.get("/no-such-page"), lambda v: v.post("/"),
                                 lambda v: v.get("/d/khorasan")])  # fmt: skip
def test_nothing_is_shown_without_signing_in(
    app: Flask, known: dict[str, str], act: Callable[[Visitor], Any]
) -> None:
    answer = act(Visitor(app))

    assert answer.status_code == 401
    assert "Khorasan" not in answer.text


def test_every_page_names_its_place_in_the_matrix(app: Flask) -> None:
    with app.test_request_context():
        assert url_for("home.index") == "/"
    rules = {(row["rule"], row["method"]) for row in matrix(app)}

    assert {("/d/<slug>", "GET"), ("/dossiers/new", "POST"), ("/people", "POST")} <= rules
