"""Merging and splitting at random in the worked example, and back."""

import json
import random
from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from provenance.assessments.queries import score_json
from provenance.assessments.results import same
from provenance.assessments.work import unit_of_work
from provenance.audit.actor import Actor
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from provenance.errors import InvalidInput
from provenance.identities.commands import MergeSources, SplitSource, UndoIdentity
from provenance.identities.hanging import hanging_on
from provenance.identities.service import merge_sources, split_source
from provenance.identities.splitting import loose
from provenance.identities.undoing import undo
from provenance.interchange.dump import dump_dossier
from provenance.sources.queries import live_sources
from tests.integration.audit.tampering import report

ADA = Actor("Ada Analyst")
WHY = "for a test"
State = tuple[bytes, dict[str, Any]]


class Home:
    """A dossier in a database, and what is done in it."""

    def __init__(self, database: Database, slug: str) -> None:
        self.database, self.slug = database, slug

    def read(self, ask: Callable[[Session, Any], Any]) -> Any:
        with self.database.reading() as session:
            return ask(session, dossier_by_slug(session, self.slug))

    def act(self, service: Callable[..., Any], command: Any) -> str:
        with unit_of_work(self.database) as session:
            made = service(session, ADA, command)
            return "" if made is None else str(made.public_id)

    def state(self) -> State:
        """The dossier file, and the scores."""
        return self.read(lambda s, d: (dump_dossier(s, d), score_json(s, d)))  # type: ignore[no-any-return]

    def lists(self) -> dict[str, dict[str, Any]]:
        """The dossier file's records by list and id."""
        file = json.loads(self.state()[0])
        return {
            name: {record["id"]: record for record in records}
            for name, records in file.items() if isinstance(records, list)
        }  # fmt: skip

    def sources(self) -> list[str]:
        found: list[str] = self.read(
            lambda s, d: sorted(one.public_id for one in live_sources(s, d.id))
        )
        return found

    def merge(self, kept: str, gone: str, choices: dict[str, str] | None = None) -> str:
        return self.act(merge_sources, MergeSources(self.slug, kept, gone, WHY, choices or {}))

    def split(self, source: str, label: str = "Another", **chosen: tuple[str, ...]) -> str:
        values = {"label": label}
        return self.act(split_source, SplitSource(self.slug, source, values, WHY, **chosen))

    def undo(self, act: str) -> None:
        self.act(undo, UndoIdentity(self.slug, act, WHY))

    def hanging(self, source: str) -> dict[str, list[dict[str, Any]]]:
        """What hangs on a source now."""

        def ask(session: Session, dossier: Any) -> Any:
            live = live_sources(session, dossier.id)
            return hanging_on(session, dossier, *(s for s in live if s.public_id == source))

        found: dict[str, list[dict[str, Any]]] = self.read(ask)
        return found

    def chain_holds(self) -> bool:
        return report(self.database, self.slug).fault is None


def merge_deciding(home: Home, draw: random.Random, kept: str, gone: str) -> str | None:
    """Merge and choose at random where asked; None where the two cannot be one."""
    try:
        return home.merge(kept, gone)
    except InvalidInput as refused:
        wanted = [fault.where.removeprefix("choice-") for fault in refused.faults]
    if not wanted:
        return None
    return home.merge(kept, gone, {each: draw.choice(("kept", "gone")) for each in wanted})


def split_at_random(home: Home, draw: random.Random, source: str) -> str | None:
    """Part some of what hangs there; None where there is too little."""
    hanging = home.hanging(source)

    def some(records: list[dict[str, Any]]) -> tuple[str, ...]:
        return tuple(r["id"] for r in records if draw.random() < 0.5)

    own = [record for record in hanging["citations"] if record["source"] == source]
    try:
        return home.split(
            source, citations=some(own), ratings=some(hanging["ratings"]),
            attributions=some(loose(source, hanging["attributions"])),
        )  # fmt: skip
    except InvalidInput:
        return None


def alike(before: State, after: State) -> bool:
    """The same bytes, and the same scores but for rounding."""
    return before[0] == after[0] and same(before[1], after[1])
