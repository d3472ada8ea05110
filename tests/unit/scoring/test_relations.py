"""Claims among claims: support, attack, questions, cases, remarks, time."""

import math

import numpy as np
import pytest

from provenance.scoring.ledger import Rule
from tests.unit.scoring.graph import Graph
from tests.unit.scoring.test_cases import channel, expit, logit


def pair(kind: str | None = None, **columns: object) -> Graph:
    """Two claims, each with a witness of its own in its own document."""
    graph = Graph()
    for name, grade in (("a", "B"), ("b", "C")):
        graph.claim(name).document(f"d{name}").source(f"x{name}", grade, person=name)
        graph.say(f"x{name}", name, document=f"d{name}")
    return graph.relate("a", kind, "b", **columns) if kind else graph


def test_corroboration_by_hand() -> None:
    lent = channel(channel(channel(logit(0.85), 0.95), 0.88), 0.4)
    own = channel(channel(logit(0.70), 0.95), 0.88)
    expected = own + channel(lent, 0.9)
    assert pair("corroborates").p("b") == pytest.approx(expit(expected), abs=1e-12)


def test_contradiction_by_hand() -> None:
    a, b = (channel(channel(logit(p), 0.95), 0.88) for p in (0.85, 0.70))
    expected = b - channel(channel(a, 0.6), 0.9)
    assert pair("contradicts").p("b") == pytest.approx(expit(expected), abs=1e-12)


@pytest.mark.parametrize("kind", ["corroborates", "repeats", "supports", "presupposes"])
def test_supports_only_raise(kind: str) -> None:
    plain, tied = pair().score().probability, pair(kind).score().probability
    assert tied[1] > plain[1]
    assert tied[0] >= plain[0]


@pytest.mark.parametrize("kind", ["contradicts", "in tension", "undermines"])
def test_attacks_only_lower(kind: str) -> None:
    plain, tied = pair().score().probability, pair(kind).score().probability
    assert tied[1] < plain[1]
    assert tied[0] <= plain[0]


@pytest.mark.parametrize("kind", ["qualifies", "reports", "supersedes"])
def test_silent_relations(kind: str) -> None:
    assert np.array_equal(pair(kind).score().probability, pair().score().probability)


def test_supersession_is_not_contradiction() -> None:
    result = pair("supersedes").score()
    assert result.flags_of(1) == ("single origin", "stale")
    assert result.now[1] == pytest.approx(result.probability[1] * (1 - result.probability[0]))
    assert result.now[0] == result.probability[0]


def test_no_evidence_no_message() -> None:
    graph = pair().claim("bare").relate("bare", "contradicts", "a").relate("bare", "supports", "b")
    assert np.array_equal(graph.score().probability[:2], pair().score().probability)


def test_strength_of_a_relation() -> None:
    weak, fair, strong = (
        pair("contradicts", strength=word).p("b") for word in ("weak", "fair", "strong")
    )
    assert weak > fair > strong
    assert pair("contradicts").p("b") == fair


def test_what_is_presupposed_and_doubtful_drags_down() -> None:
    graph = pair("presupposes").source("z", "A").say("z", "b", "denies").say("z", "b", "denies")
    graph.source("w", "A").say("w", "b", "denies")
    assert graph.p("a") < pair().p("a")


def test_the_same_origin_corroborates_nothing() -> None:
    graph = Graph().claim("a").claim("b").document("d").source("x", "B", person="X")
    graph.source("x2", "B", person="X").say("x", "a", document="d").say("x2", "b", document="d")
    before = graph.p("a")
    assert graph.relate("a", "corroborates", "b").p("a") == before


def test_recap_by_the_author_adds_nothing() -> None:
    graph = Graph().claim("body").claim("recap").source("author", "B", author=True)
    graph.document("d", authors=["author"]).source("x", "C").say("x", "body", document="d")
    graph.say("author", "recap", document="d", link="author")
    before = graph.score().probability
    after = graph.relate("recap", "repeats", "body").score().probability
    assert after[0] == before[0]
    assert after[1] > before[1]


