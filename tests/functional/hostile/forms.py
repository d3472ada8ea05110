"""What people and programs send in forms to do harm, or by mistake; and what each must come to."""

from dataclasses import dataclass, field
from typing import Any

CLAIM, SOURCE = "claims/new", "sources/new"
TAKES = "sources/{source}/dependences/new"
RELATED = "relations/new?a={claim}&b={other}&kind={kind}"
SURROGATE = b"text=a%ED%A0%80b&reason=why"
LABELS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "{{7*7}}{% for x in y %}",
    "=HYPERLINK(\"http://evil.example\")",
    "\u202egnp.exe",
)  # fmt: skip
"""Labels that are inert text wherever they stand."""


@dataclass(frozen=True)
class Case:
    """``said``: words of the answer; a ``status`` of 303 means that it is kept."""

    name: str
    path: str
    status: int
    said: str = ""
    values: dict[str, Any] = field(default_factory=dict)


def verdict(other: str) -> dict[str, str]:
    """A dependence on another source."""
    return {"other": other, "ground": "relays", "verdict": "dependent", "direction": "a"}


REFUSED = (
    Case("a NUL in a text", CLAIM, 422, "NUL", {"text": "a\x00b"}),
    Case("a NUL in a label", SOURCE, 422, "NUL", {"label": "a\x00b"}),
    Case("a source that takes from itself", TAKES, 422, "other", verdict("{source}")),
    Case("a claim related to itself", "relations/new?a={claim}&b={claim}&kind=supports", 422,
         "two claims", {"a": "{claim}", "b": "{claim}", "kind": "supports"}),
    Case("an integer of 5,000 digits", CLAIM, 422, "quantity",
         {"text": "x", "quantity": "9" * 5000}),
    Case("an integer that no database holds", CLAIM, 422, "quantity",
         {"text": "x", "quantity": "9" * 400}),
    Case("not a number", CLAIM, 422, "quantity", {"text": "x", "quantity": "nan"}),
    Case("infinity", CLAIM, 422, "quantity", {"text": "x", "quantity": "-inf"}),
    Case("infinity, written as a number", CLAIM, 422, "quantity",
         {"text": "x", "quantity": "1e999"}),
    Case("the thirteenth month", CLAIM, 422, "2017-13", {"text": "x", "time": "2017-13"}),
    Case("29 February of a common year", CLAIM, 422, "2017-02-29",
         {"text": "x", "time": "2017-02-29"}),
    Case("a word outside its set", CLAIM, 422, "", {"text": "x", "kind": "gossip"}),
    Case("a version that never was", "claims/{claim}/correct", 409, "",
         {"text": "x", "version": "9" * 40, "opened": "[" * 100_000}),
    Case("a record that is not there", RELATED, 422, "C-NONE",
         {"a": "{claim}", "b": "C-NONE", "kind": "supports"}),
)  # fmt: skip
KEPT = (
    Case("an approximate date", CLAIM, 303, "",
         {"text": "About.", "time": "1890~", "time_words": "c. 1890"}),
    Case("an uncertain date", CLAIM, 303, "",
         {"text": "Doubt.", "time": "1917?", "time_words": "1917?"}),
    Case("a year before our era", CLAIM, 303, "",
         {"text": "Old.", "time": "-0043", "time_words": "44 BC"}),
    Case("a date in words alone", CLAIM, 303, "",
         {"text": "Julian.", "time_words": "25 October 1917 (Julian)"}),
    Case("a label of twenty thousand combining marks", CLAIM, 303, "",
         {"text": "e" + "\u0301" * 19_000}),
)  # fmt: skip
NOWHERE = (
    "claims/100000000000000000000", "documents/{document}/passages/100000000000000000000/claim",
    "documents/{document}/revisions/100000000000000000000",
    "claims/{claim}/quotes/100000000000000000000/anchor", "imports/100000000000000000000",
    "documents/{document}/passages/-1/claim",
)  # fmt: skip
"""Addresses with numbers that no database holds."""
