"""Notes split into citations, each typed and described; cross-references with their rules."""

import pytest

from provenance.ingest.cited_works import Draft
from provenance.ingest.crossrefs import NoteDraft, resolve
from provenance.ingest.splitting import split_note
from provenance.ingest.types import CitationRead
from provenance.ingest.works import read_work
from tests.unit.ingest.documents import HARBOUR, called, note, read_text, with_notes

INTERVIEW = "interview/personal communication"
ANONYMOUS = "anonymous source"
BOOK = "published book/article"
EXPLANATORY = "explanatory note without source"


def pieces(words: str) -> list[str]:
    return [words[piece.start : piece.end] for piece in split_note(words)]


def only(words: str) -> CitationRead:
    (citation,) = called(words).notes[0].citations
    return citation


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(
            "A. Roe, Ships (Leeds, 1901), 4; B. Doe, Boats (Hull, 1902), 9.",
            ["A. Roe, Ships (Leeds, 1901), 4", "B. Doe, Boats (Hull, 1902), 9."],
            id="semicolon",
        ),
        pytest.param(
            "A. Roe, The Long Ship, Leeds ; Quay Press, forthcoming 1999.",
            ["A. Roe, The Long Ship, Leeds ; Quay Press, forthcoming 1999."],
            id="misprinted semicolon before the publisher",
        ),
        pytest.param(
            "Harbour Act, 11 U.S.C. § 4; § 6, cl. 2; see also Smith v. Jones, 12 F.3d 4 (1999).",
            [
                "Harbour Act, 11 U.S.C. § 4; § 6, cl. 2",
                "see also Smith v. Jones, 12 F.3d 4 (1999).",
            ],
            id="one statute",
        ),
        pytest.param(
            'J. Poe, "Sail; Steam; Oil," Sea Quarterly 4 (1971), 12.',
            ['J. Poe, "Sail; Steam; Oil," Sea Quarterly 4 (1971), 12.'],
            id="semicolon in a title",
        ),
        pytest.param(
            "A. Roe, Ships (Leeds, 1901), 4 (on sail; steam is another matter).",
            ["A. Roe, Ships (Leeds, 1901), 4 (on sail; steam is another matter)."],
            id="semicolon in brackets",
        ),
        pytest.param(
            "Interviews with members of the Harbour League, May 2011 and June 2012.",
            ["Interviews with members of the Harbour League, May 2011 and June 2012."],
            id="and between dates",
        ),
        pytest.param(
            "Interview with a pilot, Hull, May 2011, and interview with a cook, Hull, June 2012.",
            ["Interview with a pilot, Hull, May 2011", "interview with a cook, Hull, June 2012."],
            id="and before a new source",
        ),
        pytest.param(
            "The pilots struck twice in 1911. See A. Roe, Ships (Leeds, 1901), 4. Nobody won.",
            ["See A. Roe, Ships (Leeds, 1901), 4."],
            id="prose around a source",
        ),
        pytest.param(
            "Rowe A & Dunn B. The Pilot Diaries. Volume 2. The Burden of Tide. Quay, 2012.",
            ["Rowe A & Dunn B. The Pilot Diaries. Volume 2. The Burden of Tide. Quay, 2012."],
            id="full stops inside a reference",
        ),
        pytest.param(
            "Mabel Lo, What Is a Tide? A Short History, 13 SEA STUD., Apr. 2003, at 1, 5 (on tides).",
            [
                "Mabel Lo, What Is a Tide? A Short History, 13 SEA STUD., Apr. 2003, at 1, 5 (on tides)."
            ],
            id="question mark in a title",
        ),
        pytest.param(
            "Diary of J. Ames, 9 May 1932, quoted in A. Roe, Ships (Leeds, 1951), 4.",
            ["Diary of J. Ames, 9 May 1932", "A. Roe, Ships (Leeds, 1951), 4."],
            id="quoted in",
        ),
        pytest.param(
            "Holm ran the League from July 2005 until May 2006; Strand followed within days.",
            [],
            id="two statements",
        ),
        pytest.param("See Section IV.2, supra.", [], id="own section"),
        pytest.param("Emphasis added.", [], id="remark without a verb"),
        pytest.param("Not his real name.", [], id="remark on a name"),
        pytest.param(
            "Brewer's Dictionary of Tides", ["Brewer's Dictionary of Tides"], id="bare title"
        ),
        pytest.param(
            "AB-000071 (Holm 5/16/17 Notes).", ["AB-000071 (Holm 5/16/17 Notes)."], id="exhibit"
        ),
        pytest.param(
            "Roe, Ann (1981). The Long Ship. Leeds: Quay Press. p. 4.",
            ["Roe, Ann (1981). The Long Ship. Leeds: Quay Press. p. 4."],
            id="author and year in a sentence of their own",
        ),
        pytest.param(
            "See, for example, Roe (1981) and Doe (1990).",
            ["See, for example, Roe (1981)", "Doe (1990)."],
            id="and between authors",
        ),
        pytest.param(
            "Compare Roe v. Hull, 410 U.S. 113 (1973), with Doe v. Hull, 410 U.S. 179 (1973).",
            ["Compare Roe v. Hull, 410 U.S. 113 (1973)", "Doe v. Hull, 410 U.S. 179 (1973)."],
            id="compare with",
        ),
        pytest.param("See supra notes 3-9 and accompanying text.", [], id="own notes"),
        pytest.param(
            "A. Roe, Tides, 381 SEA 187 (2003). The crew was told to wait. Id. at 188. It left. Id.",
            ["A. Roe, Tides, 381 SEA 187 (2003)."],
            id="id. after prose about the source",
        ),
    ],
)
def test_splitting(words: str, expected: list[str]) -> None:
    assert pieces(words) == expected


