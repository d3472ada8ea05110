"""Levels, roles and what each kind of actor is answered."""

import pytest
from flask import Flask

from provenance.vocabulary import ROLES
from provenance.web.access import ACTORS, LEVELS, answer, check_declared, has_role, matrix, needs

ALL, NONE = "allow", "hidden"


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("needed", ROLES)
def test_each_role_may_do_what_those_before_it_may(role: str, needed: str) -> None:
    assert has_role(role, needed) == (ROLES.index(role) >= ROLES.index(needed))


def test_nobody_without_a_role_has_one() -> None:
    assert not any(has_role(None, needed) for needed in ROLES)


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("anyone", [ALL] * 7),
        ("person", [NONE, *[ALL] * 6]),
        ("reader", [NONE, NONE, *[ALL] * 5]),
        ("analyst", [NONE, NONE, "deny", *[ALL] * 4]),
        ("reviewer", [NONE, NONE, "deny", "deny", *[ALL] * 3]),
        ("owner", [NONE, NONE, "deny", "deny", "deny", ALL, ALL]),
        ("administrator", [NONE, *["deny"] * 5, ALL]),
    ],
)
def test_the_matrix_by_level(level: str, expected: list[str]) -> None:
    assert [answer(level, actor) for actor in ACTORS] == expected


def test_every_level_is_tested_above() -> None:
    assert list(LEVELS) == ["anyone", "person", *ROLES, "administrator"]


def test_an_unknown_level_is_no_level() -> None:
    with pytest.raises(ValueError, match="emperor"):
        needs("emperor")


def test_a_view_that_says_nothing_makes_the_application_refuse_to_start() -> None:
    app = Flask("test")
    app.add_url_rule("/open", "silent", lambda: "")

    with pytest.raises(RuntimeError, match="silent"):
        check_declared(app)


def test_the_matrix_lists_each_method_of_a_route_and_no_others() -> None:
    app = Flask("test", static_folder=None)
    app.add_url_rule("/form", "form", needs("owner")(lambda: ""), methods=["GET", "POST"])

    assert [(row["rule"], row["method"]) for row in matrix(app)] == [
        ("/form", "GET"), ("/form", "POST"),
    ]  # fmt: skip
