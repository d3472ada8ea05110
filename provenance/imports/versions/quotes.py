"""The quotes of claims and remarks in a new version: at their new places, or marked as orphans."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from provenance.citations.models import Citation
from provenance.claims.models import Claim, Quote
from provenance.claims.records import CLAIMS
from provenance.db.exchange.read import Names, read_records
from provenance.documents.models import Document, Note
from provenance.dossiers.models import Dossier
from provenance.imports.versions.comparing import Fate
from provenance.imports.versions.plan import VersionPlan
from provenance.ingest.versions.anchors import CHANGED, KEPT, ORPHAN, surroundings
from provenance.relations.models import Remark

OPEN = "open"


class QuoteAnchoring:
    """Writes what became of the quotes of one document."""

    def __init__(self, session: Session, dossier: Dossier, version: VersionPlan) -> None:
        self.session, self.dossier, self.version = session, dossier, version
        self.document = version.document
        self.before: dict[int, Any] = {}
        self.claims: dict[int, Claim] = {}
        """Claims that lost their words or got others."""

    def run(self) -> None:
        """The quotes of claims, then of remarks."""
        self._anchor_quotes()
        self._anchor_remarks()

    def told(self) -> Iterator[tuple[Claim, Any, Any]]:
        """Claims that lost their words or got others, with their quotes before and now."""
        now = self._claims(self.before)
        for row, claim in self.claims.items():
            yield claim, self.before[row], now[row]

    def _anchor_quotes(self) -> None:
        rows = {
            (claim.public_id, quote.number): (claim, quote)
            for claim, quote in self.session.execute(quotes_in(self.document))
        }
        wanted = [f for f in self.version.comparison.quotes if self.version.fate(f) != KEPT]
        pairs = [(f, *rows[f.record["claim"], f.record["number"]]) for f in wanted]
        changed = [claim.id for f, claim, _ in pairs if self.version.fate(f) in (CHANGED, ORPHAN)]
        self.before = self._claims(changed)
        for fate, claim, quote in pairs:
            for name, value in self._selectors(fate).items():
                setattr(quote, name, value)
            flag_modified(claim, "blank")  # its quotes live in another table
            if claim.id in self.before:
                self.claims[claim.id] = claim
        self.session.flush()

    def _claims(self, rows: Iterable[int]) -> dict[int, Any]:
        """Quotes of claims as their records have them, by row."""
        wanted = sorted(set(rows))
        if not wanted:
            return {}
        statement = select(Claim.public_id, Claim.id).where(Claim.id.in_(wanted))
        ids = {row[0]: row[1] for row in self.session.execute(statement)}
        names = Names(self.session, self.dossier.id, whole=True)
        found = read_records(self.session, CLAIMS, names, wanted)
        return {ids[record["id"]]: record.get("quotes", []) for record in found}

    def _selectors(self, fate: Fate) -> dict[str, Any]:
        """The columns of a quote: where it stands now, or that it stands nowhere."""
        found, record = fate.anchored, fate.record
        if self.version.fate(fate) == ORPHAN:
            around = surroundings(self._old_words(fate), *found.was) if found.was else ("", "")
            return {
                "start": None, "end": None, "orphan": record.get("orphan", OPEN),
                "prefix": record.get("prefix", around[0] or None),
                "suffix": record.get("suffix", around[1] or None),
            }  # fmt: skip
        prefix, suffix = surroundings(self._new_words(fate), found.start or 0, found.end or 0)
        return {
            "exact": found.exact, "prefix": prefix, "suffix": suffix, "start": found.start,
            "end": found.end, "orphan": None, "orphan_reason": None,
        }  # fmt: skip

    def _old_words(self, fate: Fate) -> str:
        if fate.note is not None:
            return fate.note.old.text if fate.note.old else ""
        return self.version.comparison.ground.old.text

    def _new_words(self, fate: Fate) -> str:
        if fate.note is not None:
            return fate.note.new.text if fate.note.new else ""
        return self.version.imports.document.text

    def _anchor_remarks(self) -> None:
        wanted = {f.record["id"]: f for f in self.version.comparison.remarks
                  if self.version.fate(f) != KEPT}  # fmt: skip
        statement = select(Remark).where(Remark.dossier_id == self.dossier.id)
        for row in self.session.scalars(statement) if wanted else ():
            fate = wanted.get(row.public_id)
            if fate is None:
                continue
            quote = {**row.quote, **self._selectors(of_quote(fate))}
            row.quote = {name: value for name, value in quote.items() if value is not None}
        self.session.flush()


def of_quote(fate: Fate) -> Fate:
    """A remark's quote as the quote of a claim."""
    return Fate(fate.kind, fate.record["quote"], fate.anchored, fate.note)


def quotes_in(document: Document) -> Any:
    """Claims with their quotes in the document or a note of it."""
    notes = select(Note.id).where(Note.document_id == document.id)
    return (
        select(Claim, Quote)
        .join(Quote, Quote.claim_id == Claim.id)
        .where(or_(Quote.document_id == document.id, Quote.note_id.in_(notes)))
    )


def citations_in(document: Document) -> ColumnElement[bool]:
    """Condition on a citation: it stands in a note of the document, or in its text."""
    notes = select(Note.id).where(Note.document_id == document.id)
    return or_(Citation.document_id == document.id, Citation.note_id.in_(notes))
