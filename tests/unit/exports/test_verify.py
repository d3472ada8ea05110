"""A package holds, or what fails is named."""

import io
import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from provenance.exports.chain import AuditLine
from provenance.exports.names import MEMBERS
from provenance.exports.package import checksum_line
from provenance.exports.verify import verify_package
from tests.unit.exports.samples import (
    SCORES,
    chain_lines,
    contents,
    forged,
    members_of,
    package_bytes,
    result,
    verified,
    zip_of,
)

WHOLE = package_bytes()


def fault(folder: Path, data: bytes) -> str:
    report = verified(folder, data)
    assert report.exit_code == 1
    return "\n".join(report.faults)


def test_a_whole_package_holds(tmp_path: Path) -> None:
    report = verified(tmp_path, WHOLE)
    assert (report.exit_code, report.faults, report.reservations) == (0, [], [])
    assert report.facts["audit"]["withheld"] == 1
    assert report.facts["counts"]["claims"] == 3


def test_without_its_checksum_a_package_holds_with_a_reservation(tmp_path: Path) -> None:
    verified(tmp_path, WHOLE)
    (tmp_path / "package.zip.sha256").rename(tmp_path / "elsewhere")
    report = verify_package(tmp_path / "package.zip", engine="7", dossier_faults=lambda _: ())
    assert report.exit_code == 3
    assert "no checksum file" in report.reservations[0]


def test_another_engine_is_said_plainly(tmp_path: Path) -> None:
    report = verified(tmp_path, WHOLE, engine="8")
    assert report.exit_code == 3
    assert "engine 7" in report.reservations[0]
    assert "not recomputed" in report.reservations[0]


@pytest.mark.parametrize("checksum", [b"", b"x", b"0" * 64 + b"\n", b"0" * 64])
def test_another_checksum_fails(tmp_path: Path, checksum: bytes) -> None:
    assert verified(tmp_path, WHOLE, checksum or b"\n").exit_code == 1


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"no archive at all", WHOLE[:-1], WHOLE[: len(WHOLE) // 2]]
)
def test_what_is_no_whole_archive_is_refused(tmp_path: Path, data: bytes) -> None:
    assert "not a whole ZIP" in fault(tmp_path, data)


@pytest.mark.parametrize("name", MEMBERS)
def test_a_dropped_member_is_named(tmp_path: Path, name: str) -> None:
    kept = [(n, d) for n, d in members_of(WHOLE).items() if n != name]
    assert f"{name!r} is missing" in fault(tmp_path, zip_of(kept))


def test_a_package_without_manifest_is_none(tmp_path: Path) -> None:
    kept = [(n, d) for n, d in members_of(WHOLE).items() if n != "manifest.json"]
    assert "no manifest.json" in fault(tmp_path, zip_of(kept))


@pytest.mark.parametrize("name", MEMBERS)
def test_an_altered_member_is_named(tmp_path: Path, name: str) -> None:
    members = members_of(WHOLE)
    members[name] = members[name].replace(b"a", b"b", 1)
    assert f"{name!r} is not the one" in fault(tmp_path, zip_of(members.items()))


def test_swapped_members_are_named(tmp_path: Path) -> None:
    members = members_of(WHOLE)
    members["claims.csv"], members["dossier.json"] = members["dossier.json"], members["claims.csv"]
    said = fault(tmp_path, zip_of(members.items()))
    assert "'claims.csv' is not the one" in said
    assert "'dossier.json' is not the one" in said


def test_an_added_member_is_named(tmp_path: Path) -> None:
    added = [*members_of(WHOLE).items(), ("extra.txt", b"more")]
    assert "'extra.txt' is not in the manifest" in fault(tmp_path, zip_of(added))


def odd(name: str, **attributes: Any) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    for key, value in attributes.items():
        setattr(info, key, value)
    return info


HOSTILE: list[tuple[str, zipfile.ZipInfo | str, bytes]] = [
    ("a name that no package uses", "../claims.csv", b""),
    ("a name that no package uses", "/etc/passwd", b""),
    ("a name that no package uses", "folder/claims.csv", b""),
    ("a name that no package uses", "..", b""),
    ("a name that no package uses", "C:\\claims.csv", b""),
    ("a name that no package uses", "clаims.csv", b""),
    ("no plain file", odd("link", external_attr=(stat.S_IFLNK | 0o777) << 16), b"/etc/passwd"),
    ("no plain file", odd("pipe", external_attr=(stat.S_IFIFO | 0o600) << 16), b""),
    ("packed in a way", odd("packed", compress_type=zipfile.ZIP_LZMA), b"x"),
    ("times its size", odd("bomb", compress_type=zipfile.ZIP_DEFLATED), bytes(80 * 1024**2)),
]


