"""The check before every request: signed in, member of the dossier, role high enough."""

from flask import Flask, Response, abort, current_app, g, render_template, request

from provenance.dossiers.queries import dossier_by_slug, role_of
from provenance.errors import NotFound
from provenance.web import current
from provenance.web.access import ADMINISTRATOR, ANYONE, PERSON, has_role, level_of


def install(app: Flask) -> None:
    """Refuse by default: whatever a view does not open stays shut."""
    app.before_request(_check)
    app.teardown_appcontext(current.close_reader)


def _check() -> tuple[str, int] | Response | None:
    endpoint = request.endpoint
    level = level_of(current_app, endpoint) if endpoint else PERSON
    if level == ANYONE:
        return None
    user = current.person()
    if user is None:
        return render_template("sign_in/needed.html"), 401
    if endpoint is None or level == PERSON:
        return None
    if level == ADMINISTRATOR:
        return None if user.is_administrator else abort(403)
    _check_dossier(level)
    return None


def _check_dossier(level: str) -> None:
    user = current.person()
    slug = (request.view_args or {}).get("slug", "")
    reader = current.reader()
    try:
        dossier = dossier_by_slug(reader, slug)
    except NotFound:
        abort(404)
    role = role_of(reader, user, dossier) if user else None
    if role is None:
        abort(404)
    if not has_role(role, level):
        abort(403)
    g.dossier, g.role = dossier, role
