"""Documents of our own that show the conventions, and short ways to read them."""

from provenance.ingest.reader import read
from provenance.ingest.types import NoteRead, ParsedDocument

HARBOUR = """Please reload

Harbour and Hinterland: Who Runs the Port? | Marta Lindqvist

March 3, 2016

\u00a0

Summary

By the end of 2015 the Dockers' League had split. The Harbour Board said little in public. Two
factions were left, called DL (N) and DL (S) here, and they disagreed about almost everything.

\u00a0

How the split came about

The League lost its chairman in the summer. A committee chose Arvid Holm, a former crane driver, but
the southern men refused him.[1] DL (N) claims about 900 members, while DL (S) claims 400.[2] The old
League's leader, Per Strand,[3] had kept them together. None of this is in the papers (see Table 2).[4]

The factions are strong in different places:

  • the north holds the quays and the cranes;

  • the south holds the warehouses, and some of the rail yards.[5]

\u00a0

The Board and the League in 2013-15

The Board was friendly at first. It paid for the League's hall in 2013.

In 2014 it stopped paying, for reasons that are unclear. Both sides now deny that it ever paid.[7]

Conclusion

The port will go on. [8]

\u00a0

TABLE 2: Members by quay, 2015

\u00a0

[1] For more detail see M. Lindqvist, The Long Quay, Oslo ; Fjord Press, forthcoming 2017.

\u00a0

[2] Interview with DL (N) organiser in Havnen, Bergen, June 2015; Interview with organiser of DL (S),
Laksevåg, June 2015; Interview with DL (S) organiser in Laksevåg, June 2015.

\u00a0

[3] Strand led the League from 2003 until his death in May 2015; his brother took over within a week.

\u00a0

[4] See M. Lindqvist, Long quay, cit.

\u00a0

[5] Sources in the Northern, Southern and Inner committees, contacted throughout 2015.

\u00a0

[6] This section is based on M. Lindqvist, The Long Quay, Oslo : Fjord Press, forthcoming 2017.

\u00a0

[7] Ibid.

\u00a0

[8] Interview with adviser to Kari Dahl, June 2015; source in Inner Committee, contacted July 2015.
Share on Facebook
Follow Us
  • Twitter Basic Square

© 2016 by Institute for Port Studies
"""


def read_text(text: str, name: str = "paper.txt") -> ParsedDocument:
    """Read a plain text."""
    return read(text.encode(), name)


def note(document: ParsedDocument, id_: str) -> NoteRead:
    """The note of that id."""
    return next(found for found in document.notes if found.id == id_)


def kinds_of(document: ParsedDocument) -> list[str]:
    """Kinds of the blocks in order."""
    return [block.kind for block in document.blocks]


def with_notes(body: str, *notes: str) -> ParsedDocument:
    """A text whose notes are numbered in brackets at its end, in the order given."""
    listed = "\n\n".join(f"[{number}] {words}" for number, words in enumerate(notes, 1))
    return read_text(f"{body}\n\n{listed}\n")


def called(*notes: str) -> ParsedDocument:
    """A text that calls each of ``notes`` once, in order."""
    body = "\n\n".join(
        f"Something was said for the {number} time here.[{number}]"
        for number in range(1, len(notes) + 1)
    )
    return with_notes(body, *notes)
