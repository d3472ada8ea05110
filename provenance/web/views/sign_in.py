"""Signing in by a one-time link, and out."""

from flask import Blueprint, Response, redirect, render_template, request

from provenance.accounts.service import end_session, use_link
from provenance.errors import NotFound
from provenance.web import current
from provenance.web.access import ANYONE, PERSON, needs
from provenance.web.sessions import COOKIE, set_cookie

blueprint = Blueprint("sign_in", __name__)


@blueprint.get("/sign-in/<token>")
@needs(ANYONE)
def use(token: str) -> Response | tuple[str, int]:
    """Spend the link; a session that this browser had before ends."""
    if request.method == "HEAD":
        return Response()
    with current.database().writing() as session:
        try:
            _user, new_token = use_link(session, token)
        except NotFound as error:
            return render_template("sign_in/needed.html", message=error.message), 404
        if current.person() is not None and COOKIE in request.cookies:
            end_session(session, current.actor(), request.cookies[COOKIE])
        session.commit()
    response = redirect("/", code=303)
    assert isinstance(response, Response)  # noqa: S101
    set_cookie(response, new_token, secure=_is_secure())
    return response


def _is_secure() -> bool:
    """Whether the browser reaches us by HTTPS, directly or at the proxy in front."""
    return request.is_secure or (current.settings().public_url or "").startswith("https:")


@blueprint.post("/sign-out")
@needs(PERSON)
def sign_out() -> Response:
    """End the session on the server; the cookie is worth nothing afterwards."""
    with current.database().writing() as session:
        end_session(session, current.actor(), request.cookies.get(COOKIE, ""))
        session.commit()
    response = redirect("/", code=303)
    assert isinstance(response, Response)  # noqa: S101
    response.delete_cookie(COOKIE)
    return response
