"""Words are folded alike wherever they are compared, and no query is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.reports.marking import excerpt, mark
from provenance.search.query import MOST_TERMS, Term, read_query
from provenance.search.tokens import spans_of, words_of

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ğulām-Rasūl’s Übergang", ["gulam", "rasul", "s", "ubergang"]),
        ("ʿAbd al-Qādir", ["abd", "al", "qadir"]),
        ("STRASSE Straße ﬁnal", ["strasse", "strasse", "final"]),
        ("كتاب یک‌سان مُحَمَّد", ["کتاب", "یکسان", "محمد"]),
        ("Талибан №5, 8,000", ["талибан", "no5", "8", "000"]),
        ("东京x 🙂 --- ½", ["东", "京", "x", "12"]),
        ("C-7F3K", ["c", "7f3k"]),
        ("a" * 300, ["a" * 64]),
    ],
)
def test_words_are_folded(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@given(TEXT)
def test_words_stand_where_they_are_said_to_stand(text: str) -> None:
    spans = list(spans_of(text))

    assert [span.word for span in spans] == words_of(text)
    assert all(words_of(text[span.start : span.end]) == [span.word] for span in spans)


@given(TEXT)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    words = words_of(text)

    assert words_of(" ".join(words)) == words
    assert all(character.isalnum() for word in words for character in word)


@pytest.mark.parametrize(
    ("written", "terms"),
    [
        ('two words "an exact phrase"', [Term(("two",)), Term(("words",)),
                                         Term(("an", "exact", "phrase"))]),
        ("-without −minus begin*", [Term(("without",), without=True), Term(("minus",), without=True),
                                    Term(("begin",), begins=True)]),
        ("C-7F3K co-op*", [Term(("c", "7f3k")), Term(("co", "op"), begins=True)]),
        ("“curly quotes” «too»", [Term(("curly", "quotes")), Term(("too",))]),
        ('open "to the end', [Term(("open",)), Term(("to", "the", "end"))]),
        ("NEAR(a b) OR AND NOT col:x ^y {z}", [
            Term(("near", "a")), Term(("b",)), Term(("or",)), Term(("and",)), Term(("not",)),
            Term(("col", "x")), Term(("y",)), Term(("z",))]),
        ("* - \"\" '; DROP TABLE claims; --", [Term(("drop",)), Term(("table",)),
                                               Term(("claims",))]),
    ],
)  # fmt: skip
def test_a_query_is_read(written: str, terms: list[Term]) -> None:
    assert list(read_query(written).terms) == terms


@pytest.mark.parametrize(
    ("written", "remark"),
    [
        ("🙂 *", "no word and no number"),
        ('"open', "not closed"),
        ("word " * 3 + " ".join(f"w{n}" for n in range(1250)), f"first {MOST_TERMS} words"),
        ('"' + "long " * 1000 + '"', "words of a phrase"),
    ],
)
def test_what_was_left_out_is_said(written: str, remark: str) -> None:
    query = read_query(written)

    assert remark in " ".join(query.remarks)
    assert len(query.terms) <= MOST_TERMS


@given(TEXT, TEXT)
def test_what_is_marked_is_what_matches(text: str, written: str) -> None:
    query = read_query(written)
    marked = mark(text, query.terms)

    assert "".join(piece.text for piece in marked.pieces) == text
    assert any(piece.found for piece in marked.pieces) == bool(marked.terms)
    assert excerpt(marked).terms == marked.terms


def test_a_long_text_is_shown_around_the_first_word_found() -> None:
    text = "much before " * 40 + "the Leak " + "and after " * 80
    marked = mark(text, (Term(("leak",)),))
    shown = "".join(piece.text for piece in excerpt(marked).pieces)

    assert "the Leak and after" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 350
