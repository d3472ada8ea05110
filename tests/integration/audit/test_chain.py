"""Every act leaves one entry, in a chain that anybody can recompute with SHA-256 and JSON alone."""

import hashlib
import json
import re

import pytest

from provenance.audit.actor import Actor
from provenance.audit.anchor import read_anchors
from provenance.audit.record import Subject, record
from provenance.claims.commands import RecordClaim
from provenance.claims.service import record_claim
from provenance.db.session import Database
from provenance.errors import InvalidInput
from tests.factories.records import REASON, make_claim, make_dossier
from tests.integration.audit.tampering import bodies, entries, report

CLAIM = RecordClaim("khorasan", {"text": "The group had 600 fighters."}, REASON)


def test_hashes_follow_their_definition(database: Database, actor: Actor, dossier: str) -> None:
    for number in range(3):
        make_claim(database, actor, dossier, text=f"Claim {number}: ‘é’ \U0001f4dc")

    previous = bytes(32)
    for number, entry in enumerate(entries(database, dossier), start=1):
        digest = hashlib.sha256(entry["body"].encode()).digest()
        expected = hashlib.sha256(previous + number.to_bytes(8, "big") + digest).digest()
        assert entry["sequence"] == number
        assert bytes(entry["previous_hash"]) == previous
        assert bytes(entry["body_hash"]) == digest
        assert bytes(entry["entry_hash"]) == expected
        previous = expected
    assert number == 4
    assert report(database, dossier).head == previous.hex()


def test_bodies_are_canonical_json(database: Database, actor: Actor, dossier: str) -> None:
    make_claim(database, actor, dossier, quantity={"value": 600, "qualifier": "about"})

    for entry in entries(database, dossier):
        again = json.dumps(
            json.loads(entry["body"]), sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )
        assert entry["body"] == again


def test_a_body_says_who_did_what_to_what_and_why(
    database: Database, actor: Actor, dossier: str
) -> None:
    claim = make_claim(database, actor, dossier)

    body = bodies(database, dossier)[-1]
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT[\d:.]+\+00:00", body.pop("at"))
    assert re.fullmatch(r"[0-9a-f]{32}", body.pop("nonce"))
    assert body == {
        "actor": {"kind": "person", "name": "Ada Analyst"},
        "after": {"id": claim, "status": "draft", "text": "The group had 600 fighters."},
        "before": None,
        "chain": dossier,
        "reason": REASON,
        "subject": {"id": claim, "kind": "claim", "label": "The group had 600 fighters."},
        "verb": "claims:claim:create",
    }


def test_equal_acts_have_different_hashes(database: Database, actor: Actor, dossier: str) -> None:
    with database.writing() as session:
        for _ in range(2):
            record(session, actor, "a:b:c", chain=dossier, subject=Subject("b", "B-1"), reason="so")
        session.commit()

    first, second = entries(database, dossier)[-2:]
    assert first["body_hash"] != second["body_hash"]


@pytest.mark.parametrize("reason", ["", " ", "\n\t", "\u00a0"])
def test_no_act_is_without_a_reason(
    database: Database, actor: Actor, dossier: str, reason: str
) -> None:
    with database.writing() as session, pytest.raises(InvalidInput, match="Say why"):
        record_claim(session, actor, RecordClaim(dossier, {"text": "A claim."}, reason))

    assert len(entries(database, dossier)) == 1


@pytest.mark.parametrize("reason", ["because \x00", "because \ud83d"])
def test_a_reason_that_cannot_be_kept_is_refused_at_once(
    database: Database, actor: Actor, dossier: str, reason: str
) -> None:
    with database.writing() as session, pytest.raises(InvalidInput, match="reason"):
        record_claim(session, actor, RecordClaim(dossier, {"text": "A claim."}, reason))

    assert len(entries(database, dossier)) == 1


def test_without_a_commit_there_is_neither_entry_nor_anchor(
    database: Database, actor: Actor, dossier: str
) -> None:
    anchors = list(read_anchors(database.home))

    with database.writing() as session:
        record_claim(session, actor, CLAIM)
        session.flush()
    with database.writing() as session:
        record_claim(session, actor, CLAIM)
        session.rollback()

    assert len(entries(database, dossier)) == 1
    assert list(read_anchors(database.home)) == anchors


def test_what_was_rolled_back_is_not_told_by_the_next_commit(
    database: Database, actor: Actor, dossier: str
) -> None:
    with database.writing() as session:
        record_claim(session, actor, CLAIM)
        session.rollback()
        kept = record_claim(session, actor, CLAIM).public_id
        session.commit()

    assert [body["subject"]["id"] for body in bodies(database, dossier)] == [dossier, kept]
    assert report(database, dossier).fault is None


def test_a_commit_that_fails_leaves_neither_entry_nor_anchor(
    database: Database, actor: Actor, dossier: str
) -> None:
    anchors = list(read_anchors(database.home))

    with database.writing() as session:
        record_claim(session, actor, CLAIM)
        record(session, actor, "a:b:c", chain="nowhere", subject=Subject("b", "B-1"), reason="so")
        with pytest.raises(InvalidInput, match="no audit chain"):
            session.commit()

    assert len(entries(database, dossier)) == 1
    assert list(read_anchors(database.home)) == anchors


def test_every_dossier_has_a_chain_of_its_own(database: Database, actor: Actor) -> None:
    one, other = make_dossier(database, actor, "one"), make_dossier(database, actor, "other")
    make_claim(database, actor, one)
    make_claim(database, actor, other)
    make_claim(database, actor, one)

    assert [report(database, chain).length for chain in (one, other)] == [3, 2]
    assert [report(database, chain).fault for chain in (one, other)] == [None, None]
    assert entries(database, other)[0]["previous_hash"] == bytes(32)
    assert {body["chain"] for body in bodies(database, one)} == {one}


def test_heads_are_noted_outside_the_database(
    database: Database, actor: Actor, dossier: str
) -> None:
    make_claim(database, actor, dossier)

    noted = [anchor for anchor in read_anchors(database.home) if anchor.chain == dossier]
    assert [anchor.length for anchor in noted] == [1, 2]
    assert [anchor.head for anchor in noted] == [
        bytes(entry["entry_hash"]).hex() for entry in entries(database, dossier)
    ]
