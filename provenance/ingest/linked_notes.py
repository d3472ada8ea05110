"""Notes that a page's markup marks: behind links, in attributes, in hidden or marginal elements.

A call is a short link whose target stands further on and holds words. A link from a note back to its
call is no call, and its sign (an arrow, the number) is no part of the note.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from provenance.ingest.flow import lay_out
from provenance.ingest.folding import fold
from provenance.ingest.inline_notes import (
    DECLARED,
    LABEL,
    LEAST_TEXT,
    NOTE_NAMES,
    inline_notes,
    pointed,
)
from provenance.ingest.labels import printed, read_label, read_roman
from provenance.ingest.layout import Call, FoundNote, Layout
from provenance.ingest.markup import BLOCKS, Node
from provenance.ingest.types import Block

_ARROWS = re.compile(r"[↑↩⤴^\u21b5\ufe0e\ufe0f⇑▲]+")
_LEAST_WORDS = 2
_REACH = 1500
_SHORT_LINK = 4
_MARKS = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Pair:
    call: Node
    target: Node
    key: str


def layout_of_tree(root: Node, media_type: str, reader: str) -> Layout:
    """Lay out a tree, with the notes that it marks and the raised signs that remain."""
    inline = inline_notes(root)
    flow = lay_out(root, inline)
    notes, calls = linked_notes(flow.text, flow.blocks, root, inline)
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
    )


def linked_notes(
    text: str, blocks: Sequence[Block], root: Node, inline: Sequence[Node]
) -> tuple[tuple[FoundNote, ...], tuple[Call, ...]]:
    """Notes and calls that the markup of a laid-out tree pairs."""
    pairs = _pairs(text, root)
    pairs += _beside(inline, {id(pair.target) for pair in pairs})
    targets = {node.attrs["id"]: node for node in root.walk() if DECLARED in node.attrs}
    for pair in pairs:
        targets.setdefault(pair.key, pair.target)
    ordered = sorted(targets.items(), key=lambda item: item[1].start)
    bounds = _extents(
        text, blocks, [target for _, target in ordered], frozenset(id(node) for node in inline)
    )
    links = _links_in(root)
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


def _pairs(text: str, root: Node) -> list[_Pair]:
    by_name: dict[str, Node] = {}
    for node in root.walk():
        for name in names_of(node):
            by_name.setdefault(name, node)
    pairs = []
    for node in root.walk():
        key = pointed(node)
        target = by_name.get(key) if key else None
        if key and target is not None and _is_call(text, node, target):
            pairs.append(_Pair(node, target, key))
    return pairs


def _is_call(text: str, node: Node, target: Node) -> bool:
    """Short, like a label, and pointing onwards to something that is not a heading."""
    if target.start <= node.end or node.end - node.start > 8 or node.end <= node.start:
        return False
    words = text[node.start : node.end]
    if any(up.tag in ("h1", "h2", "h3", "nav") for up in target.ancestors()) or target.tag in (
        "h1",
        "h2",
        "h3",
    ):
        return False
    bare = words.strip("[](){} \u00a0")
    if not LABEL.fullmatch(words.strip()) or not (read_label(bare) or read_roman(bare)):
        return bool(NOTE_NAMES.search(node.names) and bare)
    return True


def _beside(inline: Sequence[Node], taken: set[int]) -> list[_Pair]:
    """Marginal notes without a link are called where they stand in the line."""
    return [
        _Pair(_caller(node), node, f"inline-{number}")
        for number, node in enumerate(inline, 1)
        if id(node) not in taken and DECLARED not in node.attrs
    ]


def _caller(note: Node) -> Node:
    """The raised sign just before the note, else the place of the note itself."""
    siblings = note.parent.children if note.parent else []
    place = next((i for i, child in enumerate(siblings) if child is note), 0)
    for child in reversed(siblings[:place]):
        if (
            isinstance(child, Node)
            and child.tag in ("sup", "label", "a", "button")
            and child.end > child.start
        ):
            return child
        if isinstance(child, str) and child.strip():
            break
    here = Node("here", {}, note.parent)
    before = note.start
    here.start = here.end = before
    return here


def _call_labels(text: str, pairs: Sequence[_Pair]) -> dict[str, str]:
    labels = {
        pair.key: pair.target.attrs[DECLARED] for pair in pairs if DECLARED in pair.target.attrs
    }
    for pair in pairs:
        words = text[pair.call.start : pair.call.end]
        labels.setdefault(pair.key, printed(words) if len(words) <= 12 else "")
    return labels


def names_of(node: Node) -> Sequence[str]:
    """The ids by which links reach an element."""
    name = node.attrs.get("name") if node.tag == "a" else None
    return [key for key in (node.attrs.get("id"), name) if key]


def _links_in(root: Node) -> list[tuple[int, int, int]]:
    """Links within the page, by place: (start, end, where they lead)."""
    places = {key: node.start for node in root.walk() for key in names_of(node)}
    return sorted(
        (node.start, node.end, places.get(key, -1))
        for node in root.walk()
        if node.tag == "a" and (key := pointed(node)) is not None and node.end > node.start
    )


def _extents(
    text: str, blocks: Sequence[Block], targets: Sequence[Node], inline: frozenset[int]
) -> list[tuple[int, int]]:
    """From each target to the next, or to the end of what holds it."""
    starts = [block.start for block in blocks]
    bounds = []
    for place, target in enumerate(targets):
        holder = _holder(text, target, inline)
        following = targets[place + 1].start if place + 1 < len(targets) else len(text)
        end = min(holder.end, following)
        if following - holder.end < _REACH and place + 1 < len(targets):
            end = max(end, _last_paragraph(blocks, starts, holder.end, following))
        elif end - target.start < LEAST_TEXT:
            block = bisect_right(starts, target.end)
            end = blocks[block].end if block < len(blocks) else end
        bounds.append((target.start, end))
    return bounds


def _holder(text: str, target: Node, inline: frozenset[int]) -> Node:
    """The element that holds the note's words: the target itself, or the block around it."""
    if id(target) in inline:
        return target
    own_words = _MARKS.sub("", text[target.start : target.end])
    return target if target.tag in BLOCKS and own_words else _block_above(target)


