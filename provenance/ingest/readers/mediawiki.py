"""MediaWiki text: ``<ref>`` notes, links, headings; infoboxes and categories are left out."""

import re
from dataclasses import replace

from provenance.ingest.decoding import decode
from provenance.ingest.labels import formatted
from provenance.ingest.layout import Layout
from provenance.ingest.linked_notes import layout_of_tree
from provenance.ingest.markup import Node, parse_markup
from provenance.ingest.readers.wiki_templates import (
    note_template,
    replace_nested,
    without_templates,
)
from provenance.ingest.trees import Notes

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_NOWIKI = re.compile(r"</?nowiki\s*/?>", re.IGNORECASE)
_REF = re.compile(r"<ref(?P<attrs>(?:\s[^<>]{0,300})?)>|(?P<end></ref\s{0,9}>)", re.IGNORECASE)
_REFERENCES = re.compile(r"<references[^<>]{0,100}/?>|</references\s{0,9}>", re.IGNORECASE)
_NAME = re.compile(
    r"name\s*=\s*(?:\"([^\"]{1,200})\"|'([^']{1,200})'|([^\s\"'/>]{1,200}))", re.IGNORECASE
)
_GROUP = re.compile(
    r"group\s*=\s*(?:\"([^\"]{1,60})\"|'([^']{1,60})'|([^\s\"'/>]{1,60}))", re.IGNORECASE
)
_HEADING = re.compile(r"^(={1,6})\s*(.{1,500}?)\s*\1\s*$", re.MULTILINE)
_LINK = re.compile(r"\[\[([^\[\]|]{0,500})(?:\|([^\[\]]{0,1000}))?\]\]")
_NAMESPACE = re.compile(
    r":?\s?(?:file|image|media|category|template|help|portal|kategorie|datei|bild|fichier"
        r"|catégorie|beeld|lêer|archivo|categoría"
    r"|categoria|immagine|bestand|afbeelding|categorie|файл|категория|ملف|تصنيف|[a-z]{2,3})\s?:",
    re.IGNORECASE,
)  # fmt: skip
_EXTERNAL = re.compile(r"\[(?:https?:)?//[^\s\]]{1,2000}(?:\s([^\]]{0,1000}))?\]")
_EMPHASIS = re.compile(r"'{2,5}")
_ITEM = re.compile(r"^[*#:;]+\s*", re.MULTILINE)
_MAGIC = re.compile(r"__[A-Z]{3,20}__")
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_COUNTED = {"lower-alpha": "lowerLetter", "upper-alpha": "upperLetter", "lower-roman": "lowerRoman",
            "upper-roman": "upperRoman"}  # fmt: skip
_LONGEST_LIST = 1_000_000
_CALLED, _DEFINED = "call", "define"
_CALL = re.compile(r"<note-call[^<>]{0,40}></note-call>")


def read_mediawiki(data: bytes) -> Layout:
    """Read the source of a wiki page."""
    decoded = decode(data)
    text = _MAGIC.sub("", _NOWIKI.sub("", _COMMENT.sub("", decoded.text)))
    references = _References()
    text = references.take_out(replace_nested(text, "{{", "}}", note_template))
    root = parse_markup(_page(text))
    notes = Notes(root)
    _link(root, notes, references)
    for key, words in references.in_order():
        bare = _CALL.sub("", _inline(words)).lstrip(" .,;:") or words
        notes.write(key, references.labels.get(key)).children.append(parse_markup(bare))
    layout = layout_of_tree(root, "text/x-wiki", "mediawiki")
    return replace(layout, encoding=decoded.encoding, issues=(*decoded.issues, *notes.issues()))


