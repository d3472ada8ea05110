"""DOCX: the document, its foot notes and end notes, without extracting, fetching or running anything.

The archive is untrusted: members are counted and read up to a limit, sizes in the headers are not
believed, a document type (and with it every entity) is refused, macros and linked templates are
ignored with a warning.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import replace

from provenance.errors import UnreadableFile
from provenance.ingest.layout import Layout
from provenance.ingest.linked_notes import layout_of_tree
from provenance.ingest.markup import Node
from provenance.ingest.readers.docx_body import Builder
from provenance.ingest.readers.docx_numbers import UNSTATED, NoteProperties
from provenance.ingest.readers.untrusted_xml import parse_xml
from provenance.ingest.readers.untrusted_zip import open_archive, read_member
from provenance.ingest.trees import Notes

_KIND = "DOCX"
_LINKS = "word/_rels/settings.xml.rels"
_HELP = "Open it in a word processor, save it again as DOCX, and try once more."


def read_docx(data: bytes) -> Layout:
    """Read a DOCX file. Raises ``UnreadableFile`` or ``TooLarge``."""
    archive = open_archive(data, _KIND, _HELP)
    names = set(archive.namelist())
    if "[Content_Types].xml" not in names or "word/document.xml" not in names:
        raise UnreadableFile(f"The file is a ZIP archive but no DOCX document. {_HELP}")
    root = Node("html", {}, None)
    notes = Notes(root)
    builder = Builder(root, notes)
    _read_parts(archive, names, builder)
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


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    return read_member(archive, name, _KIND, _HELP)


def _read_parts(archive: zipfile.ZipFile, names: set[str], builder: Builder) -> None:
    """What describes styles and numbers, then the document, then its notes."""
    settings = NoteProperties()
    for name, part in (
        ("word/styles.xml", builder.styles),
        ("word/numbering.xml", builder.lists),
        ("word/settings.xml", settings),
    ):
        if name in names:
            parse_xml(_member(archive, name), part.start, part.end, _unread, _HELP)
    if "word/settings.xml" in names:  # else no word processor made the file
        builder.numbers.settings = {**UNSTATED, **settings.found}
    builder.read(_member(archive, "word/document.xml"), builder.root)
    builder.finish_body()
    for kind, name in (("footnote", "word/footnotes.xml"), ("endnote", "word/endnotes.xml")):
        if name in names:
            builder.read(_member(archive, name), builder.root, notes_of=kind)


def _unread(words: str) -> None:
    """Those parts have no words of the text."""


def _warnings(archive: zipfile.ZipFile, names: set[str]) -> Iterator[str]:
    if any("vbaproject" in name.casefold() for name in names):
        yield "The document contains macros; they were not read."
    if any(name.startswith("word/embeddings/") for name in names):
        yield "The document contains embedded objects; they were not read."
    if _LINKS in names and b'TargetMode="External"' in _member(archive, _LINKS):
        yield "The document is linked to a template elsewhere; it was not fetched."


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
