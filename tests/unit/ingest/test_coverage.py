"""Which passages a note speaks for."""

from provenance.ingest.coverage import governed
from provenance.ingest.types import ParsedDocument
from tests.unit.ingest.documents import HARBOUR, read_text, with_notes

LETTER = "Letter Ames to Boyd, 3 May 1931."


def covered(document: ParsedDocument, id_: str) -> list[tuple[str, list[str]]]:
    passages = document.passages
    return [
        (entry.basis, [document.text[passages[i].start : passages[i].end] for i in entry.passages])
        for entry in governed(document)[id_]
    ]


def test_at_the_end_of_a_paragraph_it_governs_what_follows_the_marker_before() -> None:
    document = with_notes("One fell. Two stood.[1] Three ran. Four hid.[2]", LETTER, LETTER)
    assert covered(document, "1") == [("paragraph", ["One fell.", "Two stood.[1]"])]
    assert covered(document, "2") == [("paragraph", ["Three ran.", "Four hid.[2]"])]


def test_inside_a_sentence_it_governs_the_sentence() -> None:
    document = with_notes("One fell. The second,[1] they say, stood. Three ran.", LETTER)
    assert covered(document, "1") == [("sentence", ["The second,[1] they say, stood."])]


def test_a_paragraph_without_marker_inherits_nothing() -> None:
    document = with_notes("One fell.[1]\n\nTwo stood.", LETTER)
    assert covered(document, "1") == [("sentence", ["One fell.[1]"])]


def test_explanations_govern_nothing_and_end_nobodys_reach() -> None:
    document = with_notes(
        "Holm,[1] the elder, fell. Two stood.[2]", "Holm was a pilot for years.", LETTER
    )
    assert covered(document, "1") == []
    assert covered(document, "2") == [("paragraph", ["Holm,[1] the elder, fell.", "Two stood.[2]"])]


def test_a_list_shares_the_note_of_its_last_item() -> None:
    document = read_text(HARBOUR)
    ((basis, passages),) = covered(document, "5")
    assert basis == "paragraph"
    assert [passage[:12] for passage in passages] == [
        "The factions",
        "• the north ",
        "• the south ",
    ]


def test_a_section_note_governs_its_section() -> None:
    document = read_text(HARBOUR)
    ((basis, passages),) = covered(document, "6")
    assert basis == "section"
    assert passages[0].startswith("The Board was friendly")
    assert passages[-1].startswith("Both sides now deny")


def test_a_marker_on_a_heading_governs_the_section() -> None:
    document = with_notes(
        "The first winter[1]\n\nOne fell. Two stood.\n\nThe second winter\n\nThree ran.", LETTER
    )
    assert covered(document, "1") == [("section", ["One fell.", "Two stood."])]
