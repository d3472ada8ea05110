"""The form that decides a contradiction, and the filter of the report."""

import json
from collections.abc import Mapping
from typing import Any

from wtforms import Form, HiddenField, RadioField, StringField

from provenance.vocabulary import CASE_STATUSES
from provenance.web.forms.base import ActForm, said, text

STATUS_MEANINGS = {
    "open": "nobody has decided it; both claims count against each other",
    "explained": "the two are compatible: overlap, precision, scope, or one later than the other",
    "resolved": "one side holds; say which, and on what",
    "accepted": "a second person stands behind the explanation or resolution",
    "reopened": "it was decided, and new material puts it in question again",
}
STATUSES: Any = {word: word for word in CASE_STATUSES}
NEITHER = "neither"
NEW = "0"
"""Version of a case that nobody has opened yet."""
LONGEST_VERSION = 10


class DecideForm(ActForm):
    """Where a contradiction goes: status, the side that it favours, and why."""

    version, opened = HiddenField(), HiddenField()
    status = RadioField(
        "Status", choices=STATUSES,
        description="A status says how far the case is; what the claims are worth is scored apart.",
    )  # fmt: skip
    favours = RadioField(
        "The decision favours", choices={"a": "side a", "b": "side b", NEITHER: "neither"},
        default=NEITHER,
    )  # fmt: skip
    rationale = text(
        "Rationale", said("Say why: a decision without its rationale convinces nobody.")
    )

    def values(self) -> dict[str, Any]:
        """The case's fields."""
        side = self.favours.data
        return {
            "status": self.status.data,
            "favours": None if side == NEITHER else side,
            "rationale": self.rationale.data,
        }

    def expected(self) -> int | None:
        """The version that the reviewer saw, None where there was no case yet; one that never was,
        where the field was tampered with."""
        written = self.version.data or ""
        if written == NEW:
            return None
        return int(written) if written.isdecimal() and len(written) < LONGEST_VERSION else -1

    def remember(self, case: Mapping[str, Any], version: int) -> None:
        """Take note of the state that the reviewer sees."""
        self.version.data, self.opened.data = str(version), json.dumps(case, ensure_ascii=False)

    def remembered(self) -> dict[str, Any]:
        """The case as the reviewer saw it; empty where the field was tampered with."""
        try:
            found = json.loads(self.opened.data or "")
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}


class CaseSearch(Form):
    """Above the contradiction report; sent by GET, with the facets that are chosen."""

    q = StringField("Search", description="All words; “a phrase”, -without, begin*, R-7F3K")
