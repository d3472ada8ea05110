"""Forms of proposed claims: what the list is narrowed to, and what is decided of those chosen."""

from typing import Any

from wtforms import BooleanField, Form, HiddenField, SelectMultipleField
from wtforms.validators import Optional

from provenance.imports.claim_proposals.models import STATUSES, WAITING
from provenance.imports.claim_proposals.queries import ProposalFilter
from provenance.vocabulary import LINK_BASES
from provenance.web.forms.base import ActForm, line
from provenance.web.forms.values import Pairs, choice, pick

ALL = "all"
WORDS = {"waiting": "that wait", "taken": "taken", "rejected": "rejected", ALL: "all"}


class ProposalFilters(Form):
    """Above the list of proposed claims; sent by GET."""

    status = pick("Show")
    basis = choice("Vouched for by", (b for b in LINK_BASES if b not in ("note", "analyst")), "any")
    note = pick("Note")
    source = pick("Source")
    hedged = BooleanField("Hedged", false_values=("", "no"), render_kw={"value": "yes"})

    def choose_from(self, notes: Pairs, sources: Pairs) -> None:
        """Fill in the document's notes and sources."""
        self.status.choices = {status: WORDS[status] for status in (*STATUSES, ALL)}
        self.note.choices = {"": "any", **dict(notes)}
        self.source.choices = {"": "any", **dict(sources)}
        self.status.data = self.status.data or WAITING

    def wanted(self) -> ProposalFilter:
        """What the list is narrowed to; words that the forms do not know find nothing."""
        status = self.status.data or WAITING
        return ProposalFilter(
            status="" if status == ALL else status,
            basis=self.basis.data or "",
            note=self.note.data or "",
            source=self.source.data or "",
            hedged=self.hedged.data,
        )


class ChosenForm(ActForm):
    """Take, reject or put back proposed claims; the reason may stay blank."""

    chosen: Any = SelectMultipleField("Proposed claims", validate_choice=False)
    reason = line("Reason", Optional())
    next = HiddenField()

    def ids(self) -> tuple[str, ...]:
        """Public ids, as chosen."""
        return tuple(self.chosen.data or ())


class UndoForm(ActForm):
    """Undo the last act; nothing is asked."""