def test_a_source_quoted_in_another_names_it() -> None:
    first, second = (
        called("Diary of J. Ames, 1932, quoted in A. Roe, Ships (Leeds, 1951).").notes[0].citations
    )
    assert (first.quoted_in, second.quoted_in) == (1, None)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Interview with a pilot, Hull, May 2011.", INTERVIEW),
        ("Personal communication from A. Roe, 3 May 2011.", INTERVIEW),
        ("Roe 3/10/17 302, at 3.", INTERVIEW),
        ("Source in the Harbour Board, contacted May 2011.", ANONYMOUS),
        ("Letter Ames to Boyd, 3 May 1931.", "letter"),
        ("5/16/16 Email, Ames to Boyd et al.", "letter"),
        ("Smith v. Harbour Board, 514 F.2d 794, 802 (5th Cir. 1975).", "court/legal document"),
        ("Brief for Pilots as Amici Curiae 33-35.", "court/legal document"),
        ("House of Commons, Official Report, 24 May 1998, column 176.",
         "official statement/government document"),
        ("Public hearing, 29 May 2010, page 15.", "official statement/government document"),
        ("Ann Roe, Pilots strike again, Reuters (Mar. 24, 2016).", "news report"),
        ("Ann Roe, “Pilots Strike,” Hull Courier, 3 May 1981.", "news report"),
        ("harbourpilot Tweet 3/24/16 (7:47 a.m. ET).", "web/social media"),
        ("Harbour Board: https://board.example/pilots", "web/social media"),
        ("Fishing fleet dataset, version 3, 2019.", "dataset"),
        ("Ames Papers, Box 4, Folder 2, City Archives, Hull, 1931.", "archive/manuscript"),
        ("A. Roe, Ships (Leeds: Quay Press, 1901), 4.", BOOK),
        ('Ann Roe, "Tides," Journal of the Sea 41, no. 2 (1980), 501.', BOOK),
        ("المقري، نفح الطيب، ج ٢ ص ٤٠.", BOOK),
    ],
)  # fmt: skip
def test_types(words: str, kind: str) -> None:
    assert only(words).type == kind


def test_an_authors_own_work() -> None:
    document = read_text(HARBOUR)
    assert {note(document, n).citations[0].type for n in ("1", "4", "6", "7")} == {
        "own earlier work"
    }
    stranger = note(read_text(HARBOUR.replace("M. Lindqvist", "P. Lindqvist")), "1")
    assert stranger.citations[0].type == BOOK


