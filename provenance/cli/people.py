"""People who may sign in: adding them, and one-time links."""

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.accounts.commands import AddUser
from provenance.accounts.models import User
from provenance.accounts.queries import all_users, user_by_name
from provenance.accounts.service import add_user, make_link
from provenance.audit.actor import Actor
from provenance.cli.edge import reading, writes, writing
from provenance.cli.links import sign_in_url
from provenance.cli.output import say, show, show_json, show_table
from provenance.config import load_settings
from provenance.dossiers.commands import GrantRole
from provenance.dossiers.models import Dossier, Membership
from provenance.dossiers.service import grant_role
from provenance.vocabulary import ROLES

REASON = "added at the command line"
COLUMNS = ("name", "administrator", "disabled", "roles")


@click.group()
def user() -> None:
    """People who may sign in."""


@user.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), help="Their role in the dossier.")
@click.option("--dossier", metavar="SLUG", help="The dossier in which they have the role.")
@click.option("--administrator", is_flag=True, help="May do everything, everywhere.")
@writes
def add(
    name: str, role: str | None, dossier: str | None, administrator: bool, actor: Actor
) -> None:
    """Add a person; prints the link that signs them in once.

    Example: python -m provenance user add "Rater A" --role analyst --dossier khorasan
    """
    if (role is None) != (dossier is None):
        raise click.UsageError("--role and --dossier go together.")
    with writing() as session:
        person = add_user(session, actor, AddUser(name, REASON, administrator))
        if role is not None and dossier is not None:
            grant_role(session, actor, GrantRole(dossier, person.name, role, REASON))
        token = make_link(session, actor, person, REASON)
    _show_link(token)


@user.command("link")
@click.argument("name")
@writes
def link(name: str, actor: Actor) -> None:
    """Print a new link that signs a person in once.

    Example: python -m provenance user link "Rater A"
    """
    with writing() as session:
        token = make_link(session, actor, user_by_name(session, name), "asked for a new link")
    _show_link(token)


def _show_link(token: str) -> None:
    say("This link works once, within a week:")
    show(sign_in_url(load_settings(), token))


@user.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def list_users(as_json: bool) -> None:
    """List the people with their roles.

    Example: python -m provenance user list
    """
    with reading() as session:
        roles = _roles(session)
        rows = [_row(person, roles.get(person.id, {})) for person in all_users(session)]
    if as_json:
        show_json([dict(zip(COLUMNS, row, strict=True)) for row in rows])
    else:
        show_table(COLUMNS, [(n, _yes(a), _yes(d), _words(r)) for n, a, d, r in rows])


def _roles(session: Session) -> dict[int, dict[str, str]]:
    """User row → dossier slug → role."""
    statement = select(Membership.user_id, Dossier.slug, Membership.role).join(Dossier)
    found: dict[int, dict[str, str]] = {}
    for user_id, slug, role in session.execute(statement.order_by(Dossier.slug)):
        found.setdefault(user_id, {})[slug] = role
    return found


def _row(person: User, roles: dict[str, str]) -> tuple[str, bool, bool, dict[str, str]]:
    return person.name, person.is_administrator, person.disabled_at is not None, roles


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _words(roles: dict[str, str]) -> str:
    return ", ".join(f"{role} in {slug}" for slug, role in roles.items())
