"""Markdown: blocks line by line, and the inline marks that matter to reading.

Emphasis is dropped, links keep their words, raw HTML is read as such. Notes are ``[^id]`` with their
definitions, ``^[inline]``, or whatever HTML and links between them mark.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from provenance.ingest.attribute_notes import write_out_attributes
from provenance.ingest.decoding import decode
from provenance.ingest.layout import Layout
from provenance.ingest.linked_notes import layout_of_tree
from provenance.ingest.markup import Node, parse_markup
from provenance.ingest.trees import Notes

_HEADING = re.compile(r"(#{1,6})\s{1,9}(.{1,500}?)\s{0,9}#{0,9}$")
_UNDERLINE = re.compile(r"(=+|-+)\s*$")
_ITEM = re.compile(r"\s{0,8}(?:[-*+]|\d{1,9}[.)])\s+(?=\S)")
_DEFINITION = re.compile(r"\s{0,3}\[\^([^\]\s]{1,60})\]:\s*(.*)$")
_REFERENCE = re.compile(r"\s{0,3}\[[^\]^]{1,100}\]:\s*\S+(?:\s+[\"'(].{0,200})?$")
_HARD_BREAK = re.compile(r"(?: {2,8}|\\)\n")
_FENCE = re.compile(r"\s{0,3}(```+|~~~+)")
_RULE = re.compile(r"\s{0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
_FRONT = re.compile(r"---\n(.{0,4000}?)\n(?:---|\.\.\.)\n", re.DOTALL)
_FIELD = re.compile(
    r"(title|author|date)\s*:\s*[\"']?(.{1,300}?)[\"']?\s*$", re.IGNORECASE | re.MULTILINE
)
_INLINE = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>`{1,3}[^`]{1,2000}`{1,3})"
    r"|(?P<image>!\[[^\]]{0,500}\]\([^)\s]{0,1000}(?:\s[^)]{0,300})?\))"
    r"|(?P<note>\[\^(?P<key>[^\]\s^]{1,60})\])"
    r"|(?P<inline>\^\[(?P<words>(?:[^\[\]]|\[[^\[\]]{0,500}\]){1,4000})\])"
    r"|\[(?P<label>(?:[^\[\]]|\[[^\[\]]{0,200}\]){1,1000})\](?:\((?P<url>[^()\s]{0,1000}(?:"
    r"\([^()\s]{0,200}\)[^()\s]{0,200})?)(?:\s[^)]{0,300})?\)|\[[^\]]{0,100}\])"
    r"|<(?P<auto>https?://[^<>\s]{1,1000})>"
    r"|\^(?P<sup>[\w*†‡,–-]{1,12})\^"
    r"|(?P<strong>\*\*|__)|(?P<star>\*)|(?P<underscore>(?<![^\W_])_|_(?![^\W_]))"
    r"|(?P<lt><(?![a-zA-Z/!]))"
)


def read_markdown(data: bytes) -> Layout:
    """Read a Markdown document."""
    decoded = decode(data)
    fields, text = _front_matter(decoded.text)
    definitions, lines = _definitions(text.split("\n"))
    writer = _Writer(definitions)
    root = parse_markup("".join(writer.blocks(lines)))
    notes = Notes(root)
    _link(root, notes)
    writer.write_notes(notes)
    write_out_attributes(root)
    layout = layout_of_tree(root, "text/markdown", "markdown")
    return replace(
        layout,
        encoding=decoded.encoding,
        title=fields.get("title"),
        author=fields.get("author"),
        published=fields.get("date"),
        issues=(*decoded.issues, *notes.issues()),
    )


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    match = _FRONT.match(text)
    if match is None:
        return {}, text
    fields = {name.casefold(): value.strip() for name, value in _FIELD.findall(match[1])}
    return fields, text[match.end() :]


def _definitions(lines: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """``[^id]: words``, with the lines that go on below it, taken out of the text."""
    definitions: dict[str, str] = {}
    kept: list[str] = []
    current: str | None = None
    for line in lines:
        match = _DEFINITION.match(line)
        if match:
            current = match[1]
            definitions[current] = match[2]
        elif current and _goes_on(line, definitions[current]):
            definitions[current] += "\n" + line.strip()
        else:
            current = None
            kept.append(line)
    return definitions, kept


def _goes_on(line: str, so_far: str) -> bool:
    """A line set in belongs to the note, and a plain one unless a blank line or a block begins."""
    if line.startswith(("    ", "\t")):
        return True
    if not line.strip():
        return not so_far.endswith("\n")
    return not so_far.endswith("\n") and not _opens_block(line)


def _opens_block(line: str) -> bool:
    return bool(
        _HEADING.match(line) or _ITEM.match(line) or _RULE.match(line) or line.startswith(">")
    )


def _link(root: Node, notes: Notes) -> None:
    """Turn the placeholders of note calls into links, in the order of the text."""
    for node in list(root.walk()):
        if node.tag == "note-call" and node.parent is not None:
            key = node.attrs["key"]
            label = notes.labels.setdefault(key, node.attrs.get("label") or key)
            notes.called.append(key)
            node.tag, node.attrs = "a", {"href": f"#note-{key}"}
            node.children = [f"[{label}]"]


class _Writer:
    """Markdown lines as markup."""

    def __init__(self, definitions: dict[str, str]) -> None:
        self._definitions = definitions
        self._inline: dict[str, str] = {}
        self._called: set[str] = set()

    def blocks(self, lines: Sequence[str]) -> Iterator[str]:
        """One element per block."""
        piece: list[str] = []
        fenced = False
        for line in lines:
            if _FENCE.match(line):
                fenced = not fenced
            elif not fenced and not self._ends(line, piece):
                piece.append(line)
                continue
            yield from self._paragraph(piece, underlined=bool(_UNDERLINE.match(line)))
            piece = [line] if _ITEM.match(line) and not fenced else []
            if (match := _HEADING.match(line)) and not fenced:
                yield f"<h{len(match[1])}>{self.inline(match[2])}</h{len(match[1])}>"
        yield from self._paragraph(piece)

    @staticmethod
    def _ends(line: str, piece: Sequence[str]) -> bool:
        """Whether ``line`` ends the block that ``piece`` has begun."""
        if not line.strip() or (piece and _UNDERLINE.match(line)):
            return True
        return any(mark.match(line) for mark in (_RULE, _REFERENCE, _HEADING, _ITEM))

    def _paragraph(self, piece: Sequence[str], *, underlined: bool = False) -> Iterator[str]:
        if not piece:
            return
        words = "\n".join(piece)
        if underlined:
            yield f"<h2>{self.inline(words)}</h2>"
        elif match := _ITEM.match(words):
            number = match[0].strip() + " " if match[0].strip()[:1].isdigit() else ""
            yield f"<li>{number}{self.inline(words[match.end() :])}</li>"
        elif words.lstrip().startswith(">"):
            quoted = re.sub(r"(?m)^\s{0,3}>\s?", "", words)
            yield f"<blockquote>{self.inline(quoted)}</blockquote>"
        elif words.lstrip().startswith("|"):
            cells = (cell for line in piece for cell in line.strip().strip("|").split("|"))
            yield "<table><tr>"
            yield from (f"<td>{self.inline(c)}</td>" for c in cells if c.strip(" -:"))
            yield "</tr></table>"
        else:
            yield f"<p>{self.inline(words)}</p>"

    def inline(self, words: str) -> str:
        """Inline marks as markup."""
        return _INLINE.sub(self._mark, _HARD_BREAK.sub("<br>\n", words))

    def _mark(self, match: re.Match[str]) -> str:
        if match["note"]:
            return self._call(match["key"]) if match["key"] in self._definitions else match["note"]
        if match["inline"]:
            key = f"inline-{len(self._inline) + 1}"
            self._inline[key] = match["words"]
            self._called.add(key)
            # printed with its place among all notes, named ones too
            return f'<note-call key="{key}" label="{len(self._called)}"></note-call>'
        if match["label"]:
            return f'<a href="{match["url"] or ""}">{self.inline(match["label"])}</a>'
        if match["sup"]:
            return f"<sup>{match['sup']}</sup>"
        if match["code"]:
            return match["code"].strip("`").replace("<", "&lt;")
        plain = {"escape": match[0][1:], "auto": match["auto"] or "", "lt": "&lt;"}
        return next((plain[name] for name in plain if match[name]), "")

    def _call(self, key: str) -> str:
        self._called.add(key)
        return f'<note-call key="{key}"></note-call>'

    def write_notes(self, notes: Notes) -> None:
        """The definitions after all the text, those that nothing calls too."""
        for key, words in (*self._definitions.items(), *self._inline.items()):
            node = notes.write(key, key)
            node.children.append(parse_markup(self.inline(words)))
