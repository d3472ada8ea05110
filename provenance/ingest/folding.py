"""Text as a reader sees it: white space folded, words joined that a line end had divided."""

import re
from collections.abc import Iterable

_DIVIDED = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad][ \t]*\n\s*(?=[^\W\d_])")
_SPACE = re.compile(r"\s+")
_SOFT_HYPHEN = "\u00ad"


def fold(text: str) -> str:
    """One line: hyphens at line ends joined where lower case follows, white space single."""
    joined = _DIVIDED.sub(_join, text).replace(_SOFT_HYPHEN, "")
    return _SPACE.sub(" ", joined).strip()


def _join(match: re.Match[str]) -> str:
    """Lower case after the break continues the word; a capital ("Anglo-\\nSaxon") keeps its hyphen."""
    return "" if match.string[match.end()].islower() else "-"


def six_words(pieces: Iterable[str]) -> str:
    """The last six words of the text that ``pieces``, given nearest first, make up."""
    gathered = ""
    for piece in pieces:
        gathered = piece + gathered
        if len(gathered.split()) > 8:
            break
    return " ".join(fold(gathered).split(" ")[-6:])
