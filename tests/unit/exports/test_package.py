"""The package's form: the same bytes for the same content, and tables that no spreadsheet executes."""

import csv
import hashlib
import io
import json
import zipfile
from typing import Any

import pytest

from provenance.exports.claims_csv import COLUMNS, claims_csv, safe
from provenance.exports.package import checksum_line
from tests.unit.exports.samples import SCORES, members_of, package_bytes
from tests.unit.interchange.samples import small


def test_the_same_content_gives_the_same_bytes() -> None:
    assert package_bytes() == package_bytes()


def test_members_stand_in_order_without_times() -> None:
    with zipfile.ZipFile(io.BytesIO(package_bytes())) as archive:
        infos = archive.infolist()
    assert [info.filename for info in infos] == sorted(info.filename for info in infos)
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}


def test_the_manifest_lists_each_member_with_its_digest() -> None:
    members = members_of(package_bytes())
    manifest = json.loads(members.pop("manifest.json"))
    assert manifest["format"] == "provenance-package/1"
    assert {m["name"]: (m["size"], m["sha256"]) for m in manifest["members"]} == {
        name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in members.items()
    }
    assert manifest["counts"]["claims"] == 3
    assert manifest["audit"] | {"head": ""} == {
        "chain": "khorasan", "length": 4, "withheld": 1, "head": "",
    }  # fmt: skip


def test_the_checksum_names_no_file() -> None:
    data = package_bytes()
    line = checksum_line(io.BytesIO(data))
    assert line == hashlib.sha256(data).hexdigest().encode() + b"\n"


def rows(document: dict[str, Any]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(claims_csv(document, SCORES).decode(), newline="")))


def test_the_columns_are_those_that_others_rely_on() -> None:
    expected = (
        "id text kind document notes sources source_labels organisations origins reliability "
        "credibility likelihood confidence probability lower upper corroborates contradicts status"
    )
    assert " ".join(COLUMNS) == expected
    assert claims_csv({}, {}) == expected.replace(" ", ",").encode() + b"\r\n"


def test_a_row_says_what_the_claim_rests_on() -> None:
    row = rows(small())[0]
    assert row == {
        "id": "C-1", "text": "The group had 600 fighters.", "kind": "quantity", "document": "D-1",
        "notes": "N-1", "sources": "S-1; S-2", "organisations": "1", "origins": "2",
        "source_labels": "Commander, interview; Rival, interview (denies)",
        "reliability": "B; unrated", "credibility": "2", "likelihood": "likely",
        "confidence": "low", "probability": repr(SCORES["claims"][0]["probability"]),
        "lower": "0.1", "upper": "0.9", "corroborates": "", "contradicts": "C-2",
        "status": "approved",
    }  # fmt: skip


def test_what_is_absent_is_empty() -> None:
    row = rows(small())[2]
    assert (row["kind"], row["sources"], row["notes"], row["credibility"], row["status"]) == (
        "",
    ) * 5


DANGEROUS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "\n=1",
    " =1",
    "=cmd|' /C calc'!A0",
    "＝1",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_begins_a_formula(text: str) -> None:
    document = small()
    document["claims"][0]["text"] = text
    document["sources"][0]["label"] = text
    assert safe(text) == "'" + text
    for row in rows(document):
        for cell in row.values():
            assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))
    assert rows(document)[0]["text"] == "'" + text


@pytest.mark.parametrize("text", ["", "plain", "a=b", "1-2", "’=1", "'=1"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert safe(text) == text
