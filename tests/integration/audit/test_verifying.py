"""Verifying names the first thing that does not hold, whatever was done to a chain."""

import json

import pytest

from provenance.audit.actor import Actor
from provenance.audit.anchor import FILE_NAME
from provenance.audit.verify import verify_all
from provenance.db.session import Database
from tests.factories.records import make_claim, make_dossier
from tests.integration.audit.tampering import bodies, entries, report, rewrite, tamper

ENTRY = "UPDATE audit_entries SET {} WHERE sequence = 3 AND chain_id = 2"
TAMPERING = {
    "a body was edited": (
        [ENTRY.format("body = replace(body, 'fighters', 'soldiers')")],
        "entry 3: its body was altered",
    ),
    "a space was added": ([ENTRY.format("body = body || ' '")], "entry 3: its body was altered"),
    "the actor's column was edited": (
        [ENTRY.format("actor = 'Mallory'")],
        "entry 3: its columns differ from its body",
    ),
    "the verb's column was edited": (
        [ENTRY.format("verb = 'claims:claim:withdraw'")],
        "entry 3: its columns differ from its body",
    ),
    "the subject's columns were edited": (
        [ENTRY.format("subject_id = 'C-0000'")],
        "entry 3: its columns differ from its body",
    ),
    "the time's column was edited": (
        [ENTRY.format("at = '2001-01-01 00:00:00+00'")],
        "entry 3: its columns differ from its body",
    ),
    "a hash was edited": (
        [ENTRY.format("entry_hash = body_hash")],
        "entry 3: its hash does not recompute",
    ),
    "a link was edited": (
        [ENTRY.format("previous_hash = body_hash")],
        "entry 3 does not follow the entry before it",
    ),
    "two rows were swapped": (
        [
            "UPDATE audit_entries SET sequence = 99 WHERE sequence = 3 AND chain_id = 2",
            "UPDATE audit_entries SET sequence = 3 WHERE sequence = 4 AND chain_id = 2",
            "UPDATE audit_entries SET sequence = 4 WHERE sequence = 99 AND chain_id = 2",
        ],
        "entry 3 does not follow the entry before it",
    ),
    "a row was dropped": (
        ["DELETE FROM audit_entries WHERE sequence = 3 AND chain_id = 2"],
        "entry 3 is missing: entry 4 stands in its place",
    ),
    "a row was dropped and the gap closed": (
        [
            "DELETE FROM audit_entries WHERE sequence = 3 AND chain_id = 2",
            "UPDATE audit_entries SET sequence = 3 WHERE sequence = 4 AND chain_id = 2",
            "UPDATE audit_entries SET sequence = 4 WHERE sequence = 5 AND chain_id = 2",
        ],
        "entry 3 does not follow the entry before it",
    ),
    "the first row was dropped": (
        ["DELETE FROM audit_entries WHERE sequence = 1 AND chain_id = 2"],
        "entry 1 is missing: entry 2 stands in its place",
    ),
    "the tail was cut": (
        ["DELETE FROM audit_entries WHERE sequence > 3 AND chain_id = 2"],
        "the head counts 5 entries, the chain has 3",
    ),
    "the tail was cut and the head set back": (
        [
            "DELETE FROM audit_entries WHERE sequence > 3 AND chain_id = 2",
            "UPDATE audit_chains SET length = 3, head = (SELECT entry_hash FROM audit_entries "
            "WHERE sequence = 3 AND chain_id = 2) WHERE id = 2",
        ],
        "entries after 3 were cut: 4 had been noted",
    ),
    "everything was cut and the head set back": (
        [
            "DELETE FROM audit_entries WHERE chain_id = 2",
            "UPDATE audit_chains SET length = 0, head = (SELECT head FROM audit_chains "
            "WHERE id = 1) WHERE id = 2",
        ],
        "entries after 0 were cut: 1 had been noted",
    ),
    "the head was altered": (
        ["UPDATE audit_chains SET head = (SELECT body_hash FROM audit_entries "
         "WHERE sequence = 1 AND chain_id = 2) WHERE id = 2"],
        "the head is not the last entry's hash",
    ),
    "the head's count was altered": (
        ["UPDATE audit_chains SET length = 6 WHERE id = 2"],
        "the head counts 6 entries, the chain has 5",
    ),
}  # fmt: skip


