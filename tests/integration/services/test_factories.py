"""The makers of records make records, on both databases."""

from provenance.audit.actor import Actor
from provenance.db.session import Database
from tests.factories import records as make


def test_one_of_everything_can_be_made(database: Database, actor: Actor, dossier: str) -> None:
    source = make.make_source(database, actor, dossier)
    other = make.make_source(database, actor, dossier, label="Adviser, interview")
    organisation = make.make_organisation(database, actor, dossier)
    person = make.make_person(database, actor, dossier)
    a = make.make_claim(database, actor, dossier, {"source": source})
    b = make.make_claim(database, actor, dossier, text="The group had 200 fighters.")
    relation = make.make_relation(database, actor, dossier, a, b)
    made = [
        make.make_tie(database, actor, dossier, organisation, person),
        make.make_dependence(database, actor, dossier, source, other),
        make.make_citation(database, actor, dossier, source=source),
        make.make_attribution(database, actor, dossier, b, other),
        make.make_question(database, actor, dossier, a, b),
        make.make_remark(database, actor, dossier, relation),
        make.make_rating(database, actor, dossier, source),
        relation,
    ]

    assert [public_id[0] for public_id in made] == list("EXTAQMGR")
