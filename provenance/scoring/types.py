"""What the engine takes: frozen tables of numpy arrays. Rows have no order that matters.

HOW TO FILL THEM
----------------
Every table is one dataclass; every column is an array with one entry per row. Build a table with
``Claims.of(n, kind=..., ...)``: columns that are left out are filled with "not stated". The caller
numbers everything (claims, sources, persons, organisations, documents, raters) from 0 as it
likes, keeps the mapping to its public ids, and hands over *live* rows only: nothing withdrawn,
superseded, rejected or still a proposal.

- ``int8`` columns hold codes of ``provenance.scoring.codes`` (``encode(Polarity, words)``);
  ``NOT_STATED`` = -1 means that nobody said. It never stands for another word. Yes/no columns are
  1, 0 or -1 (``tristate``).
- ``int64`` columns hold row numbers of another table; -1 means "none" or "not stated", where the
  column allows it (marked *optional* below). All others must point at an existing row.
- Lists of varying length are two columns, ``x_start`` (rows + 1 offsets) and ``x`` (the entries):
  row i owns ``x[x_start[i]:x_start[i + 1]]``. ``lists([[0, 2], [], [1]])`` makes the pair.
- Times are days as ``float64`` (``date.toordinal()``); NaN means unknown, and so it does for a
  claim's figure. No other column may hold NaN, and none an infinity.
- A *party* is an organisation or a person: organisation i is party i, person j is party
  ``n_organisations + j``.

``score`` validates all of it and raises ``provenance.errors.InvalidInput`` that names the table,
the column and the first bad row. Rows that repeat another row change nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, Self, get_type_hints

import numpy as np
from numpy.typing import NDArray

from provenance.scoring.codes import NOT_STATED

Index = NDArray[np.int64]
Floats = NDArray[np.float64]


def lists(rows: Sequence[Sequence[int]]) -> tuple[Index, Index]:
    """Lists of row numbers as (start, entries)."""
    start = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum([len(row) for row in rows], out=start[1:])
    return start, np.array([entry for row in rows for entry in row], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Column:
    """What fills a column that is left out; ``extra`` entries beyond the rows, None: no entries."""

    blank: float
    dtype: type[np.generic]
    extra: int | None = 0


Code = Annotated[NDArray[np.int8], Column(NOT_STATED, np.int8)]
Row = Annotated[NDArray[np.int64], Column(-1, np.int64)]
Time = Annotated[NDArray[np.float64], Column(np.nan, np.float64)]
Flag = Annotated[NDArray[np.bool_], Column(False, np.bool_)]
Start = Annotated[NDArray[np.int64], Column(0, np.int64, extra=1)]
Entries = Annotated[NDArray[np.int64], Column(0, np.int64, extra=None)]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Base of the tables: columns in, missing columns "not stated"."""

    @classmethod
    def columns(cls) -> dict[str, Column]:
        """Name and nature of each column, in order."""
        return _columns(cls.__name__)

    @classmethod
    def of(cls, n: int, **given: Any) -> Self:
        """A table of ``n`` rows from the given columns (arrays or sequences)."""
        columns = cls.columns()
        unknown = set(given) - set(columns)
        if unknown:
            raise TypeError(f"{cls.__name__} has no column {', '.join(sorted(unknown))}")
        return cls(
            **{name: _filled(n, column, given.get(name)) for name, column in columns.items()}
        )


@cache
def _columns(table: str) -> dict[str, Column]:
    hints = get_type_hints(globals()[table], include_extras=True)
    return {name: hint.__metadata__[0] for name, hint in hints.items()}


def _filled(n: int, column: Column, given: Any) -> NDArray[Any]:
    if given is not None:
        array = np.asarray(given)
        return array.astype(column.dtype) if array.size == 0 else array
    size = 0 if column.extra is None else n + column.extra
    return np.full(size, column.blank, dtype=column.dtype)


@dataclass(frozen=True, slots=True, eq=False)
class Claims(Table):
    """One row per claim.

    ``kind`` ClaimKind; ``universal``, ``negative`` yes/no; ``importance`` 1, 2, 3 or -1.
    ``time_from``, ``time_to`` when the thing claimed took place (bounds of its EDTF).
    ``figure`` its quantity's value (NaN: none, or only words), ``unit`` a number that equal units
    share (-1: a bare number), ``qualifier`` Qualifier.
    ``subject`` the *parties* that the claim is about.
    """

    kind: Code
    universal: Code
    negative: Code
    importance: Code
    time_from: Time
    time_to: Time
    figure: Time
    unit: Row
    qualifier: Code
    subject_start: Start
    subject: Entries


@dataclass(frozen=True, slots=True, eq=False)
class Sources(Table):
    """One row per source (an occasion or record, not a person).

    ``type`` SourceType; ``person`` optional number of the person who speaks: sources of one person
    are one voice. ``organisation`` the organisations at that time (numbers, not parties).
    ``cardinality`` Cardinality. ``is_author``: this source is the author of a document, or his own
    earlier work: what only such sources vouch for is capped.
    """

    type: Code
    person: Row
    cardinality: Code
    is_author: Flag
    organisation_start: Start
    organisation: Entries


