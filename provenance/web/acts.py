"""How a form acts: validated, done once, in one transaction; refused with what was typed intact."""

import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any

from flask import Response, current_app, flash, g, redirect, request
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session

from provenance import clock
from provenance.accounts.models import FormSubmission
from provenance.assessments.starting import see_to
from provenance.assessments.work import unit_of_work
from provenance.audit.record import pending, written_by
from provenance.errors import AlreadyExists, EditConflict, InvalidInput, NotFound
from provenance.reviews.undoing import can_be_undone
from provenance.web import current

Answer = Response | str | tuple[str, int]
Act = Callable[[Session], str]
Show = Callable[[FlaskForm], str]
CSRF_FIELD = "csrf_token"
UNDO = "undo"
"""Category of the flashed message that names an act's entries in the audit trail: first-last."""


def submit(
    form: FlaskForm, act: Act, show: Show, conflict: Callable[[FlaskForm], str] | None = None,
    *, before: Callable[[], None] = lambda: None,
) -> Answer:  # fmt: skip
    """Run ``act`` (it returns the URL to go to) if the form holds, else show the form again.

    ``before`` runs first, outside the transaction: what takes long keeps no writer waiting.

    422 (413 or 415 for a file): something is wrong with the input, each fault beside its field.
    409: somebody else was faster, or it exists already; ``conflict`` shows both versions.
    """
    if not form.validate():
        return show(form), 422
    try:
        before()
        target = _once(form, act)
        bring_up_to_date()
    except EditConflict as error:
        form.form_errors.append(error.message)
        return (conflict or show)(form), 409
    except AlreadyExists as error:
        form.form_errors.append(error.message)
        return show(form), 409
    except (InvalidInput, NotFound) as error:
        attach(form, error)
        return show(form), InvalidInput.status if isinstance(error, NotFound) else error.status
    return see_other(target)


def bring_up_to_date() -> None:
    """Scores that the act reached too far to bring along are computed apart; pages say so until then."""
    dossier = g.get("dossier")
    if dossier is not None:
        see_to(current.database(), current.settings(), dossier.slug)


def _once(form: FlaskForm, act: Act) -> str:
    """A form sent twice acts once: its random ``once`` token and what it said are kept with where it
    led. Sent again with other content (after Back), it is another act."""
    token: Any = form.once.data if "once" in form else None
    if not token:
        with unit_of_work(current.database()) as session:
            target = act(session)
            undoable = can_be_undone(pending(session))
        _offer_undo(session, undoable)
        return target
    digest = _digest_of_form()
    with unit_of_work(current.database()) as session:
        earlier = session.get(FormSubmission, (token, digest))
        if earlier is not None:
            return earlier.target
        target = act(session)
        undoable = can_be_undone(pending(session))
        session.add(
            FormSubmission(
                token=token, digest=digest, user_id=current.actor().user_id, target=target,
                created_at=clock.now(),
            )
        )  # fmt: skip
    _offer_undo(session, undoable)
    return target


def _offer_undo(session: Session, undoable: bool) -> None:
    """The next page has a button that takes back what was just committed, where there is a way."""
    if undoable:
        ((first, last),) = written_by(session).values()
        flash(f"{first}-{last}", UNDO)


def _digest_of_form() -> str:
    """What stands for where the form was sent and all that was in it. Under the installation's own
    key: a form may hold a protected name, which nobody shall guess from the database.

    The token against foreign sites is left out: another one makes no other act.
    """
    said = [(name, value) for name, value in request.form.items(multi=True) if name != CSRF_FIELD]
    files = []
    for name, file in request.files.items(multi=True):
        file.seek(0)  # whoever read it before left it at its end
        files.append((name, file.filename, hashlib.sha256(file.read()).hexdigest()))
        file.seek(0)
    content = json.dumps([request.path, sorted(said), sorted(files)]).encode()
    return hmac.digest(current_app.config["SECRET_KEY"], content, "sha256").hex()


def see_other(target: str) -> Response:
    """Go to a page by GET."""
    response = redirect(target, code=303)
    assert isinstance(response, Response)  # noqa: S101 - flask's redirect gives its own Response
    return response


def attach(form: FlaskForm, error: InvalidInput | NotFound) -> None:
    """Put each fault beside its field; what belongs to no field stands on top."""
    faults = getattr(error, "faults", ())
    for fault in faults:
        name = fault.where.split(".")[0].split("[")[0]
        if name in form:
            form[name].errors = [*form[name].errors, fault.message]
        else:
            form.form_errors.append(f"{fault.where}: {fault.message}" if name else fault.message)
    if not faults:
        form.form_errors.append(error.message)
