"""Processor seconds and size of the reading view of documents of 1,000, 10,000 and 50,000 passages.

Each has a note to every fourth passage and a claim to every fifth, scored; a section is fifty
passages. ``PASSAGES`` names other lengths ("1000 5000").
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import insert
from sqlalchemy.orm import Session

from provenance import clock
from provenance.assessments.service import assess_dossier
from provenance.audit.actor import command_line
from provenance.citations.models import Citation
from provenance.claims.models import Attribution, AttributionCitation, Claim, Quote
from provenance.config import load_settings
from provenance.db.migrate import ensure_current
from provenance.db.session import Database
from provenance.documents.models import Document, Marker, Note, Passage, Revision
from provenance.dossiers.commands import CreateDossier
from provenance.dossiers.service import create_dossier
from provenance.sources.models import Source
from provenance.web.app import create_app
from tests.benchmarks.large import keep, links
from tests.functional.visitors import Visitor, sign_in_link

ACTOR = command_line("bench")
SLUG = "long"
TIMES = 5
SECTION, PARAGRAPH, NOTED, CLAIMED, VOICES = 50, 5, 4, 5, 12
SENTENCE = "According to clerk {n}, the carriers of Lenz refused to pay the toll of {n} florins."


def main() -> None:
    """A document of each length in a home of its own."""
    for length in map(int, os.environ.get("PASSAGES", "1000 10000 50000").split()):
        with tempfile.TemporaryDirectory() as folder:
            settings = replace(load_settings({}), home=Path(folder))
            database = Database(f"sqlite:///{Path(folder) / 'provenance.db'}", Path(folder))
            ensure_current(database)
            with database.writing() as session:
                long_document(session, length)
                session.commit()
            report(create_app(database, settings), database, length)
            database.dispose()


def report(app: Flask, database: Database, length: int) -> None:
    """Time the pages that readers of the document open."""
    link = sign_in_link(database, "Reader", role="analyst", dossier=SLUG)
    visitor = Visitor(app).sign_in(link)
    here, last = f"/d/{SLUG}/documents/D-000000", f"C-{length // CLAIMED - 1:06d}"
    for name, url in {
        "the document": here,
        "a claim chosen": f"{here}?chosen={last}",
        "all of it on one page": f"{here}?part=all",
        "words found in it": f"{here}?find=clerk+9",
        "a claim from a passage": f"{here}/passages/{length - 2}/claim",
        "a link to its last claim": f"{here}?claim={last}",
    }.items():
        taken = []
        for _ in range(TIMES):
            begun = time.process_time()
            answer = visitor.get(url, follow_redirects=True)
            taken.append(time.process_time() - begun)
        assert answer.status_code == 200, answer.status
        sys.stdout.write(
            f"{length:>7} passages, {name:26}{min(taken):8.3f} s of processor"
            f"{max(taken):8.3f} s at most{len(answer.data) / 1e6:8.2f} MB\n"
        )
        sys.stdout.flush()


def long_document(session: Session, length: int) -> None:
    """Write it, with its notes, sources and claims, and score the dossier."""
    dossier = create_dossier(session, ACTOR, CreateDossier(SLUG, "Long", "to be timed"))
    session.flush()
    key, spans = dossier.id, list(_spans(length))
    text = "".join(words for words, _, _ in spans)
    keep(session, Document, "D", key, [{"title": "A long paper"}])
    session.execute(insert(Revision), [
        {"id": 1, "document_id": 1, "number": 1, "text": text, "created_at": clock.now()}
    ])  # fmt: skip
    passages, start = [], 0
    for words, kind, block in spans:
        end = start + len(words.rstrip("\n"))
        passages.append({"start": start, "end": end, "kind": kind, "block": block})
        start += len(words)
    links(session, Passage, length, "revision_id",
          lambda n: {"revision_id": 1, "number": n, **passages[n]})  # fmt: skip
    _noted(session, key, passages)
    _claimed(session, key, text, passages)
    session.flush()
    assess_dossier(session, ACTOR.name, dossier, "to be timed")


def _spans(length: int) -> Iterator[tuple[str, str, int]]:
    """Each passage's words with what follows them, the kind of its block, and the block's number."""
    block = 0
    for n in range(length):
        if n % SECTION == 0:
            yield f"Section {n // SECTION + 1}\n\n", "heading", block
            block += 1
            continue
        call = f"[{n // NOTED + 1}] " if n % NOTED == 0 else " "
        ends = n % PARAGRAPH == PARAGRAPH - 1
        yield SENTENCE.format(n=n) + call + ("\n\n" if ends else ""), "paragraph", block
        block += ends


def _noted(session: Session, key: int, passages: list[dict[str, Any]]) -> None:
    called = [n for n in range(0, len(passages), NOTED) if n % SECTION]
    voices = len(called) // VOICES + 1
    keep(session, Source, "S", key, [{"label": f"Clerk {n}", "type": "interview/personal communication"}
                                     for n in range(voices)])  # fmt: skip
    keep(session, Note, "N", key, [
        {"document_id": 1, "number": at, "label": str(n // NOTED + 1), "kind": "source",
         "text": f"Interview with clerk {n} in Lenz, May 1961."} for at, n in enumerate(called)
    ])  # fmt: skip
    ends = {n: passages[n]["end"] - 1 for n in called}
    sizes = {n: len(f"[{n // NOTED + 1}]") for n in called}
    links(session, Marker, len(called), "note_id", lambda at: {
        "note_id": 1 + at, "start": ends[called[at]] - sizes[called[at]], "end": ends[called[at]]
    })  # fmt: skip
    keep(session, Citation, "T", key, [
        {"note_id": 1 + at, "number": 0, "text": "Interview with a clerk in Lenz, May 1961",
         "source_id": 1 + at % voices, "match": "new"} for at in range(len(called))
    ])  # fmt: skip


def _claimed(session: Session, key: int, text: str, passages: list[dict[str, Any]]) -> None:
    taken = range(1, len(passages), CLAIMED)
    notes = sum(1 for n in range(0, len(passages), NOTED) if n % SECTION)
    voices = notes // VOICES + 1
    keep(
        session,
        Claim,
        "C",
        key,
        [{"text": f"The toll of {n} florins was not paid."} for n in taken],
    )
    links(session, Quote, len(taken), "claim_id", lambda at: {
        "claim_id": 1 + at, "document_id": 1, "start": passages[taken[at]]["start"],
        "end": passages[taken[at]]["end"],
        "exact": text[passages[taken[at]]["start"] : passages[taken[at]]["end"]],
    })  # fmt: skip
    keep(session, Attribution, "A", key, [
        {"claim_id": 1 + at, "source_id": 1 + at % notes % voices, "polarity": "asserts",
         "polarity_key": "asserts", "link_basis": "paragraph"} for at in range(len(taken))
    ])  # fmt: skip
    links(session, AttributionCitation, len(taken), "attribution_id",
          lambda at: {"attribution_id": 1 + at, "citation_id": 1 + at % notes})  # fmt: skip
