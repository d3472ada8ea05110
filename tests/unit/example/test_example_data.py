"""The worked example as data: whole, consistent, and quoting its own text."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from provenance import vocabulary as words
from provenance.ingest.edtf import is_valid
from provenance.ingest.reader import read

Record = dict[str, Any]

FOLDER = Path(__file__).parents[3] / "provenance" / "example"
TEXT, STORY = (
    (FOLDER / f"{name}.txt").read_text(encoding="utf-8") for name in ("precis", "precis2")
)
TEXTS = {"D-precis": TEXT, "D-precis2": STORY}
DOSSIER: dict[str, Any] = json.loads((FOLDER / "dossier.json").read_text(encoding="utf-8"))
BODY = TEXT[: TEXT.index("\n[1] ")]
STORY_READ = read(STORY.encode(), "precis2.txt")
DECISIONS: Record = json.loads((FOLDER / "precis2.decisions.json").read_text(encoding="utf-8"))
NOTES = dict(re.findall(r"^\[(\d+)\] (.+)$", TEXT, re.MULTILINE))

FLOORS = {
    "organisations": 20, "persons": 20, "ties": 40, "sources": 30, "dependences": 20, "claims": 120,
    "attributions": 150, "remarks": 8, "relations": 60, "questions": 5, "cases": 10, "ratings": 80,
}  # fmt: skip
FIELDS = {
    "organisations": "id name aliases",
    "persons": "id label named protected description affiliations",
    "ties": "id a b kind from to",
    "sources": "id label type subtype role person organisations place date made cardinality members "
    "oath form protected description document",
    "dependences": "id a b ground verdict claims topic reason by",
    "claims": "id text kind universal negative subjects time as_of place quantity quotes importance "
    "topics status",
    "attributions": "id claim source polarity interest strength directness via link_basis hedges "
    "citations",
    "remarks": "id subject verdict by favours quote",
    "relations": "id a b kind differs strength rationale by",
    "questions": "id text claims exclusive exhaustive",
    "cases": "id relation status rationale by favours",
    "ratings": "id subject grade by reason date scale scope",
}
ENUMERATED = {
    ("ties", "kind"): words.TIE_KINDS,
    ("sources", "type"): words.SOURCE_TYPES,
    ("sources", "cardinality"): words.CARDINALITIES,
    ("sources", "form"): words.FORMS,
    ("dependences", "ground"): words.DEPENDENCE_GROUNDS,
    ("dependences", "verdict"): words.DEPENDENCE_VERDICTS,
    ("claims", "kind"): words.CLAIM_KINDS,
    ("claims", "importance"): words.IMPORTANCES,
    ("claims", "status"): words.CLAIM_STATUSES,
    ("attributions", "polarity"): words.POLARITIES,
    ("attributions", "interest"): words.INTERESTS,
    ("attributions", "strength"): words.ATTRIBUTION_STRENGTHS,
    ("attributions", "directness"): words.DIRECTNESS,
    ("attributions", "link_basis"): words.LINK_BASES,
    ("remarks", "verdict"): words.REMARK_VERDICTS,
    ("relations", "kind"): words.RELATION_KINDS,
    ("relations", "differs"): words.DIFFERS,
    ("relations", "strength"): words.RELATION_STRENGTHS,
    ("cases", "status"): words.CASE_STATUSES,
}
REFERS = {
    ("ties", "a"): "organisations persons",
    ("ties", "b"): "organisations persons",
    ("sources", "person"): "persons",
    ("sources", "organisations"): "organisations",
    ("sources", "members"): "organisations persons sources",
    ("dependences", "a"): "sources",
    ("dependences", "b"): "sources",
    ("claims", "subjects"): "organisations persons",
    ("attributions", "claim"): "claims",
    ("attributions", "source"): "sources",
    ("attributions", "via"): "sources persons",
    ("attributions", "citations"): "citations",
    ("remarks", "subject"): "claims relations sources questions",
    ("remarks", "by"): "sources",
    ("remarks", "favours"): "claims",
    ("relations", "a"): "claims",
    ("relations", "b"): "claims",
    ("questions", "claims"): "claims",
    ("cases", "relation"): "relations",
    ("cases", "favours"): "claims",
    ("ratings", "subject"): "claims sources persons",
}


STORY_SPEAKERS = {
    1: ("the Taliban wrote", "Taliban letter to Baghdadi"),
    2: ("read the letter", "Taliban letter to Baghdadi"),
    3: (
        "The letter, released on Tuesday in several languages, told Baghdadi",
        "Taliban letter to Baghdadi",
    ),
    4: ("The letter threatened", "Taliban letter to Baghdadi"),
    5: ("Experts say", "Experts, unnamed"),
    6: ("the group declared", "Islamic State, declaration of a province"),
    7: (
        "the UN’s envoy for Afghanistan told the Council",
        "UN special envoy, statement to the Security Council",
    ),
    10: ("This month the Afghan army said", "Afghan army, statement"),
    12: ("Analysts say", "Analysts, unnamed"),
    13: ("told VICE News", "Soufan Group director, interview"),
    14: ("Skinner said", "Soufan Group director, interview"),
    15: ("he added", "Soufan Group director, interview"),
    16: ("Many tied", "“Many”, unnamed"),
    17: ("The biography says", "Biography of Mullah Omar"),
    18: ("writing that", "Taliban letter to Baghdadi"),
    19: ("even members of the Taliban doubt", "Members of the Taliban, unnamed"),
    22: ("the letter read", "Taliban letter to Baghdadi"),
    23: ("Skinner said", "Soufan Group director, interview"),
    24: ("he said", "Soufan Group director, interview"),
}
CONTRADICTIONS = {
    "the split harms nobody, it costs prestige": ("C-KYEF", "C-VC7Q"),
    "no problem, a problem": ("C-KYEF", "C-Q38B"),
    "money is no problem, money was hurt": ("C-TSX6", "C-CR5N"),
    "money is no problem, money shrank": ("C-TSX6", "C-KYPS"),
    "switches were approved, land was seized": ("C-GGQ2", "C-3BJB"),
    "switches were approved, poaching caused tension": ("C-GGQ2", "C-ACZ4"),
    "joint operations, an unwelcome presence": ("C-K9KE", "C-ES8A"),
    "no component thought of it, one did it": ("C-HGBT", "C-HB4K"),
    "each faction is the closer one": ("C-MMAF", "C-8J3A"),
    "up to 20,000, or 8,000 and 3,800": ("C-Q4B5", "C-AKWJ"),
    "the headline, the letter": ("C-BC85", "C-3VM6"),
    "reach round the world, borderlands": ("C-JXZ4", "C-Z3PJ"),
    "propaganda, battles": ("C-K2E2", "C-3GA7"),
    "alive, dead for two years": ("C-9YZQ", "C-XAPX"),
}
SUPERSESSIONS = {
    "the ceasefire stood, then collapsed": ("C-ZFDC", "C-938R"),
    "deputy, then leader": ("C-DS3N", "C-5YRZ"),
    "goodwill, then war": ("C-N85K", "C-4S3Q"),
    "war, then truce": ("C-7TPA", "C-N85K"),
    "threat, then truce": ("C-7TPA", "C-R6C9"),
}


def citations_of(note: str) -> list[str]:
    """The note's citations: a ';' separates them only where an interview or source follows."""
    return re.split(r"; (?=(?:interview|source)\b)", note, flags=re.IGNORECASE)


