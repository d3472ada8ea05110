"""Ways of calling a note in the text and of labelling it, each with its neighbours and false friends."""

from collections.abc import Callable

import pytest

from provenance.ingest.reader import read
from tests.unit.ingest.documents import read_text

TEXTS = (
    "A. Roe, Mills (Leeds, 1901), 4.",
    "Letter Ames to Boyd, 3 May 1931.",
    "B. Doe, Bridges (Hull, 1911), 3.",
)
SUPER = "¹²³"
RINGED = "①②③"
ARABIC = "١٢٣"
PERSIAN = "۱۲۳"

Way = Callable[[int], str]
WAYS: list[tuple[Way, Way, str, str]] = [
    (lambda n: f"[FN{n}]", lambda n: f"FN{n}. ", "123", "law report"),
    (lambda n: f" n{n}", lambda n: f"n{n} ", "123", "law database"),
    (lambda n: f"[Footnote {n}]", lambda n: f"[Footnote {n}]\n", "123", "word in brackets"),
    (lambda n: f" (Anm. {n})", lambda n: f"Anm. {n}: ", "123", "word in parentheses"),
    (lambda n: f"^{n}", lambda n: f"^{n} ", "123", "hat"),
    (lambda n: f"^{{{n}}}", lambda n: f"{n}. ", "123", "hat with braces"),
    (lambda n: f" {n}/", lambda n: f"{n}/  ", "123", "stroke"),
    (lambda n: f"{n})", lambda n: f"{n}) ", "123", "closing parenthesis"),
    (lambda n: f"{{{n}}}", lambda n: f"{{{n}}} ", "123", "braces"),
    (lambda n: f"（{n}）", lambda n: f"（{n}）", "123", "wide parentheses"),
    (lambda n: f"[{'ABC'[n - 1]}]", lambda n: f"[{'ABC'[n - 1]}] ", "ABC", "capitals"),
    (lambda n: "*" * n, lambda n: "*" * n + " ", "*", "counted asterisks"),
    (lambda n: RINGED[n - 1], lambda n: RINGED[n - 1] + " ", "123", "rings"),
    (lambda n: f"({ARABIC[n - 1]})", lambda n: f"{ARABIC[n - 1]}- ", ARABIC, "dash"),
    (lambda n: ARABIC[n - 1], lambda n: f"{ARABIC[n - 1]} ", ARABIC, "glued digits of another script"),
    (lambda n: f"[{PERSIAN[n - 1]}]", lambda n: f"[{PERSIAN[n - 1]}]. ", PERSIAN, "bracket and stop"),
    (lambda n: SUPER[n - 1], lambda n: f"{n}. ^ ", "123", "way back"),
    (lambda n: f"[{'i' * n}]", lambda n: f"{'i' * n}. ", "Roman", "Roman list"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("call", "head", "labels"), [way[:3] for way in WAYS], ids=[w[3] for w in WAYS]
)
def test_ways(call: Way, head: Way, labels: str) -> None:
    body = (
        f"In 1901 the mill burned down.{call(1)} Of 12 men 3 were hurt,{call(2)} it is said.\n\n"
        f"The insurers paid 2.5 per cent.{call(3)}\n"
    )
    notes = "\n".join(head(n) + words for n, words in enumerate(TEXTS, 1))
    document = read_text(f"{body}\n{notes}\n")
    assert [found.text for found in document.notes] == list(TEXTS)
    expected = {"*": ["*", "**", "***"], "Roman": ["i", "ii", "iii"]}.get(labels, list(labels))
    assert [found.n for found in document.notes] == expected
    assert [[marker.before for marker in found.markers] for found in document.notes] == [
        ["In 1901 the mill burned down."],
        ["Of 12 men 3 were hurt,"],
        ["The insurers paid 2.5 per cent."],
    ]


@pytest.mark.parametrize(
    "run_together", ["¹²", "<sup>1,2</sup>", "<sup>1</sup><sup>2</sup>", "<sup>1–2</sup>"]
)
def test_labels_without_a_space_between(run_together: str) -> None:
    page = f"<p>It burned.{run_together} It fell.<sup>3</sup></p><h2>Notes</h2>" + "".join(
        f"<p>{n}. {words}</p>" for n, words in enumerate(TEXTS, 1)
    )
    document = read(page.encode(), "a.html")
    assert [found.markers[0].before for found in document.notes] == [
        "It burned.", "It burned.", "It burned. It fell.",
    ]  # fmt: skip


LISTS = [
    "<p>It burned.<sup>1</sup> It fell.<sup>2</sup></p><h3>Notes</h3><ol><li>{0}</li><li>{1}</li></ol>",
    "<p>It burned [1]. It fell [2].</p><p><b>References</b></p><ol><li><p>{0}</p></li><li>{1}</li></ol>",
    "<ol><li>one</li><li>two</li></ol><p>It burned.<sup>1</sup> It fell.<sup>2</sup></p>"
    "<ol class='footnotes'><li>{0}</li><li>{1}</li></ol><ol><li>x</li></ol>",
]  # fmt: skip


@pytest.mark.parametrize("page", LISTS)
def test_a_list_whose_numbers_the_browser_counts(page: str) -> None:
    document = read(page.format(*TEXTS).encode(), "a.html")
    assert [(found.n, found.text) for found in document.notes] == [("1", TEXTS[0]), ("2", TEXTS[1])]


def test_numbered_headings_are_no_notes() -> None:
    body = "\n\n".join(
        f"{n}. The {word} mill\n\nIt burned down.{2 * n - 1} It was rebuilt.{2 * n}"
        for n, word in enumerate(("first", "second", "third"), 1)
    )
    notes = "\n".join(f"{n}. {TEXTS[n % 3]}" for n in range(1, 7))
    document = read_text(f"{body}\n\nNotes\n\n{notes}\n")
    assert [found.n for found in document.notes] == ["1", "2", "3", "4", "5", "6"]
    assert document.notes[2].markers[0].before == "The second mill It burned down."


@pytest.mark.parametrize(
    "text",
    [
        "Note 1 was paid.\n\nNote 2 was not, and n. 3 is lost.\n",
        "The area is 5 m^2 and the volume 3 m^3, they say.\n\n2. A second part.\n3. A third part.\n",
        "[A] court may [B]ut need not. [T]he law is clear.\n",
        "On 1/2 and 3/4 of the land\n1/ wheat and 2/ barley were grown.\n",
        "a. apples\nb. pears\nc. plums\n\nThey sold all (a lot).\n",
    ],
)
def test_what_looks_like_labels_and_is_none(text: str) -> None:
    assert read_text(text).notes == ()


def test_words_at_the_start_of_a_line_are_no_wrapping_of_the_page() -> None:
    document = read_text(
        "He asked for twelve witnesses, and according to the parish\nregister, he also married"
        " a carrier’s daughter in the same\nmonth.[1]\n\n[1] Parish register of Lenz, 1874.\n"
    )
    assert document.notes[0].markers[0].before == "carrier’s daughter in the same month."
    assert "boilerplate" not in [block.kind for block in document.blocks]
