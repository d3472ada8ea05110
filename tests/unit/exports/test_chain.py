"""The test vectors of docs/audit-format.md hold for both hands that compute the chain."""

import json
from typing import Any

from provenance.audit import chain as recorded
from provenance.config import ROOT
from provenance.exports.chain import ChainCheck, body_digest, entry_digest, line_of

DOCS = ROOT / "docs"
VECTORS: dict[str, Any] = json.loads((DOCS / "audit-vectors.json").read_text(encoding="utf-8"))


def test_the_chain_of_the_vectors_holds() -> None:
    check = ChainCheck(VECTORS["chain"])
    for entry in VECTORS["entries"]:
        line = line_of(entry)
        assert line is not None
        check.add(line)
    assert check.fault is None
    assert (check.head, check.length, check.withheld) == (VECTORS["head"], VECTORS["length"], 1)


def test_both_hands_agree_on_every_hash() -> None:
    for entry in VECTORS["entries"]:
        previous, digest = entry["previous_hash"], entry["body_hash"]
        again = recorded.hash_entry(
            bytes.fromhex(previous), entry["sequence"], bytes.fromhex(digest)
        )
        assert (
            again.hex() == entry_digest(previous, entry["sequence"], digest) == entry["entry_hash"]
        )
        if entry["body"] is not None:
            assert recorded.hash_body(entry["body"]).hex() == body_digest(entry["body"]) == digest
            assert recorded.canonical(json.loads(entry["body"])) == entry["body"]


def test_the_page_shows_the_same_vectors() -> None:
    page = (DOCS / "audit-format.md").read_text(encoding="utf-8")
    for entry in VECTORS["entries"]:
        for key in ("previous_hash", "body_hash", "entry_hash"):
            assert entry[key] in page
        assert entry["body"] is None or entry["body"] in page