IDS: dict[str, set[str]] = {name: {record["id"] for record in DOSSIER[name]} for name in FIELDS}
IDS["citations"] = {
    f"T-precis-{label}-{number}"
    for label, note in NOTES.items()
    for number in range(1, len(citations_of(note)) + 1)
} | {
    f"T-precis2-text-{number}"
    for number in range(1, len(STORY_READ.attributions) + 1)
    if "rejected" not in DECISIONS.get(f"attribution:{number}", {})
}


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def values(name: str, field: str) -> Iterator[tuple[str, Any]]:
    for record in DOSSIER[name]:
        for value in as_list(record.get(field, [])):
            yield record["id"], value


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("prefix", "suffix"):
                yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def quotes() -> Iterator[Record]:
    for claim in DOSSIER["claims"]:
        yield from claim.get("quotes", [])
    for remark in DOSSIER["remarks"]:
        yield from as_list(remark.get("quote", []))


def dates() -> Iterator[Any]:
    for name, fields in {"claims": ("time", "as_of"), "sources": ("date", "made"),
                         "ties": ("from", "to"), "ratings": ("date",)}.items():  # fmt: skip
        for field in fields:
            yield from (value for _, value in values(name, field))
    for person in DOSSIER["persons"]:
        for affiliation in person.get("affiliations", []):
            yield from (affiliation[key] for key in ("from", "to") if key in affiliation)


