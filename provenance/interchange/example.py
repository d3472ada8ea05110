"""The worked example: a précis read by the real importer, and what an analyst made of it."""

from sqlalchemy.orm import Session

from provenance.audit.actor import Actor
from provenance.config import ROOT
from provenance.dossiers.commands import CreateDossier
from provenance.dossiers.queries import slug_taken
from provenance.dossiers.service import create_dossier
from provenance.exports.strict_json import read_json
from provenance.imports.commands import AcceptDraft, StartDraft
from provenance.imports.service import accept_draft, start_draft
from provenance.interchange.lists import LISTS
from provenance.interchange.load import add_lists

FOLDER = ROOT / "provenance" / "example"
TEXT = "precis.txt"
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
    _import_text(session, actor, slug)
    add_lists(session, actor, dossier, rest, reason=REASON)
    return slug


def _import_text(session: Session, actor: Actor, slug: str) -> None:
    data = (FOLDER / TEXT).read_bytes()
    draft = start_draft(session, actor, StartDraft(slug, TEXT, data, REASON))
    accept_draft(session, actor, AcceptDraft(slug, draft.public_id, REASON, ids=reserved_id))


def reserved_id(kind: str, *key: object) -> str | None:
    """The id that the example's file uses for what the importer makes: ``T-precis-6-2``."""
    prefix = PREFIXES.get(kind)
    return "-".join((prefix, "precis", *map(str, key))) if prefix else None