def test_ring_of_claims_on_one_man_is_not_inflated() -> None:
    graph = Graph().claim("a").claim("b").claim("c").source("x", "B", person="X")
    for name in "abc":
        graph.say("x", name)
    before = graph.score().probability
    for a, b in ("ab", "bc", "ca"):
        graph.relate(a, "supports", b)
    result = graph.score()
    assert np.array_equal(result.probability, before)
    assert "circular" in result.flags_of(0)


def test_one_witness_is_lent_once() -> None:
    """Two corroborating claims that rest on one man lend him once, by the better way."""
    graph = Graph().claim("v").claim("u1").claim("u2").source("x", "B", person="X")
    graph.source("y", "B", person="X").say("x", "u1").say("y", "u2")
    graph.relate("u1", "corroborates", "v", strength="strong")
    once = graph.p("v")
    assert graph.relate("u2", "corroborates", "v", strength="fair").p("v") == once


def lent_by(*organisations: str, own: str | None = None) -> Graph:
    """A claim corroborated by others, each with a witness of these organisations."""
    graph = Graph().claim("v")
    if own:
        graph.source("own", "C", organisations=[own]).say("own", "v")
    for at, organisation in enumerate(organisations):
        graph.claim(f"u{at}").source(f"x{at}", "B", organisations=[organisation])
        graph.say(f"x{at}", f"u{at}").relate(f"u{at}", "corroborates", "v")
    return graph


def test_lent_voices_of_one_organisation_by_hand() -> None:
    """One whole and the other .35, as on the claim itself; equals share what the first has over."""
    lent = channel(channel(logit(0.85), 0.95), 0.88)
    expected = 2 * channel((0.35 + 0.65 / 2) * lent, 0.4)
    assert logit(lent_by("F", "F").p("v")) == pytest.approx(channel(expected, 0.9), abs=1e-12)
    whole = 2 * channel(lent, 0.4)
    assert logit(lent_by("F", "M").p("v")) == pytest.approx(channel(whole, 0.9), abs=1e-12)


def test_a_lent_voice_beside_ones_own_of_its_organisation() -> None:
    assert lent_by("F").p("v") < lent_by("F", own="M").p("v")
    same, other = lent_by("F", own="F"), lent_by("F", own="M")
    assert lent_by(own="F").p("v") < same.p("v") < other.p("v")
    assert lent_by("F", "F", own="F").p("v") > same.p("v")


def test_duplicate_and_opposite_relations() -> None:
    once = pair("contradicts").score()
    twice = pair("contradicts").relate("a", "contradicts", "b").relate("b", "contradicts", "a")
    assert np.array_equal(twice.score().probability, once.probability)
    both = pair("contradicts").relate("a", "corroborates", "b").score()
    assert both.converged.all()
    assert "contested" in both.flags_of(1)


@pytest.mark.parametrize("status", ["explained", "resolved"])
def test_an_explained_tension_counts_half(status: str) -> None:
    opened, solved = pair("contradicts").p("b"), pair("contradicts", case=status).p("b")
    assert opened < solved < pair().p("b")
    assert pair("contradicts", case="reopened").p("b") == opened
    assert pair("contradicts", case="accepted").p("b") == opened


def test_a_resolved_case_lowers_the_loser_strongly() -> None:
    opened, resolved = pair("contradicts"), pair("contradicts", case="resolved", favours="a")
    assert resolved.p("b") < 0.3 < opened.p("b")
    assert resolved.p("a") == pair().p("a")


def test_author_finds_for_one_side() -> None:
    def remarked(verdict: str) -> Graph:
        graph = pair("contradicts").source("author", "B", author=True)
        return graph.remark(verdict, relation=0, by="author", favours="a")

    opened = pair("contradicts").p("b")
    assert remarked("endorses").p("b") < remarked("partly").p("b") < opened
    assert remarked("endorses").p("a") > pair("contradicts").p("a")
    assert remarked("not established").p("b") >= opened


def test_remarks_have_polarity() -> None:
    def remarked(verdict: str) -> float:
        return (
            pair().source("author", "B", author=True).remark(verdict, claim="b", by="author").p("b")
        )

    plain = pair().p("b")
    assert remarked("endorses") > remarked("partly") > plain
    assert remarked("doubts") < plain
    assert 0.5 < remarked("not established") < plain


