"""How a form acts: validated, done once, in one transaction; refused with what was typed intact."""

from collections.abc import Callable
from typing import Any

from flask import Response, redirect
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session

from provenance import clock
from provenance.accounts.models import FormSubmission
from provenance.assessments.work import unit_of_work
from provenance.errors import AlreadyExists, EditConflict, InvalidInput, NotFound
from provenance.web import current

Answer = Response | str | tuple[str, int]
Act = Callable[[Session], str]
Show = Callable[[FlaskForm], str]


def submit(
    form: FlaskForm, act: Act, show: Show, conflict: Callable[[FlaskForm], str] | None = None
) -> Answer:
    """Run ``act`` (it returns the URL to go to) if the form holds, else show the form again.

    422: something is wrong with the input, each fault beside its field. 409: somebody else was
    faster, or it exists already; ``conflict`` shows both versions.
    """
    if not form.validate():
        return show(form), 422
    try:
        target = _once(form, act)
    except EditConflict as error:
        form.form_errors.append(error.message)
        return (conflict or show)(form), 409
    except AlreadyExists as error:
        form.form_errors.append(error.message)
        return show(form), 409
    except (InvalidInput, NotFound) as error:
        attach(form, error)
        return show(form), 422
    return see_other(target)


def _once(form: FlaskForm, act: Act) -> str:
    """A form sent twice acts once: its random ``once`` token is kept with where it led."""
    token: Any = form.once.data if "once" in form else None
    with unit_of_work(current.database()) as session:
        if token:
            earlier = session.get(FormSubmission, token)
            if earlier is not None:
                return earlier.target
        target = act(session)
        if token:
            user_id = current.actor().user_id
            session.add(
                FormSubmission(token=token, user_id=user_id, target=target, created_at=clock.now())
            )
    return target


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
