"""Settling quotes that the newest version of their document no longer has: anchored anew by a person, or
left as they are for a reason."""

from typing import Any

from sqlalchemy.orm import Session

from provenance.audit.actor import Actor
from provenance.claims.models import Claim
from provenance.claims.records import CLAIMS
from provenance.db.exchange.read import snapshot
from provenance.documents.models import Document, Note
from provenance.documents.queries import latest_revision
from provenance.dossiers.changes import change_record
from provenance.dossiers.models import Dossier
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.register import find
from provenance.errors import InvalidInput
from provenance.imports.versions.commands import LetStand, Reanchor
from provenance.ingest.versions.anchors import surroundings
from provenance.ingest.versions.words import Span, words_of
from provenance.text import checked

Quote = dict[str, Any]
KEPT = "kept"


def reanchor(session: Session, actor: Actor, command: Reanchor) -> Claim:
    """Anchor an orphan to other words, or to the same ones elsewhere. Raises InvalidInput where the
    document does not have them, or has them several times and none is named."""
    dossier, claim, quotes = _orphan(session, command.dossier, command.claim, command.number)
    document = _document(session, dossier, quotes[command.number])
    place = _place(session, dossier, document, command)
    owner = {} if command.note is not None else {"document": document.public_id}
    quotes[command.number] = {**owner, **place}
    change_record(
        session, actor, dossier, CLAIMS, claim, {"quotes": quotes},
        reason=command.reason, version=command.version, verb="anchor",
    )  # fmt: skip
    return claim


def let_stand(session: Session, actor: Actor, command: LetStand) -> Claim:
    """Let an orphan stand: it keeps its words, has no place in the newest version, and waits for
    nobody any more."""
    dossier, claim, quotes = _orphan(session, command.dossier, command.claim, command.number)
    kept = {**quotes[command.number], "orphan": KEPT, "orphan_reason": command.reason.strip()}
    quotes[command.number] = kept
    change_record(
        session, actor, dossier, CLAIMS, claim, {"quotes": quotes},
        reason=command.reason, version=command.version, verb="settle",
    )  # fmt: skip
    return claim


def _orphan(
    session: Session, slug: str, public_id: str, number: int
) -> tuple[Dossier, Claim, list[Quote]]:
    dossier = dossier_by_slug(session, slug)
    claim = find(session, Claim, dossier.id, public_id)
    quotes: list[Quote] = list(snapshot(session, CLAIMS, claim).get("quotes", ()))
    if not 0 <= number < len(quotes) or "orphan" not in quotes[number]:
        raise InvalidInput(
            f"{public_id} has no such orphaned quotation: it may be settled already."
        )
    return dossier, claim, quotes


def _document(session: Session, dossier: Dossier, quote: Quote) -> Document:
    if "note" in quote:
        return find(session, Note, dossier.id, quote["note"]).document
    return find(session, Document, dossier.id, quote["document"])


def _place(
    session: Session, dossier: Dossier, document: Document, command: Reanchor
) -> Quote:  # fmt: skip
    """The selectors of the words in the note or text that is meant."""
    if command.note is not None:
        note = find(session, Note, dossier.id, command.note)
        if note.document_id != document.id or note.former or note.withdrawn_at is not None:
            raise InvalidInput.at("words", f"{document.public_id} has no such note now.")
        return {"note": note.public_id, **_found(note.text or "", command)}
    revision = latest_revision(session, document.id)
    return _found(revision.text if revision else "", command)


def _found(text: str, command: Reanchor) -> Quote:
    start, end = find_words(text, checked(command.words, "words"), command.near)
    prefix, suffix = surroundings(text, start, end)
    return {
        "exact": text[start:end], "prefix": prefix, "suffix": suffix, "start": start, "end": end,
    }  # fmt: skip


def find_words(text: str, words: str, near: Span | None = None) -> Span:
    """Where words stand, whatever the blanks between them: once in the text, or within ``near``.
    Raises InvalidInput where they stand nowhere there, or several times."""
    wanted = words_of(words).words
    if not wanted:
        raise InvalidInput.at("words", "Give the words as the text has them.")
    low, high = near or (0, len(text))
    here = words_of(text[low:high])
    places = [
        at for at in range(len(here.words) - len(wanted) + 1)
        if here.words[at] == wanted[0] and here.words[at : at + len(wanted)] == wanted
    ]  # fmt: skip
    if len(places) == 1:
        start, end = here.offsets(places[0], places[0] + len(wanted))
        return low + start, low + end
    where = "that passage" if near else "the newest version"
    if not places:
        raise InvalidInput.at("words", f"{where.capitalize()} does not have these words; copy them "
                              "from it.")  # fmt: skip
    raise InvalidInput.at(
        "words", f"They stand in {len(places)} places of {where}; copy a few more words."
    )
