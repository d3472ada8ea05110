"""``python -m provenance``: results on stdout, messages on stderr, exit 0 only on success.

Commands are imported when they are asked for, so that each starts quickly.
"""

from importlib import import_module
from typing import Any

import click
from sqlalchemy.exc import StatementError

from provenance.cli.output import say
from provenance.errors import InvalidInput, ProvenanceError

COMMANDS = {
    "parse": "parsing:parse",
    "import": "reading:import_file",
    "load": "files:load",
    "dump": "files:dump",
    "example": "example:example",
    "dossier": "dossiers:dossier",
    "score": "scores:score",
    "score-table": "tables:table",
    "what-if": "what_if:suppose",
    "contradictions": "contradictions:contradictions",
    "export": "packages:export",
    "verify": "packages:verify",
    "audit": "audit:audit",
    "user": "people:user",
    "serve": "serving:serve",
    "routes": "serving:routes",
    "db": "serving:db",
}
"""Name of the command → module of this package and the command in it."""


class Commands(click.Group):
    """Loads commands late, and turns designed errors into a message and exit code 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which work goes."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"provenance.cli.{module}"), attribute)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except ProvenanceError as error:
            return _fail(ctx, error)
        except StatementError as error:
            if isinstance(error.orig, ProvenanceError):
                return _fail(ctx, error.orig)
            return _fail(ctx, ProvenanceError(f"The database refused: {error.orig}"))
        except OSError as error:
            return _fail(ctx, ProvenanceError(f"{error.filename or 'file'}: {error.strerror}"))


def _fail(ctx: click.Context, error: ProvenanceError) -> None:
    say(error.message)
    if isinstance(error, InvalidInput) and [f.message for f in error.faults] != [error.message]:
        for fault in error.faults:
            say(f"  {fault.where}: {fault.message}")
    ctx.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """Source criticism: claims, their sources, and how far each can be trusted.

    PROVENANCE_HOME names the folder in which everything is kept (default: var/ in the checkout).
    """
