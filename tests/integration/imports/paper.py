"""A paper of our own in several versions, and what an analyst made of the first one."""

from typing import Any

PAPER = """The salt road and its guards

June 4, 2021

Summary

The salt road was closed in the winter of 2019.[1] Nobody was paid for it.

The guards

The guards counted about 600 men in 2018.[2] They denied any losses.[3] The toll house stood empty \
for a year, and the miller moved in.[4]

A clerk said that the gates were locked each night. They denied any losses.[5]

The trade

Salt became dear in the spring. The merchants sent a letter to the governor.[6]

[1] Interview with official of the Salt Office in Highgate, March 2020.

[2] Interview with commander of the Road Guard in Lowfield, May 2020.

[3] Ibid.

[4] Interview with miller in Lowfield, May 2020; Interview with official of the Salt Office in \
Highgate, March 2020.

[5] Interview with clerk of the Toll House in Lowfield, July 2020.

[6] Letter of the merchants of Highgate to the governor, 2 April 2020.
"""

NEW_NOTE = "[1] Interview with ferryman in Highgate, August 2020.\n\n"


def renumbered(text: str, by: int = 1, above: int = 0) -> str:
    """All notes above a number get another one."""
    for number in range(20, above, -1) if by > 0 else range(above + 1, 20):
        text = text.replace(f"[{number}]", f"[{number + by}]")
    return text


def with_note_in_front(text: str = PAPER) -> str:
    """A new paragraph with a note of its own comes first: everything moves."""
    text = renumbered(text)
    text = text.replace("Summary\n\n", "Summary\n\nThe ferry still ran in those days.[1]\n\n")
    return text.replace("[2] Interview with official", NEW_NOTE + "[2] Interview with official", 1)


def without_clerk(text: str = PAPER) -> str:
    """The clerk's sentence and his note are gone."""
    text = text.replace("A clerk said that the gates were locked each night. They denied any "
                        "losses.[5]\n\n", "")  # fmt: skip
    text = text.replace(
        "[5] Interview with clerk of the Toll House in Lowfield, July 2020.\n\n", ""
    )
    return renumbered(text, -1, 5)


def quote_in(text: str, words: str, nth: int = 0) -> dict[str, Any]:
    """The selectors of words as they stand for the n-th time in a text."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    end = start + len(words)
    around = text[max(0, start - 32) : start], text[end : end + 32]
    return {
        "exact": words, "prefix": around[0], "suffix": around[1], "start": start, "end": end,
    }  # fmt: skip


def reworded(text: str = PAPER) -> str:
    """One sentence has other words."""
    return text.replace("The guards counted about 600 men in 2018.",
                        "The guards counted at most 450 men in 2018.")  # fmt: skip
