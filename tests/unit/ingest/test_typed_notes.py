"""Notes typed into the text: the conventions, their neighbours and their false friends."""

import pytest

from tests.unit.ingest.documents import HARBOUR, note, read_text


def befores(text: str) -> dict[str, list[str]]:
    return {
        found.id: [marker.before for marker in found.markers] for found in read_text(text).notes
    }


def test_notes_at_the_end_in_brackets() -> None:
    document = read_text(HARBOUR)
    assert [found.n for found in document.notes] == [str(number) for number in range(1, 9)]
    assert [found.markers[0].before if found.markers else None for found in document.notes] == [
        "but the southern men refused him.",
        "members, while DL (S) claims 400.",
        "The old League's leader, Per Strand,",
        "in the papers (see Table 2).",
        "and some of the rail yards.",
        None,
        "now deny that it ever paid.",
        "Conclusion The port will go on.",
    ]


def test_a_note_without_marker_is_told_and_proposed_for_its_section() -> None:
    document = read_text(HARBOUR)
    section = note(document, "6")
    assert (section.kind, section.section) == ("section", "The Board and the League in 2013-15")
    assert [issue.where for issue in document.issues if issue.kind == "note without marker"] == [
        "note 6"
    ]


def test_an_explanatory_note_is_no_source() -> None:
    found = note(read_text(HARBOUR), "3")
    assert found.kind == "explanatory"
    assert [citation.type for citation in found.citations] == ["explanatory note without source"]


@pytest.mark.parametrize(
    ("call", "head"),
    [
        ("[{}]", "[{}] "),
        ("({})", "({}) "),
        ("{}", "{}. "),
        ("{}", "{} "),
        ("{}", "{}) "),
        ("[^{}]", "[^{}]: "),
    ],
)
def test_markers_and_heads(call: str, head: str) -> None:
    body = (
        f"The mill burned down in the night.{call.format(1)} Nobody was hurt,{call.format(2)} said"
        f" the owner.\n\nThe insurers paid in full.{call.format(3)}\n"
    )
    notes = "".join(
        f"\n{head.format(n)}Letter from the owner to the insurers, {n} May 1911.\n"
        for n in (1, 2, 3)
    )
    assert befores(body + notes) == {
        "1": ["mill burned down in the night."],
        "2": ["in the night. Nobody was hurt,"],
        "3": ["owner. The insurers paid in full."],
    }


def test_superscripts_and_symbols() -> None:
    text = (
        "The bridge was closed.¹ It was never opened again.²\n\n¹ City council, minutes, 4 "
        "June 1920."
        "\n² Ibid.\n\nA stranger wrote* to the king† that year.\n\n* Letter to the king, 9 "
        "May 1921."
        "\n† He died in 1922.\n"
    )
    assert befores(text) == {
        "1": ["The bridge was closed."],
        "2": ["closed. It was never opened again."],
        "*": ["never opened again. A stranger wrote"],
        "†": ["A stranger wrote to the king"],
    }


def test_a_footnote_word_after_the_paragraph() -> None:
    text = (
        "Mr. Hale says[1] that the ford was older.\n\n    [Footnote 1: History of the Fords"
        " [2d ed.],\n    London, 1803, p. 4.]\n\nNobody else[2] says so.\n\n    [Footnote 2: "
        "Ibid., p. 5.]\n"
    )
    document = read_text(text)
    assert [found.text for found in document.notes] == [
        "History of the Fords [2d ed.], London, 1803, p. 4.",
        "Ibid., p. 5.",
    ]


PAGES = """and the dam was finished late.1 The engineers had warned the ministry in
1931.2

1 Report of the Dam Commission, 1931, p. 4.
2 Letter Ames to Boyd, 3 May 1931, on file with the commis-
sion.

{first}
THE RIVER AND THE STATE

The second winter was worse. Ice took the temporary bridge,3 and 40 men were
cut off for three weeks.

3 Diary of J. Ames, 9 January 1932.

{second}
THE RIVER AND THE STATE

Nothing was built after that.4

4 Interview with B. Cole, Selby, 4 May 1961.
"""


def test_notes_at_the_foot_of_pages_between_running_heads() -> None:
    document = read_text(PAGES.format(first=41, second=42))
    assert [(found.n, found.text) for found in document.notes] == [
        ("1", "Report of the Dam Commission, 1931, p. 4."),
        ("2", "Letter Ames to Boyd, 3 May 1931, on file with the commission."),
        ("3", "Diary of J. Ames, 9 January 1932."),
        ("4", "Interview with B. Cole, Selby, 4 May 1961."),
    ]
    assert note(document, "2").markers[0].before == "had warned the ministry in 1931."
    heads = [b for b in document.blocks if b.kind == "boilerplate"]
    assert [document.text[b.start : b.end] for b in heads] == [
        "41",
        "THE RIVER AND THE STATE",
        "42",
        "THE RIVER AND THE STATE",
    ]


