"""Grades as pages draw them: what raters gave, alike or not, own or lent by the person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from provenance.reports.types import Grade

MISSING = frozenset({"F", "6"})


@dataclass(frozen=True, slots=True)
class Graded:
    """One box: ``letter`` where raters agree, else the ``rivals`` in order; neither: not rated."""

    letter: str | None = None
    rivals: tuple[str, ...] = ()
    inherited: bool = False


def graded(grades: Iterable[Grade]) -> Graded:
    """What the grades of a whole subject come to: its own, else those lent by its person. Grades of
    a topic or a period hold only there, and are left out."""
    whole = [each for each in grades if each.scope is None]
    own = [each for each in whole if not each.inherited]
    letters = tuple(sorted({each.grade for each in own or whole}))
    inherited = bool(whole) and not own
    if len(letters) > 1:
        return Graded(None, letters, inherited)
    return Graded(letters[0] if letters else None, (), inherited)


def best(boxes: Sequence[Graded]) -> Graded:
    """The most reliable of several; F and unrated only where there is nothing else."""

    def rank(box: Graded) -> tuple[bool, bool, str]:
        letter = box.letter or (box.rivals[0] if box.rivals else "")
        return not letter, letter in MISSING, letter

    return min(boxes, key=rank, default=Graded())