@dataclass(frozen=True, slots=True, eq=False)
class Documents(Table):
    """One row per document of the dossier.

    ``author`` the source rows of its authors. ``is_record`` yes where the document is itself the
    public record of the wording (a law, a published letter, a recording): then nothing is lost
    between what was said and what we read.
    """

    is_record: Code
    author_start: Start
    author: Entries


@dataclass(frozen=True, slots=True, eq=False)
class Attributions(Table):
    """One row per claim, source and polarity, with all its citations.

    ``claim``, ``source`` row numbers. ``document`` optional: through which document it reached us
    (that of its citations; of the first in the caller's order if several).
    ``polarity``, ``interest``, ``strength``, ``directness``, ``link`` codes as recorded; not stated
    stays not stated (a polarity not stated asserts, as in the dossier file; an interest not stated is
    derived from ties where they say something). ``access`` leave blank unless an analyst said how near
    the source stands: it is then derived from subjects, organisations and ties.
    ``cited`` yes if at least one note or inline citation carries it, no if none does.
    ``author_hedge`` Hedge (``hedges.strongest``) of the hedges with by = author, -1 if none;
    ``source_hedged`` whether the source itself hedges (that belongs to the content).
    ``via`` source rows of those through whom it reached us, nearest to us first; never the
    document's own author, who is the document's channel.
    """

    claim: Row
    source: Row
    document: Row
    polarity: Code
    interest: Code
    strength: Code
    directness: Code
    access: Code
    link: Code
    cited: Code
    author_hedge: Code
    source_hedged: Flag
    via_start: Start
    via: Entries


@dataclass(frozen=True, slots=True, eq=False)
class Ratings(Table):
    """One row per live reliability rating. A rating of a person: one row for each of his sources.

    ``grade`` Grade (F included: it is not a vote, but it is not nothing). ``rater`` optional
    number of who rated; -1 counts as a rater of his own. ``claim`` optional: -1 for a rating of the
    whole source; a rating scoped to a topic or period is one row per claim in that scope, and for
    these claims takes the place of the same rater's rating of the whole.
    """

    source: Row
    rater: Row
    grade: Code
    claim: Row


@dataclass(frozen=True, slots=True, eq=False)
class Dependences(Table):
    """One row per live dependence record; a takes from b.

    ``ground`` Ground, ``verdict`` Verdict as recorded: a verdict not stated is read from its
    ground (own other work and relays: dependent; all else: not established).
    ``claim`` optional: -1 for all claims, else only there; one row per named claim.
    """

    a: Row
    b: Row
    ground: Code
    verdict: Code
    claim: Row


@dataclass(frozen=True, slots=True, eq=False)
class Ties(Table):
    """One row per tie between *parties*: a ``kind`` (TieKind) b, from and to in days or NaN."""

    a: Row
    b: Row
    kind: Code
    time_from: Time
    time_to: Time


@dataclass(frozen=True, slots=True, eq=False)
class Relations(Table):
    """One row per live relation of claims a and b.

    ``kind`` RelationKind, ``strength`` RelationStrength; ``case_status`` CaseStatus of its case,
    -1 if there is none; ``case_favours`` Favours, -1 if the case decides for neither. ``figures``:
    the two differ in their value or number, and nothing else is said to differ.
    """

    a: Row
    b: Row
    kind: Code
    strength: Code
    case_status: Code
    case_favours: Code
    figures: Flag


@dataclass(frozen=True, slots=True, eq=False)
class Remarks(Table):
    """One row per remark of an author. Exactly one of ``claim``, ``relation``, ``source``,
    ``question`` is a row number (one with none of them has no effect).

    ``by`` optional source row of who remarks; ``verdict`` RemarkVerdict; ``favours`` Favours, for a
    relation only; ``document`` optional.
    """

    claim: Row
    relation: Row
    source: Row
    question: Row
    by: Row
    verdict: Code
    favours: Code
    document: Row


@dataclass(frozen=True, slots=True, eq=False)
class Questions(Table):
    """One row per question. ``exclusive`` at most one member holds (not stated: yes, as the dossier
    file says); ``exhaustive`` one must hold (not stated: no). ``member`` claim rows."""

    exclusive: Code
    exhaustive: Code
    member_start: Start
    member: Entries


@dataclass(frozen=True, slots=True, eq=False)
class ScoringInput:
    """All of a dossier that the score depends on. Tables left out are empty."""

    claims: Claims
    sources: Sources
    attributions: Attributions
    n_persons: int = 0
    n_organisations: int = 0
    documents: Documents = field(default_factory=lambda: Documents.of(0))
    ratings: Ratings = field(default_factory=lambda: Ratings.of(0))
    dependences: Dependences = field(default_factory=lambda: Dependences.of(0))
    ties: Ties = field(default_factory=lambda: Ties.of(0))
    relations: Relations = field(default_factory=lambda: Relations.of(0))
    remarks: Remarks = field(default_factory=lambda: Remarks.of(0))
    questions: Questions = field(default_factory=lambda: Questions.of(0))
