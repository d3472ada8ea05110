"""LaTeX source: the body's words, headings, items and quotations, and its foot notes.

Nothing is compiled and no file is included. Commands that are not known keep the words of their last
argument; mathematics is kept as it is written.
"""

import re
import unicodedata
from dataclasses import dataclass, field, replace

from provenance.ingest.decoding import decode
from provenance.ingest.layout import Layout
from provenance.ingest.linked_notes import layout_of_tree
from provenance.ingest.markup import Node
from provenance.ingest.trees import Notes, element
from provenance.ingest.types import Issue
from provenance.ingest.wordlists import words_of

_COMMENT = re.compile(r"(?<!\\)%[^\n]*\n?[ \t]*")
_TOKEN = re.compile(
    r"\\(?P<command>[a-zA-Z@]+)\*?[ \t]*|\\(?P<sign>.)|(?P<open>\{)|(?P<close>\})|(?P<math>\$\$?)"
    r"|(?P<paragraph>\n[ \t]*\n\s*)|(?P<quote>``|''|`|')|(?P<dash>-{2,3})|(?P<tie>~)"
    r"|(?P<words>[^\\{}$\n`'~-]+|-|\n)",
    re.DOTALL,
)
_ACCENTS = {"'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
            ".": "\u0307", "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "r": "\u030a",
            "k": "\u0328"}  # fmt: skip
_LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å",
    "AA": "Å", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "S": "§", "P": "¶", "dag": "†",
    "ddag": "‡", "dots": "…", "ldots": "…", "textellipsis": "…", "pounds": "£",
    "copyright": "©", "textendash": "–", "textemdash": "—", "textquoteright": "’",
    "textquoteleft": "‘", "textquotedblleft": "“", "textquotedblright": "”",
    "guillemotleft": "«", "guillemotright": "»", "og": "« ", "fg": " »", "LaTeX": "LaTeX",
    "TeX": "TeX", "quad": " ", "qquad": " ", "enspace": " ", "space": " ", "slash": "/",
    "textbackslash": "\\", "textasciitilde": "~", "euro": "€",
}  # fmt: skip
_HEADINGS = {"part": "h1", "chapter": "h1", "section": "h2", "subsection": "h3",
             "subsubsection": "h4"}  # fmt: skip
_NOTES = words_of(
    """
    footnote endnote footcite autocite footfullcite marginpar sidenote footnotetext thanks
    """
)
_CITES = words_of("cite citep citet parencite textcite citeauthor citeyear fullcite")
_SILENT = words_of(
    """
    label ref pageref eqref includegraphics input include bibliography bibliographystyle usepackage
    documentclass vspace hspace vskip hskip setlength setcounter addtocounter pagestyle thispagestyle
    newcommand renewcommand index glossary hypersetup graphicspath addbibresource printbibliography
    cline hline nocite phantomsection addcontentsline selectlanguage numberwithin
    """
)
_QUOTES = {"``": "“", "''": "”", "`": "‘", "'": "’"}
_ENVIRONMENTS = {"quote": "blockquote", "quotation": "blockquote", "verse": "blockquote",
                 "abstract": "div"}  # fmt: skip
_HIDDEN_ENVIRONMENTS = frozenset({"comment", "figure", "tikzpicture", "filecontents"})
_FIELDS = ("title", "author", "date")
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_MAX_NESTING = 200


def read_latex(data: bytes) -> Layout:
    """Read a LaTeX source."""
    decoded = decode(data)
    text = _COMMENT.sub("", decoded.text)
    begin, end = text.find(r"\begin{document}"), text.find(r"\end{document}")
    preamble = text[:begin] if begin >= 0 else ""
    body = text[
        begin + len(r"\begin{document}") if begin >= 0 else 0 : end if end >= 0 else len(text)
    ]
    root = Node("html", {}, None)
    notes = Notes(root)
    writer = _Writer(root, notes)
    writer.fields(preamble)
    writer.write(body, root)
    layout = layout_of_tree(root, "application/x-latex", "latex")
    return replace(
        layout,
        encoding=decoded.encoding,
        title=writer.found.get("title"),
        author=writer.found.get("author"),
        published=writer.found.get("date"),
        issues=(*decoded.issues, *notes.issues(), *writer.issues),
    )


@dataclass(slots=True)
class _Writer:
    """Writes LaTeX into a tree, with a stack of its own."""

    root: Node
    notes: Notes
    found: dict[str, str] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)

    def fields(self, preamble: str) -> None:
        """Title, author and date of the preamble."""
        for name in _FIELDS:
            match = re.search(rf"\\{name}\s*(?:\[[^\]]{{0,300}}\])?\s*\{{", preamble)
            if match:
                words = plain_text(argument(preamble, match.end() - 1)[0])
                if words and words != "":
                    self.found[name] = words

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
    _Writer(holder, Notes(holder)).write(source, holder)
    return holder.words()


