"""What it takes to make one source two: planned from its records, nothing is written here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from provenance.errors import Fault, InvalidInput
from provenance.identities.changes import Change, changing
from provenance.identities.commands import SplitSource
from provenance.identities.hanging import Hanging, Record

NEW = "new"
"""Stands for the new source, which has no id before it is recorded."""


@dataclass(slots=True)
class SplitPlan:
    """``changes`` name the new source by ``NEW``; ``divided``: attributions of which a part goes,
    each with the citations that the new source's part rests on; ``followed``: cross-references that
    go with what they refer to."""

    changes: list[Change] = field(default_factory=list)
    divided: list[tuple[Record, list[str]]] = field(default_factory=list)
    followed: list[str] = field(default_factory=list)


def plan_split(source: str, hanging: Hanging, command: SplitSource) -> SplitPlan:
    """All that moves to the new source. Raises :class:`InvalidInput` for a choice that hangs
    elsewhere, for none at all, and where nothing would stay."""
    _refuse_foreign(source, hanging, command)
    plan = SplitPlan()
    cited = _with_references(source, hanging["citations"], command.citations, plan)
    for record in hanging["citations"]:
        if record["id"] in cited:
            plan.changes.append(changing("citations", record, {"source": NEW}))
    for record in hanging["attributions"]:
        _attribution(plan, source, record, cited, set(command.attributions))
    for record in hanging["ratings"]:
        if record["id"] in command.ratings:
            plan.changes.append(changing("ratings", record, {"subject": NEW}))
    _refuse_extremes(source, hanging, plan)
    return plan


def loose(source: str, attributions: Sequence[Record]) -> list[Record]:
    """Attributions that no citation decides: said without one, or passed on through the source."""
    return [
        record for record in attributions
        if (record["source"] == source and not record.get("citations"))
        or source in record.get("via", ())
    ]  # fmt: skip


def _with_references(
    source: str, citations: Sequence[Record], chosen: Sequence[str], plan: SplitPlan
) -> set[str]:
    """The chosen citations and all references that resolve to them, however far."""
    found = set(chosen)
    growing = True
    while growing:
        more = {
            record["id"] for record in citations
            if record.get("resolves_to") in found and record["source"] == source
        } - found  # fmt: skip
        plan.followed.extend(sorted(more))
        found |= more
        growing = bool(more)
    return found


def _attribution(
    plan: SplitPlan, source: str, record: Record, cited: set[str], chosen: set[str]
) -> None:
    changes: Record = {}
    if record["id"] in chosen and source in record.get("via", ()):
        changes["via"] = [NEW if each == source else each for each in record["via"]]
    if record["source"] == source:
        rests = record.get("citations") or ()
        going = [each for each in rests if each in cited]
        if (not rests and record["id"] in chosen) or (rests and len(going) == len(rests)):
            changes["source"] = NEW
        elif going:
            plan.divided.append((record, going))
            changes["citations"] = [each for each in rests if each not in cited]
    if changes:
        plan.changes.append(changing("attributions", record, changes))


def _refuse_foreign(source: str, hanging: Hanging, command: SplitSource) -> None:
    offered = {
        "citations": hanging["citations"],
        "attributions": loose(source, hanging["attributions"]),
        "ratings": hanging["ratings"],
    }
    faults = tuple(
        Fault(name, f"{public_id} does not hang on {source}, or no longer: choose again.")
        for name, records in offered.items()
        for public_id in getattr(command, name)
        if public_id not in {record["id"] for record in records}
    )
    if faults:
        raise InvalidInput(faults[0].message, faults)


def _refuse_extremes(source: str, hanging: Hanging, plan: SplitPlan) -> None:
    if not plan.changes:
        raise InvalidInput.at("citations", "Choose what is another source.")
    going = {c.id for c in plan.changes if c.after.get("source") == NEW}
    staying = {
        record["id"] for name in ("citations", "attributions") for record in hanging[name]
        if record["source"] == source
    } - going  # fmt: skip
    if going and not staying:
        raise InvalidInput.at(
            "citations", f"Everything would go and nothing stay: correct {source} instead."
        )


def placed(changes: Sequence[Change], public_id: str) -> Iterator[Change]:
    """The changes with the new source's id in place of ``NEW``."""
    for change in changes:
        after = {name: _placed(value, public_id) for name, value in change.after.items()}
        yield Change(change.list, change.id, change.did, change.before, after, change.columns)


def _placed(value: object, public_id: str) -> object:
    if isinstance(value, list):
        return [public_id if each == NEW else each for each in value]
    return public_id if value == NEW else value
