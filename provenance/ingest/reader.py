"""The door of the package: bytes and a file's name in, a parsed document out."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath

from provenance.errors import UnsupportedFile
from provenance.ingest.assemble import assemble
from provenance.ingest.layout import Layout
from provenance.ingest.progress import Progress, listening
from provenance.ingest.readers.docx import read_docx
from provenance.ingest.readers.html import read_html
from provenance.ingest.readers.latex import read_latex
from provenance.ingest.readers.markdown import read_markdown
from provenance.ingest.readers.mediawiki import read_mediawiki
from provenance.ingest.readers.pdf import read_pdf
from provenance.ingest.readers.plain import read_plain
from provenance.ingest.types import ParsedDocument

READER_VERSION = "3"
"""Rises when the same bytes are read differently: a revision says by which version it was read."""
_BY_SUFFIX: dict[str, Callable[[bytes], Layout]] = {
    "": read_plain,
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".wikitext": read_mediawiki,
    ".wiki": read_mediawiki,
    ".mediawiki": read_mediawiki,
    ".docx": read_docx,
    ".pdf": read_pdf,
    ".tex": read_latex,
    ".latex": read_latex,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
}
READS = (
    "plain text (.txt), Markdown (.md), HTML (.html), DOCX, PDF with a text layer, LaTeX "
    "(.tex), MediaWiki text "
    "(.wikitext)"
)


def read(data: bytes, name: str, progress: Progress | None = None) -> ParsedDocument:
    """Read the document in ``data``; ``name`` is the file's name, which tells its format;
    ``progress`` hears how far it is.

    Raises ``UnreadableFile`` with what is wrong and what to do: nothing in it, binary, a format that
    is not read.
    """
    suffix = PurePath(name).suffix.casefold()
    reader = _BY_SUFFIX.get(suffix)
    if reader is None:
        raise UnsupportedFile(f"Files ending in “{suffix[:20]}” are not read. Read are: {READS}.")
    with listening(progress):
        document = assemble(reader(data), hashlib.sha256(data).hexdigest())
    return replace(document, reader=f"{document.reader}/{READER_VERSION}")
