"""Characters that cannot be seen, or that turn the direction of reading, made visible.

A document, a label or a reason may hold them by accident or to deceive ("gpj.exe" read backwards). The
text is kept as it is; a page shows a sign in their place, so that nothing on it is other than it looks.
Joiners and the plain direction marks stay: Persian, Arabic and Hebrew are written with them.
"""

import re
from typing import Any

from markupsafe import Markup

_SIGNS = {
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\u200b": "ZWSP",
    "\u2060": "WJ",
    "\ufeff": "BOM",
}
"""Abbreviations of the Unicode Standard, chapter 23 (special areas and format characters)."""
_UNSEEN = re.compile("[\u200b\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")


def marked(value: Any) -> Any:
    """Text with a sign for each such character; anything else, and finished markup, as it is."""
    if not isinstance(value, str) or isinstance(value, Markup) or value.isascii():
        return value
    return _UNSEEN.sub(_sign, value)


def _sign(found: re.Match[str]) -> str:
    return f"⟦{_SIGNS.get(found[0], f'U+{ord(found[0]):04X}')}⟧"
