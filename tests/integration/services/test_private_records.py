"""Whatever identifies a protected person or source is kept encrypted and revealed on record."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from provenance.audit.actor import Actor
from provenance.db.session import Database
from provenance.errors import IntegrityFailure, InvalidInput, NotFound
from provenance.sources.commands import KeepPrivate, Reveal
from provenance.sources.models import PrivateKey, PrivateRecord
from provenance.sources.private import keep_private, reveal
from tests.factories.records import (
    in_transaction,
    make_claim,
    make_dossier,
    make_person,
    make_source,
)
from tests.integration.audit.tampering import bodies
from tests.integration.services.acts import act, last_entry, refused

NAME, PHONE = "Zabihullah Canary-Quetzal", "+93 70 555 0142"
WHY = "agreed with the informant"


@pytest.fixture
def person(database: Database, actor: Actor, dossier: str) -> str:
    return make_person(database, actor, dossier, label="A commander", protected=True)


def keep(database: Database, actor: Actor, subject: str, **fields: str) -> None:
    act(database, actor, keep_private, KeepPrivate("khorasan", subject, fields, WHY))


def revealed(database: Database, actor: Actor, subject: str) -> dict[str, str]:
    command = Reveal("khorasan", subject, "to arrange a second interview")
    found: dict[str, str] = in_transaction(database, lambda s: reveal(s, actor, command))
    return found


def test_what_is_kept_comes_back(database: Database, actor: Actor, person: str) -> None:
    keep(database, actor, person, name=NAME, contact=PHONE)

    assert revealed(database, actor, person) == {"name": NAME, "contact": PHONE}


def test_revealing_is_an_act_on_record(database: Database, actor: Actor, person: str) -> None:
    keep(database, actor, person, name=NAME)
    revealed(database, actor, person)

    entry = last_entry(database)
    assert entry["verb"] == "sources:private:reveal"
    assert entry["subject"]["id"] == person
    assert entry["reason"] == "to arrange a second interview"
    assert (entry["before"], entry["after"]) == (None, None)


def test_nothing_is_revealed_without_a_reason(
    database: Database, actor: Actor, person: str
) -> None:
    keep(database, actor, person, name=NAME)

    with refused(database, InvalidInput, "Say why"):
        in_transaction(database, lambda s: reveal(s, actor, Reveal("khorasan", person, " ")))


def test_the_audit_trail_has_the_ciphertext_only(
    database: Database, actor: Actor, person: str
) -> None:
    keep(database, actor, person, name=NAME, contact=PHONE)
    revealed(database, actor, person)

    told = str(bodies(database, "khorasan"))
    assert "ciphertext" in told
    assert NAME not in told
    assert PHONE not in told


@pytest.mark.parametrize("canary", [NAME, PHONE])
def test_no_file_of_the_installation_holds_it_in_clear(
    sqlite_database: Database, actor: Actor, canary: str
) -> None:
    database = sqlite_database
    from_scratch(database, actor)

    files = [path for path in database.home.rglob("*") if path.is_file()]
    assert {"provenance.db", "provenance.db-wal", "master.key"} <= {path.name for path in files}
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        needle = canary.encode(encoding)
        assert not [path for path in files if needle in path.read_bytes()]
        assert not [path for path in files if needle.hex().encode() in path.read_bytes()]


def from_scratch(database: Database, actor: Actor) -> None:
    make_dossier(database, actor)
    subject = make_person(database, actor, "khorasan", protected=True)
    keep(database, actor, subject, name=NAME, contact=PHONE)
    keep(database, actor, subject, name=NAME, contact=PHONE + " (new)")
    make_claim(database, actor, "khorasan")
    revealed(database, actor, subject)


def test_with_another_master_key_nothing_opens(
    database: Database, actor: Actor, person: str
) -> None:
    keep(database, actor, person, name=NAME)
    (database.home / "keys" / "master.key").write_bytes(bytes(32))

    with refused(database, IntegrityFailure, "master key is another one"):
        revealed(database, actor, person)


def test_a_damaged_master_key_is_named(database: Database, actor: Actor, person: str) -> None:
    keep(database, actor, person, name=NAME)
    (database.home / "keys" / "master.key").write_bytes(b"short")

    with refused(database, IntegrityFailure, "damaged"):
        revealed(database, actor, person)


def test_a_ciphertext_cannot_be_moved_to_another_record(
    database: Database, actor: Actor, dossier: str, person: str
) -> None:
    other = make_person(database, actor, dossier, label="Another", protected=True)
    keep(database, actor, person, name=NAME)
    keep(database, actor, other, name="Somebody else")

    with database.writing() as session:
        one, two = session.scalars(select(PrivateRecord).order_by(PrivateRecord.person_id))
        two.ciphertext = one.ciphertext
        session.commit()

    with refused(database, IntegrityFailure):
        revealed(database, actor, other)


def test_destroying_its_key_erases_a_record_and_keeps_the_chain(
    database: Database, actor: Actor, person: str
) -> None:
    keep(database, actor, person, name=NAME)
    with database.writing() as session:
        session.delete(session.scalars(select(PrivateKey)).one())
        session.commit()

    with refused(database, NotFound, "was erased"):
        revealed(database, actor, person)
    assert last_entry(database)["verb"] == "sources:private:keep"


def test_a_newer_record_supersedes_the_older(database: Database, actor: Actor, person: str) -> None:
    keep(database, actor, person, name=NAME)
    keep(database, actor, person, name="Corrected")

    assert revealed(database, actor, person) == {"name": "Corrected"}
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(PrivateRecord)) == 2


def test_sources_have_private_records_too(database: Database, actor: Actor, dossier: str) -> None:
    source = make_source(database, actor, dossier, protected=True)
    keep(database, actor, source, meeting_place="the tea house")

    assert revealed(database, actor, source) == {"meeting_place": "the tea house"}


def test_what_cannot_be_kept(database: Database, actor: Actor, dossier: str, person: str) -> None:
    unprotected = make_person(database, actor, dossier, label="An official")
    claim = make_claim(database, actor, dossier)

    with refused(database, InvalidInput, "nothing to keep"):
        keep(database, actor, person, name="  ")
    with refused(database, InvalidInput, "not marked as protected"):
        keep(database, actor, unprotected, name=NAME)
    with refused(database, NotFound, "no person or source"):
        keep(database, actor, claim, name=NAME)
    for impossible in ("a\x00b", "a\ud800b"):
        with refused(database, InvalidInput):
            keep(database, actor, person, name=impossible)
    with refused(database, NotFound, "no private record"):
        revealed(database, actor, person)


def test_the_master_key_is_for_its_user_alone(
    database: Database, actor: Actor, person: str, home: Path
) -> None:
    keep(database, actor, person, name=NAME)

    assert (home / "keys" / "master.key").stat().st_mode & 0o777 == 0o600
    assert (home / "keys").stat().st_mode & 0o777 == 0o700


def test_a_lost_master_key_is_named_and_never_replaced(
    sqlite_database: Database, actor: Actor
) -> None:
    """Restored without its keys, an installation waits for them instead of beginning with new ones."""
    make_dossier(sqlite_database, actor)
    person = make_person(sqlite_database, actor, "khorasan", label="A commander", protected=True)
    keep(sqlite_database, actor, person, name=NAME)
    key = sqlite_database.home / "keys" / "master.key"
    kept = key.read_bytes()
    key.unlink()

    with refused(sqlite_database, IntegrityFailure, "put it back from its backup"):
        revealed(sqlite_database, actor, person)
    with refused(sqlite_database, IntegrityFailure, "put it back from its backup"):
        keep(sqlite_database, actor, person, name="Another")
    assert not key.exists()

    key.write_bytes(kept)
    assert revealed(sqlite_database, actor, person) == {"name": NAME}
