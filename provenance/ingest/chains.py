"""References followed to the full citation at their end, in a loop and never by recursion."""

from dataclasses import dataclass, replace

from provenance.ingest.cited_works import Place

CYCLE = "the references lead back to this one"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a citation stands: ``link`` is the nearest antecedent, ``root`` the full citation."""

    status: str
    rule: str | None = None
    link: Place | None = None
    root: Place | None = None
    candidates: tuple[int, ...] = ()
    outside: str | None = None
    """The label of a note that the reference names and the document does not have."""
    own: bool = False
    """A source of its own, which takes only its place from the other: it keeps its description."""


def follow(outcomes: dict[Place, Outcome]) -> dict[Place, Outcome]:
    """Every reference tied to the full citation at the end of its chain."""
    done: dict[Place, Outcome] = {}
    for place in outcomes:
        trail: list[Place] = []
        at, seen = place, set[Place]()
        while at not in done and outcomes[at].status == "resolved" and at not in seen:
            seen.add(at)
            trail.append(at)
            link = outcomes[at].link
            if link is None:
                break
            at = link
        end = done.get(at) or outcomes[at]
        if at in seen:
            end = Outcome("unresolved", CYCLE)
        for step in reversed(trail):
            done[step] = _inherit(outcomes[step], at, end)
        done.setdefault(at, end)
    return done


def _inherit(outcome: Outcome, at: Place, end: Outcome) -> Outcome:
    if end.status == "full":
        return replace(outcome, root=at)
    if end.status == "resolved":
        return replace(outcome, root=end.root)
    if end.rule == CYCLE:
        return Outcome("unresolved", CYCLE)
    return Outcome(
        end.status,
        f"{outcome.rule}; that one is {end.status}",
        outcome.link,
        None,
        end.candidates,
        end.outside,
        outcome.own,
    )