def test_it_is_a_dossier_without_the_document() -> None:
    assert DOSSIER["format"] == "provenance-dossier/1"
    assert DOSSIER["slug"] == "taliban-and-is-k"
    assert DOSSIER["title"]
    assert set(DOSSIER) == {"format", "slug", "title", *FIELDS}


def test_the_precis_has_the_traps_of_the_paper() -> None:
    assert list(NOTES) == [str(number) for number in range(1, 29)]
    markers = re.findall(r"\[(\d+)\]", BODY)
    assert markers == [str(number) for number in range(1, 29) if number != 12]
    assert "Akhtar Mohammad Mansur,[13] was" in BODY
    assert ". [28]\n" in BODY
    assert "London ; Hurst" in NOTES["1"]
    assert ";" in NOTES["13"]
    assert sum(value.startswith("T-precis-") for value in IDS["citations"]) == 37 + 1
    assert "\n\n\u00a0\n\n" in BODY
    assert "\r" not in TEXT


@pytest.mark.parametrize("name", FIELDS)
def test_lists_reach_their_floors_with_known_fields_only(name: str) -> None:
    assert len(DOSSIER[name]) >= FLOORS[name]
    for record in DOSSIER[name]:
        assert set(record) <= set(FIELDS[name].split()), record["id"]


def test_ids_are_unique_and_quotable() -> None:
    ids = [record["id"] for name in FIELDS for record in DOSSIER[name]]
    assert [value for value, count in Counter(ids).items() if count > 1] == []
    assert all(re.fullmatch(r"[A-Z]-[2-9A-Z]{4}", value) for value in ids)


@pytest.mark.parametrize(("name", "field"), ENUMERATED)
def test_enumerated_values_are_words_of_the_field(name: str, field: str) -> None:
    allowed = ENUMERATED[name, field]
    assert [entry for entry in values(name, field) if entry[1] not in allowed] == []


@pytest.mark.parametrize(("name", "field"), REFERS)
def test_references_resolve(name: str, field: str) -> None:
    known = set().union(*(IDS[target] for target in REFERS[name, field].split()))
    assert [entry for entry in values(name, field) if entry[1] not in known] == []


def test_affiliations_resolve() -> None:
    found = {a["organisation"] for p in DOSSIER["persons"] for a in p.get("affiliations", [])}
    assert found <= IDS["organisations"]


def test_nothing_is_empty_and_nothing_hides_in_the_spaces() -> None:
    for text in strings(DOSSIER):
        assert text
        assert text == text.strip()
        assert "  " not in text
    required = {"claims": "text", "relations": "rationale", "cases": "rationale",
                "dependences": "reason", "ratings": "reason", "sources": "label"}  # fmt: skip
    for name, field in required.items():
        assert all(record.get(field) for record in DOSSIER[name])


