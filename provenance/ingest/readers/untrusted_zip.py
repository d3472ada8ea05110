"""ZIP archives from a stranger: counted, never extracted, sizes in their headers not believed."""

import io
import zipfile

from provenance.errors import TooLarge, UnreadableFile, UnsupportedFile

MAX_MEMBER = 64 * 1024 * 1024
_MAX_MEMBERS = 10_000
_MAX_RATIO = 200
_CHUNK = 1 << 16


def open_archive(data: bytes, kind: str, remedy: str) -> zipfile.ZipFile:
    """The archive of a file that should be of a ``kind`` ("DOCX"); ``remedy`` says what to do about a
    damaged one. Raises :class:`UnreadableFile`."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        refusal = UnreadableFile if data.startswith(b"PK") else UnsupportedFile
        raise refusal(
            f"The file is no readable {kind} (not a whole ZIP archive). {remedy}"
        ) from error
    names = archive.namelist()
    if len(names) > _MAX_MEMBERS:
        raise UnreadableFile(f"The {kind} has more parts than any document needs.")
    if len(set(names)) < len(names):
        raise UnreadableFile(
            f"The {kind} holds a part twice, so it is not clear what it says. {remedy}"
        )
    return archive


def read_member(
    archive: zipfile.ZipFile, name: str, kind: str, remedy: str, most: int = MAX_MEMBER
) -> bytes:
    """A member's bytes, counted while unpacking: its header may lie. One that owns up to being too
    large is not unpacked. Raises :class:`TooLarge` or :class:`UnreadableFile`."""
    info = archive.getinfo(name)
    limit = min(most, max(info.compress_size, 1) * _MAX_RATIO + _CHUNK)
    too_large = TooLarge(f"The {kind} unpacks to far more than its size: it was not read.")
    if info.file_size > limit:
        raise too_large
    pieces, size = [], 0
    try:
        with archive.open(info) as stream:
            while piece := stream.read(_CHUNK):
                size += len(piece)
                if size > limit:
                    raise too_large
                pieces.append(piece)
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError) as error:
        raise UnreadableFile(f"A part of the {kind} ({name}) is damaged. {remedy}") from error
    return b"".join(pieces)
