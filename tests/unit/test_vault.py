"""AES-256-GCM around private records, and the key that wraps their keys."""

import threading
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from provenance.db.vault import KEY_BYTES, NONCE_BYTES, master_key, new_key, seal, unseal
from provenance.errors import IntegrityFailure


@given(st.binary(max_size=200), st.text(max_size=40).filter(str.isprintable))
def test_what_is_sealed_is_unsealed(plain: bytes, record: str) -> None:
    key = new_key()

    assert unseal(key, seal(key, plain, record), record) == plain


def test_a_seal_is_nonce_then_ciphertext_with_its_tag() -> None:
    key, plain = new_key(), b"Zabihullah"
    sealed = seal(key, plain, "record")

    assert len(sealed) == NONCE_BYTES + len(plain) + 16
    opened = AESGCM(key).decrypt(sealed[:12], sealed[12:], b"record")
    assert opened == plain
    assert plain not in sealed


def test_the_same_words_are_never_sealed_alike() -> None:
    key = new_key()

    assert len({seal(key, b"same", "record") for _ in range(50)}) == 50


def test_every_altered_byte_is_noticed() -> None:
    key = new_key()
    sealed = seal(key, b"Zabihullah", "record")

    for place in range(len(sealed)):
        altered = bytearray(sealed)
        altered[place] ^= 1
        with pytest.raises(IntegrityFailure):
            unseal(key, bytes(altered), "record")


@pytest.mark.parametrize("length", [0, 1, 11, 12, 27])
def test_a_seal_cut_short_is_noticed(length: int) -> None:
    key = new_key()

    with pytest.raises(IntegrityFailure):
        unseal(key, seal(key, b"", "record")[:length], "record")


def test_another_key_or_record_opens_nothing() -> None:
    key = new_key()
    sealed = seal(key, b"Zabihullah", "record")

    for other_key, record in ((new_key(), "record"), (key, "another")):
        with pytest.raises(IntegrityFailure):
            unseal(other_key, sealed, record)


def test_the_master_key_is_made_once_whoever_asks_first(tmp_path: Path) -> None:
    found: list[bytes] = []
    askers = [threading.Thread(target=lambda: found.append(master_key(tmp_path))) for _ in range(8)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()

    assert len(set(found)) == 1
    assert len(found[0]) == KEY_BYTES
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["master.key"]
