"""Random small dossier files for property tests, with everything that a what-if reads."""

from typing import Any

from hypothesis import strategies as st

from provenance import vocabulary as words
from tests.integration.assessments.dossiers import dossier_file

Records = list[dict[str, Any]]
Draw = st.DrawFn


def maybe(values: Any) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), st.sampled_from(list(values)))


def some(values: list[str], most: int = 2) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True)


def given_only(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value not in (None, [])}


ORGANISATIONS, PERSONS = ["O-0", "O-1"], ["P-0", "P-1"]
DOCUMENTS, SOURCES = ["D-0", "D-1"], [f"S-{at}" for at in range(5)]
CLAIMS, NOTES = [f"C-{at}" for at in range(4)], ["N-0", "N-1", "N-2"]
CITATIONS = [f"T-{at}" for at in range(5)]
PLACE = {"N-0": "D-0", "N-1": "D-0", "N-2": "D-1"}


@st.composite
def files(draw: Draw) -> dict[str, Any]:
    """A file that loads: two documents, five sources, four claims."""
    relations = _relations(draw)
    return dossier_file(
        documents=[
            given_only({"id": name, "title": name, "text": "Words.", "authors": draw(some(SOURCES, 1))})
            for name in DOCUMENTS
        ],
        notes=[{"id": n, "document": PLACE[n], "label": str(at), "text": "See."}
               for at, n in enumerate(NOTES)],
        citations=[{"id": t, "note": draw(st.sampled_from(NOTES)), "text": "See."} for t in CITATIONS],
        organisations=[{"id": name, "name": name} for name in ORGANISATIONS],
        persons=[{"id": name, "label": name} for name in PERSONS],
        ties=[{"id": "I-0", "a": "O-0", "b": "O-1", "kind": draw(st.sampled_from(words.TIE_KINDS))}],
        sources=[_source(draw, name) for name in SOURCES],
        dependences=_dependences(draw),
        claims=[_claim(draw, name) for name in CLAIMS],
        attributions=_attributions(draw),
        relations=relations,
        remarks=_remarks(draw, [relation["id"] for relation in relations]),
        ratings=_ratings(draw),
        questions=[{"id": "Q-0", "text": "Which?", "claims": draw(some(CLAIMS)) or CLAIMS[:1]}],
    )  # fmt: skip


def _source(draw: Draw, name: str) -> dict[str, Any]:
    return given_only({
        "id": name, "label": name, "type": draw(maybe(words.SOURCE_TYPES)),
        "person": draw(maybe(PERSONS)), "organisations": draw(some(ORGANISATIONS)),
        "form": draw(maybe(words.FORMS)), "document": draw(maybe([None, None, *DOCUMENTS])),
    })  # fmt: skip


def _claim(draw: Draw, name: str) -> dict[str, Any]:
    quote = draw(maybe([{"document": "D-0"}, {"document": "D-1"}, {"note": "N-0"}]))
    return given_only({
        "id": name, "text": name, "kind": draw(maybe(words.CLAIM_KINDS)),
        "subjects": draw(some([*ORGANISATIONS, "P-0"])), "topics": draw(some(["money", "war"], 1)),
        "universal": draw(maybe([True])), "quotes": [quote | {"exact": "Words"}] if quote else [],
    })  # fmt: skip


def _attributions(draw: Draw) -> Records:
    pairs = st.tuples(st.sampled_from(CLAIMS), st.sampled_from(SOURCES),
                      st.sampled_from(["asserts", "asserts", "denies"]))  # fmt: skip
    said = draw(st.lists(pairs, min_size=2, max_size=10, unique=True))
    return [
        given_only({
            "id": f"A-{at}", "claim": claim, "source": source, "polarity": polarity,
            "interest": draw(maybe(words.INTERESTS)), "strength": draw(maybe(["partly"])),
            "directness": draw(maybe(words.DIRECTNESS)), "link_basis": draw(maybe(words.LINK_BASES)),
            "via": draw(some([one for one in (*SOURCES, *PERSONS) if one != source], 1)),
            "hedges": draw(maybe([None, [{"text": "may", "by": "author"}],
                                  [{"text": "claims", "by": "author"}]])),
            "citations": draw(some(CITATIONS)),
        })
        for at, (claim, source, polarity) in enumerate(said)
    ]  # fmt: skip


def _dependences(draw: Draw) -> Records:
    pairs = draw(st.lists(st.lists(st.sampled_from(SOURCES), min_size=2, max_size=2, unique=True),
                          max_size=4))  # fmt: skip
    return [
        given_only({
            "id": f"E-{at}", "a": a, "b": b, "ground": draw(st.sampled_from(words.DEPENDENCE_GROUNDS)),
            "verdict": draw(st.sampled_from(words.DEPENDENCE_VERDICTS)),
            "claims": draw(some(CLAIMS, 1)), "topic": draw(maybe([None, None, "money"])),
        })
        for at, (a, b) in enumerate(pairs)
    ]  # fmt: skip


def _relations(draw: Draw) -> Records:
    kinds = ("corroborates", "contradicts", "in tension", "repeats")
    pairs = st.tuples(st.sampled_from([("C-0", "C-1"), ("C-1", "C-2"), ("C-2", "C-3")]),
                      st.sampled_from(kinds))  # fmt: skip
    found = draw(st.lists(pairs, max_size=4, unique=True))
    return [{"id": f"R-{at}", "a": a, "b": b, "kind": k} for at, ((a, b), k) in enumerate(found)]


def _remarks(draw: Draw, relations: list[str]) -> Records:
    quotes: list[Any] = [
        None,
        {"document": "D-0", "exact": "Words"},
        {"note": "N-2", "exact": "See"},
    ]
    return [
        given_only({
            "id": f"M-{at}", "subject": draw(st.sampled_from([*CLAIMS, *SOURCES, *relations])),
            "verdict": draw(st.sampled_from(words.REMARK_VERDICTS)), "by": draw(maybe(SOURCES)),
            "quote": draw(maybe(quotes)),
        })
        for at in range(draw(st.integers(0, 4)))
    ]  # fmt: skip


def _ratings(draw: Draw) -> Records:
    scopes: list[Any] = [None, None, {"topic": "money"}]
    keys = st.tuples(st.sampled_from([*SOURCES, *PERSONS]), st.sampled_from(["Ada", "Ben"]),
                     st.sampled_from([0, 2]))  # fmt: skip
    return [
        given_only({
            "id": f"G-{at}", "subject": subject, "by": by, "scope": scopes[scope],
            "grade": draw(st.sampled_from("ABCDEF")), "date": draw(maybe(["2020", "2021-05"])),
        })
        for at, (subject, by, scope) in enumerate(draw(st.lists(keys, max_size=7, unique=True)))
    ]  # fmt: skip
