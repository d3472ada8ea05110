"""Error pages: what is wrong, what to do, and for our own failures an id that the log has.

Nothing logged here carries a value: neither a traceback's text nor SQL parameters, since both could
name a source. If even the page cannot be drawn (no database), a bare one is sent.
"""

import logging
import secrets
from collections.abc import Sequence
from http import HTTPStatus
from traceback import extract_tb
from typing import Any

from flask import Flask, render_template, request
from flask_wtf.csrf import CSRFError
from markupsafe import escape
from sqlalchemy.exc import DBAPIError, StatementError
from werkzeug.exceptions import HTTPException, InternalServerError, MethodNotAllowed

from provenance.errors import Fault, ProvenanceError

log = logging.getLogger("provenance.web")
Page = tuple[str, int]
FRAMES = 6
"""Places in our own code that the log names, from the innermost outwards."""
OURS = "provenance"
WORDS = {
    400: ("This request was not understood",
          "Something in it is malformed. Go back, reload the page and try again."),
    403: ("Not with your role here",
          "You may read this, but the act needs a higher role. Ask an owner of the dossier, "
          "or for the installation its administrator."),
    404: ("Nothing here",
          "There is no such page, or none that you may see. Check the address; if a colleague "
          "sent it, ask for a role in that dossier."),
    405: ("Not this way",
          "This address does not take that kind of request. Go back and use the page's own form."),
    409: ("Somebody else was faster",
          "What you changed looks different now. Go back, look at the newer version and decide again."),
    413: ("Too large",
          "The file or text is larger than this installation accepts. Nothing was saved; "
          "send less, or in parts."),
    415: ("Not a kind of file that is read here", "Send plain text, or paste the text instead."),
    422: ("This cannot be accepted", "Nothing was saved. Go back and correct what is named below."),
    429: ("Too many requests", "Wait a minute and try again."),
    507: ("The disk is full",
          "Nothing was saved; reading still works. Tell whoever runs this installation."),
}  # fmt: skip
EXPIRED = (
    "This form can no longer be used",
    "It was open too long, was opened before you last signed in, or came from another site. Nothing "
    "was saved. Go back, copy what you typed, reload the page and send it again.",
)


def install(app: Flask) -> None:
    """Answer every error with a page."""
    app.register_error_handler(ProvenanceError, _designed)
    app.register_error_handler(StatementError, _refused_by_column)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)
    app.log_exception = _log_nothing  # type: ignore[method-assign,assignment]


def _log_nothing(*_: Any) -> None:
    """Flask would log the traceback with its values; ``_unexpected`` logs what may be logged."""


def page(
    status: int, title: str, message: str, faults: Sequence[Fault] = (), number: str | None = None
) -> Page:
    """The page of an error; ``number`` is the id under which the log has it."""
    try:
        shown = render_template(
            "error.html", status=status, error_title=title, message=message, faults=faults,
            number=number,
        )  # fmt: skip
    except Exception as error:  # the page needs the database: say the same without it
        log.error("the page of error %d failed: %s", status, type(error).__name__)
        shown = _bare(title, message, number)
    return shown, status


def _bare(title: str, message: str, number: str | None) -> str:
    known = f"<p>The log has it as {number}.</p>" if number else ""
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<h1>{escape(title)}</h1><p>{escape(message)}</p>{known}<p><a href="/">Home</a></p></html>'
    )


def _words(status: int) -> tuple[str, str]:
    if status in WORDS:
        return WORDS[status]
    return HTTPStatus(status).phrase, "Go back and try again."


def _designed(error: ProvenanceError) -> Page:
    if error.status >= 500:
        log.error("%s %s: %s", request.method, request.endpoint, type(error).__name__)
    if error.status == 404:  # the same words whatever was asked
        return page(404, *_words(404))
    return page(error.status, _words(error.status)[0], error.message, getattr(error, "faults", ()))


def _refused_by_column(error: StatementError) -> Page:
    """A column that refuses a value (NUL, a word outside its set) raises inside the database layer."""
    if isinstance(error.orig, ProvenanceError):
        return _designed(error.orig)
    return _unexpected(error)


def _http(error: HTTPException) -> Page | tuple[str, int, dict[str, str]] | HTTPException:
    if error.code is None or error.code < 400:
        return error
    if isinstance(error, InternalServerError):
        return _unexpected(error.original_exception or error)
    if isinstance(error, CSRFError):
        return page(400, *EXPIRED)
    shown = page(error.code, *_words(error.code))
    if isinstance(error, MethodNotAllowed):
        return *shown, {"Allow": ", ".join(sorted(error.valid_methods or ()))}
    return shown


def _unexpected(error: BaseException) -> Page:
    number = secrets.token_hex(4)
    cause = type(error).__name__
    if isinstance(error, DBAPIError):
        cause = f"{cause} ({type(error.orig).__name__})"
    trace = extract_tb(error.__traceback__)
    frames = ([frame for frame in trace if OURS in frame.filename] or trace)[-FRAMES:]
    places = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))
    log.error("[%s] %s %s: %s at %s", number, request.method, request.endpoint, cause, places)
    return page(
        500, "Our mistake",
        "Something failed on the server; nothing was saved. Try again; if it fails again, tell "
        "whoever runs this installation the id below.", number=number,
    )  # fmt: skip
