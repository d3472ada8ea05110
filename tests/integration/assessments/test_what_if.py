"""A what-if is the act itself, followed by a full run, with nothing saved."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from provenance.assessments.build import Built, build
from provenance.assessments.what_if import (
    DISCREDIT,
    DROP,
    GRADE,
    MERGE,
    Supposition,
    inputs_if,
    refused,
)
from provenance.audit.actor import Actor
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from provenance.errors import InvalidInput
from provenance.identities.commands import MergeSources
from provenance.identities.service import merge_sources
from provenance.interchange.load import load_dossier
from provenance.interchange.prune import prune
from provenance.scoring.engine import score
from tests.integration.assessments.random_files import DOCUMENTS, SOURCES, files

ADA = Actor("Ada Analyst")
EXACT = 1e-9
File = dict[str, Any]
common = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def loaded(session: Session, file: File, slug: str) -> Built:
    load_dossier(session, ADA, file, slug=slug)
    session.flush()
    return build(session, dossier_by_slug(session, slug).id)


def supposed(session: Session, file: File, supposition: Supposition) -> np.ndarray[Any, Any]:
    built = loaded(session, file, "supposed")
    dossier = dossier_by_slug(session, "supposed")
    return score(inputs_if(session, dossier, built, supposition)).probability


def assert_equal_to(
    sqlite_database: Database, file: File, supposition: Supposition, real: File
) -> None:
    """Nothing is committed: each example leaves an empty database."""
    with sqlite_database.writing() as session:
        expected = score(loaded(session, real, "real").inputs).probability
        assert supposed(session, file, supposition) == pytest.approx(expected, abs=EXACT)


def merged(session: Session, slug: str, kept: str, gone: str) -> None:
    """Where a person has to choose, what the kept source says stands."""
    choices: dict[str, str] = {}
    while True:
        try:
            merge_sources(session, ADA, MergeSources(slug, kept, gone, "the same", choices))
        except InvalidInput as error:
            if not error.faults:
                raise
            choices |= {fault.where.removeprefix("choice-"): "kept" for fault in error.faults}
        else:
            return


@common
@given(file=files(), pair=st.lists(st.sampled_from(SOURCES), min_size=2, max_size=3, unique=True))
def test_merge(sqlite_database: Database, file: File, pair: list[str]) -> None:
    supposition = Supposition(MERGE, tuple(pair))
    with sqlite_database.writing() as session:
        found = supposed(session, file, supposition)
        if refused(session, dossier_by_slug(session, "supposed"), supposition):
            return
        loaded(session, file, "real")
        try:
            for gone in pair[1:]:
                merged(session, "real", pair[0], gone)
        except InvalidInput:
            return  # a third that the first two together cannot be one with
        session.flush()
        real = score(build(session, dossier_by_slug(session, "real").id).inputs)
        assert found == pytest.approx(real.probability, abs=EXACT)


@common
@given(file=files(), source=st.sampled_from(SOURCES))
def test_discredit(sqlite_database: Database, file: File, source: str) -> None:
    assert_equal_to(
        sqlite_database, file, Supposition(DISCREDIT, (source,)), without_source(file, source)
    )


@common
@given(file=files(), document=st.sampled_from(DOCUMENTS))
def test_drop(sqlite_database: Database, file: File, document: str) -> None:
    assert_equal_to(
        sqlite_database, file, Supposition(DROP, (document,)), without_document(file, document)
    )


@common
@given(file=files(), source=st.sampled_from(SOURCES), grade=st.sampled_from("ABCDEF"))
def test_grade(sqlite_database: Database, file: File, source: str, grade: str) -> None:
    """Alone, in place of all that anybody gave to it; a person's grade is given to his other sources."""
    person = next(one.get("person") for one in file["sources"] if one["id"] == source)
    others = [one["id"] for one in file["sources"] if one.get("person") == person is not None]
    kept = []
    for rating in file["ratings"]:
        if rating["subject"] == person:
            kept += [{**rating, "id": f"{rating['id']}-{one}", "subject": one}
                     for one in others if one != source]  # fmt: skip
        elif rating["subject"] != source:
            kept.append(rating)
    real = file | {
        "ratings": [*kept, {"id": "G-new", "subject": source, "grade": grade, "by": "Eve"}]
    }
    assert_equal_to(sqlite_database, file, Supposition(GRADE, (source,), grade), real)


def without_source(file: File, source: str) -> File:
    """The file as if nobody had ever heard of the source: nor of what it passed on."""
    wrote = {d["id"] for d in file["documents"] if source in d.get("authors", ())}
    persons = {s.get("person") for s in file["sources"] if s["id"] != source}
    person = next(s.get("person") for s in file["sources"] if s["id"] == source)
    silent = {person} - persons - {None}

    def stays(said: File) -> bool:
        through = set(said.get("via", ()))
        relayed = source in through and not (set(places(file, said)[:1]) & wrote)
        return said["source"] != source and not relayed and not through & silent

    return pruned(file, sources=lambda one: one["id"] != source, attributions=stays,
                  remarks=lambda one: one.get("by") != source)  # fmt: skip


def without_document(file: File, document: str) -> File:
    """The file without the document, and without what rests on it alone."""
    notes = {note["id"]: note["document"] for note in file["notes"]}
    wrote = {d["id"]: set(d.get("authors", ())) for d in file["documents"]}
    elsewhere = set().union(*(by for name, by in wrote.items() if name != document))
    only_here = wrote[document] - elsewhere

    def stays(said: File) -> bool:
        cited = places(file, {**said, "claim": None}) or places(file, said)
        return not cited or set(cited) != {document}

    def stands(remark: File) -> bool:
        quote = remark.get("quote")
        if quote:
            return (quote.get("document") or notes[quote["note"]]) != document
        return remark.get("by") not in only_here

    return pruned(
        file, documents=lambda one: one["id"] != document, attributions=stays, remarks=stands,
        notes=lambda one: one["document"] != document,
        citations=lambda one: notes[one["note"]] != document,
        claims=lambda _: True,
    )  # fmt: skip


def places(file: File, said: File) -> list[str]:
    """Documents in which the citations of an attribution stand, then its claim's quotes."""
    notes = {note["id"]: note["document"] for note in file["notes"]}
    cited = {citation["id"]: notes[citation["note"]] for citation in file["citations"]}
    quotes = [q for c in file["claims"] if c["id"] == said["claim"] for q in c.get("quotes", ())]
    return [cited[one] for one in said.get("citations", ())] + [
        quote.get("document") or notes[quote["note"]] for quote in quotes
    ]


def pruned(file: File, **stays: Callable[[File], bool]) -> File:
    lists = {
        name: [record for record in records if name not in stays or stays[name](record)]
        for name, records in file.items()
        if isinstance(records, list)
    }
    return file | prune(lists)
