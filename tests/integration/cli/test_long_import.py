"""A long import at the terminal: it says how far it is, and Ctrl-C leaves nothing of it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from provenance.cli import narrating
from provenance.config import ROOT
from provenance.db.session import Database
from provenance.documents.models import Document
from provenance.dossiers.models import Dossier
from provenance.imports.models import ImportDraft
from tests.integration.cli.conftest import Run
from tests.integration.imports.texts import long_text


def begin(database: Database, folder: Path, notes: int) -> subprocess.Popen[str]:
    """The command over a document of so many notes."""
    file = folder / "long.md"
    file.write_bytes(long_text(notes))
    here = {"PROVENANCE_HOME": str(database.home), "DATABASE_URL": database.url}
    return subprocess.Popen(
        [sys.executable, "-m", "provenance", "import", str(file), "--dossier", "river"],
        cwd=ROOT, env={**os.environ, **here}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def count(database: Database, model: type[Document | Dossier | ImportDraft]) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_an_import_says_how_far_it_is_beside_its_result(
    run: Run, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(narrating, "EVERY", 0.0)
    file = tmp_path / "long.md"
    file.write_bytes(long_text(1500))

    ran = run("import", file, "--dossier", "river")

    assert ran.code == 0, ran.err
    assert " of 1,500\n" in ran.err
    assert "1500 notes" in ran.out
    assert "Reading notes" not in ran.out
    assert count(database, Document) == 1


def test_an_import_that_is_interrupted_leaves_nothing(
    sqlite_database: Database, tmp_path: Path
) -> None:
    with begin(sqlite_database, tmp_path, 20_000) as process:  # longer than this test takes
        assert process.stderr is not None
        assert process.stderr.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(300) != 0
        assert process.stdout is not None
        assert process.stdout.read() == ""

    assert [count(sqlite_database, model) for model in (Dossier, ImportDraft)] == [0, 0]
