"""A new version of a text: every quote that still stands is found, and none at other words."""

import re
import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.imports.versions.comparing import compare
from provenance.imports.versions.state import State
from provenance.ingest.reader import read
from provenance.ingest.types import NoteRead, ParsedDocument
from provenance.ingest.versions.aligning import align
from provenance.ingest.versions.anchors import (
    CHANGED,
    KEPT,
    MOVED,
    ORPHAN,
    Anchor,
    Anchored,
    Anchoring,
    surroundings,
)
from provenance.ingest.versions.ground import Ground
from provenance.ingest.versions.notes import OldNote, pair_notes
from provenance.ingest.versions.words import words_of
from tests.integration.imports.paper import PAPER, with_note_in_front
from tests.unit.ingest.making import call, docx, note, paragraph, run

STATES = (KEPT, MOVED, CHANGED, ORPHAN)
COMMON = ["the", "council", "met", "and", "no", "toll", "was", "paid"]


def anchor(text: str, start: int, end: int, key: str = "") -> Anchor:
    return Anchor(key, text[start:end], *surroundings(text, start, end), start, end)


def become(old: str, new: str, quote: str, nth: int = 0) -> Anchored:
    start = -1
    for _ in range(nth + 1):
        start = old.index(quote, start + 1)
    spans = [(0, len(new))]
    return Anchoring(Ground(old, new), spans).of(anchor(old, start, start + len(quote)))


def test_of_two_alike_each_is_found_by_what_stands_around_it() -> None:
    old = "The mayor spoke. They denied it. The guard left. They denied it. Night fell."
    new = "It rained. The guard left. They denied it. Night fell. The mayor spoke. They denied it."

    first, second = become(old, new, "They denied it."), become(old, new, "They denied it.", 1)

    assert (first.state, second.state) == (MOVED, MOVED)
    assert new[: first.start].endswith("The mayor spoke. ")
    assert new[: second.start].endswith("The guard left. ")


def test_short_words_without_their_surroundings_are_no_match() -> None:
    old = "The guards counted 600 men. Rain fell all week on the fields."
    new = "Salt was sold by the stone. In Lowfield 600 bushels burned in a single night."

    assert become(old, new, "600").state != MOVED


def test_changed_words_are_told_and_not_taken() -> None:
    old = "He left early. The guards counted about 600 men in 2018. Nobody minded."
    new = "He left early. The guards counted at most 450 men in 2018. Nobody minded."

    found = become(old, new, "The guards counted about 600 men in 2018.")

    assert found.state == CHANGED
    assert found.exact == "The guards counted at most 450 men in 2018."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("the toll house stood empty", "the toll\n   house stood\tempty"),
        ("he said “no” – twice", 'he said "no" - twice'),
        ("the commander left", "the com-\nmander left"),
        ("the commander left", "the com\u00admander left"),
    ],
    ids=["blanks", "typographic signs", "a hyphen at the line's end", "a soft hyphen"],
)
def test_the_look_of_words_makes_no_difference(old: str, new: str) -> None:
    found = become(f"It was so: {old}, all year.", f"It was so: {new}, all year.", old)

    assert (found.state, found.exact) == (MOVED, new)


def test_calls_of_notes_are_no_words() -> None:
    old, new = (
        "They left.[1] Nobody came.[2] All slept.",
        "They left.[2] Nobody came.[3] All slept.",
    )
    calls = [(10, 13), (26, 29)]
    ground = Ground(old, new, calls, calls)

    found = Anchoring(ground).of(anchor(old, 0, 26))

    assert (found.state, found.exact) == (MOVED, "They left.[2] Nobody came.")


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str, list[tuple[int, int]]]:
    """A text, the text after random insertions, deletions, replacements and moves, and quotes."""
    size = draw(st.integers(12, 60))
    words = [
        draw(st.sampled_from(COMMON)) if draw(st.booleans()) else f"w{number}"
        for number in range(size)
    ]
    changed = list(words)
    for number in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(changed)))
        length = draw(st.integers(0, 8))
        kind = draw(st.sampled_from(["insert", "delete", "replace", "move"]))
        if kind == "insert":
            changed[at:at] = [f"new{number}x{n}" for n in range(length)]
        elif kind == "delete":
            del changed[at : at + length]
        elif kind == "replace":
            changed[at : at + 1] = [draw(st.sampled_from(COMMON))]
        else:
            moved = changed[at : at + length]
            del changed[at : at + length]
            to = draw(st.integers(0, len(changed)))
            changed[to:to] = moved
    span = st.tuples(st.integers(0, size - 1), st.integers(1, 8))
    spans = draw(st.lists(span, min_size=1, max_size=6))
    return " ".join(words), " ".join(changed), [(i, min(size, i + n)) for i, n in spans]


