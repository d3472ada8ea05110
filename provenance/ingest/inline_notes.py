"""Notes whose words stand inside a line of markup: hidden, set in the margin, or popping up.

Each has a sign that calls it: the raised number before it, the number that it opens with, or, where
a style sheet would count, a number that is written here.
"""

import re
from dataclasses import dataclass

from provenance.ingest.flow import is_hidden
from provenance.ingest.labels import read_label, read_roman
from provenance.ingest.markup import BLOCKS, Node
from provenance.ingest.pointers import DECLARED, Targets, pointed

LABEL = re.compile(r"[\[({]?\s?[\w*†‡§¶⁰¹²³⁴-⁹]{1,6}\s?[\])}]?")
_WORDED = re.compile(
    r"[\[(]?\s?(?:notes?|nb|n|fn|footnote|endnote|ref|(?:lower|upper)-(?:alpha|roman|greek)|anm"
    r"|anmerkung|nota|noot|voetnoot|not|прим)\.?[\s\u00a0]{0,2}(?P<label>[\w*†‡]{1,6})\s?[\])]?",
    re.IGNORECASE,
)
NOTE_NAMES = re.compile(
    r"(?:side|margin|foot|end)-?_?notes?(?:$|[\s_-])|(?:^|[\s_-])fn(?:$|[\s_\d-])|footnote",
    re.IGNORECASE,
)
_POPUP_NAMES = re.compile(
    r"(?:^|[\s_-])(?:tool-?tips?|pop-?(?:up|over)s?|hover-?card|note)(?:$|[\s_-]|text|content|inner"
    r"|body|box)",
    re.IGNORECASE,
)
_PREVIEW = re.compile(r"(?:…|\.\.\.|continue reading|read more|\bmore)\W{0,3}$", re.IGNORECASE)
_SIGN_IN_TEXT = re.compile(r"(\[[\w*†‡]{1,6}\]|[⁰¹²³⁴-⁹]{1,4}|[*†‡]{1,3})\s{0,2}$")
LEAST_TEXT = 12
_LINES = frozenset({"p", "li", "td", "dd", "blockquote"})
_HOLDERS = frozenset({"li", "ol", "ul", "td", "section", "body", "html", "a", "sup", "button"})
_SIGNS = frozenset({"sup", "label", "a", "button", "span", "summary"})
_MOST_REPEATS = 3


@dataclass(frozen=True, slots=True)
class InlineNote:
    """The element that holds a note's words, and the one that calls it (None: a link does)."""

    node: Node
    sign: Node | None


def is_sign(words: str) -> bool:
    """Whether words can be nothing but the label of a note: "1", "[a]", "iv", "note 3", "*"."""
    words = words.strip()
    worded = _WORDED.fullmatch(words)
    if not worded and not LABEL.fullmatch(words):
        return False
    bare = worded["label"] if worded else words.strip("[](){} \u00a0")
    label = read_label(bare) or read_roman(bare)
    return label is not None and (label.series != "capital" or words != bare)


def inline_notes(root: Node, targets: Targets) -> list[InlineNote]:
    """Elements inside a line that hold a note's whole text, with their signs beside them."""
    wanted = {key for node in root.walk() if (key := pointed(node, targets))}
    notes: list[InlineNote] = []
    for node in _found(root, wanted):
        if _PREVIEW.search(node.words()[-40:]) and DECLARED not in node.attrs:
            _leave_sign_alone(node)
        else:
            notes.append(InlineNote(node, _sign(node, wanted, len(notes) + 1)))
    return notes


def _found(root: Node, wanted: set[str]) -> list[Node]:
    found: list[Node] = []
    inside: set[int] = set()
    for node in root.walk():
        if node.parent is not None and id(node.parent) in inside:
            inside.add(id(node))
        elif _is_inline_note(node, wanted):
            found.append(node)
            inside.add(id(node))
    return found