def test_quotes_occur_exactly_once() -> None:
    for quote in quotes():
        where = NOTES[quote["note"].removeprefix("N-precis-")] if "note" in quote else None
        where = where or TEXTS[quote["document"]]
        whole = quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")
        assert where.count(whole) == 1, whole
        assert not re.search(r"\[\d+\]|\n", whole), whole


def test_hedges_are_words_of_the_precis() -> None:
    for attribution in DOSSIER["attributions"]:
        for hedge in attribution.get("hedges", []):
            assert hedge["text"] in TEXT + STORY
            assert hedge["by"] in words.HEDGERS


def test_dates_are_edtf_and_their_words_stand_in_the_precis() -> None:
    for value in dates():
        assert is_valid(value["edtf"] if isinstance(value, dict) else value), value
        if isinstance(value, dict):
            assert value["verbatim"] in TEXT + STORY


def test_a_citation_is_always_the_same_source() -> None:
    """A second-hand attribution cites the note of the one nearest to us."""
    cited: dict[str, set[str]] = defaultdict(set)
    for attribution in DOSSIER["attributions"]:
        nearest = attribution.get("via", [attribution["source"]])[0]
        for citation in attribution.get("citations", []):
            cited[citation].add(nearest)
    assert {key: found for key, found in cited.items() if len(found) > 1} == {}
    explanation = {"T-precis-13-1"}
    assert set(cited) == IDS["citations"] - explanation - nameless()


def nameless() -> set[str]:
    """What the story says on nobody's word: "reportedly", "are believed"."""
    return {
        f"T-precis2-text-{number}"
        for number in range(1, len(STORY_READ.attributions) + 1)
        if f"attribution:{number}" not in DECISIONS
    }


def test_speakers_of_the_paper_whom_no_note_tells_are_settled_by_hand() -> None:
    heard = dict(enumerate(read(TEXT.encode(), "precis.txt").attributions, 1))
    decided = json.loads((FOLDER / "precis.decisions.json").read_text(encoding="utf-8"))
    told = {
        heard[int(key.split(":")[1])].text: value.get("source") for key, value in decided.items()
    }
    assert told == {
        "Informants within the Farooqi faction admit": "S-XRC5",
        "he put it": "S-2BTG",
        "He does not believe": "S-2BTG",
        "the network’s donors in the Arab Gulf have asked": None,
        "The Haqqanis make no secret of their irritation and threaten": "S-2BTG",
        "Moawiya accuses": "S-8XGH",
        "IS-K sources admitted": "S-EK76",
    }
    assert set(told.values()) - {None} <= IDS["sources"]


def test_the_story_is_read_as_the_dossier_cites_it() -> None:
    """Each speaker of the news story is the source that the analyst has in his place."""
    heard = dict(enumerate(STORY_READ.attributions, 1))
    names = {source["id"]: source["label"] for source in DOSSIER["sources"]}
    told = {
        number: (heard[number].text, names[decision["source"]])
        for number, decision in ((int(k.split(":")[1]), d) for k, d in DECISIONS.items())
        if "source" in decision
    }
    assert told == STORY_SPEAKERS
    assert {heard[int(i.rsplit("-", 1)[1])].text for i in nameless()} == {
        "reportedly", "has been reported", "are believed"
    }  # fmt: skip
    cited = {c for a in DOSSIER["attributions"] for c in a.get("citations", [])}
    assert {int(c.rsplit("-", 1)[1]) for c in cited if "-text-" in c} == set(told)