@given(edited())
@settings(max_examples=300, deadline=None)
def test_what_stands_with_its_context_is_found_and_nothing_at_other_words(
    made: tuple[str, str, list[tuple[int, int]]],
) -> None:
    old, new, quotes = made
    ours, theirs = words_of(old), words_of(new)
    anchoring = Anchoring(Ground(old, new), [(0, len(new))])
    states: Counter[str] = Counter()
    for first, last in quotes:
        found = anchoring.of(anchor(old, *ours.offsets(first, last)))
        states[found.state] += 1
        quote = ours.words[first:last]
        if found.state in (KEPT, MOVED):
            assert found.start is not None
            assert found.end is not None
            assert new[found.start : found.end] == found.exact
            assert words_of(found.exact).words == quote
        if found.state == KEPT:
            assert (found.start, found.end) == ours.offsets(first, last)
        low, high = max(0, first - 8), min(len(ours.words), last + 8)
        whole = ours.words[low:high]
        once = all(len(where(side, whole)) == 1 for side in (ours.words, theirs.words))
        if once and len(whole) >= len(quote) + 3:
            at = where(theirs.words, whole)[0]
            expected = theirs.offsets(at + first - low, at + last - low)
            assert (found.start, found.end) == expected
    assert sum(states.values()) == len(quotes)
    assert states.keys() <= set(STATES)


def where(words: tuple[str, ...], wanted: tuple[str, ...]) -> list[int]:
    size = len(wanted)
    return [i for i in range(len(words) - size + 1) if words[i : i + size] == wanted]


@given(
    st.lists(st.sampled_from("ab"), max_size=120), st.lists(st.sampled_from("abc"), max_size=120)
)
@settings(max_examples=100, deadline=None)
def test_an_alignment_joins_equal_words_in_the_order_of_both(a: list[str], b: list[str]) -> None:
    ours = theirs = 0
    for i, j, length in align(tuple(a), tuple(b)):
        assert a[i : i + length] == b[j : j + length]
        assert i >= ours
        assert j >= theirs
        ours, theirs = i + length, j + length


@given(st.text(alphabet="ab .\n", max_size=200))
def test_a_text_is_all_kept_in_itself(text: str) -> None:
    words = words_of(text)
    anchoring = Anchoring(Ground(text, text), [(0, len(text))])
    for first in range(0, len(words.words), 3):
        found = anchoring.of(anchor(text, *words.offsets(first, first + 1)))
        assert found.state == KEPT


def test_notes_alike_are_told_apart_by_their_calls() -> None:
    old = "One thing.[1] Another.[2] A third.[3]"
    new = "One thing.[1] Between.[2] Another.[3] A third.[4]"
    parsed = _parsed(new, ["Book, 3.", "Ibid.", "Ibid.", "Ibid."])
    notes = [
        OldNote(f"N-{n}", str(n), words, calls=((at, at + 3),))
        for n, words, at in [(1, "Book, 3.", 10), (2, "Ibid.", 22), (3, "Ibid.", 34)]
    ]
    calls = [(m.start, m.end) for one in parsed.notes for m in one.markers]
    ground = Ground(old, new, [one.calls[0] for one in notes], calls)

    pairs = {p.old.id: p.new.n for p in pair_notes(notes, parsed.notes, ground) if p.old and p.new}

    assert pairs == {"N-1": "1", "N-2": "3", "N-3": "4"}


def _parsed(text: str, notes: list[str]) -> ParsedDocument:
    listed = "\n\n".join(f"[{number}] {words}" for number, words in enumerate(notes, 1))
    return read(f"{text}\n\n{listed}\n".encode(), "text.txt")


def state_of(parsed: ParsedDocument, quotes: list[str]) -> State:
    """What a dossier holds of a document, with a claim on each quote."""
    notes = [
        {"id": f"N-{one.id}", "label": one.n, "number": number, "kind": one.kind, "text": one.text,
         "markers": [{"start": m.start, "end": m.end} for m in one.markers]}
        for number, one in enumerate(parsed.notes)
    ]  # fmt: skip
    places = [(parsed.text.index(words), words) for words in quotes]
    claims = [
        {"claim": f"C-{n}", "number": 0, "exact": words, "start": at, "end": at + len(words)}
        for n, (at, words) in enumerate(places)
    ]
    return {"document": {}, "notes": notes, "citations": [], "quotes": claims, "remarks": []}


