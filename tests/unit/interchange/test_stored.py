"""What loading stores beside the fields: order, passages, ids; and what dumping lets go of."""

import json

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance import clock
from provenance.audit.actor import command_line
from provenance.citations.models import Citation
from provenance.db.session import Database
from provenance.documents.models import Document, Note
from provenance.documents.queries import latest_revision, passages_of
from provenance.dossiers.models import Dossier, Identifier
from provenance.dossiers.register import find
from provenance.errors import InvalidInput
from provenance.interchange.columns import natural_key
from provenance.interchange.dump import dump_dossier
from provenance.interchange.load import add_lists, load_dossier
from provenance.interchange.passages import passages_of_text
from provenance.interchange.prune import prune
from provenance.relations.models import Relation
from provenance.sources.models import Source
from tests.unit.interchange.samples import TEXT, small

ACTOR = command_line("tester")


def loaded(session: Session, **lists: list[dict[str, object]]) -> Dossier:
    return load_dossier(session, ACTOR, {**small(), **lists})


def test_labels_stand_in_printed_order() -> None:
    labels = ["10", "9", "*", "10a", "1", "†", "010", "9" * 5000]
    assert sorted(labels, key=natural_key) == ["1", "9", "10", "010", "10a", "9" * 5000, "*", "†"]


def test_notes_and_citations_are_numbered_in_printed_order(database: Database) -> None:
    notes = [
        {"id": f"N-{n}", "document": "D-1", "label": n, "text": "x b a"} for n in ("10", "2", "1")
    ]
    citations = [
        {"id": "T-1", "text": "a", "note": "N-1"},
        {"id": "T-2", "text": "b", "note": "N-1"},
        {"id": "T-3", "text": "x b", "note": "N-1", "start": 0, "end": 3},
        {"id": "T-4", "text": "not there", "note": "N-1"},
    ]
    with database.writing() as session:
        loaded(session, notes=notes, citations=citations)
        order = select(Note.label).order_by(Note.number)
        assert list(session.scalars(order)) == ["1", "2", "10"]
        cited = select(Citation.public_id).order_by(Citation.number)
        assert list(session.scalars(cited)) == ["T-3", "T-2", "T-1", "T-4"]


def test_a_text_is_kept_and_divided(database: Database) -> None:
    with database.writing() as session:
        dossier = loaded(session)
        document = find_document(session, dossier)
        revision = latest_revision(session, document)
        assert revision is not None
        assert revision.text == TEXT
        pieces = [TEXT[p.start : p.end] for p in passages_of(session, revision.id)]
    assert "No one else was asked." in pieces
    assert pieces[0].startswith("The group had 600 fighters.")


def find_document(session: Session, dossier: Dossier) -> int:
    return find(session, Document, dossier.id, "D-1").id


@pytest.mark.parametrize(
    "text", ["", " \n ", "One. Two.\r\n\r\nThree.", "e\u0301 decomposed. Two.", "\u2028"]
)
def test_passages_stand_within_any_text(text: str) -> None:
    spans = passages_of_text(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert [s.start for s in spans] == sorted(s.start for s in spans)


def test_ids_are_registered(database: Database) -> None:
    with database.writing() as session:
        loaded(session)
        kinds = dict(session.execute(select(Identifier.public_id, Identifier.kind)).all())  # type: ignore[arg-type]
    assert kinds["C-1"] == "claim"
    assert len(kinds) == sum(len(v) for v in small().values() if isinstance(v, list))


def test_the_pair_of_a_symmetric_relation_is_sorted(database: Database) -> None:
    with database.writing() as session:
        dossier = loaded(session)
        relation = find(session, Relation, dossier.id, "R-1")
        assert (relation.a_id, relation.b_id) == (relation.high_id, relation.low_id)


def test_records_may_join_a_dossier_and_refer_to_it(database: Database) -> None:
    with database.writing() as session:
        dossier = loaded(session)
        more = {"claims": [{"id": "C-9", "text": "More.", "subjects": ["O-1"]}],
                "attributions": [{"id": "A-9", "claim": "C-9", "source": "S-1"}]}  # fmt: skip
        add_lists(session, ACTOR, dossier, more, reason="more")
        dumped = json.loads(dump_dossier(session, dossier))
        assert [claim["id"] for claim in dumped["claims"]] == ["C-1", "C-2", "C-3", "C-9"]
        with pytest.raises(InvalidInput) as caught:
            add_lists(session, ACTOR, dossier, more, reason="again")
    assert [fault.where for fault in caught.value.faults] == [
        "$.claims[0].id",
        "$.attributions[0].id",
    ]


def test_what_pointed_to_a_withdrawn_record_lets_go_of_it(database: Database) -> None:
    with database.writing() as session:
        dossier = loaded(session)
        find(session, Relation, dossier.id, "R-1").withdrawn_at = clock.now()
        find(session, Source, dossier.id, "S-3").withdrawn_at = clock.now()
        session.flush()
        dumped = json.loads(dump_dossier(session, dossier))
        again = load_dossier(session, ACTOR, dumped, slug="again")
        assert json.loads(dump_dossier(session, again)) == {**dumped, "slug": "again"}
    assert [relation["id"] for relation in dumped["relations"]] == ["R-2"]
    assert {"cases", "remarks"}.isdisjoint(dumped)
    assert "authors" not in dumped["documents"][0]


def test_pruning_keeps_what_is_whole() -> None:
    lists = {name: records for name, records in small().items() if isinstance(records, list)}
    assert prune(lists) == lists
    without = {**lists, "documents": []}
    assert prune(without)["notes"] == []
    assert prune(without)["citations"][0] == {
        "id": "T-1", "text": "a commander", "source": "S-1", "start": 16, "end": 27,
    }  # fmt: skip
    assert "quotes" not in prune(without)["claims"][0]
