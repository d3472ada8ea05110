"""``python -m provenance``: the commands, and beneath ``serve`` the web application."""

import sys
from importlib import import_module
from typing import Any

from provenance.cli.main import commands
from provenance.cli.wiring import Web


def _late(module: str, name: str) -> Any:
    """A function that is imported when it is called: only the server needs Flask."""

    def call(*arguments: Any) -> Any:
        return getattr(import_module(module), name)(*arguments)

    return call


WEB = Web(_late("provenance.web.app", "create_app"), _late("provenance.web.access", "matrix"))


def main(arguments: list[str] | None = None) -> None:
    """Run one command and exit."""
    given = sys.argv[1:] if arguments is None else arguments
    commands.main(given, prog_name="python -m provenance", obj=WEB)


if __name__ == "__main__":
    main()
