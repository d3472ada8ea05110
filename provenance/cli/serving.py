"""The server, its routes, and the database beneath it."""

import signal
import socket
from types import FrameType
from typing import Any

import click
from sqlalchemy.orm import Session
from waitress import create_server

from provenance.accounts.commands import AddUser
from provenance.accounts.models import User
from provenance.accounts.queries import all_users
from provenance.accounts.service import add_user, make_link
from provenance.assessments.work import unit_of_work
from provenance.audit.actor import command_line
from provenance.cli.edge import opened
from provenance.cli.links import sign_in_url
from provenance.cli.output import say, show, show_json
from provenance.cli.wiring import Web
from provenance.config import Settings, load_settings
from provenance.db.migrate import ensure_current, head_revision
from provenance.db.session import Database
from provenance.dossiers.queries import all_dossiers
from provenance.errors import ProvenanceError
from provenance.interchange.example import load_example

THREADS = 8
HIGHEST_PORT = 65535
FIRST_USER = "admin"
SERVER = command_line("serve")


@click.command()
@click.pass_obj
def serve(web: Web) -> None:
    """Serve the web application at HOST and PORT (127.0.0.1:5000 where not set).

    Migrates the database, loads the worked example where there is no dossier, and prints a link
    that signs the administrator in once.

    Example: PORT=8080 python -m provenance serve
    """
    with opened() as (database, settings):
        bound = bind(settings)
        prepare(database)
        app = web.create_app(database, settings)
        token = administrator_link(database)
        port = bound.getsockname()[1]
        if token is None:
            say("No administrator can sign in; add one: user add NAME --administrator")
        else:
            say("Open this link to sign in; it works once:")
            show(sign_in_url(settings, token, port))
        run(app, bound, believe_proxy=settings.proxies > 0)


def over_settings(web: Web) -> Any:
    """The application for a server of another make, which starts and stops it as it likes."""
    settings = load_settings()
    settings.home.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database_url, settings.home)
    ensure_current(database)
    return web.create_app(database, settings)


def bind(settings: Settings) -> socket.socket:
    """The port, taken but not yet answering. Raises :class:`ProvenanceError` where it is in use."""
    where = f"{settings.host}:{settings.port}"
    if settings.port > HIGHEST_PORT:
        raise ProvenanceError(
            f"The server cannot listen at {where}: set PORT to 0 to {HIGHEST_PORT}."
        )
    try:
        found = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)
        family, kind, protocol, _, address = found[0]
        taken = socket.socket(family, kind, protocol)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
    except OSError as error:
        raise ProvenanceError(
            f"The server cannot listen at {where}: {error}. "
            "Set PORT (or HOST) to another one, or stop what listens there."
        ) from error
    return taken


def prepare(database: Database) -> None:
    """Make the worked example where there is no dossier, and an administrator where none ever was."""
    with unit_of_work(database) as session:
        if not all_dossiers(session):
            say("Loading the worked example …")
            load_example(session, SERVER)
        people = all_users(session)
        if not any(person.is_administrator for person in people):
            taken = {person.name_key for person in people}
            names = (
                FIRST_USER,
                *(f"{FIRST_USER}-{number}" for number in range(2, len(people) + 3)),
            )
            name = next(name for name in names if name not in taken)
            add_user(session, SERVER, AddUser(name, "the first start", True))


def administrator_link(database: Database) -> str | None:
    """The token of a new link for the first administrator who may sign in."""
    with unit_of_work(database) as session:
        person = first_administrator(session)
        return make_link(session, SERVER, person, "the server's start") if person else None


def first_administrator(session: Session) -> User | None:
    """The longest-standing administrator who is not disabled."""
    able = [p for p in all_users(session) if p.is_administrator and p.disabled_at is None]
    return min(able, key=lambda person: person.id, default=None)


def run(app: Any, bound: socket.socket, *, believe_proxy: bool = False) -> None:
    """Answer until a signal ends it; requests under way are finished. What a proxy says of the visitor
    is passed on where one is expected, and struck out where not."""
    server = create_server(
        app, sockets=[bound], threads=THREADS, ident=None,
        clear_untrusted_proxy_headers=not believe_proxy,
    )  # fmt: skip
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stop)
    server.run()
    server.close()
    say("Stopped.")


def _stop(_signal: int, _frame: FrameType | None) -> None:
    """End once: a second signal does not disturb the end."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise SystemExit(0)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def routes(web: Web, as_json: bool) -> None:
    """Print every route with what each kind of visitor gets: allow, deny or hidden.

    Example: python -m provenance routes --json
    """
    with opened() as (database, settings):
        rows = web.matrix(web.create_app(database, settings))
    if as_json:
        show_json(rows)
        return
    for row in rows:
        access = " ".join(f"{actor}={answer}" for actor, answer in row["access"].items())
        show(f"{row['method']:6} {row['rule']}  {access}")


@click.group()
def db() -> None:
    """The database."""


@db.command("upgrade")
def upgrade() -> None:
    """Bring the database to the newest schema; prints the revision.

    Example: python -m provenance db upgrade
    """
    with opened():
        show(head_revision())
