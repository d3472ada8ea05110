"""People, one-time links and sessions on the server."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from provenance import clock
from provenance.accounts.commands import AddUser
from provenance.accounts.models import SignInLink, WebSession
from provenance.accounts.queries import all_users, user_by_name
from provenance.accounts.service import (
    IDLE_LIFE,
    LINK_LIFE,
    LONGEST_NAME,
    SESSION_LIFE,
    add_user,
    end_session,
    find_session,
    make_link,
    use_link,
)
from provenance.audit.actor import Actor
from provenance.audit.models import INSTALLATION
from provenance.db.session import Database
from provenance.errors import AlreadyExists, InvalidInput, NotFound
from tests.factories.records import in_transaction
from tests.integration.audit.tampering import bodies
from tests.integration.services.acts import act, last_entry, refused

WHY = "joins the project"


@pytest.fixture
def ada(database: Database, actor: Actor) -> str:
    act(database, actor, add_user, AddUser("Ada Lovelace", WHY))
    return "Ada Lovelace"


def link_for(database: Database, actor: Actor, name: str) -> str:
    return str(
        in_transaction(database, lambda s: make_link(s, actor, user_by_name(s, name), "asked"))
    )


def session_of(database: Database, token: str) -> str:
    return str(in_transaction(database, lambda s: use_link(s, token))[1])


def is_open(database: Database, token: str) -> bool:
    with database.reading() as session:
        return find_session(session, token) is not None


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Moves the clock on."""
    now = clock.now()

    def move(by: timedelta) -> None:
        monkeypatch.setattr(clock, "now", lambda: now + by)

    return move


def test_adding_a_person_is_audited_in_the_installations_chain(
    database: Database, actor: Actor, ada: str
) -> None:
    entry = last_entry(database, INSTALLATION)

    assert entry["verb"] == "accounts:user:add"
    assert entry["subject"]["id"] == ada
    assert entry["after"] == {"name": ada, "administrator": False}


@pytest.mark.parametrize("name", ["ada lovelace", "ADA  LOVELACE", " Ada\tLovelace "])
def test_names_differ_by_more_than_case_and_spaces(
    database: Database, actor: Actor, ada: str, name: str
) -> None:
    with refused(database, AlreadyExists):
        act(database, actor, add_user, AddUser(name, WHY))

    with database.reading() as session:
        assert user_by_name(session, name).name == ada


@pytest.mark.parametrize(
    "name", ["", "  ", "x" * (LONGEST_NAME + 1), "a\x00b", "a\ud800b", "a\x07b", "a\u202eb"]
)
def test_a_name_is_short_and_printable(database: Database, actor: Actor, name: str) -> None:
    with refused(database, InvalidInput):
        act(database, actor, add_user, AddUser(name, WHY))


def test_people_are_listed_by_name(database: Database, actor: Actor, ada: str) -> None:
    act(database, actor, add_user, AddUser("abel", WHY))

    with database.reading() as session:
        assert [user.name for user in all_users(session)] == ["abel", ada]


def test_a_link_signs_in_once(database: Database, actor: Actor, ada: str) -> None:
    link = link_for(database, actor, ada)

    assert is_open(database, session_of(database, link))
    with refused(database, NotFound, "used already"):
        session_of(database, link)
    verbs = [body["verb"] for body in bodies(database, INSTALLATION)]
    assert verbs == ["accounts:user:add", "accounts:user:link", "accounts:user:sign-in"]


def test_a_link_grows_old(
    database: Database, actor: Actor, ada: str, later: Callable[[timedelta], None]
) -> None:
    link = link_for(database, actor, ada)

    later(LINK_LIFE + timedelta(minutes=1))

    with refused(database, NotFound, "too old"):
        session_of(database, link)


def test_a_made_up_link_is_worth_nothing(database: Database, ada: str) -> None:
    with refused(database, NotFound):
        session_of(database, "made-up")


def test_signing_out_ends_the_session_on_the_server(
    database: Database, actor: Actor, ada: str
) -> None:
    token = session_of(database, link_for(database, actor, ada))

    in_transaction(database, lambda s: end_session(s, Actor(ada), token))

    assert not is_open(database, token)
    assert last_entry(database, INSTALLATION)["verb"] == "accounts:user:sign-out"


@pytest.mark.parametrize("idle", [IDLE_LIFE, SESSION_LIFE])
def test_an_idle_session_ends_by_itself(
    database: Database, actor: Actor, ada: str, later: Callable[[timedelta], None], idle: timedelta
) -> None:
    token = session_of(database, link_for(database, actor, ada))

    later(idle - timedelta(seconds=1) if idle == IDLE_LIFE else timedelta())
    assert is_open(database, token)
    later(idle + timedelta(seconds=1))

    assert not is_open(database, token)


def test_whoever_may_no_longer_sign_in_is_out_at_once(
    database: Database, actor: Actor, ada: str
) -> None:
    link, token = link_for(database, actor, ada), None
    token = session_of(database, link_for(database, actor, ada))

    def disable(session: Any) -> None:
        user_by_name(session, ada).disabled_at = clock.now()

    in_transaction(database, disable)

    assert not is_open(database, token)
    with refused(database, NotFound):
        session_of(database, link)
    with refused(database, InvalidInput, "can no longer sign in"):
        link_for(database, actor, ada)


def test_tokens_are_kept_as_digests_only(database: Database, actor: Actor, ada: str) -> None:
    link = link_for(database, actor, ada)
    token = session_of(database, link)

    with database.reading() as session:
        kept = [*session.scalars(select(SignInLink.token_hash)),
                *session.scalars(select(WebSession.token_hash))]  # fmt: skip
    assert len(kept) == 2
    assert not {link, token} & set(kept)
    told = str(bodies(database, INSTALLATION))
    assert link not in told
    assert token not in told
