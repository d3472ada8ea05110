"""Several processes write one dossier at once, and some are killed: nothing acknowledged is lost."""

import random
import subprocess
import sys
from collections import Counter

import pytest

from provenance.audit.anchor import read_anchors
from provenance.config import ROOT
from provenance.db.session import Database
from tests.integration.audit.tampering import bodies, entries, report

WRITERS, CLAIMS = 3, 8
KILLS = random.Random("provenance")


def start_writer(
    database: Database, dossier: str, name: str, how_many: int
) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.integration.audit.writer", database.url,
               str(database.home), dossier, name, str(how_many)]  # fmt: skip
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_no_entry_is_lost_and_none_shares_a_number(database: Database, dossier: str) -> None:
    writers = [start_writer(database, dossier, f"W{n}", CLAIMS) for n in range(WRITERS)]
    said = [writer.communicate(timeout=300) for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * WRITERS, said

    acknowledged = {line for out, _ in said for line in out.split()}
    written = bodies(database, dossier)[1:]
    assert {body["subject"]["id"] for body in written} == acknowledged
    assert Counter(body["actor"]["name"] for body in written) == {
        f"W{n}": CLAIMS for n in range(WRITERS)
    }
    numbers = [entry["sequence"] for entry in entries(database, dossier)]
    assert numbers == list(range(1, WRITERS * CLAIMS + 2))
    assert report(database, dossier).fault is None
    noted = {anchor.length for anchor in read_anchors(database.home) if anchor.chain == dossier}
    assert noted == set(numbers)


def kill_a_writer(database: Database, dossier: str, name: str) -> list[str]:
    """The claims that a writer acknowledged before it was killed at a random moment."""
    writer = start_writer(database, dossier, name, 0)
    assert writer.stdout is not None
    assert writer.stderr is not None
    first = writer.stdout.readline()
    try:
        writer.wait(timeout=KILLS.uniform(0.0, 0.4))
    except subprocess.TimeoutExpired:
        writer.kill()
    rest = writer.stdout.read()
    writer.wait()
    writer.stdout.close()
    writer.stderr.close()
    return (first + rest).split()


def survives(database: Database, dossier: str, kills: int) -> None:
    acknowledged: list[str] = []
    for number in range(kills):
        acknowledged += kill_a_writer(database, dossier, f"K{number}")
        written = [body["subject"]["id"] for body in bodies(database, dossier)]

        assert report(database, dossier).fault is None
        assert set(acknowledged) <= set(written)
        assert len(written) <= len(acknowledged) + number + 2, "one unheard act for each kill"
    assert len(acknowledged) >= kills


def test_what_was_acknowledged_survives_a_kill(database: Database, dossier: str) -> None:
    survives(database, dossier, 2)


@pytest.mark.soak
def test_what_was_acknowledged_survives_a_hundred_kills(database: Database, dossier: str) -> None:
    survives(database, dossier, 100)
