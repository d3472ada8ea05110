"""Settings, read once from the environment by the edges and passed on explicitly."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from provenance.errors import InvalidInput

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_UPLOAD_LIMIT = 64 * 1024 * 1024
DEFAULT_READER_SECONDS = 600
DEFAULT_READER_MEMORY = 2 * 1024**3
_ADDRESS = re.compile(r"https?://(?:[\w.-]+|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are kept and where the server listens. Sizes are bytes.

    ``public_url`` is where people reach a server behind a proxy (no slash at its end); ``proxies`` how
    many proxies stand before it, whose word about the visitor is taken.
    """

    home: Path
    database_url: str
    host: str = "127.0.0.1"
    port: int = 5000
    max_upload: int = DEFAULT_UPLOAD_LIMIT
    reader_seconds: int = DEFAULT_READER_SECONDS
    reader_memory: int = DEFAULT_READER_MEMORY
    public_url: str | None = None
    proxies: int = 0

    @property
    def uploads(self) -> Path:
        """Folder of the documents as received, named by their SHA-256."""
        return self.home / "uploads"

    @property
    def keys(self) -> Path:
        """Folder of the master key and of the signing keys."""
        return self.home / "keys"


def _whole_number(environment: Mapping[str, str], name: str, default: int) -> int:
    written = environment.get(name, "").strip()
    if not written:
        return default
    if not written.isdecimal():
        raise InvalidInput.at(name, f"{name} must be a whole number, not {written!r}.")
    return int(written)


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment; raises :class:`InvalidInput` on a value that makes no sense."""
    environment = os.environ if environment is None else environment
    home = Path(environment.get("PROVENANCE_HOME") or ROOT / "var").expanduser().resolve()
    url = environment.get("DATABASE_URL") or f"sqlite:///{home / 'provenance.db'}"
    return Settings(
        home=home,
        database_url=_with_driver(url),
        host=environment.get("HOST") or "127.0.0.1",
        port=_whole_number(environment, "PORT", 5000),
        max_upload=_whole_number(environment, "PROVENANCE_MAX_UPLOAD", DEFAULT_UPLOAD_LIMIT),
        reader_seconds=_whole_number(
            environment, "PROVENANCE_READER_SECONDS", DEFAULT_READER_SECONDS
        ),
        reader_memory=_whole_number(environment, "PROVENANCE_READER_MEMORY", DEFAULT_READER_MEMORY),
        public_url=_address(environment, "PROVENANCE_URL"),
        proxies=_whole_number(environment, "PROVENANCE_PROXIES", 0),
    )


def _address(environment: Mapping[str, str], name: str) -> str | None:
    """``https://host`` or ``https://host:port``; pages have absolute addresses, so no path."""
    written = environment.get(name, "").strip().rstrip("/")
    if not written:
        return None
    if not _ADDRESS.fullmatch(written):
        raise InvalidInput.at(
            name, f"{name} must be like https://provenance.example.org, not {written!r}."
        )
    return written


def _with_driver(url: str) -> str:
    """``postgres://`` and ``postgresql://`` mean psycopg 3, the driver that we install."""
    for scheme in ("postgres://", "postgresql://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url
