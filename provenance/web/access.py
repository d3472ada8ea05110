"""Who may open what: one declaration per view, one check before every request, one printed matrix.

A view says ``@needs("analyst")``; a view that says nothing makes the application refuse to start.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask

from provenance.vocabulary import ROLES

View = TypeVar("View", bound=Callable[..., Any])
ANYONE, PERSON, ADMINISTRATOR = "anyone", "person", "administrator"
LEVELS = (ANYONE, PERSON, *ROLES, ADMINISTRATOR)
ACTORS = ("anonymous", "outsider", *ROLES, "administrator")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def needs(level: str) -> Callable[[View], View]:
    """Mark a view with the least that its visitor must be; roles are those in the URL's dossier."""
    if level not in LEVELS:
        raise ValueError(f"{level!r} is no level of access")

    def mark(view: View) -> View:
        view.needs = level  # type: ignore[attr-defined]
        return view

    return mark


def level_of(app: Flask, endpoint: str) -> str:
    """What the endpoint's view needs; static files are open to anyone."""
    if endpoint == "static":
        return ANYONE
    level: str | None = getattr(app.view_functions[endpoint], "needs", None)
    if level is None:
        raise RuntimeError(f"the view {endpoint} does not say who may open it")
    return level


def has_role(role: str | None, needed: str) -> bool:
    """Whether a role in a dossier suffices: each role may do what those before it may."""
    return role is not None and ROLES.index(role) >= ROLES.index(needed)


def answer(level: str, actor: str) -> str:
    """``allow``, ``deny`` (the thing may be known) or ``hidden`` (it looks as if it did not exist)."""
    if level == ANYONE:
        return "allow"
    if actor == "anonymous":
        return "hidden"
    if level == PERSON or actor == "administrator":
        return "allow"
    if level == ADMINISTRATOR:
        return "deny"
    if actor == "outsider":
        return "hidden"
    return "allow" if has_role(actor, level) else "deny"


def matrix(app: Flask) -> list[dict[str, Any]]:
    """Every route and method with what each kind of actor gets, sorted by rule."""
    rows = []
    for rule in app.url_map.iter_rules():
        level = level_of(app, rule.endpoint)
        for method in sorted((rule.methods or set()) & set(METHODS)):
            access = {actor: answer(level, actor) for actor in ACTORS}
            rows.append({"rule": rule.rule, "method": method, "access": access})
    return sorted(rows, key=lambda row: (row["rule"], row["method"]))


def check_declared(app: Flask) -> None:
    """Raise where a view does not say who may open it."""
    for rule in app.url_map.iter_rules():
        level_of(app, rule.endpoint)
