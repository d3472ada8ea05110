"""People of a dossier with their roles, and people of the installation with their links."""

from typing import Any

from flask import Blueprint, Response, flash, render_template, request, url_for
from sqlalchemy.orm import Session

from provenance.accounts.commands import AddUser
from provenance.accounts.models import User
from provenance.accounts.queries import all_users, user_by_name
from provenance.accounts.service import add_user, disable_user, enable_user, make_link
from provenance.dossiers.commands import GrantRole
from provenance.dossiers.queries import members
from provenance.dossiers.service import grant_role
from provenance.errors import InvalidInput, NotFound
from provenance.web import current
from provenance.web.access import ADMINISTRATOR, needs
from provenance.web.acts import Act, Answer, submit
from provenance.web.forms.people import (
    ROLE_MEANINGS,
    AddPersonForm,
    ChangeRoleForm,
    GrantForm,
    PersonForm,
    form_mark,
)

blueprint = Blueprint("people", __name__)
Forms = dict[str, Any]


@blueprint.get("/d/<slug>/people")
@needs("reader")
def index(slug: str) -> str:
    """Who may do what in this dossier?"""
    return _members_page(slug)


@blueprint.post("/d/<slug>/people")
@needs("owner")
def grant(slug: str) -> Answer:
    """Give somebody a role."""
    form: Any = GrantForm(prefix="grant")

    def act(session: Session) -> str:
        command = GrantRole(slug, form.user.data, form.role.data, form.reason.data)
        try:
            grant_role(session, current.actor(), command)
        except NotFound:
            unknown = f"Nobody here is called {form.user.data!r}; ask an administrator to add them."
            raise InvalidInput.at("user", unknown) from None
        flash(f"{form.user.data} may now work here as {form.role.data}.", "success")
        return url_for(".index", slug=slug)

    return submit(form, act, lambda form: _members_page(slug, grant=form))


@blueprint.post("/d/<slug>/people/change")
@needs("owner")
def change(slug: str) -> Answer:
    """Change or take a member's role."""
    names = [member.user.name for member in members(current.reader(), current.dossier())]
    name = _addressed(names)
    form: Any = ChangeRoleForm(prefix=form_mark(name))

    def act(session: Session) -> str:
        grant_role(session, current.actor(), GrantRole(slug, name, form.wanted(), form.reason.data))
        flash(f"{name}: {ROLE_MEANINGS[form.role.data]}.", "success")
        left = form.wanted() is None and name == current.actor().name
        return url_for("home.index") if left else url_for(".index", slug=slug)

    return submit(form, act, lambda form: _members_page(slug, changed={name: form}))


def _members_page(slug: str, grant: Any = None, changed: Forms | None = None) -> str:
    people = members(current.reader(), current.dossier())
    forms = {
        member.user.name: ChangeRoleForm(
            None, prefix=form_mark(member.user.name), user=member.user.name, role=member.role
        )
        for member in people
    }
    forms.update(changed or {})
    failed = next(iter((changed or {}).values()), grant)
    return render_template(
        "people/index.html", slug=slug, members=people, forms=forms, meanings=ROLE_MEANINGS,
        grant=grant or GrantForm(None, prefix="grant"), failed=failed,
    )  # fmt: skip


@blueprint.get("/people")
@needs(ADMINISTRATOR)
def installation() -> str:
    """Who may sign in to this installation?"""
    return _users_page()


@blueprint.post("/people")
@needs(ADMINISTRATOR)
def add() -> Answer:
    """Add a person, and show the sign-in link this once."""
    form: Any = AddPersonForm(prefix="add")

    def act(session: Session) -> User:
        command = AddUser(form.name.data, form.reason.data, form.is_administrator.data)
        return add_user(session, current.actor(), command)

    return _with_link(form, act, "new here", lambda form: _users_page(add=form))


@blueprint.post("/people/link")
@needs(ADMINISTRATOR)
def link() -> Answer:
    """A new one-time link for a person, shown this once."""
    form, name = _person_form("link")

    def act(session: Session) -> User:
        return user_by_name(session, name)

    return _with_link(form, act, form.reason.data, lambda form: _users_page(links={name: form}))


@blueprint.post("/people/disable")
@needs(ADMINISTRATOR)
def disable() -> Answer:
    """Shut a person out, at once."""
    form, name = _person_form("access")

    def act(session: Session) -> str:
        disable_user(session, current.actor(), user_by_name(session, name), form.reason.data)
        flash(f"{name} can no longer sign in; every open session has ended.", "success")
        return url_for(".installation")

    return submit(form, act, lambda form: _users_page(access={name: form}))


@blueprint.post("/people/enable")
@needs(ADMINISTRATOR)
def enable() -> Answer:
    """Let a person in again."""
    form, name = _person_form("access")

    def act(session: Session) -> str:
        enable_user(session, current.actor(), user_by_name(session, name), form.reason.data)
        flash(f"{name} may sign in again, with a new link.", "success")
        return url_for(".installation")

    return submit(form, act, lambda form: _users_page(access={name: form}))


def _with_link(form: Any, act: Any, reason: str, show: Any) -> Answer:
    """The page with a person's new link: it is in this answer and kept nowhere in clear."""
    made: dict[str, str] = {}

    def act_and_link(session: Session) -> str:
        user = act(session)
        token = make_link(session, current.actor(), user, reason)
        made["name"] = user.name
        made["url"] = _address_of(url_for("sign_in.use", token=token))
        return url_for(".installation")

    run: Act = act_and_link
    answer = submit(form, run, show)
    if made and isinstance(answer, Response):
        current.close_reader()  # the page shows the person just added
        return _users_page(link=made)
    return answer


def _address_of(path: str) -> str:
    """Where people reach the page: at the installation's own address, else as this visitor did."""
    return (current.settings().public_url or request.host_url.rstrip("/")) + path


def _person_form(act: str) -> tuple[Any, str]:
    name = _addressed([user.name for user in all_users(current.reader())], act)
    return PersonForm(prefix=form_mark(name) + act), name


def _addressed(names: list[str], act: str = "") -> str:
    """Whose form was sent: every person's form has a prefix of its own."""
    for name in names:
        if f"{form_mark(name)}{act}-user" in request.form:
            return name
    raise InvalidInput("This form does not say whom it is about. Reload the page and try again.")


def _users_page(
    add: Any = None, links: Forms | None = None, access: Forms | None = None,
    link: dict[str, str] | None = None,
) -> str:  # fmt: skip
    users = all_users(current.reader())

    def forms(act: str, refused: Forms | None) -> Forms:
        blank = {
            user.name: PersonForm(None, prefix=form_mark(user.name) + act, user=user.name)
            for user in users
        }
        return blank | (refused or {})

    failed = next(iter({**(links or {}), **(access or {})}.values()), add)
    return render_template(
        "people/installation.html", users=users, add=add or AddPersonForm(None, prefix="add"),
        links=forms("link", links), access=forms("access", access), link=link, failed=failed,
    )  # fmt: skip
