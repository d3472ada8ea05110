"""Making dossiers, and who may do what in them."""

import pytest

from provenance.accounts.commands import AddUser
from provenance.accounts.queries import user_by_name
from provenance.accounts.service import add_user
from provenance.audit.actor import Actor
from provenance.db.session import Database
from provenance.dossiers.commands import CreateDossier, GrantRole
from provenance.dossiers.queries import dossier_by_slug, dossiers_of, members, role_of
from provenance.dossiers.service import create_dossier, grant_role
from provenance.errors import AlreadyExists, InvalidInput, NotFound
from tests.factories.records import in_transaction, make_dossier
from tests.integration.services.acts import act, changes_told, last_entry, refused

WHY = "a new question"


@pytest.fixture
def people(database: Database, actor: Actor) -> tuple[int, int]:
    """The row numbers of Ada and Bo."""
    ada, bo = (AddUser(name, WHY) for name in ("Ada", "Bo"))
    rows: tuple[int, int] = in_transaction(
        database, lambda s: (add_user(s, actor, ada).id, add_user(s, actor, bo).id)
    )
    return rows


@pytest.fixture
def owned(database: Database, actor: Actor, people: tuple[int, int]) -> str:
    """A dossier that Ada owns."""
    act(database, actor, create_dossier, CreateDossier("owned", "Owned", WHY, people[0]))
    return "owned"


def grant(database: Database, actor: Actor, user: str, role: str | None) -> None:
    act(database, actor, grant_role, GrantRole("owned", user, role, "divides the work"))


def roles(database: Database) -> dict[str, str]:
    with database.reading() as session:
        found = members(session, dossier_by_slug(session, "owned"))
        return {member.user.name: member.role for member in found}


def test_a_dossier_begins_with_its_own_audit_chain(database: Database, actor: Actor) -> None:
    make_dossier(database, actor, "aleppo", "Aleppo")

    entry = last_entry(database, "aleppo")
    assert entry["verb"] == "dossiers:dossier:create"
    assert entry["after"] == {"title": "Aleppo"}


def test_the_first_owner_is_told_of_like_any_other_role(
    database: Database, actor: Actor, owned: str
) -> None:
    assert roles(database) == {"Ada": "owner"}
    assert last_entry(database, owned)["verb"] == "dossiers:dossier:grant"
    assert changes_told(database, owned) == (
        {"user": "Ada", "role": ""}, {"user": "Ada", "role": "owner"},
    )  # fmt: skip


@pytest.mark.parametrize("slug", ["a", "7", "a-b", "x" * 100, "2017-khorasan", "Case_4.2"])
def test_good_slugs(database: Database, actor: Actor, slug: str) -> None:
    assert make_dossier(database, actor, slug) == slug


@pytest.mark.parametrize(
    "slug",
    [
        "",
        "-a",
        "a-",
        "_a",
        "a b",
        "a/b",
        "..",
        "é",
        "x" * 101,
        "a\n",
        "a\x00",
        "installation",
        "new",
    ],
)
def test_bad_slugs(database: Database, actor: Actor, slug: str) -> None:
    with refused(database, InvalidInput, "cannot be a slug"):
        make_dossier(database, actor, slug)


@pytest.mark.parametrize("title", ["", "  ", "a\x00b", "a\udfffb"])
def test_bad_titles(database: Database, actor: Actor, title: str) -> None:
    with refused(database, InvalidInput):
        make_dossier(database, actor, "aleppo", title)


def test_a_slug_is_taken_once(database: Database, actor: Actor, dossier: str) -> None:
    with refused(database, AlreadyExists):
        make_dossier(database, actor, dossier)


def test_who_makes_a_dossier_owns_it(database: Database, actor: Actor, owned: str) -> None:
    assert roles(database) == {"Ada": "owner"}


def test_roles_are_given_changed_and_taken(database: Database, actor: Actor, owned: str) -> None:
    grant(database, actor, "bo", "reader")
    assert roles(database) == {"Ada": "owner", "Bo": "reader"}
    grant(database, actor, "Bo", "analyst")
    assert changes_told(database, owned) == (
        {"user": "Bo", "role": "reader"},
        {"user": "Bo", "role": "analyst"},
    )
    grant(database, actor, "Bo", None)
    assert roles(database) == {"Ada": "owner"}


def test_giving_the_same_role_again_is_no_act(database: Database, actor: Actor, owned: str) -> None:
    grant(database, actor, "Bo", "reader")
    before = last_entry(database, owned)

    grant(database, actor, "Bo", "reader")

    assert last_entry(database, owned) == before


@pytest.mark.parametrize("role", ["reader", None])
def test_the_last_owner_stays(
    database: Database, actor: Actor, owned: str, role: str | None
) -> None:
    with refused(database, InvalidInput, "last owner"):
        grant(database, actor, "Ada", role)

    grant(database, actor, "Bo", "owner")
    grant(database, actor, "Ada", role)
    assert roles(database)["Bo"] == "owner"


def test_unknown_roles_people_and_dossiers(database: Database, actor: Actor, owned: str) -> None:
    with refused(database, InvalidInput, "no role"):
        grant(database, actor, "Bo", "emperor")
    with refused(database, NotFound, "no person"):
        grant(database, actor, "Cy", "reader")
    with refused(database, NotFound, "no dossier"):
        act(database, actor, grant_role, GrantRole("nowhere", "Bo", "reader", WHY))


def test_an_administrator_owns_every_dossier(database: Database, actor: Actor, owned: str) -> None:
    act(database, actor, add_user, AddUser("Root", WHY, is_administrator=True))

    with database.reading() as session:
        dossier = dossier_by_slug(session, owned)
        ada, bo, root = (user_by_name(session, name) for name in ("Ada", "Bo", "Root"))
        assert [role_of(session, user, dossier) for user in (ada, bo, root)] == [
            "owner",
            None,
            "owner",
        ]
        assert [len(dossiers_of(session, user)) for user in (ada, bo, root)] == [1, 0, 1]
