"""What an author says of a source, and of a question."""

import pytest

from provenance.scoring.arrays import logit
from provenance.scoring.ledger import Rule
from provenance.scoring.wording import render
from tests.unit.scoring.graph import Graph

VERDICTS = ("endorses", "doubts", "partly", "not established")


def said(grade: str | None, *verdicts: str, **columns: object) -> Graph:
    """One statement by a source of that grade, of whom an author says these things."""
    graph = Graph().claim("c", **columns).source("x", grade).source("author", "B", author=True)
    graph.say("x", "c")
    for verdict in verdicts:
        graph.remark(verdict, source="x", by="author")
    return graph


def width(graph: Graph) -> float:
    result = graph.score()
    return float(logit(result.upper[0]) - logit(result.lower[0]))


@pytest.mark.parametrize("grade", ["B", "C", "D", "F", None])
def test_praise_above_silence_above_doubt(grade: str | None) -> None:
    praised, plain, doubted = (said(grade, *v).p("c") for v in (["endorses"], [], ["doubts"]))
    assert praised > plain > doubted >= 0.5
    best = said("A").p("c")
    assert praised < best


def test_it_is_bounded() -> None:
    """No better than A; what a doubted source says is never worth its opposite; E stays as it is."""
    assert said("A", "endorses").p("c") == said("A").p("c")
    assert said("D", "doubts").p("c") == pytest.approx(0.5)
    assert said("E", "doubts").p("c") == said("E").p("c")


@pytest.mark.parametrize("verdict", ["partly", "not established"])
def test_reserve_only_widens(verdict: str) -> None:
    assert said("B", verdict).p("c") == said("B").p("c")
    assert width(said("B", verdict)) > width(said("B"))


@pytest.mark.parametrize("verdict", VERDICTS)
def test_an_author_says_it_once_and_the_ledger_says_so(verdict: str) -> None:
    graph = said("C", verdict)
    twice = said("C", verdict, verdict)
    assert graph.p("c") == twice.p("c")
    assert width(graph) == width(twice)
    lines = [line for line in graph.score().ledger(0) if line.rule is Rule.REGARD]
    assert len(lines) == 1
    assert "the author" in render(lines[0], graph.names())


def test_nobody_vouches_for_a_voice_of_his_own() -> None:
    graph = said("C").depend("x", "author", "dependent")
    before = graph.p("c")
    assert graph.remark("endorses", source="x", by="author").p("c") == before


def test_the_word_of_a_poor_author_weighs_less() -> None:
    poor = said("C", "endorses").rate("author", "E", by="another").p("c")
    assert said("C").p("c") < poor < said("C", "endorses").p("c")


def test_it_does_not_touch_the_record_of_what_was_said() -> None:
    kind = {"kind": "report of speech"}
    assert said("C", "doubts", **kind).p("c") == said("C", **kind).p("c")


def test_a_sources_own_accuracy_hears_it() -> None:
    heard, plain = (said("C", *v).score().sources.accuracy[0] for v in (["endorses"], []))
    assert heard > plain


def asked(verdict: str | None, **columns: object) -> float:
    graph = Graph().claim("a").claim("b").source("x", "B").source("y", "C")
    graph.say("x", "a").say("y", "b").ask("a", "b", **columns)
    return (graph.remark(verdict, question=0) if verdict else graph).p("a")


def test_doubt_of_a_question_goes_to_none_of_its_answers() -> None:
    order = [asked(v) for v in ("endorses", None, "not established", "doubts")]
    assert order == sorted(order, reverse=True)
    assert len(set(order)) == 4
    assert asked("partly") == asked(None)
    assert asked("doubts", exhaustive=True) < asked(None, exhaustive=True)
    assert asked("doubts", exclusive=False) == asked(None, exclusive=False)
