"""Who the text itself says that something is from."""

import re
from pathlib import Path

import pytest

from provenance.ingest.types import AttributionRead
from tests.unit.ingest.documents import read_text

TYPES = {
    "I": "interview/personal communication", "A": "anonymous source", "W": "web/social media",
    "O": "official statement/government document", "C": "court/legal document", "L": "letter",
    "P": "published book/article", "N": "news report", "R": "archive/manuscript",
}  # fmt: skip
_SAID = re.compile(r"\{(?P<type>[\w?])\|(?P<words>.*?)\}")
_SPEECHES = (Path(__file__).parent / "speeches.txt").read_text(encoding="utf-8")
SPEECHES = {
    part.partition("\n")[0]: part.partition("\n")[2].splitlines()
    for part in _SPEECHES.removeprefix("# ").split("\n# ")
}


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


@pytest.mark.parametrize("family", SPEECHES)
def test_texts_of_every_kind(family: str) -> None:
    """In ``speeches.txt`` {O|The army said} is an attribution of type O, {?|…} of any; all others that
    are found there are wrong."""
    for line in SPEECHES[family]:
        wanted = list(_SAID.finditer(line))
        read = found("A Paper\n\n" + _SAID.sub(lambda match: match["words"], line))
        assert len(read) == len(wanted), (line, [attribution.text for attribution in read])
        for match, attribution in zip(wanted, read, strict=True):
            overlap = match["words"] in attribution.text or attribution.text in match["words"]
            assert overlap, (match["words"], attribution.text)
            assert attribution.type == TYPES.get(match["type"], attribution.type), match["words"]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The Board denied that it had paid.", ("denies", "full", None)),
        ("The Board rejected the claim.", ("denies", "full", None)),
        ("Holm admitted that he had paid.", ("asserts", "full", "against interest")),
        ("Holm suggested that he had paid.", ("asserts", "partly", None)),
        ("Holm did not deny that he had paid.", ("asserts", "partly", None)),
        ("Holm did not say whether he had paid.", ("declines", "full", None)),
        ("The pilot declined to comment.", ("declines", "full", None)),
        ("The pilot could not recall the date.", ("does not recall", "full", None)),
        ("Holm did not believe that it was so.", ("denies", "full", None)),
    ],
)
def test_verbs_carry_stance(text: str, stance: tuple[str, str, str | None]) -> None:
    (attribution,) = found(text)
    assert (attribution.polarity, attribution.strength, attribution.interest) == stance


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("The envoy told the Council that the mission estimated a loss.", [None, 0]),
        ("Holm said the Board had denied the claim.", [None, 0]),
        ("The Board denied the claim, a source close to the League said.", [1, None]),
        ("Holm said it was dark, and the pilot said it was cold.", [None, None]),
        ("Holm said it was dark. The pilot said it was cold.", [None, None]),
    ],
)
def test_who_relays_whom(text: str, via: list[int | None]) -> None:
    assert [attribution.via for attribution in found(text)] == via


def test_relays_stop_at_the_sentence() -> None:
    assert [a.via for a in found("“It is dark,” Holm said. The pilot agreed that it was.")] == [
        None,
        None,
    ]


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


@pytest.mark.parametrize(
    ("said", "note", "kind"),
    [
        ("Ada Holm argued that it was so.", "A. Holm, The Long Quay (Hull: Port Press, 1999), p. 4.",
         "published book/article"),
        ("Ada Holm said that it was so.", "Letter from Ada Holm to Jan Roe, 4 May 1911.", "letter"),
        ("Ada Holm recalled that it was so.", "A. Holm, The Long Quay (Hull: Port Press, 1999), p. 4.",
         "interview/personal communication"),
        ("The source said that it was so.", "Interview with a pilot, Hull, May 2011.",
         "anonymous source"),
        ("The ministry said that it was so.", "A. Holm, The Long Quay (Hull: Port Press, 1999), p. 4.",
         "official statement/government document"),
    ],
)  # fmt: skip
def test_the_note_cited_tells_the_kind(said: str, note: str, kind: str) -> None:
    assert [read.type for read in found(f"A Paper\n\n{said}[1]\n\n[1] {note}\n")] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        'were sold at once."1 The reports of the port show that nine ships were lost.',
        "They had been told to go. “It was late,” Mr Holm answered.15 Then it rained.",
        "Names were taken by telephone.[form] Its clerk, Jan Roe, insists that all were read.",
    ],
)
def test_marks_and_open_quotations_hide_nobody(text: str) -> None:
    assert len(found("A Paper\n\n" + text)) == 1


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
