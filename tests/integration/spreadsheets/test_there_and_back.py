"""A table, taken in and undone, leaves the dossier file byte for byte and every score as it was."""

import csv
import io
import json
import random
from typing import Any

import pytest

from provenance.assessments.results import same
from provenance.assessments.service import assess_dossier
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from tests.factories.records import in_transaction
from tests.integration.assessments.dossiers import example_file, load
from tests.integration.audit.tampering import report
from tests.integration.spreadsheets.tables import Tables

WORDS = ("rain", "bridge", "ford", "chief", "convoy", "mill", "winter", "six hundred")
CELLS: dict[str, tuple[str, ...]] = {
    "Kind": ("", "fact", "opinion", "number", "guess"),
    "Polarity": ("", "denies", "asserts", "no comment"),
    "Directness": ("", "eyewitness", "told"),
    "Time": ("", "2017-10", "c. 1890", "2017-13", "once"),
    "Quantity": ("", "600", "about 50", "many", "nan"),
    "Topics": ("", "a; b", "a"),
    "Grade pair": ("", "B2", "c/3", "F6", "good"),
    "Type": ("", "interview", "news", "rumour"),
    "Cardinality": ("", "one", "group"),
    "Rater": ("", "Bo", "Rater A"),
}


@pytest.fixture
def tables(database: Database) -> Tables:
    """The worked example, scored."""
    slug = load(database, example_file())
    in_transaction(
        database, lambda s: assess_dossier(s, "Ada", dossier_by_slug(s, slug), "for a test")
    )
    return Tables(database, slug)


def random_table(draw: random.Random, standing: dict[str, Any]) -> tuple[str, str]:
    """A kind, and a table of it: new names and statements beside those of the dossier."""
    kind = draw.choice(("claims", "sources", "grades"))
    labels = [source["label"] for source in standing["sources"]]
    texts = [claim["text"] for claim in standing["claims"]]

    def name() -> str:
        known = draw.choice((draw.choice(labels), draw.choice(standing["sources"])["id"]))
        return str(draw.choice((known, f"{draw.choice(WORDS)}, interview")))

    def statement() -> str:
        return draw.choice(texts) if draw.random() < 0.2 else " ".join(draw.choices(WORDS, k=4))

    makers = {
        "claims": {"Claim": statement, "Sources": lambda: f"{name()}; {name()}"},
        "sources": {"Label": name, "Organisations": lambda: draw.choice(WORDS),
                    "Private: name": lambda: draw.choice(("", "Jane"))},
        "grades": {"Subject": lambda: draw.choice((name(), statement())),
                   "Grade": lambda: draw.choice("ABCDEF123456")},
    }  # fmt: skip
    fitting = {
        "claims": ("Kind", "Polarity", "Directness", "Time", "Quantity", "Topics", "Grade pair"),
        "sources": ("Type", "Cardinality"), "grades": ("Rater",),
    }  # fmt: skip
    made: dict[str, Any] = dict(makers[kind])
    for heading in fitting[kind]:
        made[heading] = lambda heading=heading: draw.choice(CELLS[heading])
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(made)
    for _ in range(draw.randint(3, 25)):
        rows.writerow([make() for make in made.values()])
    return kind, written.getvalue()


def go_and_come_back(tables: Tables, seed: int, rounds: int) -> int:
    """Take tables in and undo them; how many could be taken."""
    draw, taken = random.Random(seed), 0
    before, scores = tables.dump(), tables.scores()
    for _ in range(rounds):
        kind, table = random_table(draw, json.loads(before))
        public_id = tables.start(table, kind=kind)
        tables.choose(
            public_id, rest={"wrong": "out", "double": draw.choice(("same", "own", "out"))}
        )
        plan = tables.plan(public_id)
        if plan.counts()["double"]:  # of a kind that has no “same”
            tables.choose(public_id, rest={"double": "own"})
        if not tables.plan(public_id).is_ready:
            continue
        tables.accept(public_id)
        taken += 1
        assert tables.dump() != before
        tables.undo(public_id)
        assert tables.dump() == before
        assert same(tables.scores(), scores)
    return taken


def test_a_few_tables_and_back(tables: Tables) -> None:
    assert go_and_come_back(tables, seed=5, rounds=6) >= 4
    assert report(tables.database, tables.slug).fault is None


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4))
def test_many_tables_and_back(tables: Tables, seed: int) -> None:
    assert go_and_come_back(tables, seed, rounds=40) > 20
