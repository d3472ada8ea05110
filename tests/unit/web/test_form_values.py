"""Between the fields of a form and a record of the dossier file."""

import pytest

from provenance.web.forms.claims import number_or_words
from provenance.web.forms.values import changed, date_data, lines_of, present


def test_blank_false_and_absent_are_alike_where_nothing_stood() -> None:
    typed = {"place": None, "universal": False, "topics": None}
    assert changed(typed, {"topics": [], "universal": None}) == {}


def test_what_was_taken_away_is_a_change() -> None:
    assert changed({"universal": False, "place": None}, {"universal": True, "place": "Achin"}) == {
        "universal": False, "place": None,
    }  # fmt: skip


def test_a_new_record_keeps_only_what_was_filled_in() -> None:
    assert present({"text": "x", "place": None, "universal": False, "subjects": []}) == {
        "text": "x"
    }


def test_a_date_is_spread_over_its_words_and_its_reading() -> None:
    record = {"time": {"edtf": "2017-22", "verbatim": "summer of 2017"}, "as_of": "2017-10"}
    assert date_data(record, "time", "as_of") == {
        "time": "2017-22", "time_words": "summer of 2017", "as_of": "2017-10",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("written", "read"),
    [("8,000", 8000), ("2.5", 2.5), ("several hundred", "several hundred"), ("", None)],
)
def test_a_quantity_is_a_number_or_its_words(written: str, read: object) -> None:
    assert number_or_words(written) == read


def test_a_list_is_one_entry_a_line() -> None:
    assert lines_of(" IS-K \n\nIS in Khorasan\n") == ["IS-K", "IS in Khorasan"]
    assert lines_of(" \n") is None