QUOTES = ["The guards counted about 600 men in 2018.", "Salt became dear in the spring.",
          "The toll house stood empty for a year, and the miller moved in."]  # fmt: skip


def test_a_clean_version_of_recognised_text_keeps_what_was_recognised() -> None:
    scanned = PAPER.replace("counted about", "counted ahout").replace(
        "miller moved", "rniller moved"
    )
    old = read(scanned.encode(), "scan.txt")
    quotes = [
        QUOTES[0].replace("about", "ahout"),
        QUOTES[1],
        QUOTES[2].replace("miller", "rniller"),
    ]

    found = compare(state_of(old, quotes), old.text, read(PAPER.encode(), "clean.txt"))

    assert [fate.anchored.state for fate in found.quotes] == [CHANGED, MOVED, CHANGED]
    assert [fate.anchored.exact for fate in found.quotes] == QUOTES
    assert {pair.state for pair in found.notes} == {"kept"}


def test_markdown_and_docx_of_one_paper_are_one_text() -> None:
    body = with_note_in_front().partition("\n\n[1] ")[0].split("\n\n")
    notes = [one.text for one in read(with_note_in_front().encode(), "salt.txt").notes]
    marked = "\n\n".join(body).replace("[", "[^")
    listed = "\n\n".join(f"[^{number}]: {words}" for number, words in enumerate(notes, 1))
    markdown = read(f"{marked}\n\n{listed}\n".encode(), "salt.md")
    word = read(as_docx(body, notes), "salt.docx")
    assert len(markdown.notes) == len(word.notes) == 7

    found = compare(state_of(markdown, QUOTES), markdown.text, word)

    assert {fate.anchored.state for fate in found.quotes} <= {KEPT, MOVED}
    assert [words_of(f.anchored.exact or "").words for f in found.quotes] == [
        words_of(words).words for words in QUOTES
    ]
    assert {pair.state for pair in found.notes} == {"kept"}


def as_docx(body: list[str], notes: list[str]) -> bytes:
    """The paragraphs with their calls as Word keeps them."""
    cut = [re.split(r"\[(\d+)\]", words) for words in body]
    paragraphs = [
        paragraph(*(call(int(part)) if odd % 2 else run(part) for odd, part in enumerate(parts)))
        for parts in cut
    ]
    made = [note(number, words) for number, words in enumerate(notes, 1)]
    return docx("".join(paragraphs), "".join(made))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a " * 100_000, "a " * 75_000 + "b " + "a " * 24_000),
        ("a b " * 50_000, "b a c " * 33_000),
        ("no no. " * 30_000, "no. no " * 30_000),
        ("x" * 400_000, "x" * 399_999 + " x"),
        ("[1] " * 50_000, "[1] [2] " * 25_000),
    ],
    ids=["one word", "two words", "two sentences", "one long word", "calls"],
)
def test_text_that_repeats_itself_takes_no_longer(old: str, new: str) -> None:
    started = time.process_time()
    anchoring = Anchoring(Ground(old, new), [(0, len(new))])
    for at in range(0, len(old) - 40, len(old) // 20):
        anchoring.of(anchor(old, at, at + 40))

    assert time.process_time() - started < 8


@pytest.mark.parametrize("quote", ["They denied it.", "They denied all of it to the end."])
def test_of_two_alike_the_one_that_was_taken_out_does_not_become_the_other(quote: str) -> None:
    old = f"The mayor spoke. {quote} No more was said. The guard left. {quote} No rain fell."
    new = f"The mayor spoke. {quote} No more was said."

    first, second = become(old, new, quote), become(old, new, quote, 1)

    assert first.state == KEPT
    assert second.state in (CHANGED, ORPHAN)


@pytest.mark.parametrize("words", ["Ibid.", "Book {n}, page {n}."], ids=["alike", "all different"])
def test_many_notes_take_no_longer_than_they_are_many(words: str) -> None:
    old = [OldNote(f"N-{n}", str(n), words.format(n=n)) for n in range(5_000)]
    new = [NoteRead(str(n), str(n), words.format(n=f"{n}x"), "source", 0, 0) for n in range(5_000)]
    started = time.process_time()

    pairs = pair_notes(old, new, Ground("", ""))

    assert time.process_time() - started < 8
    assert sum(pair.old is not None for pair in pairs) == len(old)
    assert sum(pair.new is not None for pair in pairs) == len(new)
