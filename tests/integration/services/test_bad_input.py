"""Whatever cannot be kept is refused with the name of its field, and nothing is half saved."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from provenance import clock
from provenance.accounts.queries import user_by_name
from provenance.audit.actor import Actor
from provenance.citations.service import correct_citation, record_citation
from provenance.claims.commands import RecordClaim
from provenance.claims.service import (
    correct_attribution,
    correct_claim,
    judge_dependence,
    record_attribution,
    record_claim,
)
from provenance.db.session import Database
from provenance.dossiers.commands import Correct, Record
from provenance.dossiers.models import Dossier
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.register import find
from provenance.errors import InvalidInput, NotFound
from provenance.relations.service import (
    correct_relation,
    record_question,
    record_relation,
    record_remark,
)
from provenance.sources.models import Source
from provenance.sources.service import (
    correct_organisation,
    correct_person,
    correct_source,
    record_organisation,
    record_person,
    record_source,
    record_tie,
)
from tests.factories import records as make
from tests.integration.services.acts import act, row_counts
from tests.migrations.schema import rows_of

BAD: dict[str, list[tuple[str, Any]]] = {
    "claim": [
        ("text", "a\x00b"), ("text", "a\ud83d"), ("text", ""), ("text", "  "), ("text", 7),
        ("text", None), ("kind", "rumour"), ("kind", ["fact"]), ("time", "2017-13"),
        ("time", "2017-02-29"), ("time", {"edtf": "soon"}), ("time", {}), ("time", {"from": "2017"}),
        ("as_of", {"verbatim": "a\x00b"}), ("place", "a\x00b"), ("universal", "yes"),
        ("negative", 1), ("importance", 4), ("importance", True), ("importance", "3"),
        ("topics", "strength"), ("topics", ["a\ud800b"]), ("topics", [""]),
        ("subjects", ["O-none"]), ("subjects", "<organisation>"), ("subjects", ["<source>"]),
        ("subjects", ["<organisation>", "<organisation>"]), ("subjects", [None]),
        ("quantity", 600), ("quantity", {"value": 3, "unit": 7}), ("quantity", {"value": True}),
        ("quantity", {"value": float("nan")}), ("quantity", {"value": float("inf")}),
        ("quantity", {"value": 10**400}), ("quantity", {"value": 2**53}),
        ("quantity", {"value": 1, "qualifier": "circa"}), ("quantity", {"value": 1, "error": 2}),
        ("quotes", [{"exact": "words"}]), ("quotes", [{"note": "N-none", "exact": "words"}]),
        ("quotes", ["words"]), ("status", "forgotten"), ("colour", "red"),
    ],
    "source": [
        ("label", "a\x00b"), ("label", None), ("type", "rumour"), ("role", "a\udfffb"),
        ("person", "P-none"), ("person", "<organisation>"), ("person", 7), ("date", "2017-02-30"),
        ("made", 2017), ("organisations", ["<claim>"]), ("cardinality", 2), ("oath", "broken"),
        ("form", "rumour"), ("protected", "no"), ("members", {"<organisation>": 1}),
        ("document", "D-none"), ("nickname", "x"),
    ],
    "organisation": [("name", " "), ("name", "a\x00b"), ("aliases", "QS"), ("aliases", ["a\x00"])],
    "person": [
        ("label", ["x"]), ("named", "perhaps"), ("affiliations", [{"from": "2015"}]),
        ("affiliations", [{"organisation": "<organisation>", "from": "yesterday"}]),
        ("affiliations", [{"organisation": "<organisation>", "rank": "emir"}]),
    ],
    "attribution": [
        ("claim", "C-none"), ("source", "S-none"), ("source", "<claim>"), ("claim", ["<claim>"]),
        ("source", None), ("polarity", "mumbles"), ("polarity", ["denies"]), ("interest", "own"),
        ("strength", "half"), ("directness", "felt"), ("via", ["<claim>"]), ("link_basis", "hope"),
        ("hedges", [{"by": "author"}]), ("hedges", [{"text": "perhaps", "by": "editor"}]),
        ("citations", ["T-none"]),
    ],
    "relation": [
        ("differs", "colour"), ("differs", ["number", "colour"]), ("strength", "iron"),
        ("rationale", "a\x00b"), ("by", "a\ud800b"),
    ],
    "citation": [
        ("text", None), ("text", "a\x00b"), ("note", "N-none"), ("start", -1), ("start", 1.5),
        ("end", 2**31), ("end", 10**20), ("source", "S-none"), ("status", "lost"),
        ("resolves_to", "T-none"), ("resolves_to", "<source>"), ("locator", "\x00"),
    ],
}  # fmt: skip
ONLY_NEW: dict[str, list[tuple[str, Any]]] = {
    "relation": [("a", "C-none"), ("b", "<source>"), ("a", None), ("kind", "likes"), ("kind", None)],
    "tie": [("a", "O-none"), ("b", None), ("kind", ""), ("from", "2017-13")],
    "dependence": [("a", "S-none"), ("ground", "gossip"), ("verdict", "guilty"), ("claims", ["x"])],
    "question": [("text", ""), ("claims", ["C-none"]), ("exclusive", "yes")],
    "remark": [
        ("subject", "C-none"), ("subject", "<organisation>"), ("verdict", "likes"), ("by", "<claim>")
    ],
}  # fmt: skip
NEW: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "source": (record_source, {"label": "Another"}),
    "organisation": (record_organisation, {"name": "Another"}),
    "person": (record_person, {"label": "Another"}),
    "attribution": (record_attribution, {"claim": "<claim>", "source": "<source>",
                                         "polarity": "declines"}),
    "relation": (record_relation, {"a": "<claim>", "b": "<other>", "kind": "repeats"}),
    "citation": (record_citation, {"text": "Ibid.", "note": "<note>"}),
    "tie": (record_tie, {"a": "<organisation>", "b": "<person>", "kind": "rival of"}),
    "dependence": (judge_dependence, {"a": "<source>", "b": "<other source>", "ground": "relays",
                                      "verdict": "dependent"}),
    "question": (record_question, {"text": "How many?", "claims": ["<claim>"]}),
    "remark": (record_remark, {"subject": "<claim>", "verdict": "doubts"}),
}  # fmt: skip
CORRECT = {
    "claim": correct_claim,
    "source": correct_source,
    "organisation": correct_organisation,
    "person": correct_person,
    "attribution": correct_attribution,
    "relation": correct_relation,
    "citation": correct_citation,
}


def one_of_each(database: Database, actor: Actor) -> dict[str, str]:
    """One record of each kind, by the name that stands for it above."""
    dossier = make.make_dossier(database, actor)
    note = make.make_note(database, actor, dossier, make.make_document(database, actor, dossier))
    source = make.make_source(database, actor, dossier)
    claim = make.make_claim(database, actor, dossier)
    other = make.make_claim(database, actor, dossier, text="Another.")
    return {
        "<note>": note,
        "<source>": source,
        "<other source>": make.make_source(database, actor, dossier, label="Other"),
        "<organisation>": make.make_organisation(database, actor, dossier),
        "<person>": make.make_person(database, actor, dossier),
        "<claim>": claim,
        "<other>": other,
        "<attribution>": make.make_attribution(database, actor, dossier, claim, source),
        "<relation>": make.make_relation(database, actor, dossier, claim, other),
        "<citation>": make.make_citation(database, actor, dossier, note=note, source=source),
    }


def filled(value: Any, known: dict[str, str]) -> Any:
    """The value with real ids in place of names."""
    if isinstance(value, str):
        return known.get(value, value)
    if isinstance(value, list):
        return [filled(part, known) for part in value]
    if isinstance(value, dict):
        return {filled(key, known): filled(part, known) for key, part in value.items()}
    return value


def accepted(database: Database, actor: Actor, service: Callable[..., Any], command: Any) -> Any:
    """The fields that the refusal names; what happened instead where there was none."""
    try:
        act(database, actor, service, command)
    except InvalidInput as error:
        return {re.split(r"[.\[]", fault.where)[0] for fault in error.faults}
    return "accepted"


def recording(kind: str, field: str, value: Any, known: dict[str, str]) -> tuple[Any, Any]:
    """The service and command that record a ``kind`` with this field."""
    if kind == "claim":
        values = filled({"text": "A claim.", field: value}, known)
        return record_claim, RecordClaim("khorasan", values, "so")
    service, values = NEW[kind]
    return service, Record("khorasan", filled({**values, field: value}, known), "so")


@pytest.mark.parametrize("kind", sorted({*BAD, *ONLY_NEW}))
def test_what_cannot_be_kept_is_not_recorded(database: Database, actor: Actor, kind: str) -> None:
    known = one_of_each(database, actor)
    before = row_counts(database)

    for field, value in BAD.get(kind, []) + ONLY_NEW.get(kind, []):
        said = accepted(database, actor, *recording(kind, field, value, known))
        assert field in said, f"{kind} with {field} = {value!r}: {said}"

    assert row_counts(database) == before


@pytest.mark.parametrize("kind", sorted(BAD))
def test_what_cannot_be_kept_corrects_nothing(database: Database, actor: Actor, kind: str) -> None:
    known = one_of_each(database, actor)
    before = rows_of(database)

    for field, value in BAD[kind]:
        if value is None and field not in ("text", "label", "source"):
            continue
        command = Correct("khorasan", known[f"<{kind}>"], {field: filled(value, known)}, "so")
        said = accepted(database, actor, CORRECT[kind], command)
        assert field in said, f"{kind} with {field} = {value!r}: {said}"

    assert rows_of(database) == before


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b"])
def test_the_columns_themselves_refuse_what_is_no_text(database: Database, text: str) -> None:
    with database.writing() as session:
        session.add(Dossier(slug="x", title=text, created_at=clock.now()))
        with pytest.raises(InvalidInput, match="A text contains"):
            session.flush()


@pytest.mark.parametrize("name", ["a\x00b", "a\ud800b"])
def test_names_that_are_no_text_belong_to_nobody(database: Database, name: str) -> None:
    with database.reading() as session:
        with pytest.raises(NotFound):
            dossier_by_slug(session, name)
        with pytest.raises(NotFound):
            user_by_name(session, name)
        with pytest.raises(NotFound):
            find(session, Source, 1, name)