class _Piece:
    """One stretch of source written into one element; notes in it are handed back as later work."""

    def __init__(self, writer: _Writer, source: str, home: Node) -> None:
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
            self._put(_QUOTES.get(match["quote"] or "", dash or "\u00a0"))
        elif match["words"]:
            self._put(match["words"])

    def _put(self, words: str) -> None:
        if self._block is None:
            if not words.strip():
                return
            self._block = element(self._kind, self._home)
        self._block.children.append(words)

    def _sign(self, sign: str) -> None:
        if sign in _ACCENTS and sign not in "cvuHrk":
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
        self._put(unicodedata.normalize("NFC", letter[:1] + _ACCENTS[sign] + letter[1:]))

    def _math(self, closing: str) -> None:
        end = self._source.find(closing, self._at)
        end = end if 0 <= end < self._at + 4000 else self._at
        self._put(self._source[self._at : end])
        self._at = end + len(closing) if end > self._at else self._at

    def _command(self, name: str) -> None:
        if name in _LETTERS:
            self._put(_LETTERS[name])
        elif name in _ACCENTS:
            self._accent(name)
        elif name in _HEADINGS:
            self._heading(name)
        elif name in _NOTES or name == "footnotemark":
            self._note(name)
        elif name in ("begin", "end"):
            self._environment(name == "begin")
        elif name == "item":
            self._item()
        elif name in _SILENT:
            self._skip_arguments()
        else:
            self._other(name)

    def _heading(self, name: str) -> None:
        self._skip_option()
        words, self._at = argument(self._source, self._at)
        heading = element(_HEADINGS[name], self._home)
        self._later += _Piece(self._writer, words, heading).inside(heading)
        self._block = None

    def inside(self, block: Node) -> list[tuple[str, Node]]:
        """Write into ``block`` itself instead of paragraphs below it."""
        self._block = block
        return self.write()

    def _note(self, name: str) -> None:
        option = self._skip_option()
        if name == "footnotemark":
            key = f"mark-{len(self._writer.marks) + 1}"
            self._writer.marks.append(key)
            self._call(key, option)
            return
        words, self._at = argument(self._source, self._at)
        if name == "footnotetext":
            key = self._writer.marks.pop(0) if self._writer.marks else f"text-{self._at}"
        else:
            key = f"note-{len(self._writer.notes.labels) + 1}"
            self._call(key, option)
        self._later.append((words, self._writer.notes.write(key, option)))

    def _call(self, key: str, label: str | None) -> None:
        if self._block is None:
            self._block = element(self._kind, self._home)
        self._writer.notes.call(key, self._block, label)

    def _environment(self, begins: bool) -> None:
        name, self._at = argument(self._source, self._at)
        bare = name.rstrip("*")
        self._block = None
        if begins and bare in _HIDDEN_ENVIRONMENTS:
            end = self._source.find(f"\\end{{{name}}}", self._at)
            self._at = end if end >= 0 else self._at
        elif bare in _ENVIRONMENTS:
            self._kind = _ENVIRONMENTS[bare] if begins else "p"
        elif bare in ("itemize", "enumerate", "description", "thebibliography"):
            self._kind = "p"
            if begins:
                self._skip_arguments()
        elif begins:
            self._skip_option()

    def _item(self) -> None:
        label = self._skip_option()
        self._block = element("li", self._home)
        if label:
            self._put(label + " ")

    def _other(self, name: str) -> None:
        """A command that is not known: its last argument is what is printed."""
        option = self._skip_option()
        if name in _CITES:
            keys, self._at = argument(self._source, self._at)
            self._put(f"[{keys}{', ' + option if option else ''}]")
            return
        if name == "bibitem":
            self._item()
            self._skip_arguments()
            return
        arguments: list[str] = []
        while self._source[self._at : self._at + 1] == "{" and len(arguments) < 4:
            words, self._at = argument(self._source, self._at)
            arguments.append(words)
        if name in _FIELDS and arguments:
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


def argument(source: str, at: int) -> tuple[str, int]:
    """The group (or single sign) at ``at`` without its braces, and where reading goes on."""
    while at < len(source) and source[at].isspace():
        at += 1
    if source[at : at + 1] != "{":
        match = re.match(r"\\[a-zA-Z]+|\\?.", source[at : at + 40], re.DOTALL)
        return (match[0], at + match.end()) if match else ("", at)
    depth = 0
    for match in _BRACES.finditer(source, at):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return source[at + 1 : match.start()], match.end()
    return source[at + 1 :], len(source)
