"""LaTeX source: the body's words, headings, items and quotations, and its foot notes.

Nothing is compiled and no file is included; the macros that the document defines are written out.
"""

import re
from dataclasses import replace

from provenance.ingest.decoding import decode
from provenance.ingest.layout import Layout
from provenance.ingest.linked_notes import layout_of_tree
from provenance.ingest.markup import Node
from provenance.ingest.readers.latex_cites import entries_in, items_of, sets_notes
from provenance.ingest.readers.latex_source import Expansion, argument, macros_in
from provenance.ingest.readers.latex_words import KNOWN
from provenance.ingest.readers.latex_writing import FIELDS, Writing, plain_text
from provenance.ingest.trees import Notes

_COMMENT = re.compile(r"(?<!\\)%[^\n]*\n?[ \t]*")
_ANY_NOTE = re.compile(
    r"\\(?:foot|end|side|margin|page|par)note\b|\\foot\w{0,6}cite|\\thanks\b|\\(?:fn|ftn|anm)\b"
)
_CITING = re.compile(r"\\[a-zA-Z]{0,10}cites?[a-z]{0,8}\*?\s{0,9}[\[{]")


def read_latex(data: bytes) -> Layout:
    """Read a LaTeX source."""
    decoded = decode(data)
    source = _COMMENT.sub("", decoded.text)
    macros, text = macros_in(source, KNOWN)
    text = Expansion(macros, len(text)).of(text)
    begin, end = text.find(r"\begin{document}"), text.find(r"\end{document}")
    preamble = text[:begin] if begin >= 0 else ""
    body = text[
        begin + len(r"\begin{document}") if begin >= 0 else 0 : end if end >= 0 else len(text)
    ]
    root = Node("html", {}, None)
    notes = Notes(root)
    writer = Writing(root, notes, entries=entries_in(source), auto_notes=sets_notes(preamble))
    _read_fields(writer, preamble)
    _read_works(writer, body)
    writer.write(body, root)
    layout = layout_of_tree(root, "application/x-latex", "latex")
    return replace(
        layout,
        encoding=decoded.encoding,
        title=writer.found.get("title"),
        author=writer.found.get("author"),
        published=writer.found.get("date"),
        issues=(*decoded.issues, *notes.issues()),
    )


def _read_fields(writer: Writing, preamble: str) -> None:
    """Title, author and date of the preamble."""
    for name in FIELDS:
        match = re.search(rf"\\{name}\s*(?:\[[^\]]{{0,300}}\])?\s*\{{", preamble)
        words = plain_text(argument(preamble, match.end() - 1)[0]) if match else ""
        if words:
            writer.found[name] = words


def _read_works(writer: Writing, body: str) -> None:
    """The list of works: its items are notes where the text cites them and has no others."""
    start = body.find(r"\begin{thebibliography}")
    if start < 0:
        return
    items = items_of(body[start:].partition(r"\end{thebibliography}")[0])
    writer.entries.update({key: words for key, _, words in items})
    if not _ANY_NOTE.search(body) and _CITING.search(body):
        writer.listed = {item[0]: item for item in items}
