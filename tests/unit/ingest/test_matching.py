"""Which citations are one source, how sure that is, and what the source is called."""

import time
import unicodedata
from dataclasses import replace

import pytest

from provenance.ingest.labels_of_sources import short_author, short_title
from provenance.ingest.matching import Proposal, propose
from provenance.ingest.profiles import KnownSource
from provenance.ingest.types import CitationRead
from tests.unit.ingest.documents import HARBOUR, called, read_text


def cited(*notes: str) -> list[CitationRead]:
    return [citation for note in called(*notes).notes for citation in note.citations]


def groups(*notes: str) -> list[int]:
    return [proposal.group for proposal in propose(cited(*notes))]


NORTH = "Interview with DL (N) commander in Havnen, Bergen, June 2015."


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        pytest.param(
            ("Interview with commander of DL (S), Laksevåg, June 2015.",
             "Interview with DL (S) commander in Laksevåg, June 2015."), [0, 0],
            id="another order of words"),
        pytest.param((NORTH, NORTH), [0, 0], id="the same words"),
        pytest.param((NORTH, "Interview with DL (N) commander in Havnen, Bergen, July 2015."), [0, 1],
                     id="another date"),
        pytest.param((NORTH, "Interview with DL (N) commander in Odda, June 2015."), [0, 1],
                     id="another place"),
        pytest.param((NORTH, "Interview with DL (N) senior commander in Havnen, Bergen, June 2015."),
                     [0, 1], id="another role of one organisation"),
        pytest.param((NORTH, "Interview with DL (S) commander in Havnen, Bergen, June 2015."), [0, 1],
                     id="another faction"),
        pytest.param(
            ("Interview with Jan Holm, June 2015.", "Interview with Jan Holme, June 2015."), [0, 1],
            id="a similar name"),
        pytest.param(
            ("Interview with adviser to Kari Dahl, June 2015.",
             "Source in the Dahl Council, contacted June 2015."), [0, 1],
            id="two people of one body"),
        pytest.param(
            ("Sources in the Inner and Outer councils, contacted throughout 2015.", "Ibid."), [0, 0],
            id="ibid. of a group"),
        pytest.param(
            ("A. Roe, The Long Ship in War, Leeds ; Quay Press, forthcoming 1999.",
             "See A. Roe, Long ship in war, cit.",
             "A. Roe, The Long Ship in War, Leeds : Quay Press, forthcoming 1999."), [0, 0, 0],
            id="three wordings of one book"),
        pytest.param(
            ("A. Roe, The Long Ship (Leeds, 1981), 4.", "A. Roe, Small Boats (Leeds, 1991), 4."), [0, 1],
            id="two books of one author"),
        pytest.param(
            ("Public hearing, 29 May 2010, page 15.", "Public hearing, 29 May 2010, page 66."), [0, 0],
            id="two pages of one record"),
        pytest.param(
            ("Public hearing, 29 May 2010, page 15.", "Public hearing, 30 May 2010, page 15."), [0, 1],
            id="two records"),
    ],
)  # fmt: skip
def test_groups(notes: tuple[str, ...], expected: list[int]) -> None:
    assert groups(*notes) == expected


def test_explanations_and_open_references_get_no_proposal() -> None:
    assert propose(cited("Ibid.", "Nobody knows why this was so.")) == []


def only(words: str, *known: KnownSource, **aliases: str) -> Proposal:
    (proposal,) = propose(cited(words), known, aliases)
    return proposal


COMMANDER = KnownSource(
    "S-1", "DL (N) commander, interview", "interview/personal communication", role="commander",
    organisations=("DL (N)",), place="Havnen, Bergen", date="2015-06",
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "sureness", "key"),
    [
        (NORTH, "same", "S-1"),
        ("Interview with commander of DL (N), Havnen, Bergen, June 2015.", "same", "S-1"),
        ("Interview with DL (N) commander, June 2015.", "likely same", "S-1"),
        ("Interview with DL (N) commander in Havnen, Bergen, July 2016.", "unclear", "S-1"),
        ("Interview with DL (N) commander in Odda, June 2015.", "unclear", "S-1"),
        ("Interview with DL (S) commander in Havnen, Bergen, June 2015.", "new", None),
        ("Interview with DL (N) adviser in Havnen, Bergen, June 2015.", "new", None),
        ("Source in DL (N), contacted June 2015.", "new", None),
    ],
)
def test_known_informants(words: str, sureness: str, key: str | None) -> None:
    proposal = only(words, COMMANDER)
    assert (proposal.sureness, proposal.known_key) == (sureness, key)
    assert proposal.reason


def test_aliases_of_organisations() -> None:
    words = "Interview with Norland commander in Havnen, Bergen, June 2015."
    assert only(words, COMMANDER).sureness == "new"
    assert only(words, COMMANDER, Norland="DL (N)").sureness == "same"


def test_known_works() -> None:
    known = KnownSource("S-2", "Roe, The Long Ship", "published book/article",
                        title="The Long Ship in War", author="Ann Roe")  # fmt: skip
    assert only("A. Roe, The Long Ship in War (Leeds, 1981), 4.", known).sureness == "same"
    assert only("A. Roe, Long Ship (Leeds, 1981), 4.", known).sureness == "likely same"
    assert only("A. Rowe, The Long Ship in War (Leeds, 1981), 4.", known).sureness == "new"


