"""Types told by a mark that their own make of citation has, each beside a source that only looks so."""

import pytest

from provenance.ingest import kinds
from tests.unit.ingest.test_citations import pieces


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Harbour Tribunal of Norland, judgment no. 31 of 9 February 2012.", kinds.COURT),
        ("Ann Roe, Court and Harbour (Leeds: Quay Press, 1981), 31.", kinds.PUBLISHED),
        ("Quay Inquiry, transcript, day 4, p. 52.", kinds.COURT),
        ("The Quay Dues Ordinance, 1947.", kinds.COURT),
        ("Décret du 8 mars 1949 (non publié).", kinds.COURT),
        ("Law 11/2019 on Harbours, art. 9.", kinds.COURT),
        ("ASNo, Prefettura, Gabinetto, b. 19.", kinds.ARCHIVE),
        ("ADX, 356 W 88, rapport, p. 9.", kinds.ARCHIVE),
        ("Parliamentary Papers, 1839, vol. 49, p. 58.", kinds.OFFICIAL),
        ("Roe Papers, letter-book of 1839.", kinds.ARCHIVE),
        ("Receipts nos. 17 and 18, copies in the author’s possession.", kinds.ARCHIVE),
        ("Quay Town Council, Siren register 2018.", kinds.OFFICIAL),
        ("‘Ships burned’, The Quay, 21 December 1947, p. 5.", kinds.NEWS),
        ("‘Ships burned’, The Quay 21 (1947), p. 5.", kinds.PUBLISHED),
        ("Told to me by the late harbour master.", kinds.INTERVIEW),
        ("The story as told to me, a novel (Leeds: Quay Press, 1981), 31.", kinds.PUBLISHED),
        ("Roe to his mother, 2 November 1947.", kinds.LETTER),
        ("Le préfet du Nord au ministre de la Marine, 18 juin 1947.", kinds.LETTER),
        ("De la mer au port de guerre, Lille, 1947.", kinds.PUBLISHED),
        ("رسالة إلكترونية إلى الباحث، ١٧ مارس ٢٠١٨.", kinds.LETTER),
        ("Photograph posted in the WhatsApp group “Quay”, 8 March 2020.", kinds.WEB),
    ],
)
def test_types(words: str, kind: str) -> None:
    assert kinds.type_of(words) == kind


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("roe1999, 45–61; doe2001, chap. 3.", ["roe1999, 45–61", "doe2001, chap. 3."]),
        ("Compare Roe 1999, 4, with Doe 2001, 9.", ["Compare Roe 1999, 4", "Doe 2001, 9."]),
        ("Roe, Ships, 4, with Maps.", ["Roe, Ships, 4, with Maps."]),
        ("K.L. v. Norland, App. no. 75/15, § 2.", ["K.L. v. Norland, App. no. 75/15, § 2."]),
        (
            "Roe, Ships and Masts, 110, gives none; Doe, Boats, 41, cites her at second hand.",
            ["Roe, Ships and Masts, 110, gives none", "Doe, Boats, 41, cites her at second hand."],
        ),
        ("Hull, Leeds and York, with 110 ships, gives none.", []),
        (
            "Quay Terminal, Tide Log 2, 3 May 2012, entry at 02:47.",
            ["Quay Terminal, Tide Log 2, 3 May 2012, entry at 02:47."],
        ),
        ("The quays burned, and on 3 May 1962 they were gone.", []),
        ("The masts were recorded by hand and counted.", []),
    ],
)
def test_pieces(words: str, expected: list[str]) -> None:
    assert pieces(words) == expected
