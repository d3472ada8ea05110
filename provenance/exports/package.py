"""Writing a package: a ZIP that is the same, byte for byte, for the same content."""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import IO, Any, BinaryIO

from provenance.exports.chain import GENESIS, AuditLine
from provenance.exports.claims_csv import claims_csv
from provenance.exports.names import ASSESSMENT, AUDIT, CLAIMS, DOSSIER, FORMAT, MANIFEST

CHUNK = 1024 * 1024
EARLIEST = (1980, 1, 1, 0, 0, 0)
PLAIN_FILE = 0o100644 << 16
UNIX = 3


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a package.

    ``dossier`` is the dossier file and ``lists`` its content; ``scores`` has engine, config, claims
    and sources; ``chosen`` says in words which claims; ``audit`` are all entries of the chain.
    """

    slug: str
    title: str
    chosen: str
    dossier: bytes
    lists: Mapping[str, list[dict[str, Any]]]
    scores: Mapping[str, Any]
    audit: Iterable[AuditLine]
    program: str


@dataclass(frozen=True, slots=True)
class Member:
    """What the manifest says of a member."""

    name: str
    size: int
    sha256: str

    def as_json(self) -> dict[str, Any]:
        """An entry of the manifest's ``members``."""
        return {"name": self.name, "size": self.size, "sha256": self.sha256}


def write_package(target: BinaryIO, contents: Contents) -> dict[str, Any]:
    """Write the ZIP; returns its manifest. Members in the order of names, the manifest last."""
    lists = contents.lists
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        scores = _write(archive, ASSESSMENT, [_json(contents.scores)])
        chain = _Chain(contents)
        audit = _write(archive, AUDIT, chain.lines())
        claims = _write(archive, CLAIMS, [claims_csv(lists, contents.scores)])
        dossier = _write(archive, DOSSIER, [contents.dossier])
        manifest = {
            "format": FORMAT,
            "slug": contents.slug,
            "title": contents.title,
            "claims": contents.chosen,
            "counts": {name: len(records) for name, records in lists.items() if records},
            "engine": contents.scores["engine"],
            "program": contents.program,
            "audit": chain.summary(),
            "members": [member.as_json() for member in (scores, audit, claims, dossier)],
        }
        _write(archive, MANIFEST, [_json(manifest)])
    return manifest


class _Chain:
    """Passes the audit lines on and remembers where they end."""

    def __init__(self, contents: Contents) -> None:
        self.chain, self.audit = contents.slug, contents.audit
        self.length, self.withheld, self.head = 0, 0, GENESIS

    def lines(self) -> Iterable[bytes]:
        for line in self.audit:
            self.length, self.head = line.sequence, line.entry_hash
            self.withheld += line.body is None
            yield line.as_json().encode() + b"\n"

    def summary(self) -> dict[str, Any]:
        return {
            "chain": self.chain, "length": self.length, "head": self.head,
            "withheld": self.withheld,
        }  # fmt: skip


def _json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    return text.encode() + b"\n"


def _write(archive: zipfile.ZipFile, name: str, pieces: Iterable[bytes]) -> Member:
    info = zipfile.ZipInfo(name, EARLIEST)
    info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, PLAIN_FILE
    info.create_system = UNIX
    digest, size = hashlib.sha256(), 0
    with archive.open(info, "w") as member:
        for piece in pieces:
            member.write(piece)
            digest.update(piece)
            size += len(piece)
    return Member(name, size, digest.hexdigest())


def file_digest(file: IO[bytes]) -> str:
    """SHA-256 of a whole file, from its beginning."""
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def checksum_line(file: IO[bytes]) -> bytes:
    """The content of the checksum file beside the package: the digest and a newline."""
    return file_digest(file).encode() + b"\n"
