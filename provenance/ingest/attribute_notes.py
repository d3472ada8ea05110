"""Notes whose words stand in an attribute of their sign: put into the tree, beside it."""

import re

from provenance.ingest.inline_notes import LEAST_TEXT, NOTE_NAMES, is_sign
from provenance.ingest.markup import Node, parse_markup
from provenance.ingest.pointers import pointed, targets_in

_TAGS = frozenset({"a", "sup", "span", "button", "abbr", "label", "small", "i"})
_SPOKEN = re.compile(
    r"(?:see|view|jump|go|back|show|open|read|toggle|click|scroll)\b.{0,60}", re.IGNORECASE
)
_CODE = re.compile(r"[{\[]|https?:|/|[\w.-]{1,60}\(|function\b")
_LEAST_WORDS = 2


def write_out_attributes(root: Node) -> None:
    """Put each note that stands in an attribute of its sign into the tree as an element."""
    targets = targets_in(root)
    for node in list(root.walk()):
        if node.tag not in _TAGS or node.parent is None:
            continue
        text = _text(node)
        if text is None or pointed(node, targets):
            continue
        note = Node("span", {"class": "footnote"}, node.parent)
        note.children += parse_markup(text).children if "<" in text else [text]
        siblings = node.parent.children
        place = next(at for at, child in enumerate(siblings) if child is node)
        siblings.insert(place + 1, note)


def _text(node: Node) -> str | None:
    """The longest attribute that reads like words, where the element looks like a note's sign."""
    found = [
        value.strip()
        for name, value in node.attrs.items()
        if (name == "title" or name.startswith("data-")) and _reads_like_words(value.strip())
    ]
    if not found:
        return None
    words = node.words()
    raised = node.tag == "sup" or any(up.tag == "sup" for up in node.ancestors())
    named = raised or NOTE_NAMES.search(node.names) or words[:1] in ("[", "(")
    declared = any(name.startswith(("data-f", "data-note")) for name in node.attrs)
    return max(found, key=len) if (named or declared) and is_sign(words) else None


def _reads_like_words(value: str) -> bool:
    return (
        len(value) >= LEAST_TEXT
        and len(value.split()) >= _LEAST_WORDS
        and not _CODE.match(value)
        and not _SPOKEN.fullmatch(value)
    )
