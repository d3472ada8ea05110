"""People as sources: who is read out of which words, and what is never guessed."""

import pytest

from provenance.ingest.informants import describe_who
from provenance.ingest.types import CitationRead
from tests.unit.ingest.documents import called


def only(words: str) -> CitationRead:
    (citation,) = called(words).notes[0].citations
    return citation


@pytest.mark.parametrize(
    ("words", "role", "organisations", "place"),
    [
        ("Interview with senior UN official, Geneva, 12 March 2015.",
         "senior official", ("UN",), "Geneva"),
        ("Author interview with League officer from Odda, Bergen, May 2014.",
         "officer", ("League",), "Odda, Bergen"),
        ("Author's interview with a former minister of defence, Oslo, June 2012.",
         "former minister of defence", (), "Oslo"),
        ("Interviews with elders of Marsh district, Selby, August 2010.",
         "elder", (), "Marsh district, Selby"),
        ("Interview, HPS officer, Hull, 3 June 2011.", "officer", ("HPS",), "Hull"),
        ("Confidential interview, Hull, 3 June 2011.", None, (), "Hull"),
        ("Conversation with a Western diplomat, Lagos, autumn 2013.",
         "Western diplomat", (), "Lagos"),
        ("Interview 14, health worker, Freetown, 3 June 2015.", "health worker", (), "Freetown"),
        ("Entretien avec un responsable de la Croix-Rouge, Goma, mai 2009.",
         "responsable de la Croix-Rouge", (), "Goma"),
        ("Sources in the Ministry of Ports and the HPS, contacted June 2015.",
         "contact", ("Ministry of Ports", "HPS"), None),
        ("League commander in Odda, interviewed October 2017.", "commander", ("League",), "Odda"),
        ("Two Norwegian officials, interviewed in Oslo, May 2014.", "Norwegian official", (), None),
    ],
)  # fmt: skip
def test_roles_bodies_and_places(
    words: str, role: str | None, organisations: tuple[str, ...], place: str | None
) -> None:
    found = only(words)
    assert (found.role, found.organisations, found.place) == (role, organisations, place)
    assert not found.named


@pytest.mark.parametrize(
    ("words", "person", "role", "organisations", "place"),
    [
        ("Interview with Ann Roe, Hull, April 2009.", "Ann Roe", None, (), "Hull"),
        ("Interview with General Bo Dunn, Hull, April 2009.", "General Bo Dunn", None, (), "Hull"),
        ("Telephone interview with Ann Roe, director of the Port Group, 4 May 2012.",
         "Ann Roe", "director", ("Port Group",), None),
        ("Personal communication from Dr. J. Smith, University of Leeds, 4 May 2012.",
         "Dr. J. Smith", None, ("University of Leeds",), None),
    ],
)  # fmt: skip
def test_named_people(
    words: str, person: str, role: str | None, organisations: tuple[str, ...], place: str | None
) -> None:
    found = only(words)
    assert (found.person, found.role, found.organisations, found.place) == (
        person,
        role,
        organisations,
        place,
    )
    assert found.named


def test_a_town_in_a_name_is_no_word_for_a_region() -> None:
    guard = describe_who("commander of the River Guard in Oldtown", None, several=False)
    assert (guard.organisations, guard.place) == (("River Guard",), "Oldtown")
    district = describe_who("elder of Marjah district", None, several=False)
    assert (district.organisations, district.place) == ((), "Marjah district")
