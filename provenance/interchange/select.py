"""Choosing claims of a dossier: they, what they rest on, and nothing else."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from provenance.errors import InvalidInput
from provenance.interchange.lists import BY_NAME
from provenance.interchange.prune import prune, references
from provenance.vocabulary import CLAIM_STATUSES

Record = dict[str, Any]
Lists = Mapping[str, list[Record]]
ALL = "all"


def chosen_claims(lists: Lists, choice: str | Collection[str]) -> set[str]:
    """Ids of the claims meant by ``all``, a status, ids with commas between them, or ids.

    Raises :class:`InvalidInput` where there is no such claim.
    """
    claims = {claim["id"]: claim.get("status") for claim in lists["claims"]}
    if choice == ALL:
        return set(claims)
    if choice in CLAIM_STATUSES:
        return {public_id for public_id, status in claims.items() if status == choice}
    if isinstance(choice, str):
        choice = [choice] if choice in claims else [part.strip() for part in choice.split(",")]
    wanted = set(choice)
    unknown = sorted(wanted - claims.keys())
    if unknown:
        raise InvalidInput.at(
            "claims",
            f"There is no claim {', '.join(unknown)!r} in this dossier. Name claims by id, "
            f"with commas, or say {ALL} or one of: {', '.join(CLAIM_STATUSES)}.",
        )
    return wanted


def select(lists: Lists, claims: Collection[str]) -> dict[str, list[Record]]:
    """The lists with these claims alone: who speaks on them, on what records, how they stand to one
    another, what is said and judged of all that; every reference within."""
    chosen = _Selection(lists, claims)
    chosen.take("attributions", lambda r: r["claim"] in claims)
    chosen.take("relations", lambda r: r["a"] in claims and r["b"] in claims)
    chosen.take("questions", lambda r: any(claim in claims for claim in r["claims"]))
    chosen.take("remarks", lambda r: r["subject"] in chosen.ids)
    chosen.take("remarks", lambda r: r["subject"] in chosen.ids)
    chosen.take("cases", lambda r: r["relation"] in chosen.ids)
    for name in ("dependences", "ties"):
        chosen.take(name, lambda r: r["a"] in chosen.ids and r["b"] in chosen.ids)
    chosen.take("ratings", lambda r: r["subject"] in chosen.ids)
    kept = {n: [r for r in records if r["id"] in chosen.ids] for n, records in lists.items()}
    return prune(kept)


class _Selection:
    """Grows by records and by all that they point to, but by no further claim."""

    def __init__(self, lists: Lists, claims: Collection[str]) -> None:
        self.lists = lists
        self.records = {r["id"]: (name, r) for name, records in lists.items() for r in records}
        self.barred = {claim["id"] for claim in lists["claims"]} - set(claims)
        self.ids: set[str] = set()
        self._add(claims)

    def take(self, name: str, wanted: Callable[[Record], bool]) -> None:
        """Add the records of a list that are wanted."""
        self._add([record["id"] for record in self.lists.get(name, ()) if wanted(record)])

    def _add(self, public_ids: Iterable[str]) -> None:
        waiting = list(public_ids)
        while waiting:
            public_id = waiting.pop()
            if public_id in self.ids or public_id in self.barred:
                continue
            self.ids.add(public_id)
            name, record = self.records[public_id]
            waiting.extend(references(BY_NAME[name], record))