@pytest.mark.parametrize(("message", "name", "data"), HOSTILE, ids=lambda v: str(v)[:20])
def test_a_hostile_member_is_refused(
    tmp_path: Path, message: str, name: zipfile.ZipInfo | str, data: bytes
) -> None:
    assert message in fault(tmp_path, zip_of([*members_of(WHOLE).items(), (name, data)]))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    twice = [*members_of(WHOLE).items(), ("dossier.json", b"{}")]
    assert "'dossier.json' is there 2 times" in fault(tmp_path, zip_of(twice))


def test_an_archive_inside_is_refused(tmp_path: Path) -> None:
    assert "is an archive itself" in fault(tmp_path, forged(claims_csv=WHOLE))


@pytest.mark.parametrize("data", [b"x" + WHOLE, WHOLE + b"x"])
def test_bytes_that_belong_to_no_member_are_refused(tmp_path: Path, data: bytes) -> None:
    assert verified(tmp_path, data).exit_code == 1


def test_a_comment_is_refused(tmp_path: Path) -> None:
    target = io.BytesIO(WHOLE)
    with zipfile.ZipFile(target, "a") as archive:
        archive.comment = b"hello"
    assert "comment" in fault(tmp_path, target.getvalue())


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    data = bytearray(WHOLE)
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1
    assert "encrypted" in fault(tmp_path, bytes(data))


def cut(lines: list[AuditLine]) -> list[AuditLine]:
    return lines[:-1]


def rewritten(lines: list[AuditLine]) -> list[AuditLine]:
    return chain_lines(count=3)


def reordered(lines: list[AuditLine]) -> list[AuditLine]:
    return [lines[1], lines[0], *lines[2:]]


def without_one(lines: list[AuditLine]) -> list[AuditLine]:
    return [lines[0], *lines[2:]]


def other_body(lines: list[AuditLine]) -> list[AuditLine]:
    return [replaced(lines[0], body=(lines[0].body or "").replace("create", "delete")), *lines[1:]]


def other_sequence(lines: list[AuditLine]) -> list[AuditLine]:
    return [*lines[:-1], replaced(lines[-1], sequence=9)]


def other_hash(lines: list[AuditLine]) -> list[AuditLine]:
    return [*lines[:-1], replaced(lines[-1], entry_hash="0" * 64)]


def withheld_more(lines: list[AuditLine]) -> list[AuditLine]:
    return [replaced(lines[0], body=None), *lines[1:]]


def foreign(lines: list[AuditLine]) -> list[AuditLine]:
    return chain_lines("elsewhere", count=len(lines))


def replaced(line: AuditLine, **changes: Any) -> AuditLine:
    return AuditLine(*({**{n: getattr(line, n) for n in AuditLine.__slots__}, **changes}.values()))


CHAINS = [
    (cut, "does not end where"),
    (rewritten, "does not end where"),
    (reordered, "entry 1 is missing"),
    (without_one, "entry 2 is missing"),
    (other_body, "entry 1: its body was altered"),
    (other_sequence, "entry 4 is missing"),
    (other_hash, "entry 4: its hash"),
    (withheld_more, "does not end where"),
    (foreign, "belongs to the chain"),
]


@pytest.mark.parametrize(("change", "message"), CHAINS)
def test_a_forged_chain_is_named(
    tmp_path: Path, change: Callable[[list[AuditLine]], list[AuditLine]], message: str
) -> None:
    lines = change(chain_lines(withheld=[2]))
    data = b"".join(line.as_json().encode() + b"\n" for line in lines)
    assert message in fault(tmp_path, forged(audit_jsonl=data))


@pytest.mark.parametrize("line", [b"{}", b"[]", b"not json", b'{"sequence": NaN}', b"\xff"])
def test_a_line_that_is_no_entry_is_named(tmp_path: Path, line: bytes) -> None:
    assert "line 1 is no audit entry" in fault(tmp_path, forged(audit_jsonl=line + b"\n"))


