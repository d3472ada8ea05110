"""Taking a document into a dossier."""

from collections.abc import Sequence
from pathlib import Path

import click
from sqlalchemy.orm import Session

from provenance.audit.actor import Actor
from provenance.citations.models import Citation
from provenance.citations.queries import citations_of_document
from provenance.cli.bibliography import SUFFIXES, import_bibliography
from provenance.cli.edge import writes, writing
from provenance.cli.narrating import narrated
from provenance.cli.output import say, show, show_json
from provenance.cli.table_options import TableOptions, table_options
from provenance.config import load_settings
from provenance.documents.models import Document
from provenance.documents.queries import notes_of
from provenance.dossiers.commands import CreateDossier
from provenance.dossiers.queries import dossier_by_slug, slug_taken
from provenance.dossiers.service import create_dossier
from provenance.imports.accepting import AWAITING
from provenance.imports.claim_proposals.models import WAITING
from provenance.imports.claim_proposals.queries import counts_of
from provenance.imports.commands import AcceptDraft, StartDraft
from provenance.imports.plan import WITHOUT
from provenance.imports.reading import limits_of, read_apart
from provenance.imports.service import accept_draft, start_draft
from provenance.imports.versions.commands import AcceptVersion, MarkVersion
from provenance.imports.versions.service import accept_version, mark_version
from provenance.ingest.spreadsheets.reading import is_spreadsheet
from provenance.reports.revisions import open_orphans
from provenance.sources.queries import count_sources

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("import")
@click.argument("file", type=FILE)
@click.option("--dossier", "slug", required=True, metavar="SLUG", help="Made where there is none.")
@click.option("--version-of", metavar="D-…", help="Of which document it is a new version.")
@table_options
@click.option("--json", "as_json", is_flag=True, help="The counts as JSON.")
@writes
def import_file(
    file: Path, slug: str, version_of: str | None, as_json: bool, actor: Actor, table: TableOptions
) -> None:  # fmt: skip
    """Take a document into a dossier: what is sure is accepted, the rest awaits a person. As a new
    version of a document it keeps all that still anchors; changed words become orphans to settle.
    A bibliography (.bib, CSL .json) becomes sources, matched to those that are there. A spreadsheet
    (.csv, .xlsx) of claims, sources or grades is taken in whole where nothing of it is in doubt;
    else what is not understood is printed, row by row, and nothing is saved.

    Example: python -m provenance import report.txt --dossier khorasan
    """
    if is_spreadsheet(file.name):
        from provenance.cli.spreadsheet import import_spreadsheet  # noqa: PLC0415 - slow to load

        import_spreadsheet(file, slug, actor, table, as_json)
        return
    if file.suffix.casefold() in SUFFIXES:
        import_bibliography(file, slug, actor, as_json)
        return
    data = file.read_bytes()
    reason = f"imported {file.name}"
    with narrated() as progress:
        # before the transaction: writers do not wait for a reader
        parsed = read_apart(data, file.name, limits_of(load_settings()), progress) if data else None
        taken = _take_in(
            StartDraft(slug, file.name, data, reason, parsed=parsed), actor, version_of
        )
    public_id, counts, orphans = taken
    if as_json:
        more = {"orphans": orphans} if version_of else {}
        show_json({"dossier": slug, "document": public_id, **counts, **more})
        return
    if version_of:
        show(f"{public_id}: a new version; {orphans} quotations lost their place")
    show(f"{public_id}: {counts['notes']} notes, {counts['citations']} citations: "
         f"{counts['accepted']} accepted, {counts['proposals']} await a person; "
         f"{counts['new_sources']} new sources")  # fmt: skip
    show(f"In the text itself: {counts['inline_citations']} attributions: "
         f"{counts['inline_accepted']} accepted, {counts['inline_proposals']} await a person, "
         f"{counts['inline_unnamed']} name nobody; "
         f"{counts['proposed_claims']} proposed claims wait")  # fmt: skip
    say("Open the document in the browser to decide what is left.")


def _take_in(
    command: StartDraft, actor: Actor, version_of: str | None
) -> tuple[str, dict[str, int], int]:
    """The document's id, the counts, and how many quotations a new version lost: all of it in one
    transaction."""
    slug, reason = command.dossier, command.reason
    with writing() as session:
        if not slug_taken(session, slug):
            create_dossier(session, actor, CreateDossier(slug, slug, reason))
        before = _sources(session, slug)
        draft = start_draft(session, actor, command)
        document = _accept(session, actor, slug, draft.public_id, version_of, reason)
        orphans = open_orphans(session, document.dossier_id).get(document.id, 0)
        counts = _counts(session, document)
        counts["new_sources"] = _sources(session, slug) - before
        return document.public_id, counts, orphans


def _accept(
    session: Session, actor: Actor, slug: str, draft: str, version_of: str | None, reason: str
) -> Document:
    if version_of is None:
        command = AcceptDraft(slug, draft, reason, only_sure=True)
        return accept_draft(session, actor, command)
    mark_version(session, actor, MarkVersion(slug, draft, version_of, reason))
    return accept_version(session, actor, AcceptVersion(slug, draft, reason, only_sure=True))


def _counts(session: Session, document: Document) -> dict[str, int]:
    """Of the notes and their citations, then of the text's own attributions and clauses."""
    everything = citations_of_document(session, document.id)
    found = [citation for citation in everything if citation.note_id is not None]
    inline = [citation for citation in everything if citation.note_id is None]
    citations, accepted, waiting = _settled(found)
    told, inline_accepted, inline_waiting = _settled(inline)
    return {
        "notes": len(notes_of(session, document.id)),
        "citations": citations,
        "explanations": len(found) - citations,
        "accepted": accepted,
        "proposals": waiting,
        "inline_citations": len(inline),
        "inline_accepted": inline_accepted,
        "inline_proposals": inline_waiting,
        "inline_unnamed": len(inline) - told,
        "proposed_claims": counts_of(session, document.id)[WAITING],
    }


def _settled(found: Sequence[Citation]) -> tuple[int, int, int]:
    """How many name a source, how many of these are accepted, and how many await a person."""
    naming = [citation for citation in found if citation.match != WITHOUT]
    waiting = sum(citation.match == AWAITING for citation in naming)
    return len(naming), len(naming) - waiting, waiting


def _sources(session: Session, slug: str) -> int:
    return count_sources(session, dossier_by_slug(session, slug).id)
