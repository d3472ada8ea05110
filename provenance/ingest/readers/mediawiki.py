"""MediaWiki text: ``<ref>`` notes, links, headings; infoboxes and categories are left out."""

import html
import re
from collections.abc import Callable
from dataclasses import replace

from provenance.ingest.decoding import decode
from provenance.ingest.layout import Layout
from provenance.ingest.linked_notes import layout_of_tree
from provenance.ingest.markup import Node, parse_markup
from provenance.ingest.trees import Notes

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_NOWIKI = re.compile(r"</?nowiki\s*/?>", re.IGNORECASE)
_REF = re.compile(r"<ref(?P<attrs>(?:\s[^<>]{0,300})?)>", re.IGNORECASE)
_REF_END = re.compile(r"</ref\s*>", re.IGNORECASE)
_REFERENCES = re.compile(r"<references[^<>]{0,100}/?>|</references>", re.IGNORECASE)
_NAME = re.compile(
    r"name\s*=\s*(?:\"([^\"]{1,200})\"|'([^']{1,200})'|([^\s\"'/>]{1,200}))", re.IGNORECASE
)
_GROUP = re.compile(r"group\s*=\s*[\"']?([^\s\"'/>]{1,60})", re.IGNORECASE)
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
_CITE = re.compile(
    r"\{\{\s*(?:cit\w*|[\w ]{0,20}(?:cite|bron|ouvrage|article|lien web|literatur"
    r"|internetquelle)[\w ]{0,20})\s*\|",
    re.IGNORECASE,
)
_ORDER = tuple(
    name
    for names in (
        "last last1 first first1 author authors auteur outeur year title titel titre work website",
        "werf newspaper journal magazine périodique publisher uitgewer éditeur location volume",
        "issue date datum pages page isbn url",
    )
    for name in names.split()
)
"""The fields of a citing template that are read, in the order in which they are written out."""
_MAGIC = re.compile(r"__[A-Z]{3,20}__")
_MAX_TEMPLATE = 20_000
_QUOTING = frozenset({"quote", "blockquote", "cquote", "quotation", "lang", "nowrap", "citaat"})
_PLACES = {"p": "p. ", "pp": "pp. ", "loc": "", "at": ""}
_CALL = re.compile(r"<note-call[^<>]{0,40}></note-call>")


def read_mediawiki(data: bytes) -> Layout:
    """Read the source of a wiki page."""
    decoded = decode(data)
    text = _MAGIC.sub("", _NOWIKI.sub("", _COMMENT.sub("", decoded.text)))
    writer = _Writer()
    text = _with_calls(_replace_nested(text, "{{", "}}", _note_template), writer)
    root = parse_markup(_page(_REFERENCES.sub("", text)))
    notes = Notes(root)
    _link(root, notes)
    for key, words in writer.notes.items():
        bare = _CALL.sub("", _inline(words)).lstrip(" .,;:") or words
        notes.write(key, key).children.append(parse_markup(bare))
    layout = layout_of_tree(root, "text/x-wiki", "mediawiki")
    return replace(layout, encoding=decoded.encoding, issues=(*decoded.issues, *notes.issues()))


class _Writer:
    """References found so far; a name used again calls the same note."""

    def __init__(self) -> None:
        self.notes: dict[str, str] = {}
        self._names: dict[str, str] = {}

    def call(self, attrs: str, words: str) -> str:
        """A placeholder for the marker."""
        named = _NAME.search(attrs)
        group = _GROUP.search(attrs)
        name = next((part for part in named.groups() if part), "") if named else ""
        key = self._key(f"{group[1] if group else ''}/{name}" if name else "")
        if words.strip():
            self.notes.setdefault(key, words.strip())
        return f'<note-call key="{key}"></note-call>'

    def _key(self, name: str) -> str:
        number = str(len(self._names) + 1)
        return self._names.setdefault(name or f"#{number}", number)


