"""Acts of the audit trail as sentences."""

from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from provenance.reports.types import FieldChange, HistoryLine, Link
from provenance.web.acts_in_words import in_words, told

AT = datetime(2026, 10, 12, tzinfo=UTC)
CHANGE = FieldChange("text", "It had 600 men.", "It had 900 men.")


def line(verb: str = "correct", kind: str = "claim", **more: Any) -> HistoryLine:
    """An entry about C-7F3K."""
    values = {"subject": Link("C-7F3K", "It had 600 men."), "changes": (CHANGE,), **more}
    return HistoryLine(
        sequence=1, at=AT, actor="Ada", verb=verb, subject_kind=kind, reason="a slip", **values
    )


def sentence(entry: HistoryLine) -> Any:
    """The sentence, in an application that has no pages."""
    with Flask("test").test_request_context():
        return in_words("khorasan", entry)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (line(), "corrected claim C-7F3K: It had 600 men."),
        (line("create", subject=Link("C-7F3K", "")), "recorded claim C-7F3K"),
        (line("frobnicate"), "frobnicate claim C-7F3K: It had 600 men."),
        (line("create", "dossier"), "made the dossier"),
        (line("grant", "dossier"), "set a role"),
        (line("archive", "dossier"), "archive the dossier"),
    ],
)
def test_an_act_is_a_sentence(entry: HistoryLine, words: str) -> None:
    assert sentence(entry).what == words


def test_what_changed_is_told_from_old_to_new() -> None:
    assert sentence(line()).changes == [("text", "It had 600 men.", "It had 900 men.")]
    assert sentence(line("withdraw")).changes == []


def test_an_act_leads_nowhere_where_there_is_no_page() -> None:
    assert sentence(line()).url is None


def test_a_records_own_page_leaves_out_what_it_says_anyway() -> None:
    grade = (FieldChange("grade", None, "B"), FieldChange("source", None, "S-1"))
    given = line("rate", "rating", subject=Link("R-1", "B"), changes=grade)

    entries = told([line(), given, line("withdraw")])

    assert [entry.what for entry in entries] == [
        "corrected claim C-7F3K", "gave rating R-1: B", "withdrew claim C-7F3K",
    ]  # fmt: skip
    assert [entry.changes for entry in entries] == [
        [("text", "It had 600 men.", "It had 900 men.")], [("grade", None, "B")], [],
    ]  # fmt: skip
    assert {entry.url for entry in entries} == {None}
