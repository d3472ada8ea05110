"""Undoing a re-import as one act: the former version is in force again with all that anchored in it.

Refused where anything was built on the new version, with the list of what hangs on it. What was built
there and taken back does not hang on it; nor do quotations that lost their place and were settled
there: they stand again where they stood, with an audit entry each. The new version's text stays,
withdrawn; so do the notes and citations that came with it, and its new sources, but for those that
something else needs by now.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance import clock
from provenance.audit.actor import Actor
from provenance.citations.models import Citation
from provenance.claims.models import Attribution, AttributionCitation, Claim
from provenance.claims.queries import stands
from provenance.claims.records import CLAIMS
from provenance.claims.service import withdraw_source
from provenance.db.exchange.edit import lock_version
from provenance.db.exchange.read import snapshot
from provenance.documents.models import Document, Revision
from provenance.documents.queries import latest_revision
from provenance.dossiers.changes import write_entry
from provenance.dossiers.commands import Withdraw
from provenance.dossiers.models import Dossier
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.register import find
from provenance.errors import EditConflict, Fault, InvalidInput
from provenance.imports.versions.accepting import BEGUN, REPLACED, SOURCES, told
from provenance.imports.versions.commands import UndoVersion
from provenance.imports.versions.quotes import citations_in, quotes_in
from provenance.imports.versions.restoring import BY_WHOM, Restoring
from provenance.imports.versions.state import Record, State, standing
from provenance.sources.records import DOCUMENTS

KINDS = {"notes": "note", "citations": "citation", "quotes": "claim", "remarks": "remark",
         "proposals": "proposed claim"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hanging:
    """A record that was made or changed on the new version: its kind, public id, and what was done."""

    kind: str
    id: str
    what: str


def former_revision(session: Session, document: Document) -> Revision | None:
    """The revision that undoing would put in force again, None where there is none."""
    newest = latest_revision(session, document.id)
    if newest is None or BEGUN not in (newest.anchors or {}):
        return None
    statement = select(Revision).where(
        Revision.document_id == document.id, Revision.withdrawn_at.is_(None),
        Revision.number < newest.number,
    ).order_by(Revision.number.desc())  # fmt: skip
    former = session.scalars(statement.limit(1)).first()
    return former if former is not None and REPLACED in (former.anchors or {}) else None


def what_hangs(session: Session, document: Document) -> tuple[Hanging, ...]:
    """What was built on the newest version since it came into force."""
    newest, former = latest_revision(session, document.id), former_revision(session, document)
    if newest is None or former is None or newest.anchors is None or former.anchors is None:
        return ()
    now = standing(session, document)
    begun, replaced = newest.anchors[BEGUN], former.anchors[REPLACED]
    gone = _withdrawn(session, document)
    found = [
        *(one for one in _differences(begun, now) if (one.kind, one.id) not in gone),
        *_resting(session, document, replaced),
    ]
    return tuple(dict.fromkeys(found))


def undo_version(session: Session, actor: Actor, command: UndoVersion) -> Document:
    """Put the former version in force again. Raises InvalidInput with what hangs on the new one."""
    dossier = dossier_by_slug(session, command.dossier)
    document = find(session, Document, dossier.id, command.document)
    lock_version(session, document, None)
    newest, former = latest_revision(session, document.id), former_revision(session, document)
    if newest is None or former is None or former.anchors is None:
        raise InvalidInput(f"{document.public_id} has no former version to go back to.")
    if command.revision not in (None, newest.number):
        raise EditConflict("Another version has come into force since; look at it first.")
    hanging = what_hangs(session, document)
    if hanging:
        faults = tuple(Fault(one.id, f"{one.kind} {one.what}") for one in hanging)
        raise InvalidInput(
            f"On version {newest.number} something was built since: {_named(hanging)}. Take that "
            "back first, or keep the version.", faults,
        )  # fmt: skip
    before = {"revision": newest.number, **told(standing(session, document))}
    state = former.anchors[REPLACED]
    settled = _settled(session, document, (newest.anchors or {})[BEGUN])
    Restoring(session, dossier, document, state).run()
    _entries_of_claims(session, actor, dossier, command.reason, settled)
    newest.withdrawn_at = clock.now()
    former.anchors = {k: v for k, v in former.anchors.items() if k != REPLACED} or None
    session.flush()
    _withdraw_sources(session, actor, command, newest)
    after = {"revision": former.number, **told(standing(session, document))}
    write_entry(
        session, actor, dossier, DOCUMENTS, document, "revert", command.reason, before, after
    )
    return document


def _withdraw_sources(
    session: Session, actor: Actor, command: UndoVersion, newest: Revision
) -> None:  # fmt: skip
    for public_id in (newest.anchors or {}).get(SOURCES, ()):
        try:
            withdraw_source(session, actor, Withdraw(command.dossier, public_id, command.reason))
        except InvalidInput:
            continue  # something else names it by now


def _named(hanging: Iterable[Hanging]) -> str:
    words = [f"{one.kind} {one.id}" for one in hanging]
    more = f" and {len(words) - 8} more" if len(words) > 8 else ""
    return ", ".join(words[:8]) + more


def _differences(begun: State, now: State) -> Iterator[Hanging]:
    for name, kind in KINDS.items():
        old, new = _by_key(begun.get(name, ())), _by_key(now[name])
        for key in {**old, **new}:
            if old.get(key) != new.get(key):
                if key in old and key in new and _goes_back(name, old[key], new[key]):
                    continue
                what = "was recorded since" if key not in old else "was changed since"
                yield Hanging(kind, key[0], what)


def _goes_back(name: str, old: Record, new: Record) -> bool:
    """Whether a difference is none that was built: a lost quotation was settled, and stands again
    where it stood; the source of a citation was corrected, and is again what it was."""
    if name == "quotes":
        return "orphan" in old
    left_out = dict.fromkeys(BY_WHOM) if name == "citations" else {}
    return {**old, **left_out} == {**new, **left_out}


def _by_key(records: Iterable[Record]) -> Mapping[tuple[str, int], Record]:
    return {
        (one.get("id") or one["claim"], one["number"] if "claim" in one else 0): one
        for one in records
    }


def _withdrawn(session: Session, document: Document) -> set[tuple[str, str]]:
    """Kind and public id of the withdrawn claims that quote the document."""
    return {
        ("claim", claim.public_id)
        for claim, _ in session.execute(quotes_in(document))
        if claim.withdrawn_at is not None or claim.status == "withdrawn"
    }


def _settled(session: Session, document: Document, begun: State) -> dict[Claim, Any]:
    """Claims of which a lost quotation was anchored anew or left on this version, with their quotes."""
    lost = {key: one for key, one in _by_key(begun["quotes"]).items() if "orphan" in one}
    now = _by_key(standing(session, document)["quotes"])
    names = {key[0] for key, one in lost.items() if now.get(key) != one}
    rows = {claim for claim, _ in session.execute(quotes_in(document)) if claim.public_id in names}
    return {
        row: snapshot(session, CLAIMS, row).get("quotes", [])
        for row in sorted(rows, key=lambda row: row.public_id)
    }


def _entries_of_claims(
    session: Session, actor: Actor, dossier: Dossier, reason: str, before: Mapping[Claim, Any]
) -> None:  # fmt: skip
    for claim, quotes in before.items():
        after = snapshot(session, CLAIMS, claim).get("quotes", [])
        write_entry(
            session, actor, dossier, CLAIMS, claim, "anchor", reason,
            {"quotes": quotes}, {"quotes": after},
        )  # fmt: skip


def _resting(session: Session, document: Document, replaced: State) -> Iterator[Hanging]:
    """Claims whose attributions rest on citations that came with the new version."""
    known = {one["id"] for one in replaced["citations"]}
    statement = (
        select(Claim.public_id, Citation.public_id)
        .join(Attribution, Attribution.claim_id == Claim.id)
        .join(AttributionCitation, AttributionCitation.attribution_id == Attribution.id)
        .join(Citation, Citation.id == AttributionCitation.citation_id)
        .where(
            citations_in(document), Attribution.withdrawn_at.is_(None),
            Claim.withdrawn_at.is_(None), stands(),
        )
        .order_by(Claim.public_id, Citation.public_id)
    )  # fmt: skip
    for claim, citation in session.execute(statement):
        if citation not in known:
            yield Hanging("claim", claim, f"rests on {citation}, which came with the new version")
