"""``python app.py`` serves the web application; ``python -m provenance serve`` does the same.

``application`` is for another server: ``gunicorn 'app:application()'``.
"""

from typing import Any

from provenance.__main__ import WEB, main


def application() -> Any:
    """The WSGI application over the database of the settings, brought to the newest schema first."""
    from provenance.cli.serving import over_settings  # noqa: PLC0415 - loads the scorer

    return over_settings(WEB)


if __name__ == "__main__":
    main(["serve"])
