"""The worked example: two précis read by the real importer, and what an analyst made of them."""

from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from provenance.audit.actor import Actor
from provenance.config import ROOT
from provenance.dossiers.commands import CreateDossier
from provenance.dossiers.queries import slug_taken
from provenance.dossiers.service import create_dossier
from provenance.exports.strict_json import read_json
from provenance.imports.commands import AcceptDraft, DecideFindings, StartDraft
from provenance.imports.service import accept_draft, decide_together, start_draft
from provenance.interchange.lists import LISTS
from provenance.interchange.load import add_lists
from provenance.interchange.quoted import take_quoted

FOLDER = ROOT / "provenance" / "example"
SLUG = "taliban-and-is-k"
TEXTS = ("precis", "precis2")
REASON = "the worked example"
BEFORE = ("organisations", "persons", "ties", "sources")
"""Lists that stand before the import, so that it finds its sources again; the others refer to it."""
PREFIXES = {"document": "D", "note": "N", "citation": "T"}


def load_example(session: Session, actor: Actor) -> str:
    """The example's slug. Where the dossier exists already, nothing is done."""
    file = read_json((FOLDER / "dossier.json").read_bytes())
    slug: str = file["slug"]
    if slug_taken(session, slug):
        return slug
    dossier = create_dossier(session, actor, CreateDossier(slug, file["title"], REASON))
    first = {name: file[name] for name in BEFORE if name in file}
    rest = {s.name: file[s.name] for s in LISTS if s.name in file and s.name not in BEFORE}
    add_lists(session, actor, dossier, first, reason=REASON)
    for text in TEXTS:
        _import_text(session, actor, slug, text)
    add_lists(session, actor, dossier, rest, reason=REASON)
    take_quoted(session, actor, dossier, REASON)
    return slug


def _import_text(session: Session, actor: Actor, slug: str, text: str) -> None:
    file = FOLDER / f"{text}.txt"
    draft = start_draft(session, actor, StartDraft(slug, file.name, file.read_bytes(), REASON))
    decided = _decisions(file)
    if decided:
        decide_together(
            session, actor, DecideFindings(slug, draft.public_id, decided, reason=REASON)
        )
    ids = partial(reserved_id, text)
    accept_draft(session, actor, AcceptDraft(slug, draft.public_id, REASON, ids=ids))


def _decisions(file: Path) -> dict[str, Any]:
    """What the analyst settled on the page of the import, where the file says: finding → decision."""
    kept = file.with_suffix(".decisions.json")
    return dict(read_json(kept.read_bytes())) if kept.exists() else {}


def reserved_id(text: str, kind: str, *key: object) -> str | None:
    """The id that the example's file uses for what the importer makes: ``T-precis-6-2`` in a note,
    ``T-precis2-text-3`` in the text itself."""
    prefix = PREFIXES.get(kind)
    return "-".join((prefix, text, *(str(part or "text") for part in key))) if prefix else None
