"""``make bench``: what people wait for, and how good and fast the scores are beside other methods.

``python -m tests.benchmarks [waiting] [pages] [tables] [worlds] [speed] [live] [pictures]
[reading_view] [lists]`` runs some parts alone; without a word the first five. ``DATA=DIR`` adds
tables: folders with assertions.csv and truth.csv. Public implementations take part where crowd-kit can
be imported.
"""

import sys
from importlib import import_module

PARTS = (
    "waiting",
    "pages",
    "tables",
    "worlds",
    "speed",
    "live",
    "pictures",
    "reading_view",
    "lists",
)
USUAL = ("waiting", "pages", "tables", "worlds", "speed")


def main(words: list[str]) -> None:
    """Run the named parts; each is a module with ``main``."""
    unknown = sorted(set(words) - set(PARTS))
    if unknown:
        sys.exit(f"{unknown[0]} is none of: {', '.join(PARTS)}")
    for part in words or USUAL:
        sys.stdout.write(f"\n{part}\n")
        sys.stdout.flush()
        import_module(f"tests.benchmarks.{part}").main()


if __name__ == "__main__":
    main(sys.argv[1:])