def test_a_ledger_that_does_not_add_up_is_named(tmp_path: Path) -> None:
    scores = json.loads(json.dumps(SCORES))
    scores["claims"][0]["ledger"][1]["log_odds"] += 1e-7
    data = package_bytes(scores=scores)
    assert "claim C-1: its ledger adds up to" in fault(tmp_path, data)


def test_rounding_within_the_tolerance_holds(tmp_path: Path) -> None:
    scores = json.loads(json.dumps(SCORES))
    scores["claims"][0]["ledger"][1]["log_odds"] += 1e-11
    assert verified(tmp_path, package_bytes(scores=scores)).exit_code == 0


SCORE_CASES: list[tuple[str, Callable[[dict[str, Any]], object]]] = [
    ("is of none of the dossier's claims", lambda s: s["claims"].append(result("C-9", 0.0))),
    ("is of none of the dossier's claims", lambda s: s["claims"].append("C-1")),
    ("claims are missing", lambda s: s.update(claims=None)),
    ("not the form", lambda s: s.update(engine=None)),
    ("has no probability", lambda s: s["claims"][0].update(probability="high")),
    ("is none", lambda s: s["claims"][0].update(probability=1.0)),
    ("has no log-odds", lambda s: s["claims"][0]["ledger"].append({"log_odds": True})),
]


@pytest.mark.parametrize(("message", "change"), SCORE_CASES)
def test_results_that_cannot_be_are_named(
    tmp_path: Path, message: str, change: Callable[[dict[str, Any]], object]
) -> None:
    scores = json.loads(json.dumps(SCORES))
    change(scores)
    data = json.dumps(scores).encode()
    assert message in fault(tmp_path, forged(assessment_json=data))


def test_a_table_that_says_otherwise_is_named(tmp_path: Path) -> None:
    table = members_of(WHOLE)["claims.csv"].replace(b"600", b"900")
    assert "claims.csv does not say what" in fault(tmp_path, forged(claims_csv=table))


def test_a_dossier_with_faults_is_named(tmp_path: Path) -> None:
    document = json.loads(contents().dossier)
    document["claims"][0]["kind"] = "rumour"
    data = forged(dossier_json=json.dumps(document).encode())
    assert "dossier.json: $.claims[0].kind" in fault(tmp_path, data)


def test_a_dossier_with_fewer_records_than_counted_is_named(tmp_path: Path) -> None:
    document = json.loads(contents().dossier)
    del document["ratings"]
    data = forged(dossier_json=json.dumps(document).encode())
    assert "its counts is not what the manifest says" in fault(tmp_path, data)


@pytest.mark.parametrize(
    "text", ['{"a": 1, "a": 2}', "{", "[]", '{"format": "provenance-package/2"}']
)
def test_a_manifest_of_another_form_is_named(tmp_path: Path, text: str) -> None:
    members = {**members_of(WHOLE), "manifest.json": text.encode()}
    assert "manifest.json: " in fault(tmp_path, zip_of(members.items()))


KEYS = ("slug", "title", "claims", "counts", "engine", "program", "audit", "members")


@pytest.mark.parametrize("key", KEYS)
def test_a_manifest_without_one_of_its_fields_is_named(tmp_path: Path, key: str) -> None:
    members = members_of(WHOLE)
    manifest = json.loads(members["manifest.json"])
    manifest[key] = 3
    members["manifest.json"] = json.dumps(manifest).encode()
    assert f"manifest.json: {key!r} is missing" in fault(tmp_path, zip_of(members.items()))


def flips(folder: Path, step: int, masks: tuple[int, ...]) -> list[tuple[int, int]]:
    """The changes of one byte, in the package or its checksum, that are not detected."""
    checksum = checksum_line(io.BytesIO(WHOLE))
    both = WHOLE + checksum
    missed = []
    for place in range(0, len(both), step):
        for mask in masks:
            data = bytearray(both)
            data[place] ^= mask
            changed = bytes(data)
            report = verified(folder, changed[: len(WHOLE)], changed[len(WHOLE) :])
            if report.exit_code != 1:
                missed.append((place, mask))
    return missed


def test_bytes_that_were_changed_are_detected(tmp_path: Path) -> None:
    assert flips(tmp_path, 23, (0xFF, 0x20)) == []


@pytest.mark.soak
def test_every_byte_that_was_changed_is_detected(tmp_path: Path) -> None:
    assert flips(tmp_path, 1, (0xFF, 0x01, 0x20)) == []