@pytest.mark.parametrize(
    ("words", "label"),
    [
        (NORTH, "DL (N) commander, interview"),
        ("Source in the Inner Council, contacted June 2015.", "Inner Council, contact"),
        ("Sources in the Inner, Outer and Far councils, contacted throughout 2015.",
         "Inner, Outer and Far Councils, contact"),
        ("Interview with advisor to Kari Dahl, June 2015.", "Adviser to Kari Dahl, interview"),
        ("Interview with Jan Holm, Odda, June 2015.", "Jan Holm, interview"),
        ("A. Roe, The Long Ship: A History of War (Leeds, 1981), 4.", "Roe, The Long Ship"),
        ("Letter Ames to Boyd, 3 May 1931.", "Letter Ames to Boyd, 3 May 1931"),
    ],
)  # fmt: skip
def test_labels(words: str, label: str) -> None:
    assert only(words).label == label


def test_labels_that_would_be_alike_are_told_apart() -> None:
    proposals = propose(
        cited("Source in the Inner Council, contacted June 2015.",
              "Source in the Inner Council, contacted July 2015.")
    )  # fmt: skip
    assert [proposal.label for proposal in proposals] == [
        "Inner Council, contact (June 2015)",
        "Inner Council, contact (July 2015)",
    ]
    assert "not established" in proposals[1].reason


def test_short_authors_and_titles() -> None:
    assert short_author("Ann Roe and Bo Dunn") == "Roe and Dunn"
    assert short_author("Ann Roe, Bo Dunn, Cy Holt & Di Lane") == "Roe et al."
    assert short_author("Roe, Ann") == "Roe"
    assert short_title("*The Long Ship*: A History") == "The Long Ship"
    assert len(short_title("word " * 60)) <= 62


def test_one_paper_as_a_whole() -> None:
    citations = [c for n in read_text(HARBOUR).notes for c in n.citations]
    labels = {proposal.label for proposal in propose(citations)}
    assert "Lindqvist, The Long Quay" in labels
    assert "Northern, Southern and Inner Committees, contact" in labels


def person(name: str) -> KnownSource:
    return KnownSource("S-9", name, "interview/personal communication", person=name, date="2015-06")


@pytest.mark.parametrize(
    ("known", "cited_name", "sureness"),
    [
        pytest.param("Jan Holm", "Jan Holm", "same", id="the same"),
        pytest.param("Jan Ηolm", "Jan Holm", "unclear", id="a Greek capital"),
        pytest.param("Jаn Holm", "Jan Holm", "unclear", id="a Cyrillic letter"),
        pytest.param("José Ruiz", unicodedata.normalize("NFC", "José Ruiz"), "same", id="composed"),
        pytest.param(
            unicodedata.normalize("NFD", "José Ruiz"), unicodedata.normalize("NFC", "José Ruiz"),
            "unclear", id="decomposed"),
        pytest.param("Jose Ruiz", "José Ruiz", "unclear", id="without the accent"),
        pytest.param("Jan Holme", "Jan Holm", "new", id="only similar"),
    ],
)  # fmt: skip
def test_twins_are_never_taken_for_one(known: str, cited_name: str, sureness: str) -> None:
    proposal = only(f"Interview with {cited_name}, June 2015.", person(known))
    assert proposal.sureness == sureness
    assert proposal.reason


def test_twins_of_bodies_and_authors() -> None:
    twin = replace(COMMANDER, organisations=("DL (Ν)",))
    assert only(NORTH, twin).sureness == "unclear"
    book = KnownSource("S-2", "Roe, The Long Ship", "published book/article",
                       title="The Long Ship in War", author="Ann Rоe")  # fmt: skip
    assert only("A. Roe, The Long Ship in War (Leeds, 1981), 4.", book).sureness == "unclear"


def test_twins_within_a_document_are_kept_apart_and_told() -> None:
    first, second = propose(
        cited("Interview with Jan Holm, June 2015.", "Interview with Jаn Holm, June 2015.")
    )
    assert first.group != second.group
    assert "looks like “Jan Holm, interview" in second.reason


def works(number: int) -> list[CitationRead]:
    """Citations of a tenth as many works, by few authors, whose titles share most of their words."""
    return [
        CitationRead(
            text=f"Work {n}, {n}", start=0, end=9, type="published book/article",
            author=f"Ann Roe{work % 7}", title=f"History of Quay Number{work} in War",
        )
        for n in range(number)
        for work in [n % (number // 10)]
    ]  # fmt: skip


def known_works(number: int) -> list[KnownSource]:
    return [
        KnownSource(f"S-{n}", f"Source {n}", "published book/article",
                    author=f"Ann Roe{n % 7}", title=f"History of Quay Number{n}")
        for n in range(number)
    ]  # fmt: skip


def test_matching_takes_no_longer_than_what_it_finds() -> None:
    seconds = []
    for size in (500, 5000):
        citations, known = works(size), known_works(size // 10)
        begun = time.process_time()
        proposals = propose(citations, known)
        seconds.append(time.process_time() - begun)
        assert {proposal.sureness for proposal in proposals} == {"likely same"}
    assert seconds[1] < 25 * max(seconds[0], 0.02)


@pytest.mark.soak
def test_a_hundred_thousand_citations_against_ten_thousand_sources() -> None:
    begun = time.process_time()
    proposals = propose(works(100_000), known_works(10_000))
    assert len({proposal.known_key for proposal in proposals}) == 10_000
    assert time.process_time() - begun < 60
