"""Somebody with a role, signed in to a real browser."""

from playwright.sync_api import Page, Response

from provenance.assessments.service import assess_dossier
from provenance.audit.actor import Actor
from provenance.dossiers.queries import dossier_by_slug
from tests.factories.records import in_transaction
from tests.fixtures.browser import LiveServer
from tests.functional.visitors import sign_in_link

ADA = Actor("Ada Analyst")


def enter(page: Page, live_server: LiveServer, slug: str, role: str = "analyst") -> str:
    """Sign in as somebody new with that role in the dossier; the name."""
    name = f"{role} of {slug}"
    page.goto(f"/sign-in/{sign_in_link(live_server.database, name, role=role, dossier=slug)}")
    return name


def press(page: Page, button: str) -> Response:
    """Send the form by its button; the answer to the POST."""
    with page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_load_state()
    return answered.value


def score(live_server: LiveServer, slug: str) -> None:
    """Compute what the acts of the browser would have computed: factories do not score."""
    in_transaction(
        live_server.database,
        lambda session: assess_dossier(
            session, ADA.name, dossier_by_slug(session, slug), "needed for a test"
        ),
    )
