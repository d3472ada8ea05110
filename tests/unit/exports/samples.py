"""A small package, made without a database."""

import hashlib
import io
import json
import math
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import rfc8785

from provenance.exports.chain import GENESIS, AuditLine, body_digest, entry_digest
from provenance.exports.package import Contents, checksum_line, write_package
from provenance.exports.report import Report
from provenance.exports.verify import verify_package
from provenance.interchange.check import file_faults
from provenance.interchange.render import render
from tests.unit.interchange.samples import small

ENGINE = "7"


def result(public_id: str, *terms: float) -> dict[str, Any]:
    """A claim's result whose ledger adds up."""
    probability = 1 / (1 + math.exp(-math.fsum(terms)))
    ledger = [{"input": "prior", "rule": "prior", "log_odds": t, "text": "…"} for t in terms]
    return {
        "id": public_id, "probability": probability, "lower": 0.1, "upper": 0.9,
        "likelihood": "likely", "confidence": "low", "credibility": "3", "origins": 2,
        "organisations": 1, "flags": [], "ledger": ledger,
    }  # fmt: skip


SCORES = {
    "engine": ENGINE,
    "config": {"prior": 0.5},
    "claims": [result("C-1", 0.0, 1.25, -0.5), result("C-2", 0.0, -2.0), result("C-3", 0.0)],
    "sources": [{"id": "S-1", "accuracy": 0.6, "lower": 0.3, "upper": 0.9}],
}


def chain_lines(
    slug: str = "khorasan", count: int = 4, withheld: Iterable[int] = ()
) -> list[AuditLine]:
    """A whole chain; the bodies of some entries are withheld."""
    lines, head = [], GENESIS
    for number in range(1, count + 1):
        body = rfc8785.dumps(
            {"chain": slug, "verb": "claims:claim:create", "n": str(number)}
        ).decode()
        digest = body_digest(body)
        entry = entry_digest(head, number, digest)
        lines.append(AuditLine(number, head, digest, entry, None if number in withheld else body))
        head = entry
    return lines


def contents(**changes: Any) -> Contents:
    """What goes into the package."""
    document = small()
    lists = {name: records for name, records in document.items() if isinstance(records, list)}
    given: dict[str, Any] = {
        "slug": document["slug"], "title": document["title"], "chosen": "all",
        "dossier": render(document["slug"], document["title"], lists), "lists": lists,
        "scores": SCORES, "audit": chain_lines(withheld=[2]), "program": "0.1.0", **changes,
    }  # fmt: skip
    return Contents(**given)


def package_bytes(**changes: Any) -> bytes:
    """The ZIP."""
    target = io.BytesIO()
    write_package(target, contents(**changes))
    return target.getvalue()


def members_of(data: bytes) -> dict[str, bytes]:
    """Every member's bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zip_of(members: Iterable[tuple[str | zipfile.ZipInfo, bytes]]) -> bytes:
    """Another ZIP, as a forger would make it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return target.getvalue()


def forged(**replaced: bytes) -> bytes:
    """The package with other members and a manifest that agrees with them (``claims_csv=…``)."""
    members = members_of(package_bytes())
    for name, data in replaced.items():
        members[name.replace("_", ".")] = data
    manifest = json.loads(members["manifest.json"])
    again = package_manifest(manifest, members)
    return zip_of([*((n, d) for n, d in members.items() if n != "manifest.json"),
                   ("manifest.json", json.dumps(again).encode())])  # fmt: skip


def package_manifest(manifest: dict[str, Any], members: dict[str, bytes]) -> dict[str, Any]:
    """A manifest with digests and sizes that fit the members."""
    return {**manifest, "members": [
        {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in members.items() if name != "manifest.json"
    ]}  # fmt: skip


def verified(
    folder: Path, data: bytes, checksum: bytes | None = None, engine: str = ENGINE
) -> Report:
    """The report on a package with a fitting checksum beside it, unless another one is given."""
    path = folder / "package.zip"
    path.write_bytes(data)
    beside = checksum_line(io.BytesIO(data)) if checksum is None else checksum
    (folder / "package.zip.sha256").write_bytes(beside)
    return verify_package(path, engine=engine, dossier_faults=file_faults)
