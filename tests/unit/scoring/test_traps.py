"""What breaks a naive scorer: traps of source criticism, each on a dossier of a few lines."""

import pytest

from tests.unit.scoring.graph import Graph


def one(claim: dict[str, object] | None = None, **stance: object) -> float:
    """One informant graded C who says one thing, with nothing stated but what is given."""
    graph = Graph().claim("c", **(claim or {})).source("x", "C", organisations=["North"])
    return graph.say("x", "c", **({"access": None, "directness": None} | stance)).p("c")


def test_a_denial_that_is_well_attested_makes_its_content_unlikely() -> None:
    graph = Graph().claim("the split is a problem").claim("he denied it", kind="report of speech")
    graph.source("x", "C")
    graph.say("x", "the split is a problem", "denies").say("x", "he denied it")
    graph.relate("he denied it", "reports", "the split is a problem")
    assert graph.p("the split is a problem") < 0.5 < graph.p("he denied it")


def test_the_accused_who_admits_is_worth_more_than_one_more_accuser() -> None:
    ties = {"claim": {"subjects": ["North"]}}
    admits = one(**ties, interest="against interest")
    graph = Graph().claim("c", subjects=["North"]).tie("South", "rival of", "North")
    for name in ("accuser", "another accuser"):
        graph.source(name, "C", organisations=["South"])
        graph.say(name, "c", access=None, directness=None)
    assert admits > graph.p("c")


def test_each_hand_that_an_accusation_passed_takes_from_it() -> None:
    def through(*names: str) -> float:
        graph = Graph().claim("c").source("accuser", "C")
        for name in ("adviser", "envoy"):
            graph.source(name, "C")
        return graph.say("accuser", "c", via=names).p("c")

    assert through() > through("adviser") > through("adviser", "envoy") > 0.5


def test_that_it_was_said_stands_apart_from_whether_it_is_so() -> None:
    graph = Graph().claim("accusation", kind="report of speech").claim("content")
    graph.source("accuser", "D", organisations=["South"]).document("paper")
    for claim in graph.claims:
        graph.say("accuser", claim, document="paper")
    graph.relate("accusation", "reports", "content")
    assert graph.p("accusation") > 0.75
    assert graph.p("content") < 0.55


def test_a_letter_exists_whatever_its_writer_is_worth() -> None:
    graph = Graph().claim("the letter", kind="existence of a document").claim("what it says")
    graph.source("writer", "E").document("letter", record=True)
    graph.say("writer", "the letter", document="letter").say("writer", "what it says")
    assert graph.p("the letter") > 0.9
    assert graph.p("what it says") < 0.5


@pytest.mark.parametrize("kind", ["repeats", "corroborates", "supports"])
def test_a_recap_by_the_same_author_adds_nothing_to_what_it_repeats(kind: str) -> None:
    def paper(related: bool) -> Graph:
        graph = Graph().claim("body").claim("summary").document("paper", authors=["author"])
        graph.source("author", "B", author=True).source("x", "C")
        graph.say("x", "body", document="paper")
        graph.say("author", "summary", document="paper", cited=False, link="author")
        return graph.relate("summary", kind, "body") if related else graph

    assert paper(True).p("body") == pytest.approx(paper(False).p("body"), abs=1e-12)


def test_unnamed_voices_that_nobody_graded_weigh_less_than_a_graded_one() -> None:
    graph = Graph().claim("c").source("many").say("many", "c", directness=None, access=None)
    assert graph.p("c") < one()
    assert graph.score().confidence_of(0) == "low"


@pytest.mark.parametrize("tie", ["rival of", "at war with"])
def test_ties_alone_tell_who_speaks_of_an_enemy(tie: str) -> None:
    """No interest is set by hand: only the dated tie, and only at its time."""

    def about(**times: float) -> float:
        graph = Graph().claim("c", subjects=["South"], time_from=10.0, time_to=20.0)
        graph.source("x", "C", organisations=["North"]).tie("North", tie, "South", **times)
        graph.say("x", "c", access=None, interest=None)
        return graph.p("c")

    later = about(time_from=30.0)
    assert about() < later < one({"subjects": ["North"]}, directness="witnessed")


def test_rivals_who_agree_on_what_harms_one_of_them() -> None:
    """The accuser's rival admits it: more than the admission alone, far more than two accusers."""

    def said(*voices: str) -> float:
        graph = Graph().claim("c", subjects=["North"]).tie("North", "rival of", "South")
        for at, organisation in enumerate(voices):
            own = {"interest": "against interest"} if organisation == "North" else {}
            graph.source(f"x{at}", "C", organisations=[organisation])
            graph.say(f"x{at}", "c", access=None, directness=None, **own)
        return graph.p("c")

    assert said("North", "South") > said("North") > said("South", "South") > said("South")


def test_a_sweeping_claim_starts_a_step_lower() -> None:
    assert one({"universal": True}) < one() - 0.15


@pytest.mark.parametrize("kind", ["inference", "forecast", "opinion"])
def test_an_author_who_infers_stands_below_one_who_tells(kind: str) -> None:
    def alone(kind: str, *hedges: str) -> float:
        graph = Graph().claim("c", kind=kind).source("author", "B", author=True)
        return graph.say("author", "c", cited=False, link="author", hedges=hedges).p("c")

    assert 0.5 < alone(kind) < alone("fact") == pytest.approx(0.65)
    assert 0.5 < alone("fact", "may") < alone("fact", "claims") < alone("fact")


def test_two_names_of_one_organisation_are_one_voice_less() -> None:
    """Told apart by mistake, an adviser and his network count as two; merged, hardly more than one."""

    def said(first: str, second: str) -> float:
        graph = Graph().claim("c")
        for name, organisation in (("x", first), ("y", second)):
            graph.source(name, "C", organisations=[organisation]).say(name, "c")
        return graph.p("c")

    assert said("Haqqani", "Haqqani") < said("Haqqani", "Miran Shah Shura")
