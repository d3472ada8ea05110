"""Capital letters of every alphabet that has them, for patterns."""

import re
from collections.abc import Iterator

_LAST = 0x1EFF


def _ranges() -> Iterator[str]:
    first = last = -1
    for code in [*(code for code in range(_LAST + 1) if chr(code).isupper()), -1]:
        if code == last + 1 and last >= 0:
            last = code
            continue
        if first >= 0:
            yield f"{chr(first)}-{chr(last)}" if last > first else chr(first)
        first = last = code


UPPER = "".join(_ranges())
"""What stands between the brackets of a class of capital letters: Latin, Greek, Cyrillic, Armenian."""


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """``pattern`` with ``A-ZÀ-Ý`` read as every capital letter, so that patterns stay legible."""
    return re.compile(pattern.replace("A-ZÀ-Ý", UPPER), flags)