def test_a_judgement_counts_once() -> None:
    """The author's doubt, his verdict, and a case resolved as he finds are one judgement."""

    def judged(case: bool, verdict: bool, doubt: bool) -> float:
        state = {"case": "resolved", "favours": "a"} if case else {"case": "resolved"}
        graph = pair("contradicts", **state).source("author", "B", author=True)
        if verdict:
            graph.remark("endorses", relation=0, by="author", favours="a")
        if doubt:
            graph.remark("doubts", claim="b", by="author")
        return graph.p("b")

    assert judged(True, True, True) == judged(True, False, False)
    assert judged(False, True, True) == judged(False, True, False)
    assert judged(False, True, True) < judged(False, False, True) < judged(False, False, False)


def test_a_repeated_remark_adds_nothing() -> None:
    graph = pair().source("author", "B", author=True)
    graph.remark("endorses", claim="b", by="author")
    once = graph.p("b")
    assert graph.remark("endorses", claim="b", by="author").p("b") == once


def test_rivals_share_by_hand() -> None:
    own = [channel(channel(logit(p), 0.95), 0.88) for p in (0.85, 0.70)]
    odds = [math.exp(x) for x in own]
    result = pair().ask("a", "b").score()
    assert result.probability == pytest.approx([o / (1 + sum(odds)) for o in odds], abs=1e-9)
    must = pair().ask("a", "b", exhaustive=True).score().probability
    gained = -math.log(0.01 + odds[1])
    assert gained < 0
    assert must[0] == pytest.approx(expit(own[0] + gained), abs=1e-9)
    alone = pair().ask("a", exhaustive=True).score().probability
    assert alone[0] == pytest.approx(expit(own[0] + channel(-math.log(0.01), 0.7)), abs=1e-9)
    free = pair().ask("a", "b", exclusive=False).score().probability
    assert np.array_equal(free, pair().score().probability)


def test_at_least_one_of_two() -> None:
    p = pair().score().probability
    some = pair().ask("a", "b", exclusive=False, exhaustive=True).score().probability
    gained = [channel(-math.log(p[1]), 0.7), channel(-math.log(p[0]), 0.7)]
    assert some == pytest.approx([expit(logit(a) + b) for a, b in zip(p, gained, strict=True)])


def test_a_question_says_what_its_contradictions_say() -> None:
    asked = pair().ask("a", "b").score().probability
    assert np.array_equal(pair("contradicts").ask("a", "b").score().probability, asked)


def test_many_rivals_sum_to_one() -> None:
    graph = Graph()
    for at in range(200):
        graph.claim(f"c{at}").source(f"x{at}", "A").say(f"x{at}", f"c{at}")
    graph.ask(*graph.claims)
    assert graph.score().probability.sum() <= 1 + 1e-9


def test_messages_are_lines() -> None:
    graph = pair("contradicts")
    lines = [line for line in graph.score().ledger(1) if line.rule is Rule.ATTACK]
    assert [line.other for line in lines] == [0]
    assert lines[0].log_odds < 0


def test_frustrated_ring_settles_or_says_so() -> None:
    graph = Graph()
    for at in range(5):
        graph.claim(f"c{at}").source(f"x{at}", "A").say(f"x{at}", f"c{at}")
    for at in range(5):
        graph.relate(f"c{at}", "contradicts", f"c{(at + 1) % 5}", strength="strong")
    result = graph.score()
    assert result.converged.all()
    assert np.ptp(result.probability) < 1e-9


def test_a_loser_with_many_witnesses_is_silenced_too() -> None:
    def contested(**case: str) -> Graph:
        graph = pair("contradicts", **case).source("y", "A").source("z", "A").source("w", "A")
        for name in "yzw":
            graph.say(name, "b")
        return graph

    decided = contested(case="resolved", favours="a")
    assert decided.p("b") > 0.5
    assert decided.p("a") == pair().p("a") > contested().p("a")
