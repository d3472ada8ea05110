"""A tree of markup laid out as text with blocks, offsets and raised spans."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from provenance.ingest.markup import BLOCKS, Node
from provenance.ingest.types import Block

_SPACE = re.compile(r"[ \t\n\r\f]+")
_SKIPPED = frozenset(
    {"script", "style", "template", "head", "title", "svg", "object", "select", "math"}
)
_WRAPPING = frozenset({"nav", "footer", "form", "button", "iframe", "noscript", "dialog"})
_WRAPPING_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|breadcrumbs?|share|sharing|social|newsletter"
    r"|subscribe|signup|promo"
    r"|related|recirc|recommended|advert\w*|ads?|cookie|comments?|sidebar|pagehead"
    r"|page-?head(?:er)?|running-?head"
    r"|page-?num(?:ber)?s?|toolbar|widget|popup|modal|masthead|site-?(?:header|footer)"
    r"|donat\w+|paywall|byline__avatar"
    r"|pagination|tags?|mw-editsection|navbox|toc|catlinks|printfooter|screen-reader-text"
    r"|visually-hidden)(?:$|[\s_-])",
    re.IGNORECASE,
)
PAGE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:page-?(?:num(?:ber)?s?|no|break)?|pb|pagina|pgn?o?)(?:$|[\s_-])", re.IGNORECASE
)
_KINDS = {
    **dict.fromkeys(("li", "dd", "dt"), "list item"),
    **dict.fromkeys(("td", "th"), "table cell"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    "blockquote": "quotation",
}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LONGEST_NUMBER = 16
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(slots=True)
class Flow:
    """What laying out yields. Offsets count in ``text``; nodes carry their own as well."""

    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    raised: list[tuple[int, int]] = field(default_factory=list)
    apart: list[tuple[int, int]] = field(default_factory=list)
    """Page numbers of the printed edition, inside lines."""


class _Writer:
    """Text with its blocks, white space as a browser shows it."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []
        self._block: tuple[str, int] | None = None
        self._space = False

    def end_block(self) -> None:
        if self._block is not None:
            kind, start = self._block
            self.blocks.append(Block(kind, start, self.length))
            self._block = None
        self._space = False

    def line_break(self) -> None:
        if self._block is not None:
            self._append("\n")
            self._space = False

    def write(self, text: str, kind: str, *, exact: bool = False) -> None:
        folded = text if exact else _SPACE.sub(" ", text)
        if not folded.strip():
            self._space = self._space or bool(folded)
            return
        lead = folded[:1] == " " or self._space
        if self._block is None:
            if self.length:
                self._append("\n\n")
            self._block = (kind, self.length)
        elif lead and self.parts[-1][-1:] not in ("\n", " "):
            self._append(" ")
        self._append(
            unicodedata.normalize("NFC", folded.strip("\n") if exact else folded.strip(" "))
        )
        self._space = not exact and folded[-1:] == " "

    def next_offset(self) -> int:
        """Where the next word will stand."""
        if self._block is None:
            return self.length + (2 if self.length else 0)
        return self.length + (1 if self._space and self.parts[-1][-1:] not in ("\n", " ") else 0)

    def _append(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def lay_out(root: Node, deferred: Iterable[Node] = ()) -> Flow:
    """Lay out all below ``root``; ``deferred`` elements (notes hidden in a line) come last."""
    writer, flow = _Writer(), Flow()
    later = list(deferred)
    _lay_out_node(root, writer, flow, {id(node) for node in later})
    for node in later:
        writer.end_block()
        _lay_out_node(node, writer, flow, set(), kind="note")
    writer.end_block()
    flow.text, flow.blocks = "".join(writer.parts), writer.blocks
    return flow


def _lay_out_node(
    root: Node,
    writer: _Writer,
    flow: Flow,
    deferred: set[int],
    kind: str | None = None,
) -> None:
    """Depth first with a stack of our own: documents may nest deeper than Python recurses."""
    stack: list[tuple[Node | str, str, bool]] = [(root, kind or "paragraph", False)]
    while stack:
        item, outer, leaving = stack.pop()
        if isinstance(item, str):
            writer.write(item, outer, exact=False)
            continue
        if leaving:
            _leave(item, writer, flow)
            continue
        if item.tag in _SKIPPED or id(item) in deferred or (is_hidden(item) and kind is None):
            item.start = item.end = item.place = writer.next_offset()
            continue
        inner = kind or _kind_of(item, outer)
        _enter(item, writer)
        stack.append((item, outer, True))
        stack += [(child, inner, False) for child in reversed(item.children)]


def _enter(node: Node, writer: _Writer) -> None:
    if node.tag in BLOCKS:
        writer.end_block()
    elif node.tag == "br":
        writer.line_break()
    node.start = writer.next_offset()


def _leave(node: Node, writer: _Writer, flow: Flow) -> None:
    if node.tag in BLOCKS:
        writer.end_block()
    node.end = max(node.start, writer.length)
    if node.end <= node.start:
        return
    if node.tag == "sup":
        flow.raised.append((node.start, node.end))
    elif (
        node.tag not in BLOCKS
        and node.end - node.start <= _LONGEST_NUMBER
        and PAGE_NAMES.search(node.attrs.get("class", ""))
    ):
        flow.apart.append((node.start, node.end))


def is_hidden(node: Node) -> bool:
    """The page hides it until something is clicked."""
    return "hidden" in node.attrs or bool(_HIDDEN.search(node.attrs.get("style", "")))


def _kind_of(node: Node, outer: str) -> str:
    if outer == "boilerplate":
        return outer
    if node.tag in _WRAPPING or _is_wrapping(node):
        return "boilerplate"
    if node.tag in _HEADINGS:
        return "heading"
    if node.tag == "p" and outer in ("list item", "quotation", "table cell", "caption"):
        return outer
    if node.tag in _KINDS:
        return _KINDS[node.tag]
    return "paragraph" if node.tag in BLOCKS and outer == "heading" else outer


def _is_wrapping(node: Node) -> bool:
    if node.tag in ("html", "body", "main", "article"):
        return False
    if node.tag not in BLOCKS and PAGE_NAMES.search(node.attrs.get("class", "")):
        return False  # a page number inside a line, which does not make the line one
    return bool(_WRAPPING_NAMES.search(node.names)) and not re.search(
        r"note|reference|\bfn", node.names, re.IGNORECASE
    )
