"""How large a spreadsheet may be, said before anything of it is kept."""

from provenance.errors import TooLarge

MOST_ROWS = 150_000
MOST_COLUMNS = 500
MOST_CELLS = 4_000_000
LONGEST_CELL = 100_000


def letter_of(column: int) -> str:
    """A column's letters as spreadsheet programs show them: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Count:
    """Counts what is read. Raises :class:`TooLarge` with where it is too much."""

    def __init__(self) -> None:
        self.rows = self.cells = 0

    def row(self, number: int, cells: list[str]) -> None:
        """One more row with something in it."""
        self.rows, self.cells = self.rows + 1, self.cells + len(cells)
        if self.rows > MOST_ROWS or self.cells > MOST_CELLS:
            raise TooLarge(
                f"The spreadsheet has more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells. "
                "Split it and import the parts one after the other."
            )
        if len(cells) > MOST_COLUMNS:
            raise TooLarge(
                f"Row {number} reaches to column {letter_of(len(cells) - 1)}; more than "
                f"{MOST_COLUMNS} columns are not read. Keep only the columns of the table."
            )
        for column, cell in enumerate(cells):
            if len(cell) > LONGEST_CELL:
                raise TooLarge(
                    f"The cell {letter_of(column)}{number} holds more than {LONGEST_CELL:,} "
                    "characters. Import such a text as a document."
                )