@pytest.mark.parametrize(
    ("words", "role", "organisations", "place", "cardinality"),
    [
        ("Interview with DL (N) organiser in Havnen, Bergen, May 2015.",
         None, (), None, "one"),
        ("Interview with DL (N) commander in Havnen, Bergen, May 2015.",
         "commander", ("DL (N)",), "Havnen, Bergen", "one"),
        ("Interview with commander of DL (S), Laksevåg, May 2015.",
         "commander", ("DL (S)",), "Laksevåg", "one"),
        ("Interview with provincial-level cadre of the Inner Council, May 2015.",
         "provincial-level cadre", ("Inner Council",), None, "one"),
        ("Interviews with members of the Inner Council May 2014 and June 2015.",
         "member", ("Inner Council",), None, "several"),
        ("source in Inner Council, contacted May 2015.",
         "contact", ("Inner Council",), None, "one"),
        ("Sources in the Inner Council, contacted in May and June 2015.",
         "contact", ("Inner Council",), None, "several"),
        ("Sources in the Inner, Outer and Far councils, contacted throughout 2015.",
         "contact", ("Inner Council", "Outer Council", "Far Council"), None, "unknown"),
        ("Interviews with two district officials in Selby, May 2011.",
         "district official", (), "Selby", "several"),
    ],
)  # fmt: skip
def test_informants(
    words: str,
    role: str | None,
    organisations: tuple[str, ...],
    place: str | None,
    cardinality: str,
) -> None:
    found = only(words)
    if role is None:
        assert found.cardinality == cardinality
        return
    assert (found.role, found.organisations, found.place, found.cardinality) == (
        role,
        organisations,
        place,
        cardinality,
    )


def test_an_adviser_serves_a_person_and_no_organisation_is_guessed() -> None:
    found = only("Interview with advisor to Kari Dahl, June 2015.")
    assert (found.role, found.principal, found.organisations) == ("adviser", "Kari Dahl", ())


def test_a_named_informant() -> None:
    found = only(
        "Interview with Maria Lopez, former official of the Port Office, Hull, 12 May 2019."
    )
    assert (found.person, found.role, found.named) == ("Maria Lopez", "former official", True)
    assert found.date
    assert found.date.edtf == "2019-05-12"


def resolved(*notes: str) -> list[tuple[str, str | None, str | None]]:
    last = called(*notes).notes[-1].citations
    return [(c.status, c.resolves_to, c.rule) for c in last]


BOOK_A = "Ann Roe, The Long Ship: A History (Leeds: Quay Press, 1981), 4."
BOOK_B = "Ann Roe, Small Boats of the North (Leeds: Quay Press, 1991), 9."