def _block_above(target: Node) -> Node:
    return next((up for up in target.ancestors() if up.tag in BLOCKS), target)


def _last_paragraph(blocks: Sequence[Block], starts: Sequence[int], after: int, before: int) -> int:
    """Paragraphs that follow a note before the next one belong to it, up to a heading."""
    end = after
    place = bisect_right(starts, after)
    while place < len(blocks) and blocks[place].start < before:
        if blocks[place].kind in ("heading", "boilerplate"):
            break
        end = min(blocks[place].end, before)
        place += 1
    return end


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
        back = 0 <= leads_to < start and len(words) <= _SHORT_LINK
        label_again = printed(words) == label or not words or _ARROWS.fullmatch(words)
        if link_start >= at and (label_again or back):
            pieces.append(text[at:link_start])
            at = link_end
    pieces.append(text[at:end])
    words = _without_label(fold(_ARROWS.sub(" ", "".join(pieces))), label)
    if len(words) < _LEAST_WORDS:
        return None
    offset = text.find(words[:24], start, end) if len(words) >= 24 else text.find(words, start, end)
    own = label or key.removeprefix("inline-")
    return FoundNote(key, own, offset if offset >= 0 else start, end, start, words)


def _without_label(words: str, label: str) -> str:
    match = re.match(rf"[\[(\s]*{re.escape(label)}\s?[\])\s.:]+", words) if label else None
    words = words[match.end() :] if match else words.removeprefix(label)
    return (
        words.strip(" \u00a0[]") if words.strip(" []") == "" else words.lstrip("])} \u00a0").strip()
    )


def _call(pair: _Pair) -> Call:
    return Call(pair.call.start, pair.call.end, pair.key)
