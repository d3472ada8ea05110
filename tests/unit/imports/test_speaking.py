"""Who speaks in the text itself, and what each clause rests on: planned without a database."""

import time
from typing import Any

import pytest

from provenance.imports.claim_proposals.making import Proposed, proposals_of
from provenance.imports.known import Known
from provenance.imports.plan import ImportPlan, make_plan
from provenance.ingest.reader import read
from tests.integration.imports.speaking import PAPER, STORY

NOBODY_KNOWN = Known({}, {}, {}, {}, {})
NORTH, SOUTH = "North Guild commander, interview", "South Guild commander, interview"
LINDQVIST, MINISTRY = "Mara Lindqvist, interview", "Water Ministry, statement"


def planned(text: str, decisions: dict[str, Any] | None = None) -> ImportPlan:
    return make_plan(read(text.encode(), "river.txt"), decisions or {}, NOBODY_KNOWN)


def speakers(plan: ImportPlan) -> dict[str, str | None]:
    """The attribution's words → the label of its source; None where there is none."""
    return {
        one.heard.text: plan.sources[one.choice.new].label if one.choice.new else None
        for one in plan.attributions
    }


def proposed(plan: ImportPlan) -> dict[str, Proposed]:
    return {one.text: one for one in proposals_of(plan)}


def rests_on(one: Proposed) -> list[str]:
    return [f"{link.place} {link.part}" for link in one.links]


def test_each_speaker_of_a_news_story_is_one_source_however_often_he_speaks() -> None:
    found = speakers(planned(STORY))
    told = "Mara Lindqvist, director of water studies at the Harbour Institute, told the Courier"
    assert [found[words] for words in (told, "Lindqvist said", "she added")] == [LINDQVIST] * 3
    assert found["The Water Ministry said"] == found["The Water Ministry denied"] == MINISTRY
    assert found["It admitted"] == MINISTRY
    assert (
        found["read the letter"]
        == found["The letter told shopkeepers"]
        == ("Letter by deputy mayor Olle Sand")
    )
    assert (found["A baker said"], found["Another baker said"]) == (
        "Baker, unnamed", "Baker, unnamed (2)",
    )  # fmt: skip


def test_a_speaker_is_described_by_his_role_and_the_body_with_a_name() -> None:
    plan = planned(STORY)
    (mara,) = (one.read for one in plan.sources.values() if one.label == LINDQVIST)
    assert (mara.person, mara.role, mara.organisations) == (
        "Mara Lindqvist", "director", ("Harbour Institute",),
    )  # fmt: skip
    (ministry,) = (one.read for one in plan.sources.values() if one.label == MINISTRY)
    assert ministry.organisations == ("Water Ministry",)


def test_who_is_named_nowhere_is_no_source() -> None:
    plan = planned(STORY)
    found = speakers(plan)
    assert found["reportedly"] is found["are believed"] is found["The group declared"] is None
    needing = {one.heard.text: one.needs for one in plan.attributions if one.needs}
    assert needing.keys() == {"The group declared"}
    assert "who that is" in str(needing["The group declared"])


def test_whoever_the_note_of_the_passage_cites_is_the_speaker() -> None:
    found = speakers(planned(PAPER))
    assert found["the source in the North Guild denied"] == found["The North Guild claims"] == NORTH
    assert found["the source in the South Guild admitted"] == SOUTH
    assert found["According to the source"] == "Adviser to Master Reed, interview"


def test_whom_no_note_of_the_passage_cites_waits_for_a_person_and_makes_no_source() -> None:
    plan = planned(PAPER)
    needing = {one.heard.text: one.needs or "" for one in plan.attributions if one.needs}
    assert needing.keys() == {
        "Halloran accuses", "A source in the Mill Company indicated", "Guild sources admitted",
    }  # fmt: skip
    assert "Note 4 does not cite “Halloran”" in needing["Halloran accuses"]
    assert {one.place.note for one in plan.sources.values()} == {"1", "2", "3", "4", "5", "6"}


def test_two_of_one_name_are_not_told_apart_by_guessing() -> None:
    text = "Ada Holm told us of a fire. Olle Holm told us of a flood.\n\nHolm said it was over.\n"
    (last,) = (one for one in planned(text).attributions if one.heard.text == "Holm said")
    assert (last.read.status, last.state) == ("ambiguous", "needs you")


def test_a_pronoun_far_from_any_name_stays_open() -> None:
    text = "Ada Holm told us of a fire.\n\nThe quay burned.\n\nIt was night.\n\nShe said so.\n"
    assert planned(text).attributions[-1].state == "needs you"


def test_the_author_speaks_of_himself() -> None:
    (one,) = planned("The author argues that the quay was closed.\n").attributions
    assert (one.state, one.choice.reason) == ("sure", "The author speaks of himself.")


def test_a_decision_holds_for_all_that_follow_the_speaker() -> None:
    first = next(
        one.place for one in planned(STORY).attributions if "Lindqvist, dir" in one.heard.text
    )
    decided = planned(STORY, {str(first): {"source": "new", "label": "The hydrologist"}})
    assert (
        speakers(decided)["she added"] == speakers(decided)["Lindqvist said"] == "The hydrologist"
    )


def test_an_attribution_that_was_rejected_carries_nothing() -> None:
    one = next(one for one in planned(STORY).attributions if one.heard.text == "Residents say")
    plan = planned(STORY, {str(one.place): {"rejected": True}})
    assert next(each for each in plan.attributions if each.place == one.place).state == "rejected"
    clause = proposed(plan)["Residents say the water smells of tar."]
    assert (clause.basis, clause.links) == ("author", ())


