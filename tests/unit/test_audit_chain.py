"""The hash chain as pure functions, against vectors computed by hand."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.audit.anchor import FILE_NAME, Anchor, read_anchors
from provenance.audit.chain import GENESIS, canonical, hash_body, hash_entry

BODY = '{"a":1,"b":"é"}'


def test_a_frozen_vector() -> None:
    """Made with ``sha256sum``; if it changes, every chain ever written stops verifying."""
    digest = hash_body(BODY)
    entry = hash_entry(GENESIS, 1, digest)

    assert digest.hex() == "09ad9fd2fb648cb2f62141215828ea00a62c299db05d20aa9ade2f527a301cc6"
    assert entry.hex() == "9c01674ed05fbbea74f46cdd876cf0efc9c9ba2dc973de821d7ec01130741516"


def test_an_entry_is_hashed_with_its_place() -> None:
    digest = hash_body(BODY)

    by_hand = hashlib.sha256(bytes(32) + b"\x00" * 7 + b"\x01" + digest).digest()
    assert hash_entry(GENESIS, 1, digest) == by_hand
    assert hash_entry(GENESIS, 2, digest) != by_hand
    assert hash_entry(by_hand, 1, digest) != by_hand


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ({"b": 1, "a": 2}, '{"a":2,"b":1}'),
        ({"n": 1.0, "m": 1e21, "k": 0.1}, '{"k":0.1,"m":1e+21,"n":1}'),
        ({"é": "\u2028", "\U0001f600": "\n"}, '{"é":"\u2028","\U0001f600":"\\n"}'),
        ({"none": None, "list": [True, False]}, '{"list":[true,false],"none":null}'),
    ],
)
def test_bodies_are_written_as_rfc_8785_says(body: dict[str, object], text: str) -> None:
    assert canonical(body) == text


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.integers(-9, 9)))
def test_the_order_of_keys_does_not_matter(body: dict[str, int]) -> None:
    assert canonical(body) == canonical(dict(reversed(body.items())))


def test_a_half_written_anchor_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(
        '{"chain": "a", "length": 1, "head": "00"}\n{"chain": "a", "len'
    )

    assert list(read_anchors(tmp_path)) == [Anchor("a", 1, "00")]


def test_a_new_home_has_no_anchors(tmp_path: Path) -> None:
    assert list(read_anchors(tmp_path)) == []
