"""Importing a bibliography from the command line: what is sure becomes sources, the rest waits."""

from pathlib import Path

from provenance.audit.actor import Actor
from provenance.cli.edge import writing
from provenance.cli.output import say, show, show_json
from provenance.dossiers.commands import CreateDossier
from provenance.dossiers.queries import dossier_by_slug, slug_taken
from provenance.dossiers.service import create_dossier
from provenance.imports.bibliographies.commands import StartBibliography, TakeBibliography
from provenance.imports.bibliographies.service import planned, start_bibliography, take_bibliography
from provenance.imports.known import read_known
from provenance.sources.queries import count_sources

SUFFIXES = (".bib", ".json")


def import_bibliography(file: Path, slug: str, actor: Actor, as_json: bool) -> None:
    """Take the entries of a BibTeX or CSL-JSON file in, and print the counts."""
    reason = f"imported {file.name}"
    with writing() as session:
        if not slug_taken(session, slug):
            create_dossier(session, actor, CreateDossier(slug, slug, reason))
        dossier = dossier_by_slug(session, slug)
        before = count_sources(session, dossier.id)
        command = StartBibliography(slug, file.name, file.read_bytes(), reason)
        row = start_bibliography(session, actor, command)
        take_bibliography(session, actor, TakeBibliography(slug, row.public_id, {}, reason))
        plan = planned(session, row, read_known(session, dossier.id))
        waiting = sum(one.waits for one in plan)
        counts = {
            "entries": len(plan),
            "accepted": len(plan) - waiting,
            "proposals": waiting,
            "new_sources": count_sources(session, dossier.id) - before,
        }
        public_id = row.public_id
    if as_json:
        show_json({"dossier": slug, "bibliography": public_id, **counts})
        return
    show(f"{public_id}: {counts['entries']} entries: {counts['accepted']} accepted, "
         f"{waiting} await a person; {counts['new_sources']} new sources")  # fmt: skip
    if waiting:
        say("Open the dossier's sources in the browser to decide what is left.")
