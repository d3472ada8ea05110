"""One-time sign-in links as a browser takes them."""

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - read, not bound
"""A server that listens everywhere is reached from its own machine at the loopback address."""


def sign_in_url(host: str, port: int, token: str) -> str:
    """``http://HOST:PORT/sign-in/TOKEN``."""
    shown = EVERYWHERE.get(host, host)
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/sign-in/{token}"
