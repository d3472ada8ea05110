"""Which element of a page a link or button points to, however the page says so."""

import re
from collections.abc import Mapping
from urllib.parse import unquote

from provenance.ingest.markup import Node

_ATTRIBUTES = ("aria-describedby", "aria-controls", "rid", "popovertarget")
DECLARED = "data-note-label"
"""Set by our own readers on an element that their format says is a note: its printed label."""
_NOT_TARGETS = frozenset({"data-id", "data-parent", DECLARED})
_QUOTED = re.compile(r"['\"]#?([^'\"\s#]{1,120})['\"]")
_MOST_NAMES = 20

Targets = Mapping[str, Node]
"""Every element that can be pointed to, by its id or name."""


def targets_in(root: Node) -> dict[str, Node]:
    """The elements below ``root`` that have a name; the first of a name holds it."""
    found: dict[str, Node] = {}
    for node in root.walk():
        for name in names_of(node):
            found.setdefault(name, node)
    return found


def names_of(node: Node) -> list[str]:
    """The names by which links reach an element."""
    name = node.attrs.get("name") if node.tag == "a" else None
    return [key for key in (node.attrs.get("id"), name) if key]


def pointed(node: Node, targets: Targets) -> str | None:
    """The name of the element that ``node`` points to, if the page has it.

    A saved page may have made its links absolute, so what stands before the "#" does not matter.
    """
    for value in _pointers(node):
        for name in (value, unquote(value)):
            if name in targets:
                return name
    return None


def _pointers(node: Node) -> list[str]:
    attrs = node.attrs
    found = [attrs["href"].rpartition("#")[2]] if "#" in attrs.get("href", "") else []
    found += [attrs[name].lstrip("#") for name in _ATTRIBUTES if attrs.get(name)]
    found += [
        value.lstrip("#")
        for name, value in attrs.items()
        if name.startswith("data-") and name not in _NOT_TARGETS and value
    ]
    if "onclick" in attrs:
        found += _QUOTED.findall(attrs["onclick"])[:_MOST_NAMES]
    return found
