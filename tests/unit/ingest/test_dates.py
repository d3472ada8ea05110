"""Dates in words, verbatim and as EDTF."""

import pytest

from provenance.ingest.dates import find_dates, read_date
from provenance.ingest.edtf import is_valid
from provenance.ingest.relative_dates import find_relative, relative_date
from tests.unit.ingest.documents import read_text


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("October 2017", "2017-10"),
        ("Oct. 2017", "2017-10"),
        ("18 October 2017", "2017-10-18"),
        ("18th of October 2017", "2017-10-18"),
        ("October 18, 2017", "2017-10-18"),
        ("2017-10-18", "2017-10-18"),
        ("13.12.2017", "2017-12-13"),
        ("9/18/18", "2018-09-18"),
        ("8/7/18", "[2018-07-08,2018-08-07]"),
        ("August and September 2017", "{2017-08,2017-09}"),
        ("August or September 2017", "[2017-08,2017-09]"),
        ("August to September 2017", "2017-08/2017-09"),
        ("August–September 2017", "2017-08/2017-09"),
        ("December 2016 and October 2017", "{2016-12,2017-10}"),
        ("5-7 May 1999", "1999-05-05/1999-05-07"),
        ("June 5–7, 1981", "1981-06-05/1981-06-07"),
        ("throughout 2017", "2017-01/2017-12"),
        ("2011-2017", "2011/2017"),
        ("2011–2017", "2011/2017"),
        ("2014-16", "2014/2016"),
        ("summer of 2017", "2017-22"),
        ("the autumn of 2016", "2016-23"),
        ("early 2014", "2014-01/2014-04~"),
        ("mid-2017", "2017-05~/2017-08~"),
        ("late 2014", "2014-09~/2014-12"),
        ("late 2014 to early 2015", "2014-09~/2015-04~"),
        ("c. 1890", "1890~"),
        ("1917?", "1917?"),
        ("44 BC", "-0043"),
        ("25 October 1917 (O.S.)", "1917-10-25~"),
        ("before 2017", "../2017"),
        ("since 2017", "2017/.."),
        ("2010s", "201X"),
        ("19th century", "18XX"),
        ("Octobre 2007", "2007-10"),
        ("17 Julie 2000", "2000-07-17"),
        ("3. März 1931", "1931-03-03"),
    ],
)
def test_reading(words: str, edtf: str) -> None:
    read = read_date(words)
    assert (read.verbatim, read.edtf) == (words, edtf)
    assert is_valid(edtf)


@pytest.mark.parametrize("words", ["29 February 2017", "2017-13", "31 June 1999", "2017-02-30"])
def test_impossible_dates_keep_their_words(words: str) -> None:
    assert read_date(words).edtf is None
    assert read_date(words).verbatim == words


@pytest.mark.parametrize("words", ["soon", "page 1998 of 4", "3.1415", "12:1, 1-26", "1,984 men"])
def test_no_date(words: str) -> None:
    assert read_date(words).edtf is None


def test_dates_where_they_stand() -> None:
    text = "From May 2011 to 3 June 2012, and again in late 2014."
    assert [text[span.start : span.end] for span in find_dates(text)] == [
        "May 2011",
        "3 June 2012",
        "late 2014",
    ]


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("today", "2015-06-18"),
        ("Tuesday", "2015-06-16"),
        ("last week", "2015-06-08/2015-06-14"),
        ("earlier this month", "2015-06"),
        ("last month", "2015-05"),
        ("last year", "2014"),
        ("in March", "2015-03"),
        ("in November", "2014-11"),
        ("since late May", "2015-05~/.."),
        ("until April", "../2015-04"),
        ("18 October", "2014-10-18"),
        ("May 9", "2015-05-09"),
        ("last summer", "2014-22"),
        ("this summer", "2015-22"),
        ("next Friday", "2015-06-19"),
        ("last Thursday", "2015-06-11"),
        ("three days ago", "2015-06-15"),
        ("two weeks ago", "2015-06-04~"),
        ("seven months ago", "2014-11~"),
        ("a decade ago", "2005~"),
        ("gestern", "2015-06-17"),
        ("la semana pasada", "2015-06-08/2015-06-14"),
        ("30 February", None),
        ("some day", None),
    ],
)
def test_dates_that_lean_on_the_day_of_publication(words: str, edtf: str | None) -> None:
    assert relative_date(words, "2015-06-18").edtf == edtf
    assert relative_date(words, None).edtf is None
    assert relative_date(words, "2015-06").edtf is None


def test_relative_dates_in_running_text() -> None:
    text = "On Tuesday the Board met. It had met last week, and in March."
    assert [text[span.start : span.end] for span in find_relative(text, None)] == [
        "On Tuesday",
        "last week",
        "in March",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "They march in August 2014 and may go on.",
        "The Sunday Times and USA Today wrote of Black Friday and the Good Friday Agreement.",
        "On 18 October 2014, or October 18, 2014, they met.",
        "He met May Holm there; in April Holm trusted.",
        "Wir sind hier in Bergen.",
    ],
)
def test_no_relative_date(text: str) -> None:
    assert find_relative(text, "2015-06-18") == []


def test_a_documents_dates_keep_their_words_and_lean_on_its_publication() -> None:
    text = "A Paper on the Quays\n\n{}\n\nThe quay burned last week. It was built in May 1911.\n"
    known, unknown = read_text(text.format("March 3, 2016")), read_text(text.format("Summary"))
    assert [(known.text[d.start : d.end], d.read.edtf, d.relative) for d in known.dates] == [
        ("last week", "2016-02-22/2016-02-28", True),
        ("May 1911", "1911-05", False),
    ]
    assert [date.read.edtf for date in unknown.dates] == [None, "1911-05"]
