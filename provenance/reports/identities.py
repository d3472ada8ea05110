"""Before two sources become one, one becomes two, or either is undone: what hangs where, and what
will change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from provenance.assessments.build import build
from provenance.assessments.neighbourhood import closure
from provenance.claims.models import Attribution, AttributionVia, Claim
from provenance.claims.queries import in_force
from provenance.dossiers.models import Dossier
from provenance.identities.hanging import Hanging, Record, hanging_on, records_of
from provenance.identities.merging import Clash, MergePlan, filled, plan_merge, refusals
from provenance.reports.cards import source_cards
from provenance.reports.history import in_words
from provenance.reports.types import SourceCard
from provenance.scoring.engine import score
from provenance.scoring.whatif import merge as as_one_voice
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
    """Both sides, what is to be chosen, what the kept one takes over, and which claims change."""

    kept: Side
    gone: Side
    refused: tuple[str, ...]
    questions: tuple[Question, ...]
    taken: tuple[tuple[str, str], ...]
    folded: int
    effects: tuple[Effect, ...]


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
        tuple(_question(clash, words) for clash in plan.clashes),
        tuple((n, in_words(v) or "") for n, v in filled(first, second).items()),
        len(plan.folded),
        () if refused else merge_effects(session, dossier, kept, gone),
    )


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


def _question(clash: Clash, words: Words) -> Question:
    about = words.of(clash.list, clash.kept, str(clash.kept.get("source", "")))
    if clash.list == "ratings":
        about = f"the grade by {clash.kept['by']}{_scope(clash.kept)}"
    if clash.list == "dependences":
        about = f"the verdict on {about.partition(': ')[2]}"
    return Question(clash.id, about, _stance(clash, clash.kept), _stance(clash, clash.gone))


def _stance(clash: Clash, record: Record) -> str:
    parts = (
        f"{name.replace('_', ' ')}: {in_words(record.get(name)) or 'nothing said'}"
        for name in clash.fields
    )
    return "; ".join(parts) + f" ({record['id']})"


def merge_effects(
    session: Session, dossier: Dossier, kept: Source, gone: Source
) -> tuple[Effect, ...]:  # fmt: skip
    """Claims whose origins or likelihood would change if the two counted as one voice."""
    rows = [kept.id, gone.id]
    through = select(AttributionVia.attribution_id).where(AttributionVia.source_id.in_(rows))
    statement = (
        select(Attribution.claim_id)
        .join(Claim, Claim.id == Attribution.claim_id)
        .where(
            *in_force(dossier.id), Attribution.withdrawn_at.is_(None),
            or_(Attribution.source_id.in_(rows), Attribution.id.in_(through)),
        )
    )  # fmt: skip
    claims = sorted(closure(session, set(session.scalars(statement))))
    if not claims:
        return ()
    built = build(session, dossier.id, claims)
    numbers = [built.numbering.sources.index[row] for row in rows]
    before, after = score(built.inputs), score(as_one_voice(built.inputs, numbers))
    texts = _labels(session, dossier, Claim, Claim.text, built.numbering.claims.public)
    effects = (
        Effect(
            public_id, texts[public_id],
            (int(before.origins[number]), int(after.origins[number])),
            (before.likelihood_of(number), after.likelihood_of(number)),
        )
        for number, public_id in enumerate(built.numbering.claims.public)
    )  # fmt: skip
    return tuple(e for e in effects if len({*e.origins}) > 1 or len({*e.likelihood}) > 1)


def items_of(
    session: Session, dossier: Dossier, records: Sequence[tuple[str, Record]], source: str
) -> tuple[Item, ...]:
    """Records of any list in a line each."""
    hanging: dict[str, list[Record]] = {}
    for name, record in records:
        hanging.setdefault(name, []).append(record)
    words = Words(session, dossier, hanging)
    return tuple(Item(r["id"], name, words.of(name, r, source)) for name, r in records)
