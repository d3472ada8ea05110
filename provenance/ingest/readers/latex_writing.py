"""LaTeX written into a tree of elements: words, blocks, notes and citations.

Commands that are not known keep the words of their last argument; mathematics is kept as written.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from provenance.ingest.markup import Node
from provenance.ingest.pointers import DECLARED
from provenance.ingest.readers.latex_cites import Item, cited_words, items_of
from provenance.ingest.readers.latex_source import argument
from provenance.ingest.readers.latex_words import (
    ACCENTS,
    AUTO_CITES,
    CITES,
    ENVIRONMENTS,
    FOOT_CITES,
    HEADINGS,
    HIDDEN_ENVIRONMENTS,
    LETTERS,
    MARKS,
    NOTES,
    QUOTES,
    QUOTING,
    SILENT,
)
from provenance.ingest.trees import Notes, element

_TOKEN = re.compile(
    r"\\(?P<command>[a-zA-Z@]+)\*?[ \t]*|\\(?P<sign>.)|(?P<open>\{)|(?P<close>\})|(?P<math>\$\$?)"
    r"|(?P<paragraph>\n[ \t]*\n\s*)|(?P<quote>``|''|`|')|(?P<dash>-{2,3})|(?P<tie>~)"
    r"|(?P<words>[^\\{}$\n`'~-]+|-|\n)",
    re.DOTALL,
)
FIELDS = ("title", "author", "date")
_MAX_NESTING = 200
_NOTE_BY_NAME = re.compile(
    r"(?:page|par|side|margin|end|foot|bottom)?(?:fn|ftn|fnt)[A-Z]?|(?:foot|end)note[A-Za-z]?"
    r"|[A-E](?:foot|end)note|[A-Za-z]{1,4}(?:foot|end)note|anm(?:erkung)?|fussnote|notebasdepage"
)


@dataclass(slots=True)
class Writing:
    """What is known and found while a document is written into a tree."""

    root: Node
    notes: Notes
    found: dict[str, str] = field(default_factory=dict)
    marks: list[str] = field(default_factory=list)
    entries: dict[str, str] = field(default_factory=dict)
    listed: dict[str, Item] = field(default_factory=dict)
    auto_notes: bool = True

    def write(self, source: str, home: Node) -> None:
        """Write ``source`` below ``home``; each piece of work is a (source, home) of its own."""
        work = [(source, home)]
        while work:
            piece, target = work.pop()
            work += reversed(_Piece(self, piece, target).write())


def plain_text(source: str) -> str:
    """The words of a stretch of LaTeX without its commands."""
    if not any(sign in source for sign in "\\{}$~`'-"):
        return " ".join(source.split())
    holder = Node("div", {}, None)
    Writing(holder, Notes(holder)).write(source, holder)
    return holder.words()


class _Piece:
    """One stretch of source written into one element; notes in it are handed back as later work."""

    def __init__(self, writer: Writing, source: str, home: Node) -> None:
        self._writer = writer
        self._source = source
        self._home = home
        self._block: Node | None = None
        self._kind = "p"
        self._later: list[tuple[str, Node]] = []
        self._outer: list[tuple[str, int]] = []
        self._at = 0

    def write(self) -> list[tuple[str, Node]]:
        """Write, and return the notes met with the elements that they belong in."""
        while self._at < len(self._source) or self._return():
            match = _TOKEN.match(self._source, self._at)
            if match is None:
                self._at += 1
                continue
            self._at = match.end()
            self._token(match)
        return self._later

    def _return(self) -> bool:
        """Back from a command's argument to where it stood; False at the very end."""
        if not self._outer:
            return False
        self._source, self._at = self._outer.pop()
        return True

    def _token(self, match: re.Match[str]) -> None:
        if match["command"]:
            self._command(match["command"])
        elif match["sign"]:
            self._sign(match["sign"])
        elif match["paragraph"]:
            self._block = None
        elif match["math"]:
            self._math(match["math"])
        elif match["quote"] or match["dash"] or match["tie"]:
            dash = {"--": "–", "---": "—"}.get(match["dash"] or "", "")
            self._put(QUOTES.get(match["quote"] or "", dash or "\u00a0"))
        elif match["words"]:
            self._put(match["words"])

    def _put(self, words: str) -> None:
        if self._block is None:
            if not words.strip():
                return
            self._block = element(self._kind, self._home)
        self._block.children.append(words)

    def _sign(self, sign: str) -> None:
        if sign in ACCENTS and sign not in "cvuHrk":
            self._accent(sign)
        elif sign == "\\":
            self._put(" ")
        elif sign in "([":
            self._math({"(": "\\)", "[": "\\]"}[sign])
        elif sign in "%&#_${} ,;-/@":
            self._put({",": " ", ";": " ", "-": "", "/": "", "@": ""}.get(sign, sign))

    def _accent(self, sign: str) -> None:
        letter, self._at = argument(self._source, self._at)
        letter = {"\\i": "i", "\\j": "j"}.get(letter.strip(), letter)
        self._put(unicodedata.normalize("NFC", letter[:1] + ACCENTS[sign] + letter[1:]))

    def _math(self, closing: str) -> None:
        end = self._source.find(closing, self._at)
        end = end if 0 <= end < self._at + 4000 else self._at
        self._put(self._source[self._at : end])
        self._at = end + len(closing) if end > self._at else self._at

    def _command(self, name: str) -> None:
        if name in LETTERS:
            self._put(LETTERS[name])
        elif name in ACCENTS:
            self._accent(name)
        elif name in HEADINGS:
            self._heading(name)
        elif name in FOOT_CITES or (name in AUTO_CITES and self._writer.auto_notes):
            self._foot_cite(name)
        elif name in CITES or name in AUTO_CITES:
            self._cite(name)
        elif name in NOTES or name in MARKS or self._is_note(name):
            self._note(name)
        elif name in ("begin", "end"):
            self._environment(name == "begin")
        elif name == "item":
            self._item()
        elif name in SILENT:
            self._skip_arguments()
        else:
            self._other(name)

    def _heading(self, name: str) -> None:
        self._skip_option()
        words, self._at = argument(self._source, self._at)
        heading = element(HEADINGS[name], self._home)
        self._later += _Piece(self._writer, words, heading).inside(heading)
        self._block = None

    def inside(self, block: Node) -> list[tuple[str, Node]]:
        """Write into ``block`` itself instead of paragraphs below it."""
        self._block = block
        return self.write()

    def _note(self, name: str) -> None:
        option = self._skip_option()
        if name in MARKS:
            key = f"mark-{len(self._writer.marks) + 1}"
            self._writer.marks.append(key)
            self._call(key, option)
            return
        words, self._at = argument(self._source, self._at)
        if name.endswith("text"):
            key = self._writer.marks.pop(0) if self._writer.marks else f"text-{self._at}"
        else:
            key = f"note-{len(self._writer.notes.labels) + 1}"
            self._call(key, option)
        self._later.append((words, self._writer.notes.write(key, option)))

    def _is_note(self, name: str) -> bool:
        """A command that is not known, but whose name says that it sets a note."""
        return self._source[self._at : self._at + 1] == "{" and bool(_NOTE_BY_NAME.fullmatch(name))

    def _foot_cite(self, name: str) -> None:
        """A citation in a note of its own."""
        key = f"note-{len(self._writer.notes.labels) + 1}"
        self._call(key, None)
        self._later.append((self._cited(name) + ".", self._writer.notes.write(key)))

    def _cite(self, name: str) -> None:
        """A citation in the text calls the items of the list; in a note it is written out."""
        if DECLARED in self._home.attrs:
            self._later_inline(self._cited(name))
            return
        options, keys = self._citation()
        listed = [key for key in map(str.strip, keys.split(",")) if key in self._writer.listed]
        for key in listed:
            self._call(f"work-{key}", self._writer.listed[key][1])
        if not listed:
            self._put(f"[{', '.join((keys, *options))}]")

    def _cited(self, name: str) -> str:
        words = [cited_words(*self._citation(), self._writer.entries)]
        while name.endswith("s") and self._source[self._at : self._at + 1] in ("[", "{"):
            words.append(cited_words(*self._citation(), self._writer.entries))
        return "; ".join(words)

    def _citation(self) -> tuple[list[str], str]:
        options: list[str] = []
        while len(options) < 2 and (option := self._skip_option()) is not None:
            options.append(option)
        keys, self._at = argument(self._source, self._at)
        return options, keys

    def _list_of_works(self, name: str) -> None:
        end = self._source.find(f"\\end{{{name}}}", self._at)
        for key, label, words in items_of(self._source[self._at : end if end >= 0 else None]):
            if key in self._writer.listed:
                self._later.append((words, self._writer.notes.write(f"work-{key}", label)))
            else:
                self._later += _Piece(self._writer, words, element("li", self._home)).write()
        self._at = end if end >= 0 else len(self._source)

    def _call(self, key: str, label: str | None) -> None:
        if self._block is None:
            self._block = element(self._kind, self._home)
        self._writer.notes.call(key, self._block, label)

    def _environment(self, begins: bool) -> None:
        name, self._at = argument(self._source, self._at)
        bare = name.rstrip("*")
        self._block = None
        if begins and bare in HIDDEN_ENVIRONMENTS:
            end = self._source.find(f"\\end{{{name}}}", self._at)
            self._at = end if end >= 0 else self._at
        elif begins and bare == "thebibliography":
            self._list_of_works(name)
        elif bare in ENVIRONMENTS:
            self._kind = ENVIRONMENTS[bare] if begins else "p"
        elif bare in ("itemize", "enumerate", "description", "thebibliography"):
            self._kind = "p"
            if begins:
                self._skip_arguments()
        elif begins:
            self._skip_option()

    def _quoted(self) -> None:
        """A quotation within a line, with the marks that its command prints."""
        options = [option for _ in range(2) if (option := self._skip_option()) is not None]
        words, self._at = argument(self._source, self._at)
        self._later_inline(f"``{words}''" + (f" ({options[-1]})" if options else ""))

    def _item(self) -> None:
        label = self._skip_option()
        self._block = element("li", self._home)
        if label:
            self._put(label + " ")

    def _other(self, name: str) -> None:
        """A command that is not known: its last argument is what is printed."""
        if name in QUOTING:
            self._quoted()
            return
        self._skip_option()
        arguments: list[str] = []
        while self._source[self._at : self._at + 1] == "{" and len(arguments) < 4:
            words, self._at = argument(self._source, self._at)
            arguments.append(words)
        if name in FIELDS and arguments:
            self._writer.found[name] = plain_text(arguments[0])
        elif name in ("url", "href", "nolinkurl") and arguments:
            self._put(arguments[-1])
        elif arguments:
            self._later_inline(arguments[-1])

    def _later_inline(self, words: str) -> None:
        """Go on with the argument's words as if its braces were not there."""
        if len(self._outer) < _MAX_NESTING:
            self._outer.append((self._source, self._at))
            self._source, self._at = words, 0

    def _skip_option(self) -> str | None:
        match = re.match(r"\s*\[([^\[\]]{0,500})\]", self._source[self._at : self._at + 520])
        if match is None:
            return None
        self._at += match.end()
        return match[1]

    def _skip_arguments(self) -> None:
        self._skip_option()
        while self._source[self._at : self._at + 1] == "{":
            _, self._at = argument(self._source, self._at)
