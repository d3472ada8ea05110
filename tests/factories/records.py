"""Records for tests, made through the services and committed; each returns the new public id.

``make_claim(database, actor, dossier)`` is enough; any field of the dossier file may be given.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from provenance.audit.actor import Actor
from provenance.citations.service import record_citation
from provenance.claims.commands import RecordClaim
from provenance.claims.service import judge_dependence, record_attribution, record_claim
from provenance.db.session import Database
from provenance.documents.records import NOTES
from provenance.dossiers.changes import add_record
from provenance.dossiers.commands import CreateDossier, Record
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.service import create_dossier
from provenance.identities.commands import MergeSources
from provenance.identities.service import merge_sources
from provenance.ratings.commands import Rate
from provenance.ratings.service import rate
from provenance.relations.service import record_question, record_relation, record_remark
from provenance.sources.own_words import add_word
from provenance.sources.records import DOCUMENTS
from provenance.sources.service import (
    record_organisation,
    record_person,
    record_source,
    record_tie,
)
from provenance.sources.told_apart import tell_apart

REASON = "needed for a test"


def in_transaction(database: Database, act: Callable[[Session], Any]) -> Any:
    """What ``act`` returns, committed."""
    with database.writing() as session:
        result = act(session)
        session.commit()
        return result


def make_dossier(
    database: Database, actor: Actor, slug: str = "khorasan", title: str = "Khorasan"
) -> str:
    """An empty dossier; its slug."""
    in_transaction(database, lambda s: create_dossier(s, actor, CreateDossier(slug, title, REASON)))
    return slug


def _make(
    database: Database, actor: Actor, dossier: str, service: Callable[..., Any], **values: Any
) -> str:
    def act(session: Session) -> str:
        return str(service(session, actor, Record(dossier, values, REASON)).public_id)

    return str(in_transaction(database, act))


def make_document(database: Database, actor: Actor, dossier: str, **values: Any) -> str:
    """A document without text."""
    return _make_plain(database, actor, dossier, DOCUMENTS, {"title": "A report", **values})


def make_note(database: Database, actor: Actor, dossier: str, document: str, **values: Any) -> str:
    """A note of a document."""
    values = {"document": document, "label": "1", "text": "Interview with a commander.", **values}
    return _make_plain(database, actor, dossier, NOTES, values, number=0)


def _make_plain(
    database: Database, actor: Actor, slug: str, spec: Any, values: dict[str, Any], **defaults: Any
) -> str:
    def act(session: Session) -> str:
        dossier = dossier_by_slug(session, slug)
        row = add_record(session, actor, dossier, spec, values, reason=REASON, **defaults)
        return str(row.public_id)

    return str(in_transaction(database, act))


def make_citation(database: Database, actor: Actor, dossier: str, **values: Any) -> str:
    """A citation, in a new note of a new document unless one is given."""
    if "note" not in values and "document" not in values:
        document = make_document(database, actor, dossier)
        values["note"] = make_note(database, actor, dossier, document)
    return _make(
        database,
        actor,
        dossier,
        record_citation,
        **{"text": "Interview with a commander", **values},
    )


def make_organisation(database: Database, actor: Actor, dossier: str, **values: Any) -> str:
    """An organisation."""
    return _make(
        database, actor, dossier, record_organisation, **{"name": "Quetta Shura", **values}
    )


def make_person(database: Database, actor: Actor, dossier: str, **values: Any) -> str:
    """A person."""
    return _make(database, actor, dossier, record_person, **{"label": "A commander", **values})


def make_tie(database: Database, actor: Actor, dossier: str, a: str, b: str, **values: Any) -> str:
    """A tie of rivals."""
    return _make(database, actor, dossier, record_tie, a=a, b=b, **{"kind": "rival of", **values})


def make_source(database: Database, actor: Actor, dossier: str, **values: Any) -> str:
    """A source: an interview."""
    values = {
        "label": "Commander, interview",
        "type": "interview/personal communication",
        **values,
    }
    return _make(database, actor, dossier, record_source, **values)


def make_distinction(database: Database, actor: Actor, dossier: str, a: str, b: str) -> str:
    """Two sources that are not the same."""
    return _make(database, actor, dossier, tell_apart, a=a, b=b)


def make_word(database: Database, actor: Actor, dossier: str, **values: Any) -> str:
    """A word of the dossier's own."""
    return _make(database, actor, dossier, add_word, **{"kind": "role", "word": "mirab", **values})


def make_merge(database: Database, actor: Actor, dossier: str, kept: str, gone: str) -> str:
    """A merge of two sources; the id of the act."""
    command = MergeSources(dossier, kept, gone, REASON)
    return str(in_transaction(database, lambda s: merge_sources(s, actor, command).public_id))


def make_dependence(
    database: Database, actor: Actor, dossier: str, a: str, b: str, **values: Any
) -> str:
    """A verdict that ``a`` takes from ``b``."""
    values = {"ground": "relays", "verdict": "dependent", **values}
    return _make(database, actor, dossier, judge_dependence, a=a, b=b, **values)


def make_claim(
    database: Database, actor: Actor, dossier: str, *attributions: dict[str, Any], **values: Any
) -> str:
    """A claim with its attributions (each without ``claim``)."""
    values = {"text": "The group had 600 fighters.", **values}
    command = RecordClaim(dossier, values, REASON, attributions)
    return str(in_transaction(database, lambda s: record_claim(s, actor, command).public_id))


def make_attribution(
    database: Database, actor: Actor, dossier: str, claim: str, source: str, **values: Any
) -> str:
    """An attribution of a claim to a source, which asserts it."""
    return _make(database, actor, dossier, record_attribution, claim=claim, source=source, **values)


def make_relation(
    database: Database, actor: Actor, dossier: str, a: str, b: str, kind: str = "contradicts",
    **values: Any,
) -> str:  # fmt: skip
    """A relation between two claims; a contradiction also opens its case."""
    return _make(database, actor, dossier, record_relation, a=a, b=b, kind=kind, **values)


def make_question(database: Database, actor: Actor, dossier: str, *claims: str) -> str:
    """A question with its rival answers."""
    return _make(database, actor, dossier, record_question, text="How many?", claims=list(claims))


def make_remark(
    database: Database, actor: Actor, dossier: str, subject: str, verdict: str = "doubts",
    **values: Any,
) -> str:  # fmt: skip
    """The author's remark on a claim, relation, source or question."""
    return _make(
        database, actor, dossier, record_remark, subject=subject, verdict=verdict, **values
    )


def make_rating(
    database: Database, actor: Actor, dossier: str, subject: str, grade: str = "B",
    reason: str = "reliable so far",
) -> str:  # fmt: skip
    """The actor's grade of a source, person or claim."""
    command = Rate(dossier, subject, grade, reason)
    return str(in_transaction(database, lambda s: rate(s, actor, command).public_id))