def test_numbering_that_begins_anew_on_each_page() -> None:
    page = (
        "The town of {0} was sold.[1] It was bought back.[2]\n\n"
        "[1] Deeds of {0}, 1401.\n[2] Ibid.\n\n"
    )
    document = read_text("".join(page.format(town) for town in ("Arle", "Brent", "Coln")))
    assert [found.id for found in document.notes] == ["1-1", "2-1", "1-2", "2-2", "1-3", "2-3"]
    assert note(document, "1-2").markers[0].before == "The town of Brent was sold."
    assert note(document, "2-3").citations[0].resolves_to == "1-3"


def test_several_after_one_sentence_and_one_called_twice() -> None:
    text = (
        "They came by sea.[1][2] They left by land.[3, 4] They came by sea again.[1]\n\n"
        "[1] A. Roe, Ships (Leeds, 1901).\n[2] B. Doe, Boats (Hull, 1902).\n[3] C. Poe, "
        "Carts (York, 1903)."
        "\n[4] D. Low, Roads (Bath, 1904).\n"
    )
    assert befores(text) == {
        "1": ["They came by sea.", "land. They came by sea again."],
        "2": ["They came by sea."],
        "3": ["by sea. They left by land."],
        "4": ["by sea. They left by land."],
    }


def test_damaged_by_ocr() -> None:
    text = (
        "The vote was close. 9 It was repeated the next day,1 0 and again in March.11 Nobody "
        "remem-\n"
        "bers why. 12\n\n9. Minutes of the council, 3 May 1891.\n10. Ibid.\n11. \nMinutes of "
        "the coun-\n"
        "cil, 9 May 1891.\n12. Letter Moss to Hart, 1 June 1891.\n"
    )
    assert befores(text) == {
        "9": ["The vote was close."],
        "10": ["It was repeated the next day,"],
        "11": ["next day, and again in March."],
        "12": ["again in March. Nobody remembers why."],
    }


def test_labels_in_other_scripts() -> None:
    text = (
        "قال الرجل إن الجسر قديم (١). ثم سكت (٢).\n\n(١) تاريخ المدينة، ج ١ ص ٢٠.\n(٢) تاريخ "
        "المدينة، ج ١ ص ٢١.\n"
    )
    assert list(befores(text)) == ["١", "٢"]


NOT_NOTES = [
    pytest.param("1. The first paragraph is numbered.\n\n2. So is this one.\n\n3. And the third.\n",
                 id="numbered paragraphs"),
    pytest.param("The list has:\n\n1. apples;\n2. pears;\n3. plums.\n\nThere are 3 kinds in 1 basket.\n",
                 id="a list"),
    pytest.param("After 9/11 the law of 1998 fell by 3.5 per cent in Section 4.1.\n",
                 id="figures"),
    pytest.param("The IS-K (F) and (M) groups (aka the two) met [sic] in Section 2 [emphasis added].\n",
                 id="brackets"),
    pytest.param('Watch.\n\n[player_id="x1" auto_play="1"]\n\nThe group met [its] fate.\n', id="embed"),
    pytest.param("We ask (1) who paid, (2) who built and (3) who left.\n\n(1) The first is easy. It was"
                 " the town.\n\n(2) The second is not.\n", id="enumeration"),
]  # fmt: skip


@pytest.mark.parametrize("text", NOT_NOTES)
def test_false_friends(text: str) -> None:
    assert read_text(text).notes == ()


def test_a_missing_and_a_duplicate_number_are_told() -> None:
    text = "One.[1] Two.[2] Four.[4] Four again.[4]\n\n[1] A.\n\n[2] B.\n\n[4] D.\n\n[4] E.\n"
    document = read_text(text)
    assert [found.id for found in document.notes] == ["1", "2", "4-1", "4-2"]
    assert {issue.kind for issue in document.issues} >= {"missing note", "duplicate note"}


def many_notes(count: int) -> str:
    """A text of ``count`` notes, all of which but the first say "Ibid."."""
    body = " ".join(f"word{number % 7}.[{number}]" for number in range(1, count + 1))
    notes = "\n".join(
        f"[{number}] {'Ibid.' if number > 1 else 'Letter Ames to Boyd, 3 May 1931.'}"
        for number in range(1, count + 1)
    )
    return f"{body}\n\n{notes}\n"


@pytest.mark.parametrize("count", [5_000, pytest.param(100_000, marks=pytest.mark.soak)])
def test_very_many_notes(count: int) -> None:
    document = read_text(many_notes(count))
    assert len(document.notes) == count
    assert all(found.markers for found in document.notes)
    assert document.notes[-1].citations[0].resolves_to == "1"