@pytest.mark.parametrize(("one", "other"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_what_differs_is_told(one: str, other: str) -> None:
    assert frozenset((one, other)) in pairs("contradicts") | pairs("in tension")


@pytest.mark.parametrize(("later", "earlier"), SUPERSESSIONS.values(), ids=SUPERSESSIONS)
def test_what_is_overtaken_is_no_contradiction(later: str, earlier: str) -> None:
    both = frozenset((later, earlier))
    assert (later, earlier) in {
        (r["a"], r["b"]) for r in DOSSIER["relations"] if r["kind"] == "supersedes"
    }
    assert both not in pairs("contradicts")


def pairs(kind: str) -> set[frozenset[str]]:
    return {frozenset((r["a"], r["b"])) for r in DOSSIER["relations"] if r["kind"] == kind}


def test_the_documents_speak_to_each_other() -> None:
    of = {c["id"]: q["document"] for c in DOSSIER["claims"] for q in c.get("quotes", [])
          if "document" in q}  # fmt: skip
    across = [r for r in DOSSIER["relations"]
              if {of.get(r["a"]), of.get(r["b"])} == {"D-precis", "D-precis2"}]  # fmt: skip
    kinds = {r["kind"] for r in across}
    assert {"corroborates", "contradicts", "supersedes", "qualifies"} <= kinds


def test_one_attribution_per_claim_source_and_polarity() -> None:
    keys = Counter((a["claim"], a["source"], a.get("polarity", "asserts"))
                   for a in DOSSIER["attributions"])  # fmt: skip
    assert max(keys.values()) == 1
    silent = IDS["claims"] - {key[0] for key in keys}
    supported = {end for r in DOSSIER["relations"] for end in (r["a"], r["b"])}
    assert silent <= supported


def test_relations_are_between_two_claims_and_said_once() -> None:
    seen = set()
    for relation in DOSSIER["relations"]:
        pair = (relation["a"], relation["b"])
        assert pair[0] != pair[1]
        symmetric = relation["kind"] in words.SYMMETRIC_RELATIONS
        key = (*(sorted(pair) if symmetric else pair), relation["kind"])
        assert key not in seen
        seen.add(key)
        if relation["kind"] == "contradicts":
            assert relation["differs"]


def test_cases_are_of_contradictions_and_show_each_way_out() -> None:
    kinds = {relation["id"]: relation for relation in DOSSIER["relations"]}
    for case in DOSSIER["cases"]:
        relation = kinds[case["relation"]]
        assert relation["kind"] == "contradicts"
        assert case.get("favours") in {None, relation["a"], relation["b"]}
        assert (case["status"] == "resolved") == ("favours" in case)
    assert {"open", "explained", "resolved"} <= {case["status"] for case in DOSSIER["cases"]}


def test_denials_nested_speech_and_universals_are_there() -> None:
    attributions = DOSSIER["attributions"]
    assert sum(a.get("polarity") == "denies" for a in attributions) >= 2
    assert sum("via" in a for a in attributions) >= 2
    assert sum(c.get("universal", False) for c in DOSSIER["claims"]) >= 4


def test_ratings_grade_sources_by_letter_and_claims_by_figure() -> None:
    for rating in DOSSIER["ratings"]:
        scale = words.CREDIBILITY if rating["subject"] in IDS["claims"] else words.RELIABILITY
        assert rating["grade"] in scale
        assert rating["by"] in {"Rater A", "Rater B"}


def test_raters_disagree_and_leave_some_unjudged() -> None:
    grades: dict[str, dict[str, str]] = defaultdict(dict)
    for rating in DOSSIER["ratings"]:
        if "scope" not in rating:
            assert rating["by"] not in grades[rating["subject"]]
            grades[rating["subject"]][rating["by"]] = rating["grade"]
    judged = [set(by.values()) for by in grades.values() if not {"F", "6"} & set(by.values())]
    assert sum(len(found) == 2 for found in judged) >= 2
    assert {"F", "6"} <= {rating["grade"] for rating in DOSSIER["ratings"]}


def test_one_is_protected_by_a_public_description_only() -> None:
    protected = [r for r in (*DOSSIER["persons"], *DOSSIER["sources"]) if r.get("protected")]
    assert protected
    assert all(record["description"] for record in protected)
