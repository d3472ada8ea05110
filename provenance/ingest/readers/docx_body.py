"""The parts of a DOCX that hold words, as elements of a tree."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from provenance.ingest.list_numbers import NUMBER
from provenance.ingest.markup import Node
from provenance.ingest.readers.docx_numbers import ListNumbers, NoteNumbers, NoteProperties
from provenance.ingest.readers.untrusted_xml import parse_xml
from provenance.ingest.trees import Notes, element

_HELP = "Open it in a word processor, save it again as DOCX, and try once more."
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_HEADINGS = (
    "heading",
    "title",
    "berschrift",
    "überschrift",
    "titre",
    "kop",
    "rubrik",
    "titolo",
    "título",
)
_NOTE_REFERENCE = re.compile(
    r"(?:foot|end)note\s?reference|fu(?:ß|ss)notenzeichen|appel\s?note", re.IGNORECASE
)
_CALLS_AGAIN = re.compile(r"\s*NOTEREF\s+(\S+)\b.{0,80}\\f")
_HIDDEN = frozenset({"del", "moveFrom", "Fallback"})
_SYMBOL_FONT = range(0xF020, 0xF100)


class Styles:
    """Names of styles by their ids, which differ from language to language."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self._id = ""

    def start(self, name: str, attrs: dict[str, str]) -> None:
        """Into an element of the part about styles."""
        if name == "style":
            self._id = attrs.get("styleId", "")
        elif name == "name" and self._id:
            self.names.setdefault(self._id, attrs.get("val", ""))

    def end(self, name: str) -> None:
        """Out of it."""
        if name == "style":
            self._id = ""

    def name(self, attrs: dict[str, str]) -> str:
        """The name of the style that an element refers to."""
        own = attrs.get("val", "")
        return self.names.get(own, own)


@dataclass(slots=True)
class _State:
    """Where reading stands in one part of the document."""

    writing: bool = False
    raised: bool = False
    hidden: int = 0
    skipped: bool = False
    mark: Node | None = None
    instruction: str | None = None
    result: Node | None = None
    outer: list[Node] = field(default_factory=list)
    bookmarks: dict[str, str] = field(default_factory=dict)