def _is_inline_note(node: Node, wanted: set[str]) -> bool:
    """Cheap questions first: pages have many elements and few notes."""
    if DECLARED in node.attrs:
        return True
    if node.tag in _HOLDERS:
        return False
    if node.tag == "details":
        return _folded_note(node)
    named = bool(NOTE_NAMES.search(node.names))
    hidden = is_hidden(node) and (node.attrs.get("id") in wanted or named)
    popping = not named and bool(_POPUP_NAMES.search(node.names)) and _sign_before(node) is not None
    if not (hidden or popping or (named and node.tag in ("span", "small", "aside", "div"))):
        return False
    if not hidden and not any(up.tag in _LINES for up in node.ancestors()):
        return False
    blocks = sum(below.tag in BLOCKS for below in node.walk())
    return blocks <= 1 + (node.tag in BLOCKS) and len(node.words()) >= LEAST_TEXT


def _folded_note(node: Node) -> bool:
    """``<details>`` that opens at a note's label."""
    first = _first_child(node)
    return isinstance(first, Node) and first.tag == "summary" and is_sign(first.words())


def _sign(note: Node, wanted: set[str], number: int) -> Node | None:
    """The sign that calls ``note``: moved out of it or written where it has none."""
    if DECLARED in note.attrs or note.attrs.get("id") in wanted:
        return None
    sign = _own_sign(note)
    if sign is None:
        sign = _put_before(note, Node("sup", {}, note.parent))
        sign.children.append(f"[{number}]")
    elif sign.tag == "summary":
        sign.tag = "sup"
    _drop_repeats(note, sign.words())
    return sign


def _own_sign(note: Node) -> Node | None:
    """The label that the note opens with, unless it repeats the one before it."""
    first, before = _first_child(note), _sign_before(note)
    if before is None or (
        isinstance(first, Node)
        and is_sign(first.words())
        and _bare(first.words()) != _bare(before.words())
    ):
        return _take_out_sign(note) or before
    return before


def _leave_sign_alone(node: Node) -> None:
    """The beginning of a note that stands elsewhere in full: only its sign stays in the line."""
    _own_sign(node)
    if node.parent is not None:
        node.parent.children = [child for child in node.parent.children if child is not node]


def _sign_before(note: Node) -> Node | None:
    """The sign that stands just before ``note``, cut out of the words where it is one of them."""
    siblings = note.parent.children if note.parent else []
    place = _place(siblings, note)
    for at in range(place - 1, -1, -1):
        child = siblings[at]
        if isinstance(child, str):
            if child.strip():
                return _cut_out(note, at, child)
        elif words := child.words():
            return child if child.tag in _SIGNS and is_sign(words) else None
    return None


def _cut_out(note: Node, at: int, words: str) -> Node | None:
    match = _SIGN_IN_TEXT.search(words[-12:])
    whole = note.parent is not None and note.parent.tag in _SIGNS and is_sign(words)
    if note.parent is None or not (match or whole):
        return None
    label = match[1] if match else words.strip()
    sign = Node("sup", {}, note.parent)
    sign.children.append(label)
    before = words.rstrip()[: -len(label)]
    note.parent.children[at : at + 1] = [before, sign]
    return sign


def _take_out_sign(note: Node) -> Node | None:
    first = _first_child(note)
    if not isinstance(first, Node) or first.tag not in _SIGNS or not is_sign(first.words()):
        return None
    note.children = [child for child in note.children if child is not first]
    return _put_before(note, first)


def _put_before(note: Node, sign: Node) -> Node:
    if note.parent is not None:
        sign.parent = note.parent
        note.parent.children.insert(_place(note.parent.children, note), sign)
    return sign


def _drop_repeats(note: Node, label: str) -> None:
    """The label again, as elements of their own at the start of the note."""
    for _ in range(_MOST_REPEATS):
        first: Node | str | None = note
        path: list[Node] = []
        while isinstance(first, Node):
            path.append(first)
            first = _first_child(first)
        repeat = next((n for n in path[1:] if _bare(n.words()) in (_bare(label), "×")), None)
        if repeat is None or repeat.parent is None:
            return
        repeat.parent.children = [c for c in repeat.parent.children if c is not repeat]


def _bare(words: str) -> str:
    return words.strip("[](){}. \u00a0✕✖").casefold() or ("×" if words.strip() else "")


def _first_child(node: Node) -> Node | str | None:
    for child in node.children:
        if child.strip() if isinstance(child, str) else child.words():
            return child
    return None


def _place(siblings: list[Node | str], node: Node) -> int:
    return next((at for at, child in enumerate(siblings) if child is node), 0)
