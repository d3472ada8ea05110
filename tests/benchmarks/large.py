"""A dossier of many claims, written straight into the tables: four sources to forty claims, four that
speak on many, chains and knots of relations, questions, grades; a pure function of its seed."""

import random
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from provenance import clock
from provenance.audit.actor import Actor
from provenance.citations.models import Citation
from provenance.claims.models import Attribution, AttributionCitation, Claim, ClaimSubject
from provenance.documents.models import Document, Note
from provenance.dossiers.commands import CreateDossier
from provenance.dossiers.models import Dossier, Identifier
from provenance.dossiers.service import create_dossier
from provenance.ratings.models import Rating
from provenance.relations.models import Question, QuestionClaim, Relation
from provenance.sources.models import Organisation, Source, SourceOrganisation

CLAIMS_OF_A_SOURCE = 20
KINDS = ("corroborates", "supports", "contradicts", "in tension", "repeats")
PROLIFIC = (2000, 500, 100, 12)
"""The first sources speak on every so manieth claim."""
Rows = list[dict[str, Any]]


def large_dossier(
    session: Session, actor: Actor, claims: int, slug: str = "large", documents: int | None = None
) -> Dossier:
    """Write it, with a document to a hundred claims unless told; nothing is scored."""
    dossier = create_dossier(session, actor, CreateDossier(slug, "Large", "to be timed"))
    session.flush()
    chance, key = random.Random(7), dossier.id
    sources, organisations = max(claims // CLAIMS_OF_A_SOURCE * 2, 8), 50
    documents = documents or max(claims // 100, 1)
    keep(session, Organisation, "O", key, [{"name": f"Group {n}"} for n in range(organisations)])
    keep(session, Source, "S", key, [{"label": f"Informant {n}"} for n in range(sources)])
    links(session, SourceOrganisation, sources, "source_id",
           lambda n: {"organisation_id": 1 + n % organisations})  # fmt: skip
    keep(session, Document, "D", key, [{"title": f"Paper {n}"} for n in range(documents)])
    keep(
        session,
        Note,
        "N",
        key,
        [{"document_id": 1 + n, "label": "1", "number": 1} for n in range(documents)],
    )
    cited = [{"note_id": 1 + n, "number": 1, "text": "Interview"} for n in range(documents)]
    keep(session, Citation, "T", key, cited)
    keep(
        session,
        Claim,
        "C",
        key,
        [{"text": f"The event {n} took place.", "importance": 1 + n % 3} for n in range(claims)],
    )
    links(session, ClaimSubject, claims, "claim_id",
           lambda n: {"organisation_id": 1 + n % organisations})  # fmt: skip
    _said(session, key, chance, (claims, sources, documents))
    _related(session, key, chance, claims)
    graded = [
        {
            "source_id": 1 + n,
            "grade": chance.choice("ABCDEF"),
            "by": "Rater A",
            "created_at": clock.now(),
        }
        for n in range(0, sources, 2)
    ]
    keep(session, Rating, "G", key, graded)
    return dossier


def _said(session: Session, key: int, chance: random.Random, sizes: tuple[int, int, int]) -> None:
    claims, sources, documents = sizes
    pairs = [(claim, chance.randrange(sources)) for claim in range(claims) for _ in range(2)]
    for source, step in enumerate(PROLIFIC):
        pairs += [(claim, source) for claim in range(source, claims, step)]
    pairs = sorted(set(pairs))
    said: Rows = [
        {
            "claim_id": 1 + claim,
            "source_id": 1 + source,
            "polarity_key": "denies" if (claim + source) % 7 == 0 else "asserts",
            "polarity": "denies" if (claim + source) % 7 == 0 else "asserts",
            "link_basis": "paragraph",
        }
        for claim, source in pairs
    ]
    keep(session, Attribution, "A", key, said)
    links(session, AttributionCitation, len(said), "attribution_id",
           lambda n: {"citation_id": 1 + pairs[n][0] % documents})  # fmt: skip


def _related(session: Session, key: int, chance: random.Random, claims: int) -> None:
    """Half as many relations as claims, mostly near, some far; a question to every twentieth."""
    pairs = set()
    while len(pairs) < claims // 2:
        a = chance.randrange(claims)
        b = (
            (a + chance.randrange(1, 30)) % claims
            if chance.random() < 0.9
            else chance.randrange(claims)
        )
        if a != b:
            pairs.add((min(a, b), max(a, b)))
    rows = [
        {
            "a_id": 1 + a,
            "b_id": 1 + b,
            "low_id": 1 + a,
            "high_id": 1 + b,
            "kind": chance.choice(KINDS),
        }
        for a, b in sorted(pairs)
    ]
    keep(session, Relation, "R", key, rows)
    questions = claims // 20
    keep(session, Question, "Q", key, [{"text": f"Question {n}?"} for n in range(questions)])
    session.execute(
        insert(QuestionClaim),
        [
            {"question_id": 1 + n, "number": at, "claim_id": 1 + 20 * n + at}
            for n in range(questions)
            for at in range(3)
        ],
    )


def keep(
    session: Session, model: Any, letter: str, dossier: int, rows: Rows, first: int = 1
) -> None:
    """Records with their public ids; row keys run from ``first``, 1 in a new database."""
    names = [f"{letter}-{at:06d}" for at in range(len(rows))]
    for start in range(0, len(rows), 20_000):
        part = range(start, min(start + 20_000, len(rows)))
        session.execute(
            insert(model),
            [{"id": first + at, "dossier_id": dossier, "public_id": names[at], "version": 1} | rows[at]
             for at in part],
        )  # fmt: skip
        kind = model.__name__.lower()
        session.execute(
            insert(Identifier),
            [{"dossier_id": dossier, "public_id": names[at], "kind": kind} for at in part],
        )


def links(session: Session, model: Any, n: int, owner: str, more: Any) -> None:
    rows = [{owner: 1 + at, "number": 0} | more(at) for at in range(n)]
    for start in range(0, n, 20_000):
        session.execute(insert(model), rows[start : start + 20_000])
