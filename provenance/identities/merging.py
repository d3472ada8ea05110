"""What it takes to make two sources one: planned from their records, nothing is written here.

Nothing is guessed: where the two sides say what cannot both stand, a person chooses.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from provenance.errors import Fault
from provenance.identities.changes import SUPERSEDE, WITHDRAW, Change, changing
from provenance.identities.hanging import Hanging, Record

STANCE = ("interest", "strength", "directness", "link_basis")
KEPT, GONE = "kept", "gone"
SIDES = (KEPT, GONE)
ASSERTS = "asserts"


@dataclass(frozen=True, slots=True)
class Clash:
    """Two records that cannot both stand; ``fields`` are those in which they differ.

    It is named by the id on the side of the source that goes.
    """

    list: str
    kept: Record
    gone: Record
    fields: tuple[str, ...]

    @property
    def id(self) -> str:
        """What a choice names it by."""
        return str(self.gone["id"])


@dataclass(slots=True)
class MergePlan:
    """``changes`` in the order in which they are done; ``folded``: attributions of both sides that
    become one, as (kept, gone)."""

    changes: list[Change] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    folded: list[tuple[str, str]] = field(default_factory=list)

    def undecided(self, choices: Mapping[str, str]) -> tuple[Fault, ...]:
        """What a person still has to choose."""
        return tuple(
            Fault(f"choice-{clash.id}", "Choose which of the two stands: they differ.")
            for clash in self.clashes
            if choices.get(clash.id) not in SIDES
        )


def refusals(kept: Record, gone: Record, hanging: Hanging) -> Iterator[str]:
    """Why the two cannot be one source, each with what to do."""
    a, b = kept["id"], gone["id"]
    if a == b:
        yield "Choose two different sources."
    for name, what in (("person", "persons"), ("document", "documents")):
        if kept.get(name) and gone.get(name) and kept[name] != gone[name]:
            yield (
                f"{a} and {b} belong to two {what} ({kept[name]}, {gone[name]}). "
                "Correct one of them first."
            )
    if b in kept.get("members", ()) or a in gone.get("members", ()):
        yield "One is a member of the other: a group and its member are two sources."
    if any({each["a"], each["b"]} == {a, b} for each in hanging["distinctions"]):
        yield f"Somebody recorded that {a} and {b} are not the same. Take that back first."


def plan_merge(
    kept: Record, gone: Record, hanging: Hanging, choices: Mapping[str, str]
) -> MergePlan:
    """All that changes when ``gone`` becomes ``kept``, but for the withdrawal of ``gone`` itself.

    ``choices`` as in :class:`~provenance.identities.commands.MergeSources`; a clash that is not
    decided yet is planned as if the kept side stood.
    """
    return _Merging(kept, gone, hanging, choices).plan()


def filled(kept: Record, gone: Record) -> Record:
    """What the kept source takes over: what only the other says of itself, and any protection."""
    taken = {
        name: value
        for name, value in gone.items()
        if name not in ("id", "label", "protected") and value and not kept.get(name)
    }
    if gone.get("protected") and not kept.get("protected"):
        taken["protected"] = True
    return taken


class _Merging:
    """One plan, list by list."""

    def __init__(
        self, kept: Record, gone: Record, hanging: Hanging, choices: Mapping[str, str]
    ) -> None:
        self.kept, self.gone = kept, gone
        self.a, self.b = kept["id"], gone["id"]
        self.hanging, self.choices = hanging, choices
        self.made = MergePlan()

    def plan(self) -> MergePlan:
        self._attributions()
        for record in self.hanging["citations"]:
            self._move("citations", record, "source")
        self._ratings()
        self._dependences()
        for record in self.hanging["documents"]:
            self._move_in_list("documents", record, "authors")
        for record in self.hanging["sources"]:
            self._move_in_list("sources", record, "members")
        for record in self.hanging["remarks"]:
            self._move("remarks", record, "subject", "by")
        self._distinctions()
        return self.made

    def _now(self, public_id: Any) -> Any:
        return self.a if public_id == self.b else public_id

    def _change(self, name: str, record: Record, changes: Record) -> None:
        differing = {k: v for k, v in changes.items() if (v or None) != (record.get(k) or None)}
        if differing:
            self.made.changes.append(changing(name, record, differing))

    def _withdraw(self, name: str, record: Record) -> None:
        self.made.changes.append(Change(name, record["id"], WITHDRAW))

    def _move(self, name: str, record: Record, *fields: str) -> None:
        self._change(name, record, {each: self._now(record.get(each)) for each in fields})

    def _move_in_list(self, name: str, record: Record, field: str) -> None:
        self._change(name, record, {field: self._replaced(record.get(field))})

    def _replaced(self, ids: Sequence[str] | None, without: str | None = None) -> list[str] | None:
        now = dict.fromkeys(self._now(each) for each in ids or ())
        now.pop(without, None)
        return list(now) or None

    def _attributions(self) -> None:
        standing = {_said(r): r for r in self.hanging["attributions"] if r["source"] == self.a}
        gone = [r for r in self.hanging["attributions"] if r["source"] == self.b]
        pairs = {standing[_said(r)]["id"]: r for r in gone if _said(r) in standing}
        for record in self.hanging["attributions"]:
            if record["id"] in pairs:
                self._fold(record, pairs[record["id"]])
            elif record["source"] != self.b or _said(record) not in standing:
                self._change("attributions", record, self._moved(record))

    def _moved(self, record: Record) -> Record:
        source = self._now(record["source"])
        return {"source": source, "via": self._replaced(record.get("via"), source)}

    def _fold(self, kept: Record, gone: Record) -> None:
        """Two attributions become one with the citations and hedges of both."""
        first, second = ({**record, **self._moved(record)} for record in (kept, gone))
        differing = [n for n in STANCE if first.get(n) and second.get(n) and first[n] != second[n]]
        if first.get("via") != second.get("via"):
            differing.append("via")
        stands = self._stands("attributions", kept, gone, differing)
        changes = {n: second[n] for n in STANCE if second.get(n) and not first.get(n)}
        changes |= {name: stands.get(name) for name in differing if name != "via"}
        changes["via"] = self._moved(stands)["via"]
        for name in ("citations", "hedges"):
            changes[name] = _union(first.get(name), second.get(name))
        self._withdraw("attributions", gone)
        self._change("attributions", kept, changes)
        self.made.folded.append((kept["id"], gone["id"]))

    def _stands(self, name: str, kept: Record, gone: Record, differing: Sequence[str]) -> Record:
        """The record that a person chose; the kept one where the two do not differ."""
        if not differing:
            return kept
        clash = Clash(name, kept, gone, tuple(differing))
        self.made.clashes.append(clash)
        return gone if self.choices.get(clash.id) == GONE else kept

    def _ratings(self) -> None:
        """One grade of each rater for each scope stands: the later, or the one chosen."""
        standing = {_rated(r): r for r in self.hanging["ratings"] if r["subject"] == self.a}
        for record in self.hanging["ratings"]:
            if record["subject"] != self.b:
                continue
            earlier = standing.get(_rated(record))
            self._move("ratings", record, "subject")
            if earlier is not None:
                self.made.changes.append(self._superseded(earlier, record))

    def _superseded(self, kept: Record, gone: Record) -> Change:
        dates = [_day(record) for record in (kept, gone)]
        if all(dates) and dates[0] != dates[1]:
            older = kept if dates[0] < dates[1] else gone
        else:
            differing = ["grade"] if kept["grade"] != gone["grade"] else []
            stands = self._stands("ratings", kept, gone, differing)
            older = gone if stands is kept else kept
        return Change("ratings", older["id"], SUPERSEDE)

    def _dependences(self) -> None:
        standing = [r for r in self.hanging["dependences"] if self.b not in (r["a"], r["b"])]
        for record in self.hanging["dependences"]:
            if self.b not in (record["a"], record["b"]):
                continue
            now = {**record, "a": self._now(record["a"]), "b": self._now(record["b"])}
            if now["a"] == now["b"]:
                self._withdraw("dependences", record)
            else:
                self._judged_twice(standing, record, now)

    def _judged_twice(self, standing: list[Record], record: Record, now: Record) -> None:
        """The same two, judged on both sides: equal verdicts become one, differing ones are chosen."""
        for other in standing:
            if _pair(other) != _pair(now):
                continue
            if other["verdict"] != now["verdict"]:
                stands = self._stands("dependences", other, record, ["verdict"])
                self._withdraw("dependences", other if stands is record else record)
                if stands is record:
                    self._move("dependences", record, "a", "b")
                return
            if all(other.get(name) == now.get(name) for name in ("a", "b", "ground")):
                self._withdraw("dependences", record)
                return
        self._move("dependences", record, "a", "b")

    def _distinctions(self) -> None:
        standing = {
            frozenset((r["a"], r["b"])) for r in self.hanging["distinctions"]
            if self.b not in (r["a"], r["b"])
        }  # fmt: skip
        for record in self.hanging["distinctions"]:
            pair = frozenset((self._now(record["a"]), self._now(record["b"])))
            if (
                self.b in (record["a"], record["b"])
                and pair in standing
                and not record.get("words")
            ):
                self._withdraw("distinctions", record)
            else:
                self._move("distinctions", record, "a", "b")


def _said(record: Record) -> tuple[str, str]:
    return record["claim"], record.get("polarity") or ASSERTS


def _rated(record: Record) -> tuple[str, str]:
    return record["by"], repr(record.get("scope"))


def _day(record: Record) -> str:
    date = record.get("date")
    return str((date.get("edtf") if isinstance(date, dict) else date) or "")


def _pair(record: Record) -> tuple[Any, ...]:
    """Which two, and for what: the direction and the ground do not matter."""
    claims = tuple(sorted(record.get("claims") or ()))
    return frozenset((record["a"], record["b"])), claims, record.get("topic")


def _union(first: Sequence[Any] | None, second: Sequence[Any] | None) -> list[Any] | None:
    found = list(first or ())
    found += [each for each in second or () if each not in found]
    return found or None
