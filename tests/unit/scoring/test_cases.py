"""Exact small cases: what each rule does, with numbers worked out by hand."""

import math

import numpy as np
import pytest

from provenance.scoring.config import DEFAULT, Config
from provenance.scoring.ledger import Rule
from provenance.scoring.wording import render
from provenance.scoring.words import likelihood
from provenance.vocabulary import LIKELIHOOD_TERMS
from tests.unit.scoring.graph import Graph


def channel(evidence: float, quality: float) -> float:
    return 2 * math.atanh(quality * math.tanh(evidence / 2))


def logit(p: float) -> float:
    return math.log(p / (1 - p))


def expit(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def voice(grade: str | None = "C", **columns: object) -> Graph:
    """One informant, one claim, one document."""
    graph = Graph().claim("c").document("paper").source("x", grade, person="X")
    return graph.say("x", "c", document="paper", **columns)


def test_one_witness_by_hand() -> None:
    expected = channel(channel(logit(0.70), 0.95), 0.88)
    assert voice("C").p("c") == pytest.approx(expit(expected), abs=1e-12)


def test_admission_by_hand() -> None:
    odds = math.log(0.70 / (0.30 * 0.4))
    expected = channel(channel(odds, 0.95), 0.88)
    graph = voice("C", interest="against interest")
    assert graph.p("c") == pytest.approx(expit(expected), abs=1e-12)


def test_self_serving_by_hand() -> None:
    odds = math.log((0.5 + 0.5 * 0.70) / (0.5 + 0.5 * 0.30))
    expected = channel(channel(odds, 0.95), 0.88)
    assert voice("C", interest="self-serving").p("c") == pytest.approx(expit(expected), abs=1e-12)


def test_denial_mirrors_assertion() -> None:
    assert voice("B", polarity="denies").p("c") == pytest.approx(1 - voice("B").p("c"))


@pytest.mark.parametrize("polarity", ["does not recall", "declines"])
def test_no_answer_says_nothing(polarity: str) -> None:
    result = voice("A", polarity=polarity).score()
    assert result.probability[0] == 0.5
    assert result.flags_of(0) == ("unsourced",)
    assert [line.rule for line in result.ledger(0)] == [Rule.PRIOR, Rule.SILENT]


def test_nobody_speaks() -> None:
    result = Graph().claim("c").score()
    assert result.probability[0] == 0.5
    assert result.lower[0] < 0.12
    assert result.upper[0] > 0.88
    assert result.flags_of(0) == ("unsourced",)
    assert result.credibility_of(0) == "6"
    assert result.confidence_of(0) == "low"


def test_nothing_at_all() -> None:
    result = Graph().score()
    assert len(result.probability) == 0
    assert result.flags.shape == (0, 7)


def test_f_is_as_good_as_no_rating() -> None:
    assert voice("F").p("c") == voice(None).p("c")
    assert voice("E").p("c") < voice("F").p("c") < voice("C").p("c")


def test_f_never_votes_and_widens() -> None:
    alone, beside = voice("B").score(), voice("B").rate("x", "F", by="Rater B").score()
    assert beside.probability[0] == alone.probability[0]
    assert beside.upper[0] - beside.lower[0] > alone.upper[0] - alone.lower[0]


def test_raters_who_disagree_widen() -> None:
    agree = voice("C").rate("x", "C", by="Rater B").score()
    differ = voice("B").rate("x", "D", by="Rater B").score()
    assert differ.upper[0] - differ.lower[0] > agree.upper[0] - agree.lower[0]


def test_scoped_rating_replaces_the_same_raters_whole() -> None:
    graph = voice("E").rate("x", "A", claim="c")
    assert graph.p("c") == voice("A").p("c")
    other = voice("E").rate("x", "A", by="Rater B", claim="c")
    assert voice("E").p("c") < other.p("c") < voice("A").p("c")


def test_second_note_of_the_same_informant() -> None:
    once = voice("B")
    twice = voice("B").source("x later", "B", person="X").say("x later", "c", document="paper")
    assert twice.p("c") == once.p("c")
    assert twice.score().origins[0] == 1
    lines = [render(line, twice.names()) for line in twice.score().ledger(0)]
    assert "x later: the same origin already counts: adds nothing" in lines


@pytest.mark.parametrize(
    ("columns", "dependent"),
    [
        ({"verdict": "dependent"}, True),
        ({"ground": "relays"}, True),
        ({"ground": "own other work"}, True),
        ({"ground": "exposed to"}, False),
        ({"ground": "relays", "verdict": "independent"}, False),
        ({"verdict": "dependent", "claim": "c"}, True),
        ({"verdict": "dependent", "claim": "other"}, False),
    ],
)
def test_dependence_makes_one_origin(columns: dict[str, str], dependent: bool) -> None:
    graph = voice("B").claim("other").source("y", "B", person="Y").say("y", "c", document="paper")
    result = graph.depend("y", "x", **columns).score()
    assert result.origins[0] == (1 if dependent else 2)
    assert (result.probability[0] == voice("B").p("c")) == dependent


def test_through_the_same_man_is_one_origin() -> None:
    graph = voice("B", via=["go-between"]).source("go-between", "A")
    graph.source("y", "B").say("y", "c", document="paper", via=["go-between"])
    assert graph.score().origins[0] == 1


def test_each_link_of_a_chain_takes_its_part() -> None:
    near = voice("B", via=["relay"]).source("relay", "B")
    far = voice("B", via=["relay", "second"]).source("relay", "B").source("second", "C")
    expected = channel(logit(0.85), 0.95 * 0.85 * 0.70)
    assert far.p("c") == pytest.approx(expit(channel(expected, 0.88)))
    assert voice("B").p("c") > near.p("c") > far.p("c")


def two_voices(verdict: str | None, same: bool) -> Graph:
    graph = Graph().claim("c").document("d1").document("d2")
    graph.source("x", "C", organisations=["F"]).say("x", "c", document="d1")
    graph.source("y", "C", organisations=["F" if same else "M"]).say("y", "c", document="d2")
    return graph.depend("x", "y", verdict) if verdict else graph


def test_second_voice_of_an_organisation_counts_in_part() -> None:
    line = channel(logit(0.7), 0.95)
    total = (0.9 * 0.35 + 0.9 * 0.65 + 0.1 + 0.9 * 0.35) * line
    same, none = two_voices(None, same=True), two_voices(None, same=False)
    one = Graph().claim("c").document("d1").source("x", "C").say("x", "c", document="d1")
    assert one.p("c") < same.p("c") < none.p("c") < two_voices("independent", same=False).p("c")
    judged = two_voices("independent", same=True)
    assert judged.p("c") == two_voices("independent", same=False).p("c")
    wide = Config(document=(1.0,) * 6)
    assert logit(same.p("c", wide)) == pytest.approx(total)


def test_three_voices_in_one_document_saturate() -> None:
    apart, together = Graph().claim("c"), Graph().claim("c").document("d0")
    for at, name in enumerate("xyz"):
        for graph in (apart, together):
            graph.source(name, "A", person=name)
        apart.document(f"d{at}").say(name, "c", document=f"d{at}")
        together.say(name, "c", document="d0")
    assert logit(together.p("c")) < 2 * math.atanh(0.88)
    assert together.p("c") < apart.p("c")


def test_the_author_alone_is_capped() -> None:
    graph = Graph().claim("c").source("author", "A", author=True).document("d", authors=["author"])
    graph.say("author", "c", document="d")
    result = graph.score()
    assert result.probability[0] == pytest.approx(0.65)
    assert result.credibility_of(0) == "3"
    assert result.confidence_of(0) == "low"
    assert Rule.AUTHOR_CAP in {line.rule for line in result.ledger(0)}


def test_own_earlier_work_is_the_author_again() -> None:
    graph = Graph().claim("c").source("author", "B", author=True).document("d", authors=["author"])
    graph.say("author", "c", document="d")
    alone = graph.p("c")
    graph.source("his book", "B", type="own earlier work").say(
        "his book", "c", document="d", link="author"
    )
    result = graph.score()
    assert result.probability[0] == alone
    assert result.origins[0] == 1
    assert "circular" in result.flags_of(0)


@pytest.mark.parametrize(
    ("words", "quality"),
    [
        (["claims"], 0.75),
        (["might well be inflated"], 0.5),
        (["no independent confirmation"], 0.3),
        (["insist", "reportedly"], 0.5),
    ],
)
def test_author_hedges(words: list[str], quality: float) -> None:
    expected = channel(channel(logit(0.7), 0.95 * quality), 0.88)
    assert voice("C", hedges=words).p("c") == pytest.approx(expit(expected))


def test_universals_start_lower() -> None:
    bounded, sweeping = voice("B"), voice("B").claim("c", universal=True)
    difference = logit(bounded.p("c")) - logit(sweeping.p("c"))
    assert difference == pytest.approx(-logit(0.25))


def test_said_apart_from_so() -> None:
    said, so = voice("E").claim("c", kind="report of speech"), voice("E")
    assert so.p("c") < 0.5 < said.p("c")
    assert said.p("c") == voice("A").claim("c", kind="report of speech").p("c")


def test_public_record_of_speech_loses_nothing() -> None:
    graph = voice("E").claim("c", kind="existence of a document").document("paper", record=True)
    assert logit(graph.p("c")) == pytest.approx(channel(logit(0.97), 0.95))


def test_reporter_of_speech_counts_himself() -> None:
    def reported(grade: str) -> float:
        graph = Graph().claim("c", kind="report of speech", subjects=["Taliban"])
        graph.source("envoy", grade, organisations=["UN"])
        return graph.say("envoy", "c", access="other").p("c")

    assert reported("A") > reported("D")


def test_access_and_rivalry_from_ties() -> None:
    def about(subject: str) -> float:
        graph = Graph().claim("c", subjects=[subject]).source("x", "B", organisations=["F"])
        graph.tie("F", "ally of", "H").tie("M", "rival of", "F")
        return graph.say("x", "c", access=None).p("c")

    assert about("F") > about("H") > about("Z") > about("M")


def test_ties_hold_in_their_time() -> None:
    graph = Graph().claim("c", subjects=["M"], time_from=100.0, time_to=110.0)
    graph.source("x", "B", organisations=["F"]).say("x", "c", access=None)
    before = graph.p("c")
    graph.tie("F", "rival of", "M", time_from=200.0)
    assert graph.p("c") == before
    graph.tie("F", "rival of", "M", time_from=105.0)
    assert graph.p("c") < before


def test_unknown_numbers_are_refused_in_configurations() -> None:
    values = DEFAULT.as_dict()
    assert values["version"] == DEFAULT.version
    assert all(isinstance(value, int | float | str | list) for value in values.values())


def test_ledger_lines_are_in_plain_words() -> None:
    graph = voice("C", interest="against interest")
    lines = [render(line, graph.names()) for line in graph.score().ledger(0)]
    assert lines[:3] == [
        "Before any evidence: adds nothing",
        "x, rated C: raises",
        "x: says it against his own interest: raises",
    ]


def test_boundaries_take_the_cautious_term() -> None:
    values = np.array([0.0499, 0.05, 0.2, 0.45, 0.5, 0.55, 0.80, 0.95, 0.9501, 0.4499])
    terms = [LIKELIHOOD_TERMS[at] for at in likelihood(values)]
    assert terms == [
        "almost no chance",
        "very unlikely",
        "unlikely",
        "roughly even chance",
        "roughly even chance",
        "roughly even chance",
        "likely",
        "very likely",
        "almost certain",
        "unlikely",
    ]


def test_one_informant_in_two_documents_is_still_one_channel() -> None:
    graph = voice("A").document("second paper")
    assert graph.p("c") == voice("A").p("c")
    assert graph.say("x", "c", document="second paper").p("c") == voice("A").p("c")


def test_two_informants_in_two_documents_pass_two_channels() -> None:
    def told(places: list[tuple[str, str]]) -> float:
        graph = Graph().claim("c").document("d").document("e")
        graph.source("x", "A", person="X").source("y", "A", person="Y")
        for source, document in places:
            graph.say(source, "c", document=document)
        return graph.p("c")

    together = told([("x", "d"), ("y", "d")])
    both = told([("x", "d"), ("y", "d"), ("x", "e"), ("y", "e")])
    assert told([("x", "d"), ("y", "e")]) > together
    assert both > together


def test_figures_that_authors_and_the_unjudged_do_not_pass() -> None:
    authors = Graph().claim("c").source("a", "A", author=True).source("b", "A", author=True)
    authors.document("d").document("e").say("a", "c", document="d").say("b", "c", document="e")
    result = authors.score()
    assert result.origins[0] == 2
    assert result.likelihood_of(0) == "likely"
    assert result.credibility_of(0) == "3"
    unjudged = Graph().claim("c").source("x").source("y").say("x", "c", interest="against interest")
    result = unjudged.say("y", "c", interest="against interest").score()
    assert result.likelihood_of(0) in {"likely", "very likely"}
    assert result.credibility_of(0) == "3"
    assert result.confidence_of(0) == "low"
