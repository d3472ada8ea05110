"""A lenient tree of HTML, built without a browser and without fetching anything.

The standard library's tokenizer is enough: scripts and styles are dropped, character references are
read, unclosed paragraphs and items are closed as browsers do, and nothing is ever executed. Depth is
bounded; what is nested deeper hangs flat on the last node.
"""

from collections.abc import Iterator
from html.parser import HTMLParser

from provenance.ingest.wordlists import words_of

VOID = words_of("area base br col embed hr img input link meta param source track wbr")
BLOCKS = words_of(
    """
    address article aside blockquote body caption center dd details div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section
    summary table tbody td tfoot th thead title tr ul
    """
)
"""Elements that begin a new line."""
_CLOSED_BY_OPENING = {"li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "td": ("td", "th"),
                      "th": ("td", "th"), "tr": ("tr",), "option": ("option",)}  # fmt: skip
_SCOPES = {"li": ("ul", "ol", "menu"), "dt": ("dl",), "dd": ("dl",), "td": ("tr", "table"),
           "th": ("tr", "table"), "tr": ("table",)}  # fmt: skip
_MAX_DEPTH = 150


class Node:
    """An element. ``start`` and ``end`` are offsets in the text, once it is laid out; ``place`` is
    where one that is laid out after all the text would have stood in its line."""

    __slots__ = ("attrs", "children", "end", "parent", "place", "start", "tag")

    def __init__(self, tag: str, attrs: dict[str, str], parent: "Node | None") -> None:
        self.tag = tag
        self.attrs = attrs
        self.parent = parent
        self.children: list[Node | str] = []
        self.start = -1
        self.end = -1
        self.place = -1

    def walk(self) -> Iterator["Node"]:
        """This element and all below it, in the order of the document."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack += [child for child in reversed(node.children) if isinstance(child, Node)]

    def words(self) -> str:
        """All its text, white space folded."""
        pieces: list[str] = []
        stack: list[Node | str] = [self]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                pieces.append(item)
            else:
                stack += reversed(item.children)
        return " ".join("".join(pieces).split())

    def ancestors(self) -> Iterator["Node"]:
        """From its parent up to the root."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    @property
    def names(self) -> str:
        """Its classes, id and role, for telling what it is for."""
        return " ".join(self.attrs.get(key, "") for key in ("class", "id", "role"))


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("html", {}, None)
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._close_implied(tag)
        parent = self._open[-1]
        node = Node(tag, {key: value or "" for key, value in attrs}, parent)
        parent.children.append(node)
        if tag not in VOID and len(self._open) < _MAX_DEPTH:
            self._open.append(node)

    def _close_implied(self, tag: str) -> None:
        if tag in BLOCKS and self._open[-1].tag == "p":
            self._open.pop()
        closes = _CLOSED_BY_OPENING.get(tag)
        if closes is None:
            return
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].tag in _SCOPES.get(tag, ()):
                return
            if self._open[place].tag in closes:
                del self._open[place:]
                return

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                return
        if tag == "p":  # browsers read a stray </p> as an empty paragraph
            parent = self._open[-1]
            parent.children.append(Node("p", {}, parent))

    def handle_data(self, data: str) -> None:
        if self._open[-1].tag not in ("script", "style", "template"):
            self._open[-1].children.append(data)


def parse_markup(text: str) -> Node:
    """The tree of ``text``."""
    builder = _Builder()
    builder.feed(text)
    builder.close()
    return builder.root
