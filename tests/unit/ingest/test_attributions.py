"""Who the text itself says that something is from."""

import pytest

from provenance.ingest.types import AttributionRead
from tests.unit.ingest.documents import read_text


def found(text: str) -> list[AttributionRead]:
    return list(read_text(text).attributions)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The harbour master said that the quay was closed.", ["The harbour master said"]),
        ("Two pilots told the Courier that they had refused.", ["Two pilots told the Courier"]),
        ("In May, the city's envoy to Norway told the Board that it would pay.",
         ["the city's envoy to Norway told the Board"]),
        ("“It was dark,” said Dr. Ada Holm, a surgeon at the port hospital.",
         ["said Dr. Ada Holm, a surgeon at the port hospital"]),
        ('"It was dark," she said. "We waited."', ["she said"]),
        ("Ada Holm, director of the Port Group, which tracks ships, told the Courier so.",
         ["Ada Holm, director of the Port Group, which tracks ships, told the Courier"]),
        ("According to the Port Ministry, nine ships were lost.", ["According to the Port Ministry"]),
        ("Nine ships were lost, according to dock workers.", ["according to dock workers"]),
        ("According to a source all the cranes were sold.", ["According to a source"]),
        ("The fire reportedly began at noon.", ["reportedly"]),
        ("Some of the men are believed to be pilots.", ["are believed"]),
        ("Analysts say the port is small, but the Board denied it.",
         ["Analysts say", "the Board denied"]),
        ("The source in DL (M) claims that DL (N) had paid.", ["The source in DL (M) claims"]),
        ("Both sources in the northern factions admit it.",
         ["Both sources in the northern factions admit"]),
        ('"A single flag," read the letter signed by the deputy.', ["read the letter"]),
        ("The envoy told the Council that the mission estimated a loss.",
         ["The envoy told the Council", "the mission estimated"]),
        ("The League answered at once, saying that it too had ships.",
         ["The League answered", "saying that"]),
    ],
)  # fmt: skip
def test_attributions(text: str, expected: list[str]) -> None:
    assert [attribution.text for attribution in found(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The claims of the Board were many and its reports were long.",
        "The League maintained close relations with the Board.",
        "It is said and done.".replace("is said", "was over"),
        "“He said nothing to us,” it ended.",
        "To say so would be wrong, and nobody could deny it.",
        "The ship showed a light.",
    ],
)
def test_no_attribution(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The harbour police said that it was over.", "official statement/government document"),
        ("Analysts say that it was over.", "anonymous source"),
        ("Ada Holm said that it was over.", "interview/personal communication"),
        ("In its letter the League wrote that it was over.", "letter"),
        ("The indictment alleges that it was over.", "court/legal document"),
        ("A new study found that it was over.", "published book/article"),
        ("According to the Hull Courier, it was over.", "news report"),
        ("It was reportedly over.", "anonymous source"),
    ],
)
def test_types(text: str, kind: str) -> None:
    assert [attribution.type for attribution in found(text)] == [kind]


def test_pronouns_carry_the_name_before() -> None:
    first, second = found("Ada Holm said that it was dark. They waited, she added.")
    assert (first.source, second.source) == ("Ada Holm", "Ada Holm")


def test_a_quotation_broken_by_its_speaker() -> None:
    (attribution,) = found('"They prefer the quay," Holm said. "But it may change."')
    assert "They prefer the quay" in attribution.quote
    assert attribution.verb == "said"


def test_offsets_and_quotes() -> None:
    text = "Then the Board said that the quay was closed."
    (attribution,) = found(text)
    assert text[attribution.start : attribution.end] == attribution.text
    assert attribution.quote.endswith("the quay was closed.")


def test_notes_and_boilerplate_attribute_nothing() -> None:
    text = (
        "The quay was closed.[1]\n\nShare on Facebook\n\n"
        "[1] Holm said so, interview with Holm, May 2011.\n"
    )
    assert found(text) == []
