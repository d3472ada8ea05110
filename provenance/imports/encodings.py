"""Files that name no encoding: what their words look like in each that fits, and reading them again in
the one that a person chooses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from provenance.audit.actor import Actor
from provenance.errors import InvalidInput
from provenance.imports.codec import to_json
from provenance.imports.findings import DOCUMENT
from provenance.imports.models import ImportDraft
from provenance.imports.reading import read_apart
from provenance.imports.service import open_draft, write_draft_entry
from provenance.ingest.types import Issue, ParsedDocument

OFFERED = (
    "windows-1252", "windows-1251", "windows-1250", "windows-1253", "windows-1254", "windows-1255",
    "windows-1256", "windows-1257", "koi8-r", "iso8859-5", "mac-roman", "cp437", "shift_jis",
    "euc-kr", "gb18030", "big5",
)  # fmt: skip
CHOSEN = "encoding chosen"
GUESSED = ("encoding guessed", "mixed encodings", CHOSEN)
"""Kinds of issue that ask which encoding it is."""
SAMPLES, AROUND = 3, 30
_HIGH = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding in which the file can be read, and how its foreign letters look in it."""

    name: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadIn:
    """Read the kept file of a draft in an encoding; ``parsed`` is the file as read in it."""

    dossier: str
    public_id: str
    encoding: str
    parsed: ParsedDocument = field(repr=False)
    version: int | None = None
    reason: str = "the encoding was chosen on the preview of the import"


def offered(data: bytes) -> tuple[Encoding, ...]:
    """Encodings in which every byte has a meaning, with samples to choose by; each look once. Lines
    that are UTF-8 are in no question."""
    data = b"\n".join(line for line in data.split(b"\n") if not _is_utf8(line))
    places = list(_foreign(data))
    found: dict[tuple[str, ...], Encoding] = {}
    for name in OFFERED:
        try:
            data.decode(name)
        except UnicodeDecodeError:
            continue
        samples = tuple(
            " ".join(data[start:end].decode(name, errors="ignore").split()) for start, end in places
        )
        found.setdefault(samples, Encoding(name, samples))
    return tuple(found.values())


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _foreign(data: bytes) -> Iterator[tuple[int, int]]:
    """A few places where letters stand that no encoding shares, lines kept apart."""
    count, at = 0, 0
    while count < SAMPLES and at < len(data):
        match = _HIGH.search(data, at)
        if match is None:
            return
        here = match.start()
        start = max(data.rfind(b"\n", 0, here) + 1, here - AROUND)
        end = data.find(b"\n", here)
        end = min(len(data) if end < 0 else end, here + AROUND)
        yield start, end
        count, at = count + 1, end


def in_utf8(data: bytes, encoding: str) -> bytes:
    """The file as UTF-8, its lines that are no UTF-8 read in an encoding. Raises
    :class:`InvalidInput` where they are not in that."""
    if encoding not in OFFERED:
        raise InvalidInput.at("encoding", "Choose one of the encodings shown.")
    try:
        lines = [
            line if _is_utf8(line) else line.decode(encoding).encode() for line in data.split(b"\n")
        ]
    except UnicodeDecodeError as error:
        raise InvalidInput.at("encoding", f"The file is not in {encoding}: {error}.") from error
    return b"\n".join(lines)


def read_in(data: bytes, file_name: str, encoding: str) -> ParsedDocument:
    """The document as read in an encoding. Raises :class:`InvalidInput` where it is not in that."""
    parsed = read_apart(in_utf8(data, encoding), file_name)
    told = Issue(CHOSEN, f"It was read as {encoding}, which a person chose.", "file")
    return replace(parsed, encoding=encoding, issues=(told, *parsed.issues))


def read_in_encoding(session: Session, actor: Actor, command: ReadIn, sha256: str) -> ImportDraft:
    """Keep what was read in an encoding instead of what was read before. Decisions on findings that
    are there still hold."""
    dossier, draft = open_draft(session, command.dossier, command.public_id, command.version)
    if draft.reading is None:
        raise InvalidInput(f"The draft {command.public_id} has not been read: open its page.")
    before = draft.reading.parsed.get("encoding")
    draft.reading.parsed = to_json(replace(command.parsed, sha256=sha256))
    draft.extent = len(command.parsed.notes) + len(command.parsed.passages)
    about = {**draft.decisions.get(DOCUMENT, {}), "encoding": command.encoding}
    draft.decisions = {**draft.decisions, DOCUMENT: about}
    session.flush()
    write_draft_entry(session, actor, dossier, draft, "read again", command.reason,
                      {"encoding": before}, {"encoding": command.encoding})  # fmt: skip
    return draft
