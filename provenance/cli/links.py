"""One-time sign-in links as a browser takes them."""

from provenance.config import Settings

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - read, not bound
"""A server that listens everywhere is reached from its own machine at the loopback address."""


def sign_in_url(settings: Settings, token: str, port: int | None = None) -> str:
    """``http://HOST:PORT/sign-in/TOKEN``, or beneath the address that people use. ``port`` is the one
    that the server was given, where it asked for any."""
    if settings.public_url:
        return f"{settings.public_url}/sign-in/{token}"
    shown = EVERYWHERE.get(settings.host, settings.host)
    host = f"[{shown}]" if ":" in shown else shown
    return f"http://{host}:{port or settings.port}/sign-in/{token}"
