"""What every command needs: settings, a migrated database, and who acts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from sqlalchemy.orm import Session

from provenance.audit.actor import Actor, command_line
from provenance.cli.output import say
from provenance.config import Settings, load_settings
from provenance.db.migrate import ensure_current
from provenance.db.session import Database
from provenance.errors import EditConflict, InvalidInput
from provenance.text import checked

Command = Callable[..., Any]


@contextmanager
def opened() -> Iterator[tuple[Database, Settings]]:
    """The installation's database at the newest schema, and the settings."""
    settings = load_settings()
    settings.home.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database_url, settings.home)
    try:
        if ensure_current(database):
            _index(database)
        yield database, settings
    finally:
        database.dispose()


def _index(database: Database) -> None:
    """Make the search index of what was there before a migration."""
    from provenance.search.keeping import catch_up  # noqa: PLC0415

    catch_up(database)


@contextmanager
def reading() -> Iterator[Session]:
    """A session over one snapshot."""
    with opened() as (database, _), database.reading() as session:
        yield session


@contextmanager
def writing() -> Iterator[Session]:
    """A session for one act, committed at the end; scores that it reached too far to bring along are
    brought up to date after that.

    The scorer and the index, which every act may need, are loaded here: commands that only read
    start without them.
    """
    import provenance.search.keeping  # noqa: F401, PLC0415 - listens to every commit
    from provenance.assessments.work import catch_up, touched_dossiers, unit_of_work  # noqa: PLC0415

    with opened() as (database, _):
        with unit_of_work(database) as session:
            yield session
        for slug in touched_dossiers(session):
            try:
                catch_up(database, slug, say)
            except EditConflict:
                say(f"Others are writing in {slug}: its scores are brought up to date later.")


def writes(command: Command) -> Command:
    """Give a command ``--actor``: under which name the audit trail keeps what it does."""
    option = click.option(
        "--actor", envvar="PROVENANCE_ACTOR", default="command line", show_default=True,
        callback=_actor, help="Your name, for the audit trail (or set PROVENANCE_ACTOR).",
    )  # fmt: skip
    return option(command)


def _actor(_ctx: click.Context, _option: click.Parameter, name: str) -> Actor:
    clean = " ".join(checked(name, "actor").split())
    if not clean:
        raise InvalidInput.at("actor", "Say who acts: --actor NAME.")
    return command_line(clean)
