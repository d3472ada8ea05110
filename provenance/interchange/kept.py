"""Packages made for download: kept under ``PROVENANCE_HOME/exports``, each with its audit entry.

An entry says who took what out of the house, when, why, and the SHA-256 of the very file.
"""

import json
import os
import secrets
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.audit.actor import Actor
from provenance.audit.models import AuditChain, AuditEntry
from provenance.audit.record import Subject, record
from provenance.dossiers.models import Dossier
from provenance.errors import InvalidInput, NotFound
from provenance.exports.names import CHECKSUM_SUFFIX
from provenance.exports.package import checksum_line
from provenance.interchange.leaving import Choice, what_leaves
from provenance.interchange.package import export_package
from provenance.interchange.select import ALL

VERB = "interchange:package:export"
FOLDER, FILE = "exports", "package.zip"
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Package:
    """A package on its way out: written, not yet on record."""

    id: str
    folder: Path
    chosen: str
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class KeptPackage:
    """A package on record. ``size`` in bytes; ``here`` says whether its file still exists."""

    id: str
    at: datetime
    by: str
    reason: str
    chosen: str
    claims: int
    sha256: str
    size: int
    here: bool


def write_kept(session: Session, dossier: Dossier, choice: Choice, home: Path) -> Package:
    """Write the package and its checksum into a folder of their own. Needs one snapshot.

    Raises InvalidInput where the choice leaves no claim.
    """
    leaving = what_leaves(session, dossier, choice)
    if not leaving.claims:
        raise InvalidInput("No claim is chosen: nothing would leave. Choose fewer conditions.")
    package_id = secrets.token_hex(5)
    folder = home / FOLDER / dossier.slug / package_id
    folder.mkdir(parents=True, mode=0o700)
    with (folder / FILE).open("xb+") as file:
        export_package(session, dossier, file, ALL if choice.is_all else leaving.claims)
        checksum = checksum_line(file)
        size = file.seek(0, os.SEEK_END)
    (folder / (FILE + CHECKSUM_SUFFIX)).write_bytes(checksum)
    facts = {"claims": len(leaving.claims), "counts": dict(leaving.counts),
             "protected": len(leaving.exposed), "restricted": len(leaving.restricted),
             "sha256": checksum.decode().strip(), "size": size}  # fmt: skip
    return Package(package_id, folder, choice.words(), facts)


def record_kept(
    session: Session, actor: Actor, dossier: Dossier, package: Package, reason: str
) -> None:
    """Put a written package on record."""
    record(
        session, actor, VERB, chain=dossier.slug, reason=reason,
        subject=Subject("package", package.id, package.chosen),
        after={"chosen": package.chosen, **package.facts},
    )  # fmt: skip


def discard(package: Package) -> None:
    """Remove a package that was not put on record."""
    shutil.rmtree(package.folder, ignore_errors=True)


def kept_packages(session: Session, dossier: Dossier, home: Path) -> Sequence[KeptPackage]:
    """The packages on record, newest first."""
    statement = (
        select(AuditEntry)
        .join(AuditChain, AuditChain.id == AuditEntry.chain_id)
        .where(AuditChain.name == dossier.slug, AuditEntry.verb == VERB)
        .order_by(AuditEntry.sequence.desc())
    )
    return [_kept(entry, dossier, home) for entry in session.scalars(statement.limit(SHOWN))]


def _kept(entry: AuditEntry, dossier: Dossier, home: Path) -> KeptPackage:
    body = json.loads(entry.body)
    after = body["after"]
    path = home / FOLDER / dossier.slug / entry.subject_id / FILE
    return KeptPackage(
        entry.subject_id, entry.at, entry.actor, body["reason"], after["chosen"], after["claims"],
        after["sha256"], after["size"], path.exists(),
    )  # fmt: skip


def kept_file(session: Session, dossier: Dossier, package_id: str, home: Path) -> Path:
    """The file of a package on record in this dossier; raises NotFound."""
    statement = (
        select(AuditEntry.id)
        .join(AuditChain, AuditChain.id == AuditEntry.chain_id)
        .where(
            AuditChain.name == dossier.slug, AuditEntry.subject_kind == "package",
            AuditEntry.subject_id == package_id, AuditEntry.verb == VERB,
        )
    )  # fmt: skip
    path = home / FOLDER / dossier.slug / package_id / FILE
    if session.scalars(statement).first() is None or not path.exists():
        raise NotFound(f"There is no package {package_id} of this dossier.")
    return path
