"""DOCX: the document, its foot notes and end notes, without extracting, fetching or running anything.

The archive is untrusted: members are counted and read up to a limit, sizes in the headers are not
believed, a document type (and with it every entity) is refused, macros and linked templates are
ignored with a warning.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace

from provenance.errors import TooLarge, UnreadableFile, UnsupportedFile
from provenance.ingest.layout import Layout
from provenance.ingest.linked_notes import layout_of_tree
from provenance.ingest.markup import Node
from provenance.ingest.readers.untrusted_xml import parse_xml
from provenance.ingest.trees import Notes, element

_MAX_MEMBERS = 10_000
_MAX_MEMBER = 64 * 1024 * 1024
_MAX_RATIO = 200
_LINKS = "word/_rels/settings.xml.rels"
_CHUNK = 1 << 16
_HELP = "Open it in a word processor, save it again as DOCX, and try once more."
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def read_docx(data: bytes) -> Layout:
    """Read a DOCX file. Raises ``UnreadableFile`` or ``TooLarge``."""
    archive = _open(data)
    names = set(archive.namelist())
    if "[Content_Types].xml" not in names or "word/document.xml" not in names:
        raise UnreadableFile(f"The file is a ZIP archive but no DOCX document. {_HELP}")
    root = Node("html", {}, None)
    notes = Notes(root)
    builder = _Builder(root, notes)
    builder.read(_member(archive, "word/document.xml"), root)
    _read_notes(archive, names, builder)
    layout = layout_of_tree(root, _MEDIA_TYPE, "docx")
    core = _core(_member(archive, "docProps/core.xml")) if "docProps/core.xml" in names else {}
    return replace(
        layout,
        title=core.get("title"),
        author=core.get("creator"),
        published=core.get("created", "")[:10] or None,
        issues=notes.issues(),
        warnings=tuple(_warnings(archive, names)),
    )


_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _open(data: bytes) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        kind = UnreadableFile if data.startswith(b"PK") else UnsupportedFile
        raise kind(f"The file is no readable DOCX (not a whole ZIP archive). {_HELP}") from error
    names = archive.namelist()
    if len(names) > _MAX_MEMBERS:
        raise UnreadableFile("The DOCX has more parts than any document needs.")
    if len(set(names)) < len(names):
        raise UnreadableFile(
            f"The DOCX holds a part twice, so it is not clear what it says. {_HELP}"
        )
    return archive


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    """A member's bytes, counted while unpacking: its header may lie."""
    info = archive.getinfo(name)
    limit = min(_MAX_MEMBER, max(info.compress_size, 1) * _MAX_RATIO + _CHUNK)
    pieces, size = [], 0
    try:
        with archive.open(info) as stream:
            while piece := stream.read(_CHUNK):
                size += len(piece)
                if size > limit:
                    raise TooLarge("The DOCX unpacks to far more than its size: it was not read.")
                pieces.append(piece)
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError) as error:
        raise UnreadableFile(f"A part of the DOCX ({name}) is damaged. {_HELP}") from error
    return b"".join(pieces)


def _read_notes(archive: zipfile.ZipFile, names: set[str], builder: "_Builder") -> None:
    for kind, name in (("footnote", "word/footnotes.xml"), ("endnote", "word/endnotes.xml")):
        if name in names:
            builder.read(_member(archive, name), builder.root, notes_of=kind)


def _warnings(archive: zipfile.ZipFile, names: set[str]) -> Iterator[str]:
    if any("vbaproject" in name.casefold() for name in names):
        yield "The document contains macros; they were not read."
    if any(name.startswith("word/embeddings/") for name in names):
        yield "The document contains embedded objects; they were not read."
    if _LINKS in names and b'TargetMode="External"' in _member(archive, _LINKS):
        yield "The document is linked to a template elsewhere; it was not fetched."


@dataclass(slots=True)
class _State:
    """Where reading stands in one part of the document."""

    writing: bool = False
    raised: bool = False
    deleted: int = 0
    skipped: bool = False