class Builder:
    """Turns parts of the archive into elements of the tree."""

    def __init__(self, root: Node, notes: Notes) -> None:
        self.root = root
        self.notes = notes
        self.styles = Styles()
        self.lists = ListNumbers()
        self.numbers = NoteNumbers()
        self._sections = NoteProperties()
        self._state = _State()
        self._home = self._block = root
        self._cell = False
        self._notes_of: str | None = None
        self._named: dict[str, str] = {}
        self._again: list[tuple[Node, str]] = []
        self._struck: set[str] = set()

    def read(self, data: bytes, home: Node, notes_of: str | None = None) -> None:
        """Read one XML part into ``home``, or as notes of a kind."""
        self._state, self._home, self._block = _State(), home, home
        self._notes_of = notes_of
        parse_xml(data, self._start, self._end, self._text, _HELP)

    def finish_body(self) -> None:
        """Number what was called, now that all sections have said how."""
        self.numbers.sections.append(self._sections.found)
        self.numbers.number(self.notes)
        for node, name in self._again:
            key = self._named.get(name)
            if key is not None:
                node.tag, node.attrs = "a", {"href": f"#note-{key}"}
                node.children = [f"[{self.notes.labels[key]}]"]

    def _start(self, name: str, attrs: dict[str, str]) -> None:
        self._sections.start(name, attrs)
        if name in _HIDDEN:
            self._state.hidden += 1
        handler = _STARTS.get(name)
        if handler is not None:
            handler(self, attrs)

    def _end(self, name: str) -> None:
        self._sections.end(name)
        if name in _HIDDEN:
            self._state.hidden -= 1
        handler = _ENDS.get(name)
        if handler is not None:
            handler(self)

    def _text(self, words: str) -> None:
        state = self._state
        if state.instruction is not None and not state.writing and state.result is None:
            state.instruction += words
        if not state.writing or state.hidden or state.skipped:
            return
        if state.mark is not None:
            self._custom_mark(state.mark, words)
        elif state.result is not None:
            state.result.children.append(words)
        else:
            target = element("sup", self._block) if state.raised else self._block
            target.children.append(words)

    def _custom_mark(self, mark: Node, words: str) -> None:
        key = mark.attrs["href"].removeprefix("#note-")
        self.notes.relabel(key, words.strip() or self.notes.labels[key])
        self._state.mark = None

    def _paragraph(self, attrs: dict[str, str]) -> None:
        self._state.outer.append(self._block)
        self._state.raised = False
        self._block = element("td" if self._cell else "p", self._home)

    def _end_paragraph(self) -> None:
        self._block = self._state.outer.pop() if self._state.outer else self._home

    def _style(self, attrs: dict[str, str]) -> None:
        style = self.styles.name(attrs).casefold().replace(" ", "")
        if style.startswith(_HEADINGS):
            self._block.tag = "h1" if style.startswith("title") else "h2"
        elif "quote" in style or "zitat" in style:
            self._block.tag = "blockquote"
        elif style == "caption":
            self._block.tag = "figcaption"

    def _letter_style(self, attrs: dict[str, str]) -> None:
        if _NOTE_REFERENCE.search(self.styles.name(attrs)) or _NOTE_REFERENCE.search(
            attrs.get("val", "")
        ):
            self._state.raised = True

    def _item(self, attrs: dict[str, str]) -> None:
        if self._block.tag == "p":
            self._block.tag = "li"

    def _list(self, attrs: dict[str, str]) -> None:
        number = self.lists.next(attrs.get("val", ""))
        if number is not None:
            self._block.attrs[NUMBER] = number

    def _into_cell(self, attrs: dict[str, str]) -> None:
        self._cell = True

    def _end_cell(self) -> None:
        self._cell = False

    def _write(self, attrs: dict[str, str]) -> None:
        self._state.writing = True

    def _end_write(self) -> None:
        self._state.writing = False

    def _run(self, attrs: dict[str, str]) -> None:
        self._state.raised = False

    def _end_run(self) -> None:
        self._state.mark = None
        self._state.raised = False

    def _symbol(self, attrs: dict[str, str]) -> None:
        code = attrs.get("char", "")
        number = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,5}", code) else 0
        if number:
            self._state.writing = True
            self._text(chr(number - 0xF000 if number in _SYMBOL_FONT else number))
            self._state.writing = False

    def _space(self, attrs: dict[str, str]) -> None:
        if not (self._state.hidden or self._state.skipped):
            self._block.children.append(" ")

    def _break(self, attrs: dict[str, str]) -> None:
        element("br", self._block)
        if attrs.get("type") == "page":
            self.numbers.page += 1

    def _page(self, attrs: dict[str, str]) -> None:
        self.numbers.page += 1

    def _hyphen(self, attrs: dict[str, str]) -> None:
        self._block.children.append("-")

    def _raise(self, attrs: dict[str, str]) -> None:
        self._state.raised = attrs.get("val") == "superscript"

    def _lift(self, attrs: dict[str, str]) -> None:
        if attrs.get("val", "").isdecimal() and attrs["val"] != "0":
            self._state.raised = True

    def _call_footnote(self, attrs: dict[str, str]) -> None:
        self._call("footnote", attrs)

    def _call_endnote(self, attrs: dict[str, str]) -> None:
        self._call("endnote", attrs)

    def _call(self, kind: str, attrs: dict[str, str]) -> None:
        key = f"{kind}-{attrs.get('id', '')}"
        if self._state.hidden or "id" not in attrs:
            self._struck.add(key)
            return
        link = self.notes.call(key, self._block)
        for name in self._state.bookmarks.values():
            self._named[name] = key
        if attrs.get("customMarkFollows") in ("1", "true", "on"):
            self._state.mark = link
        else:
            self.numbers.called(kind, key)

    def _bookmark(self, attrs: dict[str, str]) -> None:
        self._state.bookmarks[attrs.get("id", "")] = attrs.get("name", "")

    def _end_bookmark(self, attrs: dict[str, str]) -> None:
        self._state.bookmarks.pop(attrs.get("id", ""), None)

    def _field(self, attrs: dict[str, str]) -> None:
        """A complex field: its instruction, then its result, between three marks."""
        state, kind = self._state, attrs.get("fldCharType")
        if kind == "begin":
            state.instruction, state.result = "", None
        elif kind == "separate":
            match = _CALLS_AGAIN.match(state.instruction or "")
            state.instruction = None
            if match and self._notes_of is None and not state.hidden:
                state.result = element("sup", self._block)
                self._again.append((state.result, match[1]))
        elif kind == "end":
            state.instruction = state.result = None

    def _section(self) -> None:
        self.numbers.sections.append(self._sections.found)
        self._sections.found = {}

    def _note(self, attrs: dict[str, str]) -> None:
        key = f"{self._notes_of}-{attrs.get('id', '')}"
        struck = key in self._struck and key not in self.notes.labels
        if self._notes_of is None or attrs.get("type") in _SEPARATORS or struck:
            self._state.skipped = True
            self._home = self._block = Node("p", {}, None)
            return
        self._home = self._block = self.notes.write(key)

    def _end_note(self) -> None:
        if self._notes_of is not None:
            self._home = self._block = self.root
            self._state.skipped = False


Start = Callable[[Builder, dict[str, str]], None]
_STARTS: dict[str, Start] = {
    "p": Builder._paragraph,
    "pStyle": Builder._style,
    "rStyle": Builder._letter_style,
    "numPr": Builder._item,
    "numId": Builder._list,
    "tc": Builder._into_cell,
    "r": Builder._run,
    "t": Builder._write,
    "sym": Builder._symbol,
    "tab": Builder._space,
    "br": Builder._break,
    "cr": Builder._break,
    "lastRenderedPageBreak": Builder._page,
    "noBreakHyphen": Builder._hyphen,
    "vertAlign": Builder._raise,
    "position": Builder._lift,
    "fldChar": Builder._field,
    "bookmarkStart": Builder._bookmark,
    "bookmarkEnd": Builder._end_bookmark,
    "footnoteReference": Builder._call_footnote,
    "endnoteReference": Builder._call_endnote,
    "footnote": Builder._note,
    "endnote": Builder._note,
}
_ENDS: dict[str, Callable[[Builder], None]] = {
    "p": Builder._end_paragraph,
    "tc": Builder._end_cell,
    "t": Builder._end_write,
    "r": Builder._end_run,
    "sectPr": Builder._section,
    "footnote": Builder._end_note,
    "endnote": Builder._end_note,
}
