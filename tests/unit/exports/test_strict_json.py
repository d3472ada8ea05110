"""JSON that others wrote is read strictly, each fault with its path, and nothing falls over."""

import json

import pytest

from provenance.errors import InvalidInput
from provenance.exports.strict_json import DEEPEST, read_json

BAD = [
    (b"", "$", "is not JSON"),
    (b"{", "$", "line 1"),
    (b"\xff\xfe{}", "$", "not UTF-8"),
    (b'{"a": 1, "a": 2}', "$.a", "twice"),
    (b'{"a": [{"b": 1, "c": 2, "b": 3}]}', "$.a[0].b", "twice"),
    (b'{"a": {"b": NaN}}', "$.a.b", "finite"),
    (b'[0, -Infinity]', "$[1]", "finite"),
    (b'{"a": 1e400}', "$.a", "finite"),
    (b'{"a": ' + b"9" * 5000 + b"}", "$.a", "finite"),
    (b'{"a": ["x\\u0000"]}', "$.a[0]", "NUL"),
    (b'{"a": "\\ud800"}', "$.a", "surrogate"),
    (b'{"\\udfff": 1}', "$.\\udfff", "surrogate"),
    (b'"\x00"', "$", "is not JSON"),
    (b"[" * 100_000, "$", "nested"),
    (b"[" * 60 + b"]" * 60, "$" + "[0]" * DEEPEST, "nested"),
    (b'{"a": 1} {"b": 2}', "$", "Extra data"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "where", "message"), BAD)
def test_bad_json_is_refused_with_its_place(data: bytes, where: str, message: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_json(data)
    (fault,) = caught.value.faults
    assert fault.where == where
    assert message in fault.message


def test_all_faults_are_told_in_the_order_of_the_file() -> None:
    with pytest.raises(InvalidInput) as caught:
        read_json(b'{"a": NaN, "b": {"c": "\\u0000", "d": [1, Infinity]}}')
    assert [fault.where for fault in caught.value.faults] == ["$.a", "$.b.c", "$.b.d[1]"]


def test_good_json_is_read_as_it_is() -> None:
    value = {"a": [1, 2.5, "null", "𝄞", True, {"b": []}], "c": -0.0}
    assert read_json(json.dumps(value).encode()) == value
    assert read_json(b"\xef\xbb\xbf" + json.dumps(value).encode()) == value


def test_null_is_absent_in_objects_and_stays_in_lists() -> None:
    assert read_json(b'{"a": null, "b": [null, {"c": null}]}') == {"b": [None, {}]}