@pytest.fixture
def chain(database: Database, actor: Actor, dossier: str) -> str:
    """A chain of five entries that holds."""
    for number in range(4):
        make_claim(database, actor, dossier, text=f"The group had {number}00 fighters.")
    assert report(database, dossier).fault is None
    return dossier


@pytest.mark.parametrize("what", TAMPERING)
def test_tampering_is_found_and_named(database: Database, chain: str, what: str) -> None:
    statements, fault = TAMPERING[what]

    tamper(database, *statements)

    assert report(database, chain).fault == fault


def test_a_chain_computed_anew_is_found_by_its_noted_heads(database: Database, chain: str) -> None:
    body = bodies(database, chain)[2]
    body["reason"] = "forged"
    forged = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    rewrite(database, chain, 3, forged)

    fault = "entry 3 was rewritten after its head had been noted"
    assert report(database, chain).fault == fault


def test_without_the_noted_heads_a_chain_computed_anew_would_hold(
    database: Database, chain: str
) -> None:
    body = bodies(database, chain)[2]
    body["reason"] = "forged"
    forged = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    rewrite(database, chain, 3, forged)
    (database.home / FILE_NAME).unlink()

    assert report(database, chain).fault is None, "the limit that the threat model states"


@pytest.mark.parametrize("body", ["nonsense", "{}", "[]", '{"at":1e999}', '{"actor":1,"chain":2}'])
def test_a_body_that_is_no_entry_is_a_fault_and_not_a_crash(
    database: Database, chain: str, body: str
) -> None:
    rewrite(database, chain, 3, body)

    assert str(report(database, chain).fault).startswith("entry 3: its body")


@pytest.mark.parametrize("column", ["at", "sequence", "body", "entry_hash"])
def test_a_column_that_cannot_be_read_is_a_fault_and_not_a_crash(
    sqlite_database: Database, actor: Actor, column: str
) -> None:
    make_dossier(sqlite_database, actor)
    make_claim(sqlite_database, actor, "khorasan")

    tamper(sqlite_database, f"UPDATE audit_entries SET {column} = 'x' WHERE sequence = 2")

    assert report(sqlite_database, "khorasan").fault is not None


def test_an_entry_moved_from_another_chain_is_found(
    database: Database, actor: Actor, chain: str
) -> None:
    other = make_dossier(database, actor, "other")
    make_claim(database, actor, other)

    tamper(
        database,
        "DELETE FROM audit_entries WHERE sequence = 1 AND chain_id = 2",
        "UPDATE audit_entries SET chain_id = 2 WHERE sequence = 1 AND chain_id = 3",
    )

    assert report(database, chain).fault == "entry 1: its columns differ from its body"


def test_a_chain_that_is_gone_is_missed(database: Database, chain: str) -> None:
    tamper(
        database,
        "DELETE FROM audit_entries WHERE chain_id = 2",
        "DELETE FROM audit_chains WHERE id = 2",
    )

    assert report(database, chain).fault == f"the chain {chain!r} is gone; 5 heads of it were noted"


def test_a_half_written_anchor_is_passed_over(database: Database, chain: str) -> None:
    path = database.home / FILE_NAME
    path.write_text(path.read_text() + '{"chain": "khorasan", "len')

    assert report(database, chain).fault is None


def test_a_fault_in_one_chain_does_not_hide_another_chain(
    database: Database, actor: Actor, chain: str
) -> None:
    other = make_dossier(database, actor, "other")
    tamper(database, "UPDATE audit_chains SET length = 6 WHERE id = 2")

    with database.reading() as session:
        faults = {r.chain: r.fault for r in verify_all(session, database.home)}

    assert [faults[name] is None for name in ("installation", other, chain)] == [True, True, False]
    assert len(entries(database, other)) == 1
