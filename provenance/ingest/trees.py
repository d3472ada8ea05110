"""Building a tree by hand, for the readers of formats that are not HTML."""

from dataclasses import dataclass, field

from provenance.ingest.markup import Node
from provenance.ingest.pointers import DECLARED
from provenance.ingest.types import Issue


def element(tag: str, parent: Node, **attrs: str) -> Node:
    """A new last child of ``parent``."""
    node = Node(tag, dict(attrs), parent)
    parent.children.append(node)
    return node


@dataclass(slots=True)
class Notes:
    """The notes of a document being built: each key gets one label and one element at the end."""

    root: Node
    labels: dict[str, str] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)
    called: list[str] = field(default_factory=list)
    _links: dict[str, list[Node]] = field(default_factory=dict)

    def call(self, key: str, parent: Node, label: str | None = None) -> Node:
        """Put a marker that calls the note ``key``."""
        self.labels.setdefault(key, label or str(len(self.labels) + 1))
        self.called.append(key)
        link = element("a", parent, href=f"#note-{key}")
        link.children.append(f"[{self.labels[key]}]")
        self._links.setdefault(key, []).append(link)
        return link

    def relabel(self, key: str, label: str) -> None:
        """Print another label wherever ``key`` is called; before its words are written."""
        self.labels[key] = label
        for link in self._links.get(key, ()):
            link.children = [f"[{label}]"]

    def write(self, key: str, label: str | None = None) -> Node:
        """The element that takes the note's words; it stands after all the text."""
        self.labels.setdefault(key, label or str(len(self.labels) + 1))
        self.written.add(key)
        return element("div", self.root, id=f"note-{key}", **{DECLARED: self.labels[key]})

    def issues(self) -> tuple[Issue, ...]:
        """Calls of notes that were never written."""
        missing = dict.fromkeys(key for key in self.called if key not in self.written)
        return tuple(
            Issue("marker without note", f"The text calls a note {self.labels[key]}, but there is none.",
                  f"marker {self.labels[key]}")
            for key in missing
        )  # fmt: skip
