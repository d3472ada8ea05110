"""Running commands as a terminal does: results on stdout, messages on stderr, an exit code."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from provenance.__main__ import WEB
from provenance.cli.main import commands
from provenance.db.session import Database
from tests.unit.interchange.samples import small


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Stdout as JSON."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(database: Database, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run one command on the test's database."""
    monkeypatch.setenv("PROVENANCE_HOME", str(database.home))
    monkeypatch.setenv("DATABASE_URL", database.url)
    for name in ("HOST", "PORT", "PROVENANCE_ACTOR"):
        monkeypatch.delenv(name, raising=False)

    def act(*arguments: object) -> Ran:
        result = CliRunner().invoke(commands, [str(part) for part in arguments], obj=WEB)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    return act


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small dossier file."""
    path = tmp_path / "small.json"
    path.write_text(json.dumps(small()))
    return path


@pytest.fixture
def loaded(run: Run, file: Path) -> str:
    """The slug of the loaded file."""
    ran = run("load", file)
    assert (ran.code, ran.out) == (0, "khorasan\n"), ran.err
    return "khorasan"
