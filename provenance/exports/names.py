"""Names and limits of the package that its writer and its verifier share."""

FORMAT = "provenance-package/1"
DOSSIER, CLAIMS, AUDIT = "dossier.json", "claims.csv", "audit.jsonl"
ASSESSMENT, MANIFEST = "assessment.json", "manifest.json"
MEMBERS = (ASSESSMENT, AUDIT, CLAIMS, DOSSIER)
"""Every package has these, and the manifest that lists them."""
CHECKSUM_SUFFIX = ".sha256"
"""``FILE.zip.sha256`` holds the digest of the whole file and does not name the file."""
MEMBER_LIMIT = 2 * 1024**3
"""Bytes of one member, unpacked."""
RATIO_LIMIT = 100
RATIO_FROM = 64 * 1024**2
"""A member of at least this size may not unpack to more than ``RATIO_LIMIT`` times its bytes."""
