"""Dossier files that mean harm: refused whole, with the reason, and nothing is there afterwards."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.integration.cli.conftest import Run
from tests.unit.interchange.samples import small


def changed(change: Callable[[dict[str, Any]], None]) -> bytes:
    document = small()
    change(document)
    return json.dumps(document).encode()


def dated(words: Any) -> bytes:
    return changed(lambda document: document["claims"][0].update(time=words))


TWICE = json.dumps(small()).replace('"title"', '"title": "another", "title"', 1).encode()
HOSTILE = {
    "deep lists": (b"[" * 100_000 + b"]" * 100_000, "nested deeper"),
    "deep objects": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested deeper"),
    "a name twice": (TWICE, "twice"),
    "not JSON": (b"{", "is not JSON"),
    "not UTF-8": ("{“}".encode("cp1252"), "is not UTF-8"),
    "NUL": (changed(lambda d: d["claims"][0].update(text="a\x00b")), "NUL"),
    "half a character": (changed(lambda d: d["claims"][0].update(text="a\ud800b")), "surrogate"),
    "a huge number": (
        changed(lambda d: d["claims"][0].update(quantity={"value": 1})).replace(
            b'"value": 1', b'"value": ' + b"9" * 5000
        ),
        "value",
    ),
    "no number": (
        changed(lambda d: d["claims"][0].update(quantity={"value": float("nan")})),
        "finite number",
    ),
    "month 13": (dated("2017-13"), "2017-13"),
    "29 February 2017": (dated("2017-02-29"), "2017-02-29"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_refused(run: Run, tmp_path: Path, name: str) -> None:
    data, says = HOSTILE[name]
    path = tmp_path / "hostile.json"
    path.write_bytes(data)
    ran = run("load", path)
    assert (ran.code, ran.out) == (1, "")
    assert says in ran.err
    assert run("dossier", "list", "--json").json == []


@pytest.mark.parametrize(
    "date",
    [
        {"edtf": "1890~", "verbatim": "c. 1890"},
        {"edtf": "1917?", "verbatim": "1917?"},
        {"verbatim": "25 October 1917 (Julian)"},
        {"edtf": "-0043", "verbatim": "44 BC"},
        {"verbatim": "29 February 2017"},
    ],
)
def test_what_is_only_approximate_is_kept(run: Run, tmp_path: Path, date: dict[str, str]) -> None:
    path = tmp_path / "dated.json"
    path.write_bytes(dated(date))
    assert run("load", path).code == 0
    (claim,) = [c for c in json.loads(run("dump", "khorasan").out)["claims"] if "time" in c]
    assert claim["time"] == date
