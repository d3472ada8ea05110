"""Bars of several parts: to scale, nothing invisible, told in words."""

from provenance.web.glyphs import STACKED_WIDTH, THINNEST, in_parts, stacked_bar


def test_the_longest_bar_fills_its_width_in_proportion() -> None:
    low, moderate, high = stacked_bar({"low": 10, "moderate": 20, "high": 20}, 50)

    assert (low.width, moderate.width, high.width) == (30.0, 60.0, 60.0)
    assert (low.x, moderate.x, high.x) == (1.0, 31.0, 91.0)
    assert high.x + high.width == 1 + STACKED_WIDTH


def test_a_single_claim_among_thousands_can_be_seen_and_none_is_not_drawn() -> None:
    low, moderate, high = stacked_bar({"low": 1, "moderate": 0, "high": 9_999}, 10_000)

    assert (low.width, moderate.width) == (THINNEST, 0.0)
    assert high.x + high.width < 160, "it still fits into the picture"


def test_a_bar_is_told_in_words() -> None:
    counts = {"low": 3, "moderate": 0, "high": 9}

    assert in_parts(counts, "confidence") == "12, of these 3 low confidence, 9 high confidence"
    assert in_parts({"low": 0}, "confidence") == "0"
    assert stacked_bar({"low": 0}, 0)[0].width == 0