def _with_calls(text: str, writer: _Writer) -> str:
    """References replaced by placeholders, in one pass; one that is never closed is left alone."""
    parts, at = [], 0
    for match in _REF.finditer(text):
        if match.start() < at:
            continue
        attrs, words, end = match["attrs"], "", match.end()
        if not attrs.rstrip().endswith("/"):
            closing = _REF_END.search(text, end)
            if closing is None:
                break
            words, end = text[end : closing.start()], closing.end()
        parts += [text[at : match.start()], writer.call(attrs, words)]
        at = end
    return "".join((*parts, text[at:]))


def _link(root: Node, notes: Notes) -> None:
    for node in list(root.walk()):
        if node.tag == "note-call":
            key = node.attrs["key"]
            notes.labels.setdefault(key, key)
            notes.called.append(key)
            node.tag, node.attrs, node.children = "a", {"href": f"#note-{key}"}, [f"[{key}]"]


def _page(text: str) -> str:
    """Blocks as markup: headings, items, table cells, paragraphs."""
    text = _without_tables(_without_templates(text))
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
    words = _without_templates(words)
    words = _LINK.sub(_link_words, _LINK.sub(_link_words, words))
    words = _EXTERNAL.sub(lambda match: match[1] or "", words)
    return _EMPHASIS.sub("", words)


def _link_words(match: re.Match[str]) -> str:
    if _NAMESPACE.match(match[1]):
        return ""
    return match[1] if match[2] is None else match[2]


def _without_templates(text: str) -> str:
    """Templates taken out, innermost first; those that cite become the words of the citation."""
    return _replace_nested(text, "{{", "}}", _template_words)


def _without_tables(text: str) -> str:
    return _replace_nested(text, "{|", "|}", _table_words)


def _replace_nested(text: str, opening: str, closing: str, words_of: Callable[[str], str]) -> str:
    """Each nested stretch replaced by ``words_of`` its inside, innermost first, in one pass."""
    starts: list[int] = []
    parts: list[list[str]] = [[]]
    at = 0
    for match in re.finditer(re.escape(opening) + "|" + re.escape(closing), text):
        parts[-1].append(text[at : match.start()])
        at = match.end()
        if match[0] == opening:
            starts.append(match.start())
            parts.append([])
        elif starts:
            starts.pop()
            inner = "".join(parts.pop())
            parts[-1].append(words_of(inner))
    parts[-1].append(text[at:])
    return "".join("".join(part) for part in parts)


def _template_words(inner: str) -> str:
    name, _, rest = inner.partition("|")
    if name.strip().casefold() in _QUOTING:
        return next((part for part in rest.split("|") if "=" not in part[:12]), "")
    if not _CITE.match("{{" + inner[:200] + "|"):
        return ""
    parts = [part.partition("=") for part in inner[:_MAX_TEMPLATE].split("|")[1:]]
    fields = {name.strip().casefold(): value.strip() for name, sign, value in parts if sign}
    return ", ".join(fields[name] for name in _ORDER if fields.get(name))


def _note_template(inner: str) -> str:
    """Templates that are foot notes themselves become references; all others stay."""
    name, _, rest = inner.partition("|")
    kind = name.strip().casefold()
    if kind in ("sfn", "sfnp", "sfnm", "harvfootnote"):
        return f'<ref name="{html.escape(rest[:150])}">{_short_words(rest)}</ref>'
    if kind in ("efn", "refn", "notetag", "efn-lr"):
        body = next((p for p in rest.split("|") if "=" not in p.split(" ")[0]), rest)
        return f"<ref>{body}</ref>"
    if kind.startswith("harv"):
        return _short_words(rest)
    return "{{" + inner + "}}"


def _short_words(rest: str) -> str:
    """ "Roe|1981|p=4" as it is printed: "Roe 1981, p. 4"."""
    parts = [part.partition("=") for part in rest.split("|")]
    words = " ".join(name.strip() for name, sign, _ in parts if not sign and name.strip())
    where = ", ".join(
        f"{_PLACES[name.strip()]}{value.strip()}" for name, sign, value in parts
        if sign and name.strip() in _PLACES
    )  # fmt: skip
    return f"{words}, {where}" if where else words


def _table_words(inner: str) -> str:
    cells = re.split(r"\n\s*[|!](?:-[^\n]*|\+)?|\|\||!!", inner)
    return "\n\n".join(cell.strip() for cell in cells[1:] if cell.strip())