class _Builder:
    """Turns a part of the archive into elements of the tree."""

    def __init__(self, root: Node, notes: Notes) -> None:
        self.root = root
        self.notes = notes
        self._state = _State()
        self._home = root
        self._block = root
        self._cell = False
        self._notes_of: str | None = None

    def read(self, data: bytes, home: Node, notes_of: str | None = None) -> None:
        """Read one XML part into ``home``, or as notes of a kind."""
        self._state, self._home, self._block = _State(), home, home
        self._notes_of = notes_of
        parse_xml(data, self._start, self._end, self._text, _HELP)

    def _start(self, name: str, attrs: dict[str, str]) -> None:
        handler = _STARTS.get(name)
        if handler is not None:
            handler(self, attrs)

    def _end(self, name: str) -> None:
        if name == "t":
            self._state.writing = False
        elif name in ("r", "rPr"):
            self._state.raised = self._state.raised and name == "rPr"
        elif name in ("del", "moveFrom", "instrText"):
            self._state.deleted -= 1
        elif name == "p":
            self._block = self._home
        elif name == "tc":
            self._cell = False
        elif name in ("footnote", "endnote"):
            self._home = self._block = self.root
            self._state.skipped = False

    def _text(self, words: str) -> None:
        state = self._state
        if not state.writing or state.deleted or state.skipped:
            return
        target = element("sup", self._block) if state.raised else self._block
        target.children.append(words)

    def _paragraph(self, attrs: dict[str, str]) -> None:
        self._block = element("td" if self._cell else "p", self._home)

    def _style(self, attrs: dict[str, str]) -> None:
        style = attrs.get("val", "").casefold().replace(" ", "")
        if style.startswith(("heading", "title", "berschrift", "überschrift", "titre", "kop")):
            self._block.tag = "h1" if style.startswith("title") else "h2"
        elif "quote" in style or "zitat" in style:
            self._block.tag = "blockquote"
        elif style == "caption":
            self._block.tag = "figcaption"

    def _item(self, attrs: dict[str, str]) -> None:
        if self._block.tag == "p":
            self._block.tag = "li"

    def _into_cell(self, attrs: dict[str, str]) -> None:
        self._cell = True

    def _write(self, attrs: dict[str, str]) -> None:
        self._state.writing = True

    def _space(self, attrs: dict[str, str]) -> None:
        if not (self._state.deleted or self._state.skipped):
            self._block.children.append(" ")

    def _break(self, attrs: dict[str, str]) -> None:
        element("br", self._block)

    def _hyphen(self, attrs: dict[str, str]) -> None:
        self._block.children.append("-")

    def _raise(self, attrs: dict[str, str]) -> None:
        self._state.raised = attrs.get("val") == "superscript"

    def _delete(self, attrs: dict[str, str]) -> None:
        self._state.deleted += 1

    def _call_footnote(self, attrs: dict[str, str]) -> None:
        self._call("footnote", attrs)

    def _call_endnote(self, attrs: dict[str, str]) -> None:
        self._call("endnote", attrs)

    def _call(self, kind: str, attrs: dict[str, str]) -> None:
        if not self._state.deleted and "id" in attrs:
            self.notes.call(f"{kind}-{attrs['id']}", self._block)

    def _note(self, attrs: dict[str, str]) -> None:
        if self._notes_of is None or attrs.get("type") in _SEPARATORS or "id" not in attrs:
            self._state.skipped = True
            return
        self._home = self._block = self.notes.write(f"{self._notes_of}-{attrs['id']}")


_STARTS = {
    "p": _Builder._paragraph,
    "pStyle": _Builder._style,
    "numPr": _Builder._item,
    "tc": _Builder._into_cell,
    "t": _Builder._write,
    "tab": _Builder._space,
    "br": _Builder._break,
    "cr": _Builder._break,
    "noBreakHyphen": _Builder._hyphen,
    "vertAlign": _Builder._raise,
    "del": _Builder._delete,
    "moveFrom": _Builder._delete,
    "instrText": _Builder._delete,
    "footnoteReference": _Builder._call_footnote,
    "endnoteReference": _Builder._call_endnote,
    "footnote": _Builder._note,
    "endnote": _Builder._note,
}


class _Properties:
    """The words of each element, by its name."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._at: list[str] = []

    def start(self, name: str, attrs: dict[str, str]) -> None:
        """Into an element."""
        self._at.append(name)

    def end(self, name: str) -> None:
        """Out of it."""
        self._at.pop()

    def text(self, words: str) -> None:
        """Its words."""
        if self._at and words.strip():
            self.found[self._at[-1]] = self.found.get(self._at[-1], "") + words.strip()


def _core(data: bytes) -> dict[str, str]:
    """Title, creator and day of making from the document's properties."""
    properties = _Properties()
    parse_xml(data, properties.start, properties.end, properties.text, _HELP)
    return properties.found
