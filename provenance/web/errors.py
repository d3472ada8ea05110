"""Error pages: what is wrong, what to do, and for our own failures an id that the log has."""

import logging
import secrets

from flask import Flask, render_template, request
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException

from provenance.errors import ProvenanceError

log = logging.getLogger("provenance.web")
WORDS = {
    400: ("This form can no longer be used",
          "It was open too long or came from another site. Go back, reload the page and send it again."),
    403: ("Not with your role here",
          "You may read this dossier, but this act needs a higher role. Ask one of its owners."),
    404: ("Nothing here", "There is no such page, or none that you may see."),
    405: ("Not this way", "This address does not take that kind of request."),
    413: ("Too large", "The file or text is larger than this installation accepts."),
}  # fmt: skip


def install(app: Flask) -> None:
    """Answer every error with a page."""
    app.register_error_handler(ProvenanceError, _designed)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def _page(
    status: int, title: str, message: str, faults: tuple[object, ...] = ()
) -> tuple[str, int]:
    page = render_template(
        "error.html", status=status, error_title=title, message=message, faults=faults
    )
    return page, status


def _designed(error: ProvenanceError) -> tuple[str, int]:
    if error.status >= 500:
        log.error("%s %s: %s", request.method, request.path, error.message)
    title = WORDS.get(error.status, ("This cannot be done", ""))[0]
    return _page(error.status, title, error.message, getattr(error, "faults", ()))


def _http(error: HTTPException) -> tuple[str, int] | HTTPException:
    if error.code is None or error.code < 400:
        return error
    title, message = WORDS.get(error.code, (error.name, error.description or ""))
    return _page(error.code, title, message)


def _unexpected(error: Exception) -> tuple[str, int]:
    """Log without values: a traceback's locals or SQL parameters could name a source."""
    number = secrets.token_hex(4)
    cause = type(error).__name__
    where = error.__traceback__
    frames = []
    while where is not None:
        frames.append(f"{where.tb_frame.f_code.co_filename}:{where.tb_lineno}")
        where = where.tb_next
    if isinstance(error, DBAPIError):
        cause = f"{cause} ({type(error.orig).__name__})"
    log.error("[%s] %s %s at %s", number, request.method, cause, " < ".join(reversed(frames[-6:])))
    return _page(
        500,
        "Our mistake",
        f"Something failed on the server; nothing was saved. The log has it as {number}.",
    )
