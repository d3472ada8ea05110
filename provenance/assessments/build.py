"""Rows of a dossier → the arrays that the engine takes, and a digest of them.

Everything is read as columns, never as entities: inside a transaction the values are those of the
database at that moment, also where other rows of the session are older.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, fields

import numpy as np
from sqlalchemy.orm import Session

from provenance.assessments import claim_tables, judgement_tables, relation_tables, source_tables
from provenance.assessments.numbering import Numbering, Only
from provenance.assessments.present import EVERYBODY, present
from provenance.assessments.supposing import AS_RECORDED, AsIf
from provenance.scoring.types import ScoringInput, Table


@dataclass(frozen=True, slots=True)
class Built:
    """The engine's input and which number stands for which record."""

    inputs: ScoringInput
    numbering: Numbering


def build(
    session: Session, dossier_id: int, claims: Only = None, sources: Collection[int] = (),
    as_if: AsIf = AS_RECORDED,
) -> Built:  # fmt: skip
    """The whole dossier, or the given claim rows with everything that their scores need.

    Those rows must be closed under relations and questions (``neighbourhood.closure``): a relation
    to a claim outside of them is left out. Only what stands is read: nothing withdrawn or
    superseded, no relation of a withdrawn claim. Of a part, only those are read who have a part in
    it, and these ``sources``. ``as_if`` an act had been done that nobody has done; of the whole.
    """
    who = EVERYBODY if claims is None else present(session, claims, sources)
    people = source_tables.read_people(session, dossier_id, who, as_if)
    ids, claim_table, topics, times = claim_tables.read_claims(session, dossier_id, people, claims)
    said_ids, said, passed_over = claim_tables.read_attributions(
        session, dossier_id, people, ids, claims
    )
    scopes = judgement_tables.Scopes(topics, times, claim_tables.spoken(said))
    ratings, raters = judgement_tables.read_ratings(session, dossier_id, people, scopes, who)
    relation_ids, relations = relation_tables.read_relations(session, dossier_id, ids, claims)
    question_ids, questions = relation_tables.read_questions(session, dossier_id, ids, claims)
    inputs = ScoringInput(
        claims=claim_table,
        sources=people.source_table,
        attributions=said,
        n_persons=len(people.persons),
        n_organisations=len(people.organisations),
        documents=people.document_table,
        ratings=ratings,
        dependences=judgement_tables.read_dependences(
            session, dossier_id, people, ids, scopes, who
        ),
        ties=judgement_tables.read_ties(session, dossier_id, people, who),
        relations=relations,
        remarks=relation_tables.read_remarks(
            session, dossier_id, people, ids, relation_ids, relations, question_ids
        ),
        questions=questions,
    )
    numbering = Numbering(
        ids, people.sources, people.persons, people.organisations, people.documents,
        said_ids, relation_ids, question_ids, raters, tuple(passed_over),
    )  # fmt: skip
    return Built(inputs, numbering)


def inputs_digest(built: Built) -> str:
    """SHA-256 (hex) of the arrays and of the public ids that their numbers stand for.

    Numbers follow the public ids and rows without one are sorted, so the digest depends neither on
    the database nor on the order in which things were recorded. Labels and texts do not enter.
    """
    digest = hashlib.sha256()
    for name in ("claims", "sources", "persons", "organisations", "documents", "attributions",
                 "relations", "questions"):  # fmt: skip
        for public_id in getattr(built.numbering, name).public:
            digest.update(f"{name}\x1f{public_id}\x1e".encode())
    for rater in built.numbering.raters:
        digest.update(f"raters\x1f{rater}\x1e".encode())
    for field in fields(built.inputs):
        table = getattr(built.inputs, field.name)
        if isinstance(table, Table):
            _add_table(digest, field.name, table)
    return digest.hexdigest()


def _add_table(digest: "hashlib._Hash", name: str, table: Table) -> None:
    for column, nature in table.columns().items():
        array = np.asarray(getattr(table, column))
        kept = array.astype(np.dtype(nature.dtype).newbyteorder("<"))
        digest.update(f"{name}.{column}\x1f{len(kept)}\x1f".encode())
        digest.update(kept.tobytes())
