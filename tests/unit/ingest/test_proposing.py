"""Clauses as proposed claims: what they rest on, and how they are hedged."""

import pytest

from provenance.ingest.proposing import ClaimProposal, propose_claims
from tests.unit.ingest.documents import HARBOUR, read_text, with_notes

LETTER = "Letter Ames to Boyd, 3 May 1931."


def proposed(body: str, *notes: str) -> list[ClaimProposal]:
    return propose_claims(with_notes(body, *notes) if notes else read_text(body))


def test_what_nobody_is_named_for_rests_on_the_author() -> None:
    (claim,) = proposed("The mill burned down in the night.")
    assert (claim.basis, claim.notes, claim.attribution) == ("author", (), None)


def test_what_a_note_governs_rests_on_the_note() -> None:
    claims = proposed("The mill burned down. Nobody was hurt by it.[1]", LETTER)
    assert [(claim.basis, claim.notes) for claim in claims] == [("paragraph", ("1",))] * 2


def test_an_inline_attribution_comes_first_and_keeps_the_note() -> None:
    (claim,) = proposed("The owner denied that the mill had burned.[1]", LETTER)
    assert (claim.basis, claim.notes, claim.polarity) == ("inline", ("1",), "denies")


def test_an_admission_is_against_interest() -> None:
    (claim,) = proposed("The owner admitted that the mill had burned.")
    assert claim.against_interest


def test_a_sentence_of_two_clauses_is_two_claims() -> None:
    claims = proposed("DL (N) claims about 900 members, while DL (S) claims only 400 of them.")
    assert [claim.text[:14] for claim in claims] == ["DL (N) claims ", "DL (S) claims "]


def test_lists_and_quotations_are_not_divided() -> None:
    claims = proposed(
        "They hold the quays, the cranes, and the yards; the sheds, too. “It is, and was.”"
    )
    assert len(claims) == 2


def test_whose_hedges_they_are() -> None:
    (claim,) = proposed("The owner claims that the mill might have burned.")
    assert [(hedge.text, hedge.by) for hedge in claim.hedges] == [
        ("claims", "author"),
        ("might", "source"),
    ]
    (other,) = proposed("The mill might have burned.")
    assert [(hedge.text, hedge.by) for hedge in other.hedges] == [("might", "author")]


def test_a_quotation_that_goes_on_is_still_the_speakers() -> None:
    claims = proposed('"The mill burned down," Holm said. "Nobody was hurt by it."')
    assert [claim.basis for claim in claims] == ["inline", "inline"]


def test_offsets_slice_the_text() -> None:
    document = read_text(HARBOUR)
    for claim in propose_claims(document):
        assert document.text[claim.start : claim.end] == claim.text
        passage = document.passages[claim.passage]
        assert passage.start <= claim.start < claim.end <= passage.end


def test_a_claim_keeps_the_one_date_that_it_names() -> None:
    claims = proposed(
        "The mill burned in May 1911. It stood from May 1901 until June 1911. It did."
    )
    times = [claim.time.edtf if claim.time else None for claim in claims]
    assert times == ["1911-05", None, None]


@pytest.mark.parametrize(
    ("verb", "stance"),
    [
        ("denied", ("denies", "full", None)),
        ("admitted", ("asserts", "full", "against interest")),
        ("suggested", ("asserts", "partly", None)),
        ("said", ("asserts", "full", None)),
    ],
)
def test_stance(verb: str, stance: tuple[str, str, str | None]) -> None:
    (claim,) = proposed(f"The witness {verb} that the mill had burned.")
    assert (claim.polarity, claim.strength, claim.interest) == stance


def test_whose_knowledge_it_is_and_through_whom_it_came() -> None:
    document = read_text("The envoy told the Council that the mission estimated a loss.")
    (claim,) = propose_claims(document)
    assert claim.attribution is not None
    assert document.attributions[claim.attribution].source == "the mission"
    assert [document.attributions[relay].source for relay in claim.via] == ["The envoy"]


def test_a_claim_reported_at_the_end_of_its_sentence_came_through_the_reporter() -> None:
    document = read_text("The Board denied that it had paid, an aide to the mayor said.")
    (claim,) = propose_claims(document)
    assert (claim.polarity, claim.via) == ("denies", (1,))
