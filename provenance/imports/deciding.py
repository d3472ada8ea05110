"""The decisions of a draft as people made them: in order, by whom and when, each over the one before.

A decision is kept under its finding, with ``made`` beside its words: ``order`` (one number for all that
one act decided), ``by``, ``at``, and ``over``, the decision that stood before. So the last act can be
taken back, and the one before it, down to the document as read.
"""

from collections.abc import Mapping
from typing import Any

from provenance.imports.findings import Decisions

MADE = "made"


def words_of(decision: Mapping[str, Any] | None) -> dict[str, Any]:
    """What was decided, without by whom and when; empty where it was taken back."""
    return {name: value for name, value in (decision or {}).items() if name != MADE}


def decided(decisions: Decisions) -> dict[str, Mapping[str, Any]]:
    """The findings of which a decision stands."""
    return {finding: one for finding, one in decisions.items() if words_of(one)}


def with_act(
    decisions: Decisions, changes: Mapping[str, Mapping[str, Any] | None], by: str, at: str
) -> dict[str, Any]:
    """The decisions after an act that decided these findings; None takes a decision back."""
    order = last_order(decisions) + 1
    after: dict[str, Any] = dict(decisions)
    for finding, words in changes.items():
        standing = decisions.get(finding)
        if words_of(standing) == dict(words or {}):
            continue
        made = {"order": order, "by": by, "at": at, "over": standing}
        after[finding] = {**(words or {}), MADE: made}
    return after


def without_last_act(decisions: Decisions) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The decisions before the last act, and the findings that it had decided."""
    order = last_order(decisions)
    last = tuple(f for f, one in decisions.items() if order and order_of(one) == order)
    after = {finding: one for finding, one in decisions.items() if finding not in last}
    for finding in last:
        standing = decisions[finding][MADE].get("over")
        if standing is not None:
            after[finding] = standing
    return after, last


def last_order(decisions: Decisions) -> int:
    """The number of the last act; 0 where nobody decided anything."""
    return max(map(order_of, decisions.values()), default=0)


def order_of(decision: Mapping[str, Any]) -> int:
    """The number of the act that decided; 0 for what came with the file."""
    return int(decision.get(MADE, {}).get("order", 0))
