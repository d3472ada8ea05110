"""A proposed claim in the form that makes a claim from a passage: filled in, and settled with it."""

from typing import Any
from urllib.parse import urlencode

from flask import request, url_for
from sqlalchemy.orm import Session

from provenance.documents.models import Document
from provenance.dossiers.register import find
from provenance.errors import NotFound
from provenance.imports.claim_proposals.commands import TakeChanged
from provenance.imports.claim_proposals.models import VOICE, ClaimProposal
from provenance.imports.claim_proposals.queries import AUTHOR, links_of
from provenance.imports.claim_proposals.recording import attributions_of
from provenance.imports.claim_proposals.service import take_changed
from provenance.reports.passage_claim import PassageClaim
from provenance.sources.models import Source
from provenance.sources.queries import authors_of
from provenance.web import current

Values = dict[str, Any]
REASON = "taken from its document, with changes"
KEPT = ("status", "basis", "note", "source", "hedged", "page")
"""What an act carries along in the address, so that it leads back to the same list."""


def kept_here() -> dict[str, str]:
    """How the list was narrowed, and its page, as this request's address has them."""
    return {name: value for name in KEPT if (value := request.args.get(name))}


def list_address(slug: str, document_id: str, kept: Values) -> str:
    """The list, narrowed as it was; ``at`` is the proposal that has the keys there."""
    at = kept.get("at")
    here = url_for("proposals.index", slug=slug, document_id=document_id)
    query = urlencode({name: value for name, value in kept.items() if value})
    return here + (f"?{query}" if query else "") + (f"#{at}" if at else "")


class Proposed:
    """The proposal that the address names, with what it says of every voice."""

    def __init__(self, document: Document, row: ClaimProposal) -> None:
        reader = current.reader()
        self.document, self.row = document, row
        self.at = row.public_id
        self.next = request.args.get("next", "")
        self.kept = {**kept_here(), "next": self.next}
        links = links_of(reader, [row.id]).get(row.id, [])
        self.sources: dict[str, Source] = {
            link.citation.source.public_id: link.citation.source
            for link in links if link.citation.source
        }  # fmt: skip
        self.voices: dict[str, Values] = {}
        spoken = any(link.part == VOICE and link.citation.source for link in links)
        if row.basis == AUTHOR or spoken:
            found = attributions_of(row, links, authors_of(reader, document))
            self.voices = {voice["source"]: voice for voice in found}

    @property
    def back(self) -> str:
        """The list as it was left: at this proposal, or at the next one once it is settled."""
        slug, document_id = current.dossier().slug, self.document.public_id
        return list_address(slug, document_id, {**kept_here(), "at": self.at})

    def filled(self, data: Values, about: PassageClaim) -> Values:
        """The form's data with the proposal's words, stance and citations in it."""
        row = self.row
        time = row.time
        voices = [self._voice(voice) for voice in data["voices"]]
        return {
            **data,
            "quote": about.words if about.words in row.exact else row.exact.strip(),
            "text": row.text,
            "kind": row.kind or "",
            "time": time.edtf if time else None,
            "time_words": time.verbatim if time else None,
            "voices": self._elsewhere(voices),
        }

    def _voice(self, voice: Values) -> Values:
        """A voice as the proposal has it; one that it does not have is not ticked."""
        mine = self.voices.get(voice["source"])
        if mine is None:
            return {**voice, "citations": [], "use": False}
        ticked = [one for one in voice.get("citations", ()) if one in mine.get("citations", ())]
        only = mine["link_basis"] == AUTHOR
        return {**voice, **_stance(mine), "citations": ticked, "use": only}

    def _elsewhere(self, voices: list[Values]) -> list[Values]:
        """A speaker whom the passage itself does not name (his quotation goes on) is offered where
        another citation of the document can be chosen."""
        offered = {voice["source"] for voice in voices}
        missing = [voice for source, voice in self.voices.items() if source not in offered]
        if not missing or not missing[0].get("citations"):
            return voices
        first = missing[0]
        return [
            {**voice, **_stance(first), "other": first["citations"][0]}
            if not voice["source"] else voice
            for voice in voices
        ]  # fmt: skip

    def settle(self, session: Session, claim: str) -> None:
        """Take the proposal with the claim that was made of it."""
        command = TakeChanged(current.dossier().slug, self.row.public_id, claim, REASON)
        take_changed(session, current.actor(), command)
        self.at = self.next


def _stance(voice: Values) -> Values:
    hedges: list[Values] = list(voice.get("hedges", ()))
    first = hedges[0] if hedges else {}
    return {
        "polarity": voice["polarity"],
        "link_basis": voice["link_basis"],
        "interest": voice.get("interest", ""),
        "strength": voice.get("strength", ""),
        "hedge": first.get("text"),
        "hedge_by": first.get("by", ""),
        "more_hedges": hedges[1:],
        "via": " ".join(voice.get("via", ())),
    }


def proposed_of(document: Document) -> Proposed | None:
    """The proposal named in the address, None where none is; raises :class:`NotFound` where the
    document has none of that id."""
    wanted = request.args.get("proposal")
    if not wanted:
        return None
    row = find(current.reader(), ClaimProposal, current.dossier().id, wanted)
    if row.document_id != document.id:
        raise NotFound(f"{document.public_id} has no proposed claim {wanted[:40]}.")
    return Proposed(document, row)
