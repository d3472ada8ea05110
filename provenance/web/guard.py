"""The check before every request: signed in, member of the dossier, role high enough."""

from urllib.parse import unquote_to_bytes

from flask import Flask, Response, abort, current_app, g, render_template, request

from provenance.dossiers.queries import dossier_by_slug, role_of
from provenance.errors import InvalidInput, NotFound
from provenance.text import checked, problem_of
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
    _limit_form()
    _check_text()
    if endpoint is None or level == PERSON:
        return None
    if level == ADMINISTRATOR:
        return None if user.is_administrator else abort(403)
    _check_dossier(level)
    return None


def _limit_form() -> None:
    """An urlencoded body is read whole: it has the limit of a form, not that of an upload."""
    if request.mimetype == "application/x-www-form-urlencoded":
        request.max_content_length = current_app.config["MAX_FORM_MEMORY_SIZE"]
        _check_encoding(request.get_data())


def _check_encoding(body: bytes) -> None:
    """Bytes that are no UTF-8 would be kept as something that nobody typed."""
    try:
        unquote_to_bytes(body).decode()
    except UnicodeDecodeError:
        raise InvalidInput(
            "This form holds bytes that are no text in UTF-8. Nothing was saved; reload the page and "
            "type it again."
        ) from None


def _check_text() -> None:
    """No database keeps NUL or half a surrogate pair: nothing bears such an id, nothing is found."""
    if any(problem_of(str(value)) for value in (request.view_args or {}).values()):
        abort(404)
    for name, value in request.args.items(multi=True):
        checked(name, "the address")
        checked(value, "the address")


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
    g.dossier, g.role = dossier, role
    if not has_role(role, level):
        abort(403)
