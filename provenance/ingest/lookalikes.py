"""Letters of other alphabets that look like Latin ones, so that twins can be told from one name.

A short list of the confusable letters of Unicode Technical Standard 39: the small Cyrillic and Greek
ones that nobody tells from Latin in print. Two names that only look alike are never one.
"""

import unicodedata

_LIKE = str.maketrans(
    "аеорсухіѕјһԁɡԛԝкмтвнгαβεζηικμνορτυχ",
    "aeopcyxisjhdgqwkmtbhrabezhikmnoptyx",
)
"""By what the capital or the small letter looks like, since names and letters of bodies are capitals."""


def looks(folded: str) -> str:
    """``folded`` (lower case, no accents) as it looks; equal for twins in other alphabets."""
    return folded if folded.isascii() else folded.translate(_LIKE)


def spelled(words: str) -> str:
    """Letters and accents exactly as encoded, without case and signs: unequal for NFC and NFD."""
    return "".join(
        sign for sign in words.casefold() if sign.isalnum() or unicodedata.combining(sign)
    )
