"""The history of a dossier: every act in its audit chain, filtered and paged by the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from provenance.audit.models import AuditChain, AuditEntry
from provenance.dossiers.models import Dossier
from provenance.reports.history import line_of
from provenance.reports.types import HistoryLine

PAGE = 50


@dataclass(frozen=True, slots=True)
class FeedFilter:
    """What the feed is narrowed to; blank means any. ``subject`` is a public id."""

    person: str = ""
    kind: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """One page of it, the newest first; ``first`` and ``last`` count from 1."""

    lines: Sequence[HistoryLine]
    total: int
    first: int
    last: int
    page: int


@dataclass(frozen=True, slots=True)
class FeedWords:
    """What the feed can be narrowed to, and the state of the chain (``head`` in hex)."""

    persons: Sequence[str]
    kinds: Sequence[str]
    length: int
    head: str


def feed(session: Session, dossier: Dossier, wanted: FeedFilter, page: int = 1) -> Feed:
    """Entries of the chain, ``PAGE`` at a time; a page beyond the last is the last."""
    statement = _narrowed(_entries(dossier), wanted)
    total = session.scalar(select(func.count()).select_from(statement.subquery())) or 0
    page = min(max(page, 1), max(1, -(-total // PAGE)))
    start = PAGE * (page - 1)
    shown = statement.order_by(AuditEntry.sequence.desc()).offset(start).limit(PAGE)
    lines = [line_of(entry) for entry in session.scalars(shown)]
    return Feed(lines, total, start + 1 if total else 0, start + len(lines), page)


def feed_words(session: Session, dossier: Dossier) -> FeedWords:
    """Who acted, on what kinds of records, and where the chain ends."""
    chain = session.scalars(select(AuditChain).where(AuditChain.name == dossier.slug)).one()
    people, kinds = (
        session.scalars(
            select(column).where(AuditEntry.chain_id == chain.id).distinct().order_by(column)
        ).all()
        for column in (AuditEntry.actor, AuditEntry.subject_kind)
    )
    return FeedWords(people, kinds, chain.length, chain.head.hex())


def _entries(dossier: Dossier) -> Select[Any]:
    return (
        select(AuditEntry)
        .join(AuditChain, AuditChain.id == AuditEntry.chain_id)
        .where(AuditChain.name == dossier.slug)
    )


def _narrowed(statement: Select[Any], wanted: FeedFilter) -> Select[Any]:
    if wanted.person:
        statement = statement.where(AuditEntry.actor == wanted.person)
    if wanted.kind:
        statement = statement.where(AuditEntry.subject_kind == wanted.kind)
    if wanted.subject:
        statement = statement.where(AuditEntry.subject_id == wanted.subject)
    return statement
