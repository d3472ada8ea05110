"""LaTeX source as such: arguments of commands, and the macros that a document defines."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_DEFINITION = re.compile(
    r"\\(?:re|provide)?(?:newcommand|command|newrobustcmd|DeclareRobustCommand)\*?[ \t]{0,9}"
    r"\{?[ \t]{0,9}\\(?P<name>[A-Za-z@]{1,60})[ \t]{0,9}\}?[ \t\n]{0,9}(?:\[(?P<count>\d)\])?"
    r"[ \t\n]{0,9}(?:\[(?P<default>[^\[\]]{0,200})\])?[ \t\n]{0,9}(?=\{)"
    r"|\\(?:long[ \t]{0,9}\\)?[gex]?def[ \t]{0,9}\\(?P<def>[A-Za-z@]{1,60})"
    r"(?P<marks>(?:#\d){0,9})[ \t]{0,9}(?=\{)"
    r"|\\let[ \t]{0,9}\\(?P<let>[A-Za-z@]{1,60})[ \t]{0,9}=?[ \t]{0,9}(?P<same>\\[A-Za-z@]{1,60})"
)
_COMMAND = re.compile(r"\\([A-Za-z@]{1,60})\*?")
_OPTION = re.compile(r"[ \t]{0,9}\[([^\[\]]{0,500})\]")
_PARAMETER = re.compile(r"#(\d)")
_DEEPEST = 12
_SPARE = 200_000
_MOST_GROWTH = 4


@dataclass(frozen=True, slots=True)
class Macro:
    """A command that the document defines: how many arguments it takes, and what it stands for."""

    count: int
    default: str | None
    body: str


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


def macros_in(source: str, known: frozenset[str]) -> tuple[dict[str, Macro], str]:
    """The macros that ``source`` defines, and the source without the definitions.

    A command that is ``known`` keeps its meaning whatever the document says.
    """
    macros: dict[str, Macro] = {}
    parts, at = [], 0
    for match in _DEFINITION.finditer(source):
        if match.start() < at:
            continue
        parts.append(source[at : match.start()])
        name = match["name"] or match["def"] or match["let"]
        body, at = (match["same"], match.end()) if match["let"] else argument(source, match.end())
        count = int(match["count"] or 0) if match["name"] else len(match["marks"] or "") // 2
        if name not in known and f"\\{name}" != body:
            macros[name] = Macro(count, match["default"], body)
    return macros, "".join((*parts, source[at:]))


class Expansion:
    """Puts what macros stand for in their places, within bounds of depth and size."""

    def __init__(self, macros: Mapping[str, Macro], size: int) -> None:
        self._macros = macros
        self._left = size * _MOST_GROWTH + _SPARE

    def of(self, source: str, depth: int = 0) -> str:
        """``source`` with its macros written out."""
        if not self._macros:
            return source
        parts, at = [], 0
        for match in _COMMAND.finditer(source):
            macro = self._macros.get(match[1])
            if macro is None or match.start() < at or depth > _DEEPEST or self._left <= 0:
                continue
            parts.append(source[at : match.start()])
            words, at = _applied(macro, source, match.end())
            self._left -= len(words)
            parts.append(self.of(words, depth + 1))
        return "".join((*parts, source[at:]))


def _applied(macro: Macro, source: str, at: int) -> tuple[str, int]:
    arguments = []
    if macro.default is not None:
        option = _OPTION.match(source, at)
        arguments.append(option[1] if option else macro.default)
        at = option.end() if option else at
    while len(arguments) < macro.count:
        words, at = argument(source, at)
        arguments.append(words)
    body = _PARAMETER.sub(
        lambda match: arguments[int(match[1]) - 1] if 0 < int(match[1]) <= len(arguments) else "",
        macro.body,
    )
    return body, at
