"""What people found in a document to be no note and no attribution: found again in its new version, it
is rejected as it was."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.documents.models import Document
from provenance.imports.kept_parses import parsed_of
from provenance.imports.models import ImportDraft
from provenance.ingest.types import ParsedDocument
from provenance.ingest.versions.anchors import KEPT, MOVED, Anchor, Anchoring, surroundings
from provenance.ingest.versions.ground import Ground
from provenance.ingest.versions.words import words_of

Decision = Mapping[str, Any]


def rejected_before(
    session: Session, document: Document, parsed: ParsedDocument
) -> dict[str, dict[str, bool]]:
    """Finding of the new version → its rejection, by the document's last accepted draft."""
    statement = select(ImportDraft).where(
        ImportDraft.document_id == document.id, ImportDraft.status == "accepted"
    )
    draft = session.scalars(statement.order_by(ImportDraft.id.desc()).limit(1)).first()
    if draft is None:
        return {}
    rejected = [name for name, one in draft.decisions.items() if one.get("rejected")]
    old = parsed_of(draft) if rejected else parsed
    found = [*_notes(rejected, old, parsed), *_attributions(rejected, old, parsed)]
    return {finding: {"rejected": True} for finding in found}


def _notes(rejected: list[str], old: ParsedDocument, new: ParsedDocument) -> Iterator[str]:
    """Notes with the very words of a rejected one."""
    names = {name.removeprefix("note:") for name in rejected if name.startswith("note:")}
    words = {words_of(note.text).words for note in old.notes if note.id in names}
    for note in new.notes if words else ():
        if words_of(note.text).words in words:
            yield f"note:{note.id}"


def _attributions(rejected: list[str], old: ParsedDocument, new: ParsedDocument) -> Iterator[str]:
    """Attributions where the words of a rejected one stand now."""
    numbers = [name.removeprefix("attribution:") for name in rejected
               if name.startswith("attribution:")]  # fmt: skip
    if not numbers:
        return
    anchoring = Anchoring(Ground(old.text, new.text))
    spans = []
    for heard in (old.attributions[int(number) - 1] for number in numbers):
        around = surroundings(old.text, heard.start, heard.end)
        words = old.text[heard.start : heard.end]
        found = anchoring.of(Anchor("", words, *around, heard.start, heard.end))
        if found.state in (KEPT, MOVED):
            spans.append((found.start, found.end))
    for number, heard in enumerate(new.attributions, 1):
        if (heard.start, heard.end) in spans:
            yield f"attribution:{number}"
