"""Sources called again by less than their title: a name, a paper's own name, a place in a note."""

import pytest

from tests.unit.ingest.documents import called

BOOK = "Ann Roe, Wind and Tide of the North (Leeds: Quay Press, 1981), 4."
LOG = "Quay Terminal, Tide Log 2, 3 November 2012, p. 7."
BRIEF = "Prosecutor v. Doe, Case No. IT-01-2-T, Decision on Adding Ships, 5 May 2003, para. 4."
ARABIC = "انظر: ليلى الخوري، سفن الشمال، بيروت: دار الميناء، ٢٠١١، ص ٤."


@pytest.mark.parametrize(
    ("notes", "status", "rule"),
    [
        pytest.param((BOOK, "Roe, Wind and Tide, 12."), "resolved", "author and short title",
                     id="a title with and is no list of authors"),
        pytest.param((BOOK, "Roe, Wind and Tide, 12, gives no figure."), "resolved",
                     "author and short title", id="a title of which something is said"),
        pytest.param((BOOK, "Poe, Wind and Tide, 12."), "full", None, id="another's title"),
        pytest.param(("_Ann Roe_, Tides, vol. II. p. 65.", "_Ann Roe_, vol. II. p. 76."),
                     "resolved", "author and short title", id="stressed name and place"),
        pytest.param((LOG, "Tide Log 2, p. 9."), "resolved", "its name given earlier",
                     id="a paper by its name"),
        pytest.param(("Quay Terminal, Reply to the Tide Log 2, 2012.", "Tide Log 2, p. 9."), "full",
                     None, id="a name that is only spoken of"),
        pytest.param((LOG, LOG.replace("2012", "2013"), "Tide Log 2, p. 9."), "ambiguous",
                     "its name given earlier: several fit", id="a name that two papers bear"),
        pytest.param((LOG, "Tide Log 3, p. 9."), "full", None, id="another paper"),
        pytest.param(("Defence of Ships Brief, paras 5–6.", "Defence of Ships Brief, paras 7–8."),
                     "full", None, id="a name that was never given more fully"),
        pytest.param((ARABIC, "الخوري، مرجع سبق ذكره، ص ١٢."), "resolved",
                     "author's earlier work", id="arabic family name"),
        pytest.param((ARABIC, "السوري، مرجع سبق ذكره، ص ١٢."), "unresolved",
                     "author's earlier work: none is cited before", id="arabic name of another"),
        pytest.param((BOOK, "Contra, Roe, art. cité, p. 11."), "resolved", "author's earlier work",
                     id="article cité"),
        pytest.param((BOOK, "Roe Papers (as in note 1), p. 3."), "resolved", "names note 1",
                     id="as in note"),
        pytest.param((BRIEF, "Prosecutor v. Doe, Decision on Adding Ships, para. 9 (Poe dissenting)."),
                     "resolved", "name of the case and of the paper", id="a paper of a case"),
        pytest.param((BRIEF, "Prosecutor v. Doe, Decision on Striking Ships, para. 9."), "full", None,
                     id="another paper of the case"),
        pytest.param(("K.L. and M.N. v. Norland [GC], no. 75/15, 13 February 2010, § 2.",
                      "K.L. and M.N. v. Norland, concurring opinion of Judge Poe."),
                     "resolved", "its name given earlier", id="an opinion in a case"),
    ],
)  # fmt: skip
def test_called_again(notes: tuple[str, ...], status: str, rule: str | None) -> None:
    citation = called(*notes).notes[-1].citations[0]
    assert (citation.status, citation.rule) == (status, rule)


def test_a_letter_kept_in_the_file_just_named_is_a_source_of_its_own() -> None:
    """The place is the note before; type and date are the letter's."""
    file = "Report of the harbour master, 4 May 1947, City Archives, box 12, file 3."
    letter = "Ann Roe to Ben Doe, 9 October 1947, ibid., fol. 7."
    citation = called(file, letter).notes[1].citations[0]
    assert (citation.status, citation.resolves_to, citation.type) == ("resolved", "1", "letter")
    assert citation.date is not None
    assert citation.date.verbatim == "9 October 1947"


def test_a_letter_kept_in_one_of_several_files_is_open() -> None:
    files = "City Archives, box 12, file 3; County Archives, box 4, file 9."
    citation = called(files, "Ann Roe to Ben Doe, 9 October 1947, ibid.").notes[1].citations[0]
    assert (citation.status, citation.resolves_to) == ("ambiguous", None)
