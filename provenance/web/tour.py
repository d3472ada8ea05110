"""The tour through the worked example: what each step shows, and the bar that every page then has.

A step is an address and words. README tells the same steps; a test follows both.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import request, url_for

from provenance.accounts.tour import place_of
from provenance.dossiers.models import Dossier
from provenance.dossiers.queries import dossier_by_slug, role_of, slug_taken
from provenance.interchange.example import SLUG
from provenance.web import current


@dataclass(frozen=True, slots=True)
class Step:
    """``word`` is kept as a person's place; ``shows`` are words that stand on the page."""

    word: str
    title: str
    text: str
    endpoint: str
    values: Mapping[str, str] = field(default_factory=dict)
    anchor: str | None = None
    shows: tuple[str, ...] = ()
    in_example: bool = True

    @property
    def path(self) -> str:
        """The page's address."""
        values: dict[str, Any] = {"slug": SLUG} if self.in_example else {}
        return url_for(self.endpoint, **values, **dict[str, Any](self.values))

    @property
    def url(self) -> str:
        """The address with the place on the page."""
        return f"{self.path}#{self.anchor}" if self.anchor else self.path


STEPS = (
    Step(
        "one-informant", "One informant, eight notes",
        "Eight notes hang on one man, and he is counted once: “8 notes, 1 origin”. Further "
        "down Rater A grades him B, Rater B grades him D; the disagreement stays visible and "
        "widens every interval that rests on him.",
        "sources.show", {"source_id": "S-2BTG"}, "notes",
        ("S-2BTG", "8 notes", "1 origin", "Rater A", "Rater B"),
    ),
    Step(
        "admission", "An admission counts more than a boast",
        "Two rival factions admit, against their own interest, that events in Iraq and Syria "
        "cost them their air of invincibility. In the ledger every line says what raised or "
        "lowered the claim, and the lines add up.",
        "claims.show", {"claim_id": "C-KVXA"}, "ledger",
        ("C-KVXA", "against interest", "2 origins", "Ledger"),
    ),
    Step(
        "contradiction", "A contradiction to decide",
        "Up to 20,000 members, or 8,000 and 3,800? Read both sides and what sets them apart, "
        "then record a decision with its rationale, or leave it open: nothing is lost.",
        "contradictions.show", {"relation_id": "R-4AFP"}, None,
        ("R-4AFP", "up to 20,000", "number", "Record decision"),
    ),
    Step(
        "said-and-so", "What was said, and whether it is so",
        "C-DYZJ is that Moawiya accuses, C-YKPD what he accuses of: two claims, tied by "
        "“reported by”. That he says so is likely; whether it is so nobody can tell, since "
        "the words reach us through an ally of his.",
        "claims.show", {"claim_id": "C-YKPD"}, "relations",
        ("C-YKPD", "C-DYZJ", "reported by", "through"),
    ),
    Step(
        "superseded", "Not every difference is a contradiction",
        "C-938R: the ceasefire stands. C-ZFDC: it has collapsed. One part of the text was "
        "written later: superseded, not contradicted. Both were true when they were written.",
        "claims.show", {"claim_id": "C-938R"}, "relations",
        ("C-938R", "C-ZFDC", "superseded by"),
    ),
    Step(
        "two-documents", "Two documents on one question",
        "A news story of 2015 knows only that some doubt whether Mullah Omar is alive; the "
        "paper of 2017 knows that his death was kept secret. The case says which holds, and "
        "why.",
        "claims.show", {"claim_id": "C-9YZQ"}, "relations",
        ("C-9YZQ", "C-XAPX", "contradicts", "denies"),
    ),
    Step(
        "take-it-with-you", "Take it with you",
        "Choose what leaves, see whom it could expose, and make the package. It proves itself "
        "offline: python -m provenance verify FILE.zip",
        "export.index", {}, None, ("What leaves the house", "protected"),
    ),
    Step(
        "your-own", "Your own document",
        "Make a dossier of your own and import a text with notes: what was found stands "
        "beside it; n goes to the next finding that needs you, 1 to 9 choose what is offered, "
        "? shows all keys. Accept it; then make a claim by the + after a passage, or take the "
        "proposed ones. Each is scored at once.",
        "dossier.new", {}, None, ("New dossier", "Title"), in_example=False,
    ),
)  # fmt: skip


def number_of(word: str) -> int:
    """The place of a step, from 0; the first for a word that no step bears any more."""
    words = [step.word for step in STEPS]
    return words.index(word) if word in words else 0


@dataclass(frozen=True, slots=True)
class Tour:
    """How far the signed-in person is. ``state``: new, on, left, finished."""

    state: str
    number: int

    @property
    def step(self) -> Step:
        """The step at hand."""
        return STEPS[self.number]

    @property
    def before(self) -> Step | None:
        """The step before, None at the first."""
        return STEPS[self.number - 1] if self.number else None

    @property
    def after(self) -> Step | None:
        """The next step, None at the last."""
        return STEPS[self.number + 1] if self.number + 1 < len(STEPS) else None

    @property
    def here(self) -> bool:
        """Whether the page at hand is the one that the step speaks of; with one's own document, any
        page of a dossier of one's own."""
        if not self.step.in_example and (request.view_args or {}).get("slug", SLUG) != SLUG:
            return True
        return request.path == self.step.path

    @property
    def total(self) -> int:
        """How many steps there are."""
        return len(STEPS)


def tour_of(user: Any) -> Tour:
    """Where the person is."""
    place = place_of(current.reader(), user.id)
    if place is None:
        return Tour("new", 0)
    state = "on" if place.left_at is None else "finished" if place.finished_at else "left"
    return Tour(state, number_of(place.step))


def example_for(user: Any) -> str:
    """``open`` (the person may read the worked example), ``closed`` (it is there, not for her), or
    ``absent``."""
    reader = current.reader()
    if not slug_taken(reader, SLUG):
        return "absent"
    dossier: Dossier = dossier_by_slug(reader, SLUG)
    return "open" if role_of(reader, user, dossier) else "closed"