class _References:
    """References found so far; a name used again calls the same note, each group counts its own."""

    def __init__(self) -> None:
        self.labels: dict[str, str] = {}
        self._words: dict[str, str] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._counts: dict[str, int] = {}
        self._groups: dict[str, str] = {}

    def take_out(self, text: str) -> str:
        """References replaced by placeholders, in one pass; those in a list of references only
        define what others call; one that is never closed is left alone."""
        parts, at, listing = [], 0, False
        for match in _REFERENCES.finditer(text):
            parts.append(
                self._without_refs(text[at : match.start()], _DEFINED if listing else _CALLED)
            )
            at = match.end()
            listing = not match[0].startswith("</") and not match[0].endswith("/>")
            listing = listing and "</references" in text[at : at + _LONGEST_LIST].casefold()
        return "".join((*parts, self._without_refs(text[at:], _CALLED)))

    def in_order(self) -> list[tuple[str, str]]:
        """Keys and words of the notes, called ones first, in the order of their calls."""
        called = [key for key in self.labels if key in self._words]
        others = [key for key in self._words if key not in self.labels]
        return [(key, self._words[key]) for key in (*called, *others)]

    def _without_refs(self, text: str, what: str) -> str:
        stack: list[tuple[str, list[str]]] = [("", [])]
        at = 0
        for match in _REF.finditer(text):
            stack[-1][1].append(text[at : match.start()])
            at = match.end()
            if match["end"]:
                if len(stack) > 1:
                    attrs, words = stack.pop()
                    stack[-1][1].append(self._read(attrs, "".join(words), what))
            elif match["attrs"].rstrip().endswith("/"):
                stack[-1][1].append(self._read(match["attrs"], "", what))
            else:
                stack.append((match["attrs"], []))
        stack[-1][1].append(text[at:])
        return "".join("".join(words) for _, words in stack) if what == _CALLED else ""

    def _read(self, attrs: str, words: str, what: str) -> str:
        name, group = _attribute(_NAME, attrs), _attribute(_GROUP, attrs)
        key = self._key(group, name)
        if words.strip():
            self._words.setdefault(key, words.strip())
        if what == _DEFINED:
            return ""
        if key not in self.labels:
            self.labels[key] = self._next_label(self._groups[key])
        return f'<note-call key="{key}"></note-call>'

    def _key(self, group: str, name: str) -> str:
        """A name in the list of references may leave out the group that calls give it."""
        number = str(len(self._groups) + 1)
        key = self._names.setdefault((group, name or f"#{number}"), number)
        self._groups.setdefault(key, group)
        return key

    def _next_label(self, group: str) -> str:
        count = self._counts[group] = self._counts.get(group, 0) + 1
        if not group:
            return str(count)
        if group == "lower-greek":
            return _GREEK[(count - 1) % len(_GREEK)]
        return formatted(count, _COUNTED[group]) if group in _COUNTED else f"{group} {count}"


def _attribute(pattern: re.Pattern[str], attrs: str) -> str:
    match = pattern.search(attrs)
    return next((part for part in match.groups() if part), "") if match else ""


def _link(root: Node, notes: Notes, references: _References) -> None:
    for node in list(root.walk()):
        if node.tag == "note-call":
            key = node.attrs["key"]
            label = notes.labels.setdefault(key, references.labels[key])
            notes.called.append(key)
            node.tag, node.attrs, node.children = "a", {"href": f"#note-{key}"}, [f"[{label}]"]


def _page(text: str) -> str:
    """Blocks as markup: headings, items, table cells, paragraphs."""
    text = _without_tables(without_templates(text))
    pieces = []
    for piece in re.split(r"\n\s*\n|\n(?=[*#:;=])|(?<==)\n", text):
        words = piece.strip()
        heading = _HEADING.fullmatch(words)
        if heading:
            pieces.append(f"<h{len(heading[1])}>{_inline(heading[2])}</h{len(heading[1])}>")
        elif words[:1] in ("*", "#", ":", ";"):
            pieces.append(f"<li>{_inline(_ITEM.sub('', words))}</li>")
        elif words:
            pieces.append(f"<p>{_inline(words)}</p>")
    return "".join(pieces)


def _inline(words: str) -> str:
    words = without_templates(words)
    words = _LINK.sub(_link_words, _LINK.sub(_link_words, words))
    words = _EXTERNAL.sub(lambda match: match[1] or "", words)
    return _EMPHASIS.sub("", words)


def _link_words(match: re.Match[str]) -> str:
    if _NAMESPACE.match(match[1]):
        return ""
    return match[1] if match[2] is None else match[2]


def _without_tables(text: str) -> str:
    return replace_nested(text, "{|", "|}", _table_words)


def _table_words(inner: str) -> str:
    cells = re.split(r"\n\s*[|!](?:-[^\n]*|\+)?|\|\||!!", inner)
    return "\n\n".join(cell.strip() for cell in cells[1:] if cell.strip())
