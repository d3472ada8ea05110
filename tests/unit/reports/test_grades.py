"""What several raters' grades come to in one box."""

from provenance.reports.grades import Graded, best, graded
from provenance.reports.types import Grade


def given(letter: str, *, inherited: bool = False, scope: str | None = None) -> Grade:
    """A rater's grade."""
    return Grade("G-1", "Rater A", letter, None, None, inherited, scope)


def test_raters_who_agree_give_one_letter() -> None:
    assert graded([given("C"), given("C")]) == Graded("C")


def test_raters_who_differ_are_both_shown() -> None:
    assert graded([given("D"), given("B")]) == Graded(None, ("B", "D"))


def test_nobody_rated_is_no_letter_at_all() -> None:
    assert graded([]) == Graded(None)


def test_the_persons_grade_stands_in_only_where_the_source_has_none() -> None:
    assert graded([given("B", inherited=True)]) == Graded("B", inherited=True)
    assert graded([given("B", inherited=True), given("D")]) == Graded("D")


def test_a_grade_of_one_topic_does_not_speak_for_the_whole() -> None:
    assert graded([given("D", scope="funding")]) == Graded(None)


def test_missing_knowledge_never_beats_a_grade() -> None:
    assert best([Graded("F"), Graded("E"), Graded(None)]) == Graded("E")
    assert best([Graded("F"), Graded(None)]) == Graded("F")
    assert best([]) == Graded(None)
