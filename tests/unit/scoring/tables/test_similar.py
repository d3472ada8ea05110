"""Nearly equal values, where the configuration lets them support one another."""

import pytest

from provenance.scoring.tables.similar import alike, likeness
from provenance.scoring.tables.solve import score_table
from provenance.scoring.tables.types import TableConfig, encode_table

NEAR = TableConfig(near_numbers=0.01, near_strings=0.8)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("100", "100.5", 1 - 0.5 / 100.5 / 0.01),
        ("100", "110", 0.0),
        ("1,000", "1000", 1.0),
        ("0", "0.0", 1.0),
        ("Miran Shah", "Miran shah", 1.0),
        ("Kabul", "Quetta", 0.0),
        ("100", "hundred", 0.0),
        ("nan", "nan", 1.0),
        ("12", "120", 0.0),
        ("flat 12, High Street", "flat 120, High Street", 0.0),
        ("1,200 men of Kabul", "1200 men of Kabul", 34 / 35),
    ],
)
def test_alike(first: str, second: str, expected: float) -> None:
    assert alike(first, second, NEAR) == pytest.approx(expected)


def test_near_numbers_outvote_a_far_one() -> None:
    said = ["100.0", "100.1", "250", "250", "100.05", "99.95"]
    table, labels = encode_table(list("abcdef"), ["o"] * 6, said)
    near = score_table(table, NEAR, words=labels.values).probability
    apart = score_table(table, words=labels.values).probability
    far = labels.values.index("250")
    assert apart.argmax() == far
    assert near.argmax() != far


def test_off_by_default() -> None:
    table, labels = encode_table(["a", "b"], ["o", "o"], ["1", "1.0"])
    assert likeness(table, labels.values, TableConfig()) is None
