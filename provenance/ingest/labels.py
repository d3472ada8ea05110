"""The labels of notes: numbers in any script, superscripts, letters, Roman numerals, symbols.

A label has a *series* (numbers, symbols, letters, Roman) and a rank in it, so that "the next note"
can be asked for. OCR damage is read only where a number is what must stand there.
"""

import re
import unicodedata
from dataclasses import dataclass

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SUPERSCRIPT_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
_OCR_DIGITS = str.maketrans({"l": "1", "I": "1", "O": "0", "o": "0", "S": "5", "|": "1"})
CIRCLED = "①-⑳㉑-㉟㊱-㊿"
WORDS_FOR_NOTE = (
    r"foot\s?note|end\s?note|note|fu(?:ß|ss)note|endnote|anmerkung|anm|nota|noot|voetnoot|voetnota"
    r"|eindnoot|eindnota|fotnot|przypis|сноска|примечание|прим|حاشية|هامش"
)
"""How languages say "note" before its number, as part of a pattern."""
SYMBOLS = ("*", "†", "‡", "§", "‖", "¶")
_CIRCLED = re.compile(f"[{CIRCLED}]")
_ROMAN = re.compile(r"(?=[ivxlc])(?:c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ROMAN_PIECES = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
                 (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_CHICAGO = SYMBOLS[:4]
_LETTERS = 26
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
MAX_NUMBER = 999_999


@dataclass(frozen=True, slots=True)
class Label:
    """``series`` is number, symbol, stars, letter, capital
    or roman; ``rank`` counts from 1 within it."""

    series: str
    rank: int


def read_label(words: str, *, damaged: bool = False) -> Label | None:
    """The label that ``words`` is, or None. ``damaged`` also reads OCR look-alikes as digits."""
    words = words.strip().translate(_SUPERSCRIPT_DIGITS)
    if damaged:
        words = words.replace(" ", "").translate(_OCR_DIGITS)
    if words.isdecimal() and 0 < len(words) <= 6:
        return Label("number", int("".join(str(unicodedata.decimal(digit)) for digit in words)))
    if words and words[0] in SYMBOLS and words == words[0] * len(words) and len(words) <= 6:
        return Label("symbol", SYMBOLS.index(words[0]) + 1 + (len(words) - 1) * len(SYMBOLS))
    if len(words) == 1 and "a" <= words <= "z":
        return Label("letter", ord(words) - ord("a") + 1)
    if len(words) == 1 and "A" <= words <= "Z":
        return Label("capital", ord(words) - ord("A") + 1)
    if len(words) == 1 and _CIRCLED.fullmatch(words):
        return Label("number", int(unicodedata.numeric(words)))
    return None


def as_stars(words: str) -> Label | None:
    """Asterisks that are counted: one for the first note, two for the second."""
    return Label("stars", len(words)) if words and words == "*" * len(words) else None


def as_roman(words: str) -> Label | None:
    """The Roman number that a single letter may also be."""
    return read_roman(words) if words in ("i", "v", "x", "l", "c") else None


def read_roman(words: str) -> Label | None:
    """A lower-case Roman numeral as a label of its own series."""
    if not words or len(words) > 8 or not _ROMAN.fullmatch(words):
        return None
    values = [_ROMAN_VALUES[letter] for letter in words]
    total = sum(
        -value if value < max(values[place:]) else value for place, value in enumerate(values)
    )
    return Label("roman", total)


def roman_of(number: int) -> str:
    """A lower-case Roman numeral."""
    pieces = []
    for value, letters in _ROMAN_PIECES:
        pieces.append(letters * (number // value))
        number %= value
    return "".join(pieces)


def formatted(number: int, style: str) -> str:
    """A number in one of the formats of word processors; unknown ones are decimal."""
    if number < 1:
        return str(number)
    if style in ("lowerRoman", "upperRoman"):
        return roman_of(number) if style[0] == "l" else roman_of(number).upper()
    if style in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1)
        return letter if style[0] == "l" else letter.upper()
    if style == "chicago":
        return _CHICAGO[(number - 1) % len(_CHICAGO)] * ((number - 1) // len(_CHICAGO) + 1)
    return str(number).translate(_ARABIC_DIGITS) if style == "hindiNumbers" else str(number)


def printed(words: str) -> str:
    """The label as the contract's ``n``: without brackets and stops, raised or ringed as digits."""
    bare = words.strip().strip("[](){}.:^ \t").translate(_SUPERSCRIPT_DIGITS)
    return str(int(unicodedata.numeric(bare))) if _CIRCLED.fullmatch(bare) else bare
