"""One note alone on a page, and notes of tables, called by a letter set against a figure."""

from tests.unit.ingest.documents import read_text

_PAGE = "QUAYS {number}\n\n{body}\n\n{notes}\n\f"


def pages(*written: tuple[str, str]) -> str:
    return "".join(
        _PAGE.format(number=number, body=body, notes=notes)
        for number, (body, notes) in enumerate(written, 7)
    )


def found(text: str) -> list[tuple[str, str, str]]:
    return [
        (note.n, note.text, note.markers[0].before if note.markers else "")
        for note in read_text(text).notes
    ]


_FIRST = (
    "The quay was built of oak.1 It sank in the first winter,2 as all had said it would.",
    " 1 Roe, Quays, p. 4.\n 2 Doe, Winters, p. 9.",
)


def test_the_only_note_of_a_page_is_one_of_them() -> None:
    text = pages(
        _FIRST,
        ("The second quay was built of stone.1 It stands to this day.", " 1 Minutes, 1911."),
        ("Of a third nothing is known.1", " 1 Letter of the clerk, 1920."),
    )
    assert found(text)[2:] == [
        ("1", "Minutes, 1911.", "second quay was built of stone."),
        ("1", "Letter of the clerk, 1920.", "Of a third nothing is known."),
    ]


def test_a_numbered_line_on_a_page_that_calls_no_note_is_none() -> None:
    text = pages(_FIRST, ("The second quay was built of stone and had:", " 1 Crane, of iron."))
    assert [label for label, _, _ in found(text)] == ["1", "2"]


_TABLE = (
    "Year      Coal     Clay\n1868      412      88{}\n1869      377{}    91\n"
    "1870      401      102{}\n\n{}The figures were disputed.\n"
)


def test_letters_set_against_figures_call_the_notes_under_a_table() -> None:
    for labels in (("a", "b", "c"), ("i", "ii", "iii")):
        notes = [f"{label} Half of year {number} only.\n" for number, label in enumerate(labels)]
        text = _TABLE.format(*labels, "".join(notes) + "\n")
        assert [note[:2] for note in found(text)] == [
            (label, f"Half of year {number} only.") for number, label in enumerate(labels)
        ]


def test_pence_and_lines_that_begin_with_a_letter_are_no_notes_of_a_table() -> None:
    prose = "It cost 4d. the ton, in No. 12a and 12b of the row.\n\n"
    assert (
        found(prose + "a Briton who lived there paid it, and so did in her turn\nMrs. Roe.\n") == []
    )
    assert found(_TABLE.format("d", "", "", "")) == []
