"""A dossier with a document that was imported, for tests of reading and claiming."""

from provenance.imports.commands import AcceptDraft, DecideFinding, StartDraft
from provenance.imports.service import accept_draft, decide, start_draft
from tests.factories.records import in_transaction
from tests.fixtures.browser import LiveServer
from tests.functional.entering import ADA
from tests.integration.imports.texts import SHORT

REASON = "needed for a test"


def draft_of(live_server: LiveServer, slug: str, text: str = SHORT) -> str:
    """The public id of an open draft."""
    command = StartDraft(slug, "river.txt", text.encode(), REASON)
    return str(
        in_transaction(
            live_server.database, lambda session: start_draft(session, ADA, command).public_id
        )
    )


def imported(live_server: LiveServer, slug: str, text: str = SHORT, **about: object) -> str:
    """The public id of a document by Ada Writer, accepted as read."""
    draft = draft_of(live_server, slug, text)
    decision = {"authors": ["Ada Writer"], **about}

    def act(session: object) -> str:
        decide(session, ADA, DecideFinding(slug, draft, "document", decision))  # type: ignore[arg-type]
        return accept_draft(session, ADA, AcceptDraft(slug, draft, REASON)).public_id  # type: ignore[arg-type]

    return str(in_transaction(live_server.database, act))
