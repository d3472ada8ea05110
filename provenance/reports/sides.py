"""What sets two sides of a contradiction apart, in words: "side b rests on one voice; side a on
two organisations". Nothing is weighed here; only what a reader could count himself."""

from collections.abc import Callable, Iterator

from provenance.reports.pages import Side
from provenance.reports.types import Voice

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def facts_of(a: Side, b: Side) -> tuple[str, ...]:
    """The differences that can decide, those of the voices first."""
    return tuple(fact for find in (_rests_on, _interests, _grades, _directness, _notes, _dates)
                 for fact in find(a, b))  # fmt: skip


def counted(number: int, noun: str) -> str:
    """ "two organisations", "one voice"."""
    word = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{word} {noun}" + ("" if number == 1 else "s")


def _asserting(side: Side) -> list[Voice]:
    return [voice for voice in side.voices if voice.polarity == "asserts"]


def _both(a: Side, b: Side, say: Callable[[Side], str | None]) -> Iterator[str]:
    """The sentence, where the sides differ in it."""
    first, second = say(a), say(b)
    if first != second:
        parts = [f"side {name} {words}" for name, words in (("a", first), ("b", second)) if words]
        yield _sentence("; ".join(parts))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _rests_on(a: Side, b: Side) -> Iterator[str]:
    return _both(a, b, _foundation)


def _foundation(side: Side) -> str:
    """Voices of one person count once; organisations stand beside."""
    voices = _asserting(side)
    if not voices:
        return "has nobody who asserts it"
    people = {voice.source.person.id if voice.source.person else voice.source.id
              for voice in voices}  # fmt: skip
    houses = {each.id for voice in voices for each in voice.source.organisations}
    words = f"rests on {counted(len(people), 'voice')}"
    return f"{words} of {counted(len(houses), 'organisation')}" if houses else words


def _interests(a: Side, b: Side) -> Iterator[str]:
    for word, phrase in (
        ("against interest", "has {} speaking against his own interest"),
        ("self-serving", "has {} whom it serves to say so"),
        ("about a rival", "has {} speaking about a rival"),
    ):
        yield from _both(a, b, lambda side, w=word, p=phrase: _with_interest(side, w, p))  # type: ignore[misc]


def _with_interest(side: Side, interest: str, phrase: str) -> str | None:
    count = sum(voice.interest == interest for voice in _asserting(side))
    return phrase.format(counted(count, "voice")) if count else None


def _grades(a: Side, b: Side) -> Iterator[str]:
    return _both(a, b, _best)


def _best(side: Side) -> str | None:
    grades = [grade.grade for voice in _asserting(side) for grade in voice.source.grades]
    judged = sorted(grade for grade in grades if grade != "F")
    if judged:
        return f"is carried by a source graded {judged[0]} at best"
    return "has no source whose reliability was judged" if side.voices else None


def _directness(a: Side, b: Side) -> Iterator[str]:
    return _both(a, b, _nearest)


def _nearest(side: Side) -> str | None:
    direct = {voice.directness for voice in _asserting(side)}
    if "witnessed" in direct or "recorded" in direct:
        return "has a witness or a record"
    return "knows it only at second hand" if direct & {"told", "relayed"} else None


def _notes(a: Side, b: Side) -> Iterator[str]:
    return _both(a, b, lambda side: None if _cited(side) else "has no note")


def _cited(side: Side) -> bool:
    return any(voice.citations for voice in _asserting(side))


def _dates(a: Side, b: Side) -> Iterator[str]:
    if a.time and b.time and a.time != b.time:
        yield f"The times differ: {a.time} and {b.time}"
