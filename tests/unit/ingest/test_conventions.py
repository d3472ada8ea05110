"""Ways of writing notes, each in a document of its own: what is found, and what is told."""

import pytest

from provenance.ingest.types import ParsedDocument
from tests.unit.ingest.documents import note, read_text

A = "A. Roe, Mills (Leeds, 1901), 4."
B = "B. Doe, Bridges (Hull, 1911), 3."
C = "Letter Ames to Boyd, 3 May 1931."


def found(document: ParsedDocument) -> list[tuple[str, str]]:
    return [(one.id, one.text) for one in document.notes]


def calls(document: ParsedDocument) -> list[str | None]:
    return [one.markers[0].before if one.markers else None for one in document.notes]


def test_chapters_whose_notes_are_gathered_at_the_end() -> None:
    document = read_text(
        "Chapter 1\n\nThe mill burned.1 It was rebuilt.2\n\nChapter 2\n\nThe bridge fell.1 "
        "Nobody cared.2"
        f"\n\nNOTES\n\nChapter 1\n1. {A}\n2. Ibid., 9.\n\nChapter 2\n1. {B}\n2. Ibid., 4.\n"
    )
    assert found(document) == [
        ("1-1", A), ("2-1", "Ibid., 9."), ("1-2", B), ("2-2", "Ibid., 4."),
    ]  # fmt: skip
    assert calls(document)[2] == "rebuilt. Chapter 2 The bridge fell."
    assert note(document, "2-2").citations[0].resolves_to == "1-2"


def test_several_notes_on_one_line() -> None:
    document = read_text(
        f"The mill burned.1 It was rebuilt.2 The bridge fell.3\n\n1 {A} 2 Ibid., 9. 3 {B}\n"
    )
    assert found(document) == [("1", A), ("2", "Ibid., 9."), ("3", B)]


def test_a_note_that_goes_on_at_the_foot_of_the_next_page() -> None:
    document = read_text(
        "The mill burned down in the night of the third of\nMay.1 It was rebuilt in the\n\n"
        "1 A. Roe, Mills (Leeds, 1901), 4, gives a long account and\n\f"
        "next year. The bridge fell in the\nsame night.2\n\n"
        f"says that the owner was away.\n\n2 {B}\n"
    )
    assert found(document)[0] == (
        "1",
        "A. Roe, Mills (Leeds, 1901), 4, gives a long account and says that the owner was away.",
    )
    assert calls(document)[1] == "bridge fell in the same night."


def test_symbols_that_begin_anew_on_each_page() -> None:
    document = read_text(
        f"The mill burned.* It was rebuilt.†\n\n* {A}\n† Ibid., 9.\n\n\fThe bridge "
        f"fell.*\n\n* {B}\n"
    )
    assert found(document) == [("*-1", A), ("†", "Ibid., 9."), ("*-2", B)]


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [("[i]", "[ii]", "[iii]"), ("(a)", "(b)", "(c)"), ("[a]", "[b]", "[c]"), ("¹", "²", "³")],
)
def test_other_labels(first: str, second: str, third: str) -> None:
    document = read_text(
        f"The mill burned.{first} It was rebuilt.{second} The bridge fell.{third}\n\n"
        f"{first} {A}\n{second} Ibid., 9.\n{third} {B}\n"
    )
    assert [one.text for one in document.notes] == [A, "Ibid., 9.", B]
    assert calls(document)[2] == "It was rebuilt. The bridge fell."


def test_out_of_order_is_told_and_nothing_is_renumbered() -> None:
    document = read_text(
        f"The mill burned.[1] It was rebuilt.[2] The bridge fell.[3]\n\n[1] {A}\n[3] {B}\n[2] {C}\n"
    )
    assert found(document) == [("1", A), ("3", B), ("2", C)]
    assert [issue.kind for issue in document.issues] == ["note out of order"]


def test_numbered_paragraphs_with_notes() -> None:
    document = read_text(
        "1. The mill burned in 1901.1\n\n2. It was rebuilt in 1902.2\n\n3. The bridge fell.3\n\n"
        f"Notes\n\n1. {A}\n2. Ibid., 9.\n3. {B}\n"
    )
    assert found(document) == [("1", A), ("2", "Ibid., 9."), ("3", B)]


def test_a_list_of_references_called_many_times() -> None:
    document = read_text(
        "It was shown [1, 2] and again [2-3]. See also [1].\n\nReferences\n"
        f"[1] {A}\n[2] {B}\n[3] {C}\n"
    )
    assert [len(one.markers) for one in document.notes] == [2, 2, 1]


def test_notes_of_several_paragraphs() -> None:
    document = read_text(
        f"The mill burned.[1] It was rebuilt.[2]\n\n[1] {A} He adds:\n\n“It was a great "
        f"fire.”\n\n[2] {B}\n"
    )
    assert note(document, "1").text.endswith("He adds: “It was a great fire.”")


def test_german_and_french() -> None:
    document = read_text(
        "Die Mühle brannte ab.1 Sie wurde neu gebaut.2 Warum, ist nicht bekannt.3 Niemand "
        "fragte.4\n\n"
        "1 Vgl. Müller, P.: Die Mühlen, 3. Aufl., Berlin 2019, S. 42.\n2 Ebd., S. 45.\n"
        "3 Müller, a. a. O., S. 50; Interview mit einem Lotsen, Hamburg, 5. Mai 2015.\n"
        "4 Voir J. Dupont, « Le feu », Revue historique, n° 12, 1988, p. 5-20.\n"
    )
    assert [len(one.citations) for one in document.notes] == [1, 1, 2, 1]
    assert note(document, "3").citations[0].resolves_to == "1"
    date = note(document, "3").citations[1].date
    assert date
    assert date.edtf == "2015-05-05"


def test_right_to_left_with_its_own_digits() -> None:
    document = read_text(
        "قال الرجل إن الجسر قديم(١). ثم سكت(٢). وقال غيره ذلك(٣).\n\n"
        "(١) المقري، نفح الطيب من غصن الأندلس، ج ١ ص ٢٠.\n(٢) المصدر نفسه، ص ٢٢.\n(٣) "
        "ديوان الشاعر، ص ٣.\n"
    )
    assert [one.n for one in document.notes] == ["١", "٢", "٣"]
    assert note(document, "٢").citations[0].resolves_to == "١"


def test_redacted_notes_are_notes() -> None:
    document = read_text(
        f"The mill burned.[1] It was rebuilt.[2] The bridge fell.[3]\n\n[1] {A}\n[2] "
        f"[redacted]\n[3] {B}\n"
    )
    redacted = note(document, "2")
    assert (redacted.kind, redacted.citations) == ("redacted", ())


def test_a_call_without_note_is_told() -> None:
    document = read_text(f"The mill burned.[1] It was rebuilt.[2]\n\n[1] {A}\n")
    assert [issue.kind for issue in document.issues] == ["marker without note"]
