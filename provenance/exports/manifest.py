"""The form of a manifest, checked before anything relies on it."""

from collections.abc import Mapping
from typing import Any

from provenance.exports.chain import is_digest
from provenance.exports.names import FORMAT, MEMBERS

FORM: dict[str, type] = {
    "slug": str, "title": str, "claims": str, "counts": dict, "engine": str, "program": str,
    "audit": dict, "members": list,
}  # fmt: skip


def manifest_fault(manifest: Any) -> str | None:
    """The first thing wrong with the form of a manifest, None where there is none."""
    if not isinstance(manifest, dict):
        return "it is no object"
    if manifest.get("format") != FORMAT:
        return f"the format is {str(manifest.get('format'))[:60]!r}; this program reads {FORMAT!r}"
    for key, kind in FORM.items():
        if not isinstance(manifest.get(key), kind):
            return f"{key!r} is missing or of another kind"
    if not all(isinstance(m, dict) and _is_member(m) for m in manifest["members"]):
        return "a member has not name, size and sha256"
    names = [member["name"] for member in manifest["members"]]
    if len(set(names)) != len(names) or not set(MEMBERS) <= set(names):
        return f"the members must be listed once, among them {', '.join(MEMBERS)}"
    audit = manifest["audit"]
    sound = isinstance(audit.get("chain"), str) and is_digest(audit.get("head"))
    sound = sound and all(isinstance(audit.get(key), int) for key in ("length", "withheld"))
    return None if sound else "'audit' has not chain, length, head and withheld"


def _is_member(member: Mapping[str, Any]) -> bool:
    size = isinstance(member.get("size"), int) and not isinstance(member["size"], bool)
    return size and isinstance(member.get("name"), str) and is_digest(member.get("sha256"))
