"""The worked example is ordered as an expert orders it, also as a sparing analyst would enter it."""

from copy import deepcopy
from typing import Any

import pytest

from provenance.assessments.build import build
from provenance.audit.actor import Actor
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from provenance.interchange.load import load_dossier
from provenance.scoring.engine import score
from tests.integration.assessments.dossiers import example_file

STANCE = ("interest", "strength", "directness", "hedges")
ABOVE = (
    ("agreed by two rivals, then by one", "C-KVXA", "C-VC7Q"),
    ("agreed by three organisations, then told by one", "C-ATTT", "C-2THR"),
    ("told by one, then denied", "C-Q38B", "C-KYEF"),
    ("found for by the author, then against", "C-3BJB", "C-GGQ2"),
    ("resolved for, then against", "C-ES8A", "C-BRNK"),
    ("bounded, then sweeping, by one author", "C-DS3N", "C-5M39"),
    ("that he accuses, then what", "C-DYZJ", "C-YKPD"),
    ("that the letter exists, then what it says", "C-KGC4", "C-YV4A"),
    ("what the letter threatens, then what it claims", "C-R6C9", "C-PDZ9"),
    ("of his own organisation, then of another", "C-W34B", "C-EYAV"),
    ("of his own organisation, then of a rival", "C-74P3", "C-DGZT"),
    ("the author's fact, then his forecast", "C-2HC8", "C-M49H"),
    ("standing at its time, then even", "C-938R", "C-8DN8"),
)
ABOVE_WITH_STANCE = (
    ("admitted, then neutral, by one commander", "C-XC96", "C-746H"),
    ("neutral, then serving him, by one adviser", "C-GVMV", "C-RPA6"),
    ("the author alone, then what flatters both factions", "C-KYPS", "C-TSX6"),
    ("plain, then reported without vouching", "C-2THR", "C-YR54"),
    ("bounded and admitted, then sweeping", "C-HB4K", "C-HGBT"),
)


def scored(database: Database, file: dict[str, Any]) -> dict[str, Any]:
    with database.writing() as session:
        load_dossier(session, Actor("Ada Analyst"), file, slug="ordered")
        session.flush()
        built = build(session, dossier_by_slug(session, "ordered").id)
    result = score(built.inputs)
    return {
        public_id: (float(result.probability[at]), int(result.credibility[at]) + 1, result.flags_of(at))
        for at, public_id in enumerate(built.numbering.claims.public)
    }  # fmt: skip


@pytest.mark.parametrize("sparing", [False, True])
def test_order(sqlite_database: Database, sparing: bool) -> None:
    """Sparing: no interest, strength, directness, hedge or remark; who, ties and relations alone."""
    file = example_file()
    if sparing:
        file = deepcopy(file)
        file["remarks"] = []
        for said in file["attributions"]:
            for name in STANCE:
                said.pop(name, None)
    found = scored(sqlite_database, file)
    pairs = ABOVE if sparing else (*ABOVE, *ABOVE_WITH_STANCE)
    wrong = [(why, a, b) for why, a, b in pairs if found[a][0] <= found[b][0]]
    assert not wrong


def test_no_single_voice_is_confirmed_and_no_author_alone(sqlite_database: Database) -> None:
    """C2 at most, and only for an admission or with another claim's witnesses; an author alone 3."""
    file = example_file()
    found = scored(sqlite_database, file)
    authors = {one for document in file["documents"] for one in document.get("authors", ())}
    related = {end for relation in file["relations"] for end in (relation["a"], relation["b"])}
    voices: dict[str, list[dict[str, Any]]] = {}
    for said in file["attributions"]:
        voices.setdefault(said["claim"], []).append(said)
    for claim, (_, credibility, flags) in found.items():
        said = voices.get(claim, [])
        if "single origin" in flags:
            assert credibility >= 2, claim
        if "single origin" in flags and claim not in related and said[0].get("interest") is None:
            assert credibility >= 3, claim
        if said and {one["source"] for one in said} <= authors and claim not in related:
            assert credibility >= 3, claim
