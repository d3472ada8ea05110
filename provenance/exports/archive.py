"""Reading a ZIP that others made: nothing is extracted, nothing is read beyond what it declares."""

import re
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import IO

from provenance.exports.names import MEMBER_LIMIT, RATIO_FROM, RATIO_LIMIT

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
LOCAL_HEADER = 30
END_RECORD = 22
END_MAGIC = b"PK\x05\x06"
ENCRYPTED = 0x1
CHUNK = 1024 * 1024
ZIP_MAGIC = b"PK\x03\x04"


class BadArchive(Exception):  # noqa: N818 - named for the situation
    """The file cannot be read as a package; the message says why."""


def open_archive(file: IO[bytes]) -> zipfile.ZipFile:
    """The archive; raises :class:`BadArchive` with all that is wrong with its directory."""
    try:
        archive = zipfile.ZipFile(file)
        faults = list(_faults(archive, file))
    except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError, OSError) as error:
        raise BadArchive(f"the file is not a whole ZIP archive: {error}") from error
    if faults:
        raise BadArchive("; ".join(faults))
    return archive


def _faults(archive: zipfile.ZipFile, file: IO[bytes]) -> Iterator[str]:
    infos = archive.infolist()
    for name, count in Counter(info.filename for info in infos).items():
        if count > 1:
            yield f"the member {name!r} is there {count} times"
    for info in infos:
        yield from _member_faults(info)
    if archive.comment:
        yield "the archive carries a comment"
    yield from _gaps(archive, file)


def _member_faults(info: zipfile.ZipInfo) -> Iterator[str]:
    name = f"the member {info.orig_filename[:120]!r}"
    if info.orig_filename != info.filename or not NAME.fullmatch(info.filename):
        yield f"{name} has a name that no package uses"
    if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
        yield f"{name} is no plain file (a link or folder)"
    if info.flag_bits & ENCRYPTED:
        yield f"{name} is encrypted"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        yield f"{name} is packed in a way that is not read"
    if info.file_size > MEMBER_LIMIT:
        yield f"{name} is larger than {MEMBER_LIMIT} bytes"
    elif info.file_size > RATIO_FROM and info.file_size > RATIO_LIMIT * max(info.compress_size, 1):
        yield f"{name} unpacks to more than {RATIO_LIMIT} times its size"


def _gaps(archive: zipfile.ZipFile, file: IO[bytes]) -> Iterator[str]:
    """Members must follow one another from the first byte to the directory."""
    place = 0
    for info in sorted(archive.infolist(), key=lambda info: info.header_offset):
        if info.header_offset != place:
            yield f"there are bytes before {info.filename!r} that belong to no member"
            return
        file.seek(place)
        header = file.read(LOCAL_HEADER)
        name_length, extra_length = struct.unpack("<HH", header[26:30])
        place += LOCAL_HEADER + name_length + extra_length + info.compress_size
    if place != archive.start_dir:
        yield "there are bytes after the last member that belong to none"
    file.seek(-END_RECORD, 2)
    if file.read(4) != END_MAGIC:
        yield "there are bytes after the end of the archive"


def chunks_of(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The member's bytes, no more than it declares; raises :class:`BadArchive`."""
    info = archive.getinfo(name)
    size = 0
    try:
        with archive.open(info) as member:
            while chunk := member.read(CHUNK):
                if size == 0 and chunk.startswith(ZIP_MAGIC):
                    raise BadArchive(f"the member {name!r} is an archive itself")
                size += len(chunk)
                if size > info.file_size:
                    break
                yield chunk
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise BadArchive(f"the member {name!r} cannot be unpacked: {error}") from error
    if size != info.file_size:
        raise BadArchive(f"the member {name!r} does not have the size that it declares")


def read_member(archive: zipfile.ZipFile, name: str) -> bytes:
    """All bytes of a member; raises :class:`BadArchive`."""
    return b"".join(chunks_of(archive, name))


def lines_of(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The lines of a member, without holding it whole; raises :class:`BadArchive`."""
    rest = b""
    for chunk in chunks_of(archive, name):
        *lines, rest = (rest + chunk).split(b"\n")
        yield from lines
    if rest:
        yield rest