def test_each_speaker_of_a_sentence_gets_his_own_clause_without_the_words_of_saying() -> None:
    clauses = proposed(planned(PAPER))
    denied = clauses["His men had opened the sluices"]
    admitted = clauses["Its own watch had been asleep."]
    assert (denied.basis, denied.polarity, rests_on(denied)) == (
        "inline", "denies", ["attribution:3 voice", "citation:3:1 voice"],
    )  # fmt: skip
    assert (admitted.polarity, admitted.interest, rests_on(admitted)) == (
        "asserts", "against interest", ["attribution:4 voice", "citation:3:2 voice"],
    )  # fmt: skip


def test_what_cannot_stand_alone_keeps_the_words_of_saying_and_is_a_report_of_speech() -> None:
    clause = proposed(planned(PAPER))["The North Guild claims about 90 members"]
    assert (clause.kind, clause.polarity) == ("report of speech", "asserts")
    assert {"text": "claims", "by": "author"} in clause.hedges


def test_all_whom_a_note_cites_speak_together() -> None:
    both = proposed(planned(PAPER))["Both sources agree that the bell rang too late."]
    assert rests_on(both) == ["citation:3:1 voice", "citation:3:2 voice"]


def test_an_open_speaker_leaves_the_clause_to_the_note_and_is_told() -> None:
    clause = proposed(planned(PAPER))["Halloran accuses the Board of hiding the log of that night."]
    assert clause.kind == "report of speech"
    assert rests_on(clause) == ["citation:4:1 voice", "attribution:8 named"]


def test_who_relays_is_the_way_and_who_knows_is_the_voice() -> None:
    clause = proposed(planned(STORY))["Half of the wells were salty."]
    assert rests_on(clause) == ["attribution:9 voice", "attribution:8 via"]


def test_an_open_quotation_goes_on_with_its_speaker() -> None:
    clause = proposed(planned(STORY))["The harbour cannot live on rain."]
    assert rests_on(clause) == ["attribution:16 voice"]


@pytest.mark.parametrize(
    ("statement", "basis"),
    [
        ("The dam may fail again.", "author"),
        ("The crack was measured twice in 2019", "sentence"),
        ("The sluices were opened shortly after midnight.", "paragraph"),
        ("A new bell for the tower", "paragraph"),
    ],
)
def test_what_a_clause_rests_on(statement: str, basis: str) -> None:
    assert proposed(planned(PAPER))[statement].basis == basis


def test_nameless_words_are_the_authors_hedge() -> None:
    clause = proposed(planned(STORY))["Some of the wells are believed to be poisoned."]
    assert (clause.basis, clause.hedges[0]) == ("author", {"text": "are believed", "by": "author"})


def test_the_exact_words_stand_where_the_offsets_say() -> None:
    for text in (PAPER, STORY):
        plan = planned(text)
        found = list(proposals_of(plan))
        assert [one.start for one in found] == sorted(one.start for one in found)
        for one in found:
            assert plan.document.text[one.start : one.end].strip()
            assert one.text.split()[-1].strip('.”"') in plan.document.text[one.start : one.end]


def test_ten_times_the_speakers_take_about_ten_times_as_long() -> None:
    def seconds(times: int) -> float:
        document = read((STORY * times).encode(), "river.txt")
        begun = time.process_time()
        list(proposals_of(make_plan(document, {}, NOBODY_KNOWN)))
        return time.process_time() - begun

    seconds(5)
    assert seconds(100) < 20 * max(seconds(10), 0.02)


@pytest.mark.parametrize(
    ("sentence", "statements"),
    [
        (
            "Such reports of the flood might well be inflated, and represent instead an attempt to "
            "dismiss the guild.",
            1,
        ),
        ("The guild is strong in the south and in the west, but has some presence everywhere.", 1),
        ("It split into two factions, one led by Reed, and one led by Moa, a former mason.", 1),
        ("The mill had burned twice before – which was known to the guild in Oldtown.", 1),
        ("The guild sent a letter, but to whom it was sent is a matter which is disputed.", 1),
        ("The mill had burned twice before, and the guild had mended it in 1911.", 2),
        ("The mill had burned twice before, and in 1911 it was built again.", 2),
        ("The mill had burned twice before; funding was short in these years.", 2),
        (
            "The guild was divided then, but the Board, which kept the tower, quickly agreed to it.",
            2,
        ),
        ("But who opened the sluices of the dam, and who will pay for it?[1]", 0),
    ],
)
def test_a_part_of_a_sentence_without_a_subject_of_its_own_stays_with_the_rest(
    sentence: str, statements: int
) -> None:
    note = "[1] River Board, Survey of the Wall, Oldtown 2020."
    text = f"The dam\n\nThe dam is very old.[1] {sentence}\n\n{note}\n"
    found = list(proposals_of(planned(text)))[1:]
    assert len(found) == statements
    if statements == 1:
        assert [one.text for one in found] == [sentence]
    if "might" in sentence:
        assert found[0].hedges == ({"text": "might", "by": "author"},)


def test_the_sign_of_a_list_is_in_the_passage_and_not_in_the_statement() -> None:
    (one,) = (one for one in proposals_of(planned(PAPER)) if "new bell" in one.text)
    assert one.text == "A new bell for the tower"
    assert PAPER[one.start : one.end].startswith("• a new bell")


def test_a_second_verb_of_saying_keeps_its_speaker() -> None:
    sentence = "The miller denied that the dam was safe and even fears that it will break."
    (one,) = proposals_of(planned(f"The dam\n\n{sentence}\n"))
    assert (one.text, one.kind) == (sentence, "report of speech")
