"""Text that every database keeps, dates as understood and as written, and the one clock."""

from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance import clock
from provenance.errors import InvalidInput
from provenance.text import checked, problem_of
from provenance.values import DateText


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_text_without_nul_and_surrogates_is_kept_as_it_is(text: str) -> None:
    assert problem_of(text) is None
    assert checked(text, "label") == text
    text.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "word"), [("a\x00b", "NUL"), ("\ud800", "surrogate"), ("a\udfff", "surrogate")]
)
def test_what_no_database_keeps_is_named_with_its_place(text: str, word: str) -> None:
    with pytest.raises(InvalidInput, match=word) as caught:
        checked(text, "label")

    assert caught.value.faults[0].where == "label"


@pytest.mark.parametrize(
    ("date", "given_back", "shown"),
    [
        (DateText("2017-10"), "2017-10", "2017-10"),
        (DateText(None, "before the war"), {"verbatim": "before the war"}, "before the war"),
        (
            DateText("2017-10", "October 2017"),
            {"edtf": "2017-10", "verbatim": "October 2017"},
            "October 2017",
        ),
        (DateText(None), {}, ""),
    ],
)
def test_a_date_goes_into_files_and_pages(date: DateText, given_back: object, shown: str) -> None:
    assert date.as_json() == given_back
    assert str(date) == shown


def test_the_clock_is_aware_and_in_utc() -> None:
    assert clock.now().tzinfo is UTC
