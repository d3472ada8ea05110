"""Before two sources become one, one becomes two, or either is undone: what hangs where, and what
will change."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.assessments.models import ClaimResult
from provenance.assessments.service import assess_touched
from provenance.audit.record import pending
from provenance.claims.models import Claim
from provenance.dossiers.models import Dossier
from provenance.identities.hanging import Hanging, Record, hanging_on, records_of
from provenance.identities.merging import Clash, MergePlan, filled, plan_merge, refusals
from provenance.reports.cards import source_cards
from provenance.reports.history import in_words
from provenance.reports.types import SourceCard
from provenance.sources.models import Source

NAMES = {
    "citations": "citation", "attributions": "attribution", "ratings": "rating",
    "dependences": "dependence", "documents": "document written", "sources": "group it is in",
    "remarks": "remark", "distinctions": "source told apart",
}  # fmt: skip
"""List → what one record of it is to the source."""
PLURALS = {"documents": "documents written", "sources": "groups it is in",
           "distinctions": "sources told apart"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """A record that hangs on a source, in a line."""

    id: str
    list: str
    words: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of two sources: its card, the fields that it has, and what hangs on it, by list."""

    card: SourceCard
    version: int
    record: Record
    hangs: tuple[tuple[str, tuple[Item, ...]], ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """A claim before and after: how many origins, and how likely."""

    id: str
    text: str
    origins: tuple[int, int]
    likelihood: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """A clash in words: what it is about, and what each side says; ``id`` names it in a choice."""

    id: str
    about: str
    kept: str
    gone: str


@dataclass(frozen=True, slots=True)
class MergePage:
    """Both sides, why they cannot be one, what is to be chosen, and what the kept one takes over."""

    kept: Side
    gone: Side
    refused: tuple[str, ...]
    questions: tuple[Question, ...]
    taken: tuple[tuple[str, str], ...]
    folded: int


def merge_page(session: Session, dossier: Dossier, kept: Source, gone: Source) -> MergePage:
    """What merging ``gone`` into ``kept`` would do. Needs one snapshot; nothing is written."""
    hanging = hanging_on(session, dossier, kept, gone)
    first, second = records_of(session, dossier, kept, gone)
    refused = tuple(refusals(first, second, hanging))
    plan = plan_merge(first, second, hanging, {}) if not refused else MergePlan()
    words = Words(session, dossier, hanging)
    return MergePage(
        side(session, dossier, kept),
        side(session, dossier, gone),
        refused,
        tuple(_question(clash, words, kept.public_id) for clash in plan.clashes),
        _taken(filled(first, second), source_cards(session, [gone.id])[gone.id]),
        len(plan.folded),
    )


def _taken(record: Record, gone: SourceCard) -> tuple[tuple[str, str], ...]:
    """What the kept one takes over, in words."""
    named = {
        "person": gone.person.label if gone.person else "",
        "organisations": "; ".join(each.label for each in gone.organisations),
    }
    return tuple((name, named.get(name) or in_words(v) or "") for name, v in record.items())


def side(session: Session, dossier: Dossier, source: Source) -> Side:
    """A source with all that hangs on it."""
    hanging = hanging_on(session, dossier, source)
    words = Words(session, dossier, hanging)
    (record,) = records_of(session, dossier, source)
    hangs = tuple(
        (name, tuple(Item(r["id"], name, words.of(name, r, source.public_id)) for r in records))
        for name, records in hanging.items()
        if records
    )
    return Side(source_cards(session, [source.id])[source.id], source.version, record, hangs)


def counted(name: str, count: int) -> str:
    """ "3 citations", "1 group it is in"."""
    word = NAMES[name] if count == 1 else PLURALS.get(name, f"{NAMES[name]}s")
    return f"{count} {word}"


class Words:
    """Records in words; what ids stand for is read once for all of them."""

    def __init__(self, session: Session, dossier: Dossier, hanging: Hanging) -> None:
        rows = [record for records in hanging.values() for record in records]
        self.claims = _labels(session, dossier, Claim, Claim.text, _values(rows, "claim"))
        speakers = {
            *_values(rows, "source", "subject", "by", "a", "b"),
            *(each for row in rows for each in row.get("via", ())),
        }
        self.sources = _labels(session, dossier, Source, Source.label, speakers)

    def of(self, name: str, record: Record, source: str = "") -> str:
        """One record in a line, as seen from ``source``."""
        if name == "citations":
            return str(record["text"])
        if name == "attributions":
            return self._said(record, source)
        if name == "ratings":
            return f"{record['grade']} by {record['by']}" + _scope(record)
        if name in ("dependences", "distinctions"):
            return self._pair(name, record, source)
        return str(record.get("title") or record.get("label") or record.get("verdict") or "")

    def _said(self, record: Record, source: str) -> str:
        claim = self.claims.get(record["claim"], record["claim"])
        words = f"{record.get('polarity') or 'asserts'}: {claim}"
        if record["source"] == source:
            return words
        return f"{self.sources.get(record['source'], record['source'])} through it, {words}"

    def _pair(self, name: str, record: Record, source: str) -> str:
        other = record["b"] if record["a"] == source else record["a"]
        label = self.sources.get(other, other)
        return f"not {label}" if name == "distinctions" else f"{record['verdict']}: {label}"


def _scope(record: Record) -> str:
    scope = in_words(record.get("scope"))
    return f", for {scope}" if scope else ""


def _values(rows: Iterable[Record], *names: str) -> set[str]:
    return {row[name] for row in rows for name in names if isinstance(row.get(name), str)}


def _labels(
    session: Session, dossier: Dossier, model: Any, label: Any, ids: Iterable[str]
) -> Mapping[str, str]:
    statement = select(model.public_id, label).where(
        model.dossier_id == dossier.id, model.public_id.in_(sorted(ids))
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def _question(clash: Clash, words: Words, kept: str) -> Question:
    about = words.of(clash.list, clash.kept, kept)
    if clash.list == "ratings":
        about = f"the grade by {clash.kept['by']}{_scope(clash.kept)}"
    if clash.list == "dependences":
        about = f"the verdict on {about.partition(': ')[2]}"
    return Question(clash.id, about, *(_stance(clash, r, words) for r in (clash.kept, clash.gone)))


def _stance(clash: Clash, record: Record, words: Words) -> str:
    """What one side says in the fields in which the two differ."""
    via = [words.sources.get(each, each) for each in record.get("via", ())]
    shown = {**record, "via": via}
    parts = (
        f"{name.replace('_', ' ')}: {in_words(shown.get(name)) or 'nothing said'}"
        for name in clash.fields
    )
    return "; ".join(parts) + f" ({record['id']})"


def effects_of(
    session: Session, slug: str, act: Callable[[Session], object]
) -> tuple[Effect, ...]:  # fmt: skip
    """Claims whose origins or likelihood the act would change: it is done and scored in ``session``,
    which must never be committed."""
    before = _results(session, slug)
    act(session)
    session.flush()
    assess_touched(session, slug, pending(session))
    session.flush()
    after = _results(session, slug)
    return tuple(
        Effect(public_id, text, (origins, after[public_id][1]), (likelihood, after[public_id][2]))
        for public_id, (text, origins, likelihood) in before.items()
        if public_id in after and after[public_id] != before[public_id]
    )


def _results(session: Session, slug: str) -> dict[str, tuple[str, int, str]]:
    """Claim → its words, origins and likelihood as they stand."""
    statement = (
        select(Claim.public_id, Claim.text, ClaimResult.origins, ClaimResult.likelihood)
        .join(ClaimResult, ClaimResult.claim_id == Claim.id)
        .join(Dossier, Dossier.id == Claim.dossier_id)
        .where(Dossier.slug == slug, ClaimResult.superseded_at.is_(None))
        .order_by(Claim.public_id)
    )
    return {row[0]: (row[1], row[2], row[3]) for row in session.execute(statement)}


def items_of(
    session: Session, dossier: Dossier, records: Sequence[tuple[str, Record]], source: str
) -> tuple[Item, ...]:
    """Records of any list in a line each."""
    hanging: dict[str, list[Record]] = {}
    for name, record in records:
        hanging.setdefault(name, []).append(record)
    words = Words(session, dossier, hanging)
    return tuple(Item(r["id"], name, words.of(name, r, source)) for name, r in records)
