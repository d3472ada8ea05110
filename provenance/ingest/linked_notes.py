"""Notes that a page's markup marks: behind links, in attributes, in hidden or marginal elements.

A call is a short link whose target stands further on and holds words. A link from a note back to its
call is no call, and its sign (an arrow, the number) is no part of the note.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from provenance.ingest.flow import Flow, lay_out
from provenance.ingest.folding import fold
from provenance.ingest.inline_notes import (
    NOTE_NAMES,
    InlineNote,
    inline_notes,
    is_sign,
)
from provenance.ingest.labels import WORDS_FOR_NOTE, printed
from provenance.ingest.layout import Call, FoundNote, Layout
from provenance.ingest.link_pairs import Pair, note_links
from provenance.ingest.linked_extents import Extents
from provenance.ingest.list_numbers import number_lists
from provenance.ingest.markup import Node
from provenance.ingest.pointers import DECLARED, Targets, pointed, targets_in

_ARROWS = re.compile(r"[↑↩⤴^\u21b5\ufe0e\ufe0f⇑▲]+")
_LEAST_WORDS = 2
_OPENING = re.compile(rf"[\[(\s]{{0,9}}(?:(?i:{WORDS_FOR_NOTE})\.?\s)?")
_CLOSING = re.compile(r"\s?[\])\s.:]{1,20}")
_SHORT_SIGN = 8
_LONGEST_WAY_BACK = 40
_LONGEST_SIGN = 60
_NO_NOTES = frozenset({"h1", "h2", "h3", "nav"})


def layout_of_tree(root: Node, media_type: str, reader: str) -> Layout:
    """Lay out a tree, with the notes that it marks and the raised signs that remain."""
    targets = targets_in(root)
    number_lists(root, targets)
    inline = inline_notes(root, targets)
    flow = lay_out(root, [note.node for note in inline])
    notes, calls = linked_notes(flow, root, targets, inline)
    called = {(call.start, call.end) for call in calls}
    return Layout(
        text=flow.text,
        media_type=media_type,
        encoding="utf-8",
        reader=reader,
        blocks=tuple(flow.blocks),
        notes=notes,
        calls=calls,
        raised=tuple(span for span in flow.raised if span not in called),
        apart=tuple(flow.apart),
    )


def linked_notes(
    flow: Flow, root: Node, targets: Targets, inline: Sequence[InlineNote]
) -> tuple[tuple[FoundNote, ...], tuple[Call, ...]]:
    """Notes and calls that the markup of a laid-out tree pairs."""
    text = flow.text
    pairs = note_links(flow, _pairs(text, root, targets))
    pairs += _beside(inline, {id(pair.target) for pair in pairs})
    called = {node.attrs["id"]: node for node in root.walk() if DECLARED in node.attrs}
    for pair in pairs:
        called.setdefault(pair.key, pair.target)
    ordered = sorted(called.items(), key=lambda item: item[1].start)
    bounds = Extents(text, flow.blocks, [pair.call.start for pair in pairs]).of(
        [target for _, target in ordered], frozenset(id(note.node) for note in inline)
    )
    links = sorted((*_links_in(root, targets), *((*span, 0) for span in flow.apart)))
    notes = []
    labels = _call_labels(text, pairs)
    for (key, target), (start, end) in zip(ordered, bounds, strict=True):
        label = labels.get(key) or target.attrs.get(DECLARED, "")
        note = _note(text, key, label, start, end, links)
        if note is not None:
            notes.append(note)
    kept = {note.key for note in notes}
    calls = tuple(_call(pair) for pair in pairs if pair.key in kept)
    return tuple(notes), calls


def _pairs(text: str, root: Node, targets: Targets) -> list[Pair]:
    pairs: list[Pair] = []
    for node in root.walk():
        key = pointed(node, targets)
        if key is None or not _is_call(text, node, targets[key]):
            continue
        if pairs and pairs[-1].key == key and node.end <= pairs[-1].call.end:
            continue  # the same sign says it twice, outside and inside
        pairs.append(Pair(node, targets[key], key))
    return pairs


def _is_call(text: str, node: Node, target: Node) -> bool:
    """Like a label, and pointing onwards to something that is not a heading."""
    if target.start <= node.end or not 0 < node.end - node.start <= _LONGEST_SIGN:
        return False
    if DECLARED in target.attrs:
        return True
    if target.tag in _NO_NOTES or any(up.tag in _NO_NOTES for up in target.ancestors()):
        return False
    words = text[node.start : node.end]
    if is_sign(words):
        return True
    return len(words) <= _SHORT_SIGN and bool(NOTE_NAMES.search(node.names) and words.strip("[] "))


def _beside(inline: Sequence[InlineNote], taken: set[int]) -> list[Pair]:
    """Notes inside a line that no link calls are called by the sign beside them."""
    return [
        Pair(note.sign or _place_of(note.node), note.node, f"inline-{number}")
        for number, note in enumerate(inline, 1)
        if id(note.node) not in taken and DECLARED not in note.node.attrs
    ]


def _place_of(note: Node) -> Node:
    here = Node("here", {}, note.parent)
    here.start = here.end = note.place
    return here


def _call_labels(text: str, pairs: Sequence[Pair]) -> dict[str, str]:
    labels = {
        pair.key: pair.target.attrs[DECLARED] for pair in pairs if DECLARED in pair.target.attrs
    }
    for pair in pairs:
        words = text[pair.call.start : pair.call.end]
        labels.setdefault(pair.key, printed(words) if len(words) <= 12 else "")
    return labels


def _links_in(root: Node, targets: Targets) -> list[tuple[int, int, int]]:
    """Links within the page, by place: (start, end, where they lead)."""
    return sorted(
        (node.start, node.end, targets[key].start if key in targets else -1)
        for node in root.walk()
        if node.tag == "a" and node.end > node.start and "#" in node.attrs.get("href", "")
        for key in (pointed(node, targets) or "",)
    )


def _note(
    text: str,
    key: str,
    label: str,
    start: int,
    end: int,
    links: Sequence[tuple[int, int, int]],
) -> FoundNote | None:
    """The note's words without its own label and the way back."""
    first = bisect_right(links, (start - 1, 0, 0))
    pieces, at = [], start
    for link_start, link_end, leads_to in links[first:]:
        if link_start >= end:
            break
        words = text[link_start:link_end].strip("[]()^ .\u00a0")
        last = len(words) <= _LONGEST_WAY_BACK and not text[link_end:end].strip("[](). \u00a0\n↑↩")
        back = 0 <= leads_to < start and (len(words) <= _SHORT_SIGN or last)
        label_again = printed(words) == label or not words or _ARROWS.fullmatch(words)
        if link_start >= at and (label_again or back):
            pieces.append(text[at:link_start].rstrip("[(") if last else text[at:link_start])
            at = end if last and back else link_end
    pieces.append(text[at:end])
    words = _without_label(fold(_ARROWS.sub(" ", "".join(pieces))), label)
    if len(words) < _LEAST_WORDS:
        return None
    offset = text.find(words[:24], start, end) if len(words) >= 24 else text.find(words, start, end)
    own = label or key.removeprefix("inline-")
    return FoundNote(key, own, offset if offset >= 0 else start, end, start, words)


def _without_label(words: str, label: str) -> str:
    opening = _OPENING.match(words)
    at = opening.end() if opening else 0
    closing = _CLOSING.match(words, at + len(label)) if words.startswith(label, at) else None
    words = words[closing.end() :] if label and closing else words.removeprefix(label)
    return (
        words.strip(" \u00a0[]") if words.strip(" []") == "" else words.lstrip("])} \u00a0").strip()
    )


def _call(pair: Pair) -> Call:
    return Call(pair.call.start, pair.call.end, pair.key)
