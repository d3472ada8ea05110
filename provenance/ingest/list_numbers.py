"""Numbers that a browser or word processor sets before the items of a list, written out.

Only lists of notes need them: those under a heading "Notes", those whose class says so, and the last
list of all. Lists whose items links lead to have their labels from the links.
"""

from collections.abc import Iterator

from provenance.ingest.inline_notes import NOTE_NAMES
from provenance.ingest.labels import roman_of
from provenance.ingest.markup import Node
from provenance.ingest.note_extents import NOTES_HEADING
from provenance.ingest.pointers import DECLARED, Targets, pointed

NUMBER = "data-list-number"
"""Set by our own readers on a paragraph that its format numbers: the number as printed."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "dt", "strong", "b", "caption"})
_LONGEST_HEADING = 60
_FEWEST = 2


def number_lists(root: Node, targets: Targets) -> None:
    """Write the numbers into the items of lists of notes."""
    led_to = {id(targets[key]) for node in root.walk() if (key := pointed(node, targets))}
    lists, headed = [], False
    for node in root.walk():
        if node.tag in _HEADINGS and node.attrs.get(NUMBER) is None:
            words = node.words()
            if words and (node.tag[0] == "h" or len(words) < _LONGEST_HEADING):
                headed = bool(NOTES_HEADING.fullmatch(words)) or (headed and node.tag[0] != "h")
        elif node.tag == "ol":
            lists.append((node, headed or bool(NOTE_NAMES.search(node.names))))
        elif headed and NUMBER in node.attrs:
            _write(node, node.attrs[NUMBER])
    for place, (node, of_notes) in enumerate(lists):
        if (of_notes or place == len(lists) - 1) and not _led_to(node, led_to):
            _number(node)


def _led_to(node: Node, led_to: set[int]) -> bool:
    return any(id(below) in led_to or DECLARED in below.attrs for below in node.walk())


def _number(node: Node) -> None:
    items = [child for child in node.children if isinstance(child, Node) and child.tag == "li"]
    labels = list(_labels(node, items))
    if len(items) < _FEWEST or any(
        item.words().startswith((label, f"[{label}", f"({label}"))
        for item, label in zip(items, labels, strict=True)
    ):
        return
    for item, label in zip(items, labels, strict=True):
        _write(item, label)


def _labels(node: Node, items: list[Node]) -> Iterator[str]:
    start = node.attrs.get("start", "1")
    number = int(start) if start.isdecimal() and len(start) < 7 else 1
    for item in items:
        value = item.attrs.get("value", "")
        number = int(value) if value.isdecimal() and len(value) < 7 else number
        yield _printed(number, node.attrs.get("type", "1"))
        number += 1


def _printed(number: int, kind: str) -> str:
    if kind in ("a", "A") and 0 < number <= 26:
        return chr(ord(kind) + number - 1)
    if kind in ("i", "I"):
        return roman_of(number) if kind == "i" else roman_of(number).upper()
    return str(number)


def _write(item: Node, label: str) -> None:
    first = item.children[0] if item.children else None
    holder = first if isinstance(first, Node) and first.tag in ("p", "div") else item
    holder.children.insert(0, f"{label}. ")
