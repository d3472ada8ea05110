"""Verifying a package offline: its file, its members, its content, its audit chain, its sums."""

import hashlib
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import IO, Any

from provenance.errors import Fault, InvalidInput
from provenance.exports.archive import (
    BadArchive,
    chunks_of,
    lines_of,
    open_archive,
    read_member,
)
from provenance.exports.chain import ChainCheck, line_of
from provenance.exports.claims_csv import claims_csv
from provenance.exports.manifest import manifest_fault
from provenance.exports.names import ASSESSMENT, AUDIT, CHECKSUM_SUFFIX, CLAIMS, DOSSIER, MANIFEST
from provenance.exports.package import file_digest
from provenance.exports.report import Report
from provenance.exports.strict_json import read_json
from provenance.exports.sums import score_faults

CHECKSUM = re.compile(rb"[0-9a-f]{64}\n")
CHECKSUM_READ = 200
SHOWN = 20
"""Faults of the dossier file that are named before the rest is counted."""
DossierFaults = Callable[[Any], Iterable[Fault]]


def verify_package(path: Path, *, engine: str, dossier_faults: DossierFaults) -> Report:
    """Everything that can be checked without the installation that made the package.

    ``engine`` is this program's scoring engine; ``dossier_faults`` checks a dossier file. Raises
    OSError where the file cannot be opened.
    """
    report = Report()
    with path.open("rb") as file:
        _check_whole(report, file, path.with_name(path.name + CHECKSUM_SUFFIX))
        try:
            _Package(report, open_archive(file)).check(engine, dossier_faults)
        except BadArchive as error:
            report.faults.append(str(error))
    return report


def _check_whole(report: Report, file: IO[bytes], checksum: Path) -> None:
    digest = file_digest(file)
    report.facts["sha256"] = digest
    if not checksum.exists():
        report.reservations.append(
            f"there is no checksum file {checksum.name}: nobody vouches for the file as a whole"
        )
        return
    with checksum.open("rb") as beside:
        said = beside.read(CHECKSUM_READ)
    if not CHECKSUM.fullmatch(said):
        report.faults.append(f"{checksum.name} is no SHA-256 followed by a newline")
    elif said.strip().decode() != digest:
        report.faults.append(f"the file is not the one whose checksum {checksum.name} holds")


class _Package:
    """The checks behind the container, each naming what fails."""

    def __init__(self, report: Report, archive: zipfile.ZipFile) -> None:
        self.report, self.archive = report, archive
        self.names = {info.filename for info in archive.infolist()}
        self.manifest: dict[str, Any] = {}

    def fail(self, message: str) -> None:
        self.report.faults.append(message)

    def check(self, engine: str, dossier_faults: DossierFaults) -> None:
        """All of it. Content is only looked into where the members are what the manifest says."""
        manifest = self._json(MANIFEST) if MANIFEST in self.names else None
        if MANIFEST not in self.names:
            self.fail(f"there is no {MANIFEST}")
        if manifest is None or not self._sound(manifest):
            return
        self.manifest = manifest
        shown = ("slug", "title", "claims", "counts", "engine", "program", "audit")
        self.report.facts |= {key: manifest.get(key) for key in shown}
        if not self._members_hold():
            return
        self._check_audit()
        self._check_content(dossier_faults)
        if manifest["engine"] != engine:
            self.report.reservations.append(
                f"the scores were made by engine {manifest['engine']}, this program has {engine}: "
                "their sums were checked, they were not recomputed"
            )

    def _json(self, name: str) -> Any:
        """The member as strict JSON; None, and a fault, where it is not."""
        try:
            return read_json(read_member(self.archive, name))
        except BadArchive as error:
            self.fail(str(error))
        except InvalidInput as error:
            for fault in error.faults[:SHOWN]:
                self.fail(f"{name}: {fault.where} {fault.message}")
        return None

    def _sound(self, manifest: Any) -> bool:
        """Whether the manifest has the form that the other checks rely on."""
        fault = manifest_fault(manifest)
        if fault:
            self.fail(f"{MANIFEST}: {fault}")
        return fault is None

    def _members_hold(self) -> bool:
        listed = {member["name"]: member for member in self.manifest["members"]}
        faults = [f"the member {name!r} is missing" for name in sorted(listed.keys() - self.names)]
        extra = sorted(self.names - listed.keys() - {MANIFEST})
        faults += [f"the member {name!r} is not in the manifest" for name in extra]
        for name in sorted(listed.keys() & self.names):
            faults += self._digest_faults(name, listed[name])
        self.report.faults += faults
        return not faults

    def _digest_faults(self, name: str, member: Mapping[str, Any]) -> list[str]:
        digest, size = hashlib.sha256(), 0
        try:
            for chunk in chunks_of(self.archive, name):
                digest.update(chunk)
                size += len(chunk)
        except BadArchive as error:
            return [str(error)]
        if (digest.hexdigest(), size) != (member["sha256"], member["size"]):
            return [f"the member {name!r} is not the one that the manifest lists"]
        return []

    def _check_audit(self) -> None:
        said = self.manifest["audit"]
        check = ChainCheck(said["chain"])
        for number, text in enumerate(lines_of(self.archive, AUDIT), 1):
            try:
                line = line_of(read_json(text))
            except InvalidInput:
                line = None
            if line is None:
                self.fail(f"{AUDIT}: line {number} is no audit entry")
                return
            check.add(line)
        if check.fault:
            self.fail(f"{AUDIT}: {check.fault}")
        elif (check.length, check.head, check.withheld) != (
            said["length"], said["head"], said["withheld"],
        ):  # fmt: skip
            self.fail(f"{AUDIT}: the chain does not end where the manifest says")

    def _check_content(self, dossier_faults: DossierFaults) -> None:
        dossier, scores = self._json(DOSSIER), self._json(ASSESSMENT)
        if dossier is None or scores is None:
            return
        faults = [f"{DOSSIER}: {f.where} {f.message}" for f in dossier_faults(dossier)]
        if len(faults) > SHOWN:
            faults[SHOWN:] = [f"{DOSSIER}: {len(faults) - SHOWN} more faults"]
        faults = faults or self._dossier_differs(dossier)
        faults += list(score_faults(scores, dossier)) if not faults else []
        if not faults and read_member(self.archive, CLAIMS) != claims_csv(dossier, scores):
            faults.append(f"{CLAIMS} does not say what {DOSSIER} and {ASSESSMENT} say")
        if not faults and scores["engine"] != self.manifest["engine"]:
            faults.append(f"{ASSESSMENT}: another engine than the manifest names")
        self.report.faults += faults

    def _dossier_differs(self, dossier: Mapping[str, Any]) -> list[str]:
        counts = {k: len(records) for k, records in dossier.items() if isinstance(records, list)}
        said = {"slug": dossier["slug"], "title": dossier["title"], "counts": counts}
        return [
            f"{DOSSIER}: its {key} is not what the manifest says"
            for key, value in said.items()
            if self.manifest[key] != value
        ]
