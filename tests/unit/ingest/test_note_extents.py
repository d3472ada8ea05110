"""How far notes reach where a page's text goes on below them, or past a page's end nobody drew."""

from tests.unit.ingest.documents import read_text

_FEET = """The mill burned in the night.{}1 Nobody slept,2 and the owner said so to those who
had come from the town to see what the fire had left of

 1 Roe, Mills, p. 4.
 2 Doe, Letters, p. 9.
{}
the old walls.3 The insurers paid in full.4 After that nothing was built
there again, and the river took the rest.

 3 Minutes of the insurers, 1911.
 4 Ibid., 1912.
"""


def texts(document: str) -> list[tuple[str, str]]:
    return [(note.n, note.text) for note in read_text(document).notes]


def test_a_note_ends_where_the_text_below_it_calls_the_next() -> None:
    found = texts(_FEET.format("", ""))
    assert found[1] == ("2", "Doe, Letters, p. 9.")
    before = [note.markers[0].before for note in read_text(_FEET.format("", "")).notes]
    assert before[2] == "had left of the old walls."


def test_a_paragraph_that_calls_notes_does_not_finish_the_note_of_the_page_before() -> None:
    found = read_text(
        "MILLS 7\n\n"
        "The mill burned in the night.1 Nobody slept,2 and the owner said so to all who had come\n"
        "from the town to see what was left and would not go home again before\n\n"
        " 1 Roe, Mills, p. 4.\n 2 Doe, Letters, no page\n\fMILLS 8\n\n"
        "the morning.1 The insurers paid in full.2 Nothing was built there again.\n\n"
        " 1 Minutes of the insurers, 1911.\n 2 Ibid., 1912.\n"
    )
    assert [note.text for note in found.notes] == [
        "Roe, Mills, p. 4.",
        "Doe, Letters, no page",
        "Minutes of the insurers, 1911.",
        "Ibid., 1912.",
    ]


def test_an_unfinished_note_still_goes_on_at_the_foot_of_the_next_page() -> None:
    found = read_text(
        "The mill burned in the night.1 Nobody slept,2 said the owner.\n\n"
        " 1 Roe, Mills, p. 4.\n 2 Doe wrote of it to his brother in a letter which was then\n\f"
        "The insurers paid in full.1 Nothing was built there again.2\n\n"
        "lost at sea with all that it told.\n\n"
        " 1 Minutes of the insurers, 1911.\n 2 Ibid., 1912.\n"
    )
    assert found.notes[1].text.split("\n")[-1].endswith("lost at sea with all that it told.")


def test_the_stamp_of_a_scanner_is_no_part_of_a_note_but_its_subject_may_be() -> None:
    stamped = _FEET.format("", "\nDigitized by Google\n")
    assert texts(stamped)[1] == ("2", "Doe, Letters, p. 9.")
    kept = _FEET.replace("Doe, Letters, p. 9.", "The roll was digitized by\nGoogle in 2009.")
    assert texts(kept.format("", ""))[1][1].endswith("in 2009.")
