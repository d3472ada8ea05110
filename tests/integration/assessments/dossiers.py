"""Dossiers for tests of scores: the worked example without the importer, and a loader."""

import json
import re
from pathlib import Path
from typing import Any

from provenance.audit.actor import Actor
from provenance.db.session import Database
from provenance.interchange.lists import LISTS
from provenance.interchange.load import load_dossier
from provenance.interchange.prune import references
from tests.factories.records import in_transaction

EXAMPLE = Path(__file__).parents[3] / "provenance" / "example"
IMPORTED = re.compile(r"([DNT])-(precis2?)(?:-(\d+|text))?(?:-(\d+))?")
AUTHORS = {"precis": "S-X3B6", "precis2": "S-5GJX"}


def example_file() -> dict[str, Any]:
    """The example's dossier file, whole: what the importer would add is made up from the ids that
    the file refers to."""
    file: dict[str, Any] = json.loads((EXAMPLE / "dossier.json").read_text())
    known = {record["id"] for spec in LISTS for record in file.get(spec.name, ())}
    wanted = {
        target
        for spec in LISTS
        for record in file.get(spec.name, ())
        for target in references(spec, record)
    }
    documents = {
        f"D-{name}": {
            "id": f"D-{name}", "title": name, "text": (EXAMPLE / f"{name}.txt").read_text(),
            "authors": [author],
        }
        for name, author in AUTHORS.items()
    }  # fmt: skip
    notes: dict[str, Any] = {}
    citations: dict[str, Any] = {}
    for public_id in sorted(wanted - known - documents.keys()):
        match = IMPORTED.fullmatch(public_id)
        assert match, public_id
        kind, text, label = match[1], match[2], match[3]
        where: dict[str, Any] = {"document": f"D-{text}", "start": 0, "end": 4}
        if label != "text":
            note = f"N-{text}-{label}"
            notes[note] = {"id": note, "document": f"D-{text}", "label": label, "text": "See."}
            where = {"note": note}
        if kind == "T":
            citations[public_id] = {"id": public_id, "text": "See.", "status": "full", **where}
    for name, found in (("documents", documents), ("notes", notes), ("citations", citations)):
        by_id = found | {record["id"]: record for record in file.get(name, ())}
        file[name] = [by_id[key] for key in sorted(by_id)]
    return file


def load(database: Database, file: dict[str, Any], slug: str | None = None) -> str:
    """Load a dossier file without scoring it; its slug."""
    loaded = in_transaction(
        database, lambda s: load_dossier(s, Actor("Ada Analyst"), file, slug=slug).slug
    )
    return str(loaded)


def dossier_file(**lists: list[dict[str, Any]]) -> dict[str, Any]:
    """A small dossier file of the given lists."""
    return {"format": "provenance-dossier/1", "slug": "small", "title": "Small", **lists}