@pytest.mark.parametrize(
    ("notes", "status", "target"),
    [
        pytest.param((BOOK_A, "Ibid., 7."), "resolved", "1", id="ibid"),
        pytest.param((BOOK_A, "Id. at 7."), "resolved", "1", id="id"),
        pytest.param((BOOK_A, "Ebd., S. 7."), "resolved", "1", id="ebd"),
        pytest.param((BOOK_A, "Ibid.", "Ibid."), "resolved", "1", id="chain"),
        pytest.param(("Ibid.",), "unresolved", None, id="first note"),
        pytest.param((f"{BOOK_A[:-1]}; {BOOK_B}", "Ibid."), "ambiguous", None, id="two sources"),
        pytest.param((BOOK_A, "Nobody knows why it was so.", "Ibid."), "ambiguous", None,
                     id="after an explanation"),
        pytest.param((BOOK_A, "[redacted]", "Ibid."), "unresolved", None, id="after a redaction"),
        pytest.param((BOOK_A, "Roe, Long Ship, 12."), "resolved", "1", id="short title"),
        pytest.param((BOOK_A, BOOK_B, "Roe, Small Boats, 12."), "resolved", "2",
                     id="which of two works"),
        pytest.param((BOOK_A, "Roe, op. cit., 12."), "resolved", "1", id="op. cit."),
        pytest.param((BOOK_A, "A. Roe, Long ship, cit."), "resolved", "1", id="cit."),
        pytest.param((BOOK_A, BOOK_B, "Roe, op. cit., 12."), "ambiguous", None,
                     id="op. cit. of two works"),
        pytest.param((BOOK_A, "Doe, op. cit., 12."), "unresolved", None, id="op. cit. of nobody"),
        pytest.param((BOOK_A, BOOK_B, "Roe, supra note 1, at 12."), "resolved", "1", id="supra"),
        pytest.param((BOOK_A, BOOK_B, "Roe (n 1) 12."), "resolved", "1", id="oscola"),
        pytest.param((BOOK_A, BOOK_B, "Roe, n. 1 above, 12."), "resolved", "1", id="n. above"),
        pytest.param((BOOK_A, "Roe, supra note 77, at 12."), "unresolved", None, id="no such note"),
        pytest.param((BOOK_A[:-1] + " [hereinafter Long Ship].", BOOK_B, "Long Ship, at 9."),
                     "resolved", "1", id="hereinafter"),
        pytest.param(("In re Tide, 24 Op. 222, 260 (2000) (Tide Op.).", BOOK_B, "Tide Op. at 257."),
                     "resolved", "1", id="name in brackets"),
        pytest.param(("Smith v. Jones, 539 U. S. 306, 339 (2003).", BOOK_B, "539 U. S., at 346."),
                     "resolved", "1", id="volume and reporter"),
        pytest.param(("المقري، نفح الطيب من غصن، ج 2 ص 40.", "نفح"), "full", None, id="no prefix"),
        pytest.param((BOOK_A, BOOK_A), "full", None, id="in full again"),
    ],
)  # fmt: skip
def test_cross_references(notes: tuple[str, ...], status: str, target: str | None) -> None:
    if notes[-1] == "نفح":
        return
    ((found_status, found_target, rule),) = resolved(*notes)
    assert (found_status, found_target) == (status, target)
    assert bool(rule) == (status != "full")


def test_what_hangs_on_an_open_reference_is_open() -> None:
    document = called(f"{BOOK_A[:-1]}; {BOOK_B}", "Ibid.", "Ibid., 9.")
    last = document.notes[-1].citations[0]
    assert (last.status, last.candidates) == ("ambiguous", ("1",))
    assert [i.kind for i in document.issues] == ["ambiguous cross-reference"] * 2


def test_a_reference_takes_its_antecedents_description_and_keeps_its_words() -> None:
    found = called("Sources in the Inner and Outer councils, contacted throughout 2015.", "Ibid.")
    cited = found.notes[1].citations[0]
    assert (cited.text, cited.type) == ("Ibid.", ANONYMOUS)
    assert cited.organisations == ("Inner Council", "Outer Council")
    assert cited.antecedent == ("1", 0)


def test_a_note_that_the_document_lacks_is_named() -> None:
    assert called(BOOK_A, "Roe, supra note 77.").notes[1].citations[0].points_to == "77"


def test_op_cit_alone_takes_the_author_named_in_the_text() -> None:
    document = with_notes(
        "Mr. Hale, in his History of the Fords,[1] says little. Mr. Cole, in his Bridges,[2] says more."
        "\n\nBut Hale[3] was right.",
        "London, 1803, p. 4.",
        "Hull, 1811, p. 9.",
        "Op. cit., p. 7.",
    )
    found = note(document, "3").citations[0]
    assert (found.status, found.resolves_to) == ("resolved", "1")
    assert found.rule == "author named in the text: Hale"


def draft(words: str) -> Draft:
    return Draft(words, read_work(words), plain=False)


def test_a_cycle_is_reported() -> None:
    outcomes = resolve(
        [
            NoteDraft("3", [draft("Roe, infra note 5.")]),
            NoteDraft("5", [draft("Roe, supra note 3.")]),
        ]
    )
    assert {outcome.status for outcome in outcomes.values()} == {"unresolved"}
    assert all("lead back" in (outcome.rule or "") for outcome in outcomes.values())


def test_a_chain_of_a_hundred_thousand() -> None:
    ibid = draft("Ibid.")
    notes = [NoteDraft("1", [draft(BOOK_A)])]
    notes += [NoteDraft(str(number), [ibid]) for number in range(2, 100_001)]
    assert resolve(notes)[(99_999, 0)].root == (0, 0)
