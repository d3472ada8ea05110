"""Notes whose words stand inside a line of markup: hidden, set in the margin, or in an attribute."""

import re

from provenance.ingest.flow import is_hidden
from provenance.ingest.markup import BLOCKS, Node

LABEL = re.compile(r"[\[({]?\s?[\w*†‡§¶⁰¹²³⁴-⁹]{1,6}\s?[\])}]?")
NOTE_NAMES = re.compile(
    r"(?:side|margin|foot|end)-?_?notes?(?:$|[\s_-])|(?:^|[\s_-])fn(?:$|[\s_\d-])|footnote",
    re.IGNORECASE,
)
LEAST_TEXT = 12
_LINES = frozenset({"p", "li", "td", "dd", "blockquote"})
DECLARED = "data-note-label"
"""Set by our own readers on an element that their format says is a note: its printed label."""
_POINTERS = ("aria-describedby", "data-footnote-id", "data-target", "popovertarget", "aria-controls",
             "data-bs-target")  # fmt: skip
_TEXT_ATTRIBUTES = ("data-footnote", "data-note", "data-content", "data-bs-content", "data-fn",
                    "data-tippy-content", "data-tooltip", "data-footnote-content", "title")  # fmt: skip


def inline_notes(root: Node) -> list[Node]:
    """Elements inside a line that hold a note's whole text: hidden, or set in the margin."""
    wanted = {pointed(node) for node in root.walk()} - {None}
    found: list[Node] = []
    inside: set[int] = set()
    for node in root.walk():
        if node.parent is not None and id(node.parent) in inside:
            inside.add(id(node))
        elif _is_inline_note(node, wanted):
            found.append(node)
            inside.add(id(node))
    return found


def _is_inline_note(node: Node, wanted: set[str | None]) -> bool:
    """Cheap questions first: pages have many elements and few notes."""
    if DECLARED in node.attrs:
        return True
    named = bool(NOTE_NAMES.search(node.names))
    hidden = is_hidden(node) and (node.attrs.get("id") in wanted or named)
    if not (hidden or (named and node.tag in ("span", "small", "aside", "div"))):
        return False
    if node.tag in ("li", "ol", "ul", "td", "section", "body", "html"):
        return False
    if not hidden and not any(up.tag in _LINES for up in node.ancestors()):
        return False
    blocks = sum(below.tag in BLOCKS for below in node.walk())
    return blocks <= 1 + (node.tag in BLOCKS) and len(node.words()) >= LEAST_TEXT


def pointed(node: Node) -> str | None:
    """The id that a link or button points to within the page."""
    href = node.attrs.get("href", "")
    if href.startswith("#") and len(href) > 1:
        return href[1:]
    for name in _POINTERS:
        if node.attrs.get(name):
            return node.attrs[name].removeprefix("#")
    return None


def write_out_attributes(root: Node) -> None:
    """Put notes that stand in an attribute of their sign into the tree, as elements beside it."""
    names = {node.attrs.get("id") for node in root.walk()}
    for node in list(root.walk()):
        text = _attribute_text(node)
        if text is None or node.parent is None or pointed(node) in names - {None}:
            continue
        note = Node("span", {"class": "footnote"}, node.parent)
        note.children.append(text)
        siblings = node.parent.children
        siblings.insert(next(i for i, child in enumerate(siblings) if child is node) + 1, note)


def _attribute_text(node: Node) -> str | None:
    if node.tag not in ("a", "sup", "span", "button", "abbr", "label") or not LABEL.fullmatch(
        node.words()
    ):
        return None
    raised = node.tag == "sup" or any(up.tag == "sup" for up in node.ancestors())
    for name in _TEXT_ATTRIBUTES:
        text = node.attrs.get(name, "").strip()
        named = raised or NOTE_NAMES.search(node.names) or name.startswith("data-f")
        if len(text) >= LEAST_TEXT and named:
            return re.sub(r"<[^<>]{1,200}>", " ", text)
    return None
