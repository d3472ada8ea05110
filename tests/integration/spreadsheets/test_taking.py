"""Tables become claims, sources and grades, whole or not at all, in one act with one entry."""

import json

import pytest
from sqlalchemy import select

from provenance.audit.actor import Actor
from provenance.audit.models import AuditEntry
from provenance.claims.service import correct_claim
from provenance.db.session import Database
from provenance.dossiers.commands import Correct
from provenance.dossiers.queries import dossier_by_slug
from provenance.errors import InvalidInput
from provenance.ingest.spreadsheets.kinds import KINDS
from provenance.ingest.spreadsheets.templates import CSV, XLSX, template
from provenance.interchange.load import add_lists
from provenance.sources.private import current_record
from provenance.sources.queries import live_sources
from provenance.spreadsheets.models import SpreadsheetContents
from tests.factories import records as make
from tests.integration.spreadsheets.tables import ADA, Tables

CLAIMS = """Statement,Kind,Source,Admiralty,Stance,Date,Quantity,Unit,Topics
The battalion had 600 men.,number,Commander; Ministry statement,C2,,Oct 2017,about 600,men,strength
The convoy left in May.,fact,commander,C3,denies,2017-05,,,convoy; 2017
"""


@pytest.fixture
def tables(database: Database, dossier: str) -> Tables:
    """An empty dossier."""
    return Tables(database, dossier)


def lists_of(tables: Tables) -> dict[str, list[dict[str, object]]]:
    lists: dict[str, list[dict[str, object]]] = json.loads(tables.dump())
    return lists


def test_claims_come_in_with_their_sources_and_grades(tables: Tables) -> None:
    table = tables.start(CLAIMS)
    made = tables.accept(table)

    assert made == {"sources": 2, "claims": 2, "attributions": 3, "ratings": 4}
    lists = lists_of(tables)
    strength = next(c for c in lists["claims"] if "600" in str(c["text"]))
    assert strength["quantity"] == {"value": 600, "unit": "men", "qualifier": "about"}
    assert strength["time"] == {"edtf": "2017-10", "verbatim": "Oct 2017"}
    assert (strength["kind"], strength["status"]) == ("quantity", "draft")
    assert [a.get("polarity") for a in lists["attributions"]].count("denies") == 1
    assert {(r["grade"], r["by"]) for r in lists["ratings"]} == {
        ("C", "Ada Analyst"), ("2", "Ada Analyst"), ("3", "Ada Analyst"),
    }  # fmt: skip
    assert len(tables.scores()["claims"]) == 2


def test_taking_a_table_in_is_one_entry_with_digest_and_counts(tables: Tables) -> None:
    table = tables.take(CLAIMS)

    with tables.database.reading() as session:
        entries = session.scalars(select(AuditEntry).order_by(AuditEntry.sequence)).all()
        contents = session.scalars(select(SpreadsheetContents)).one()
        assert (contents.wrapped, contents.file, contents.cells) == (None, None, None)
    assert [e.verb for e in entries if e.subject_id == table] == [
        "spreadsheets:spreadsheet:start", "spreadsheets:spreadsheet:map",
        "spreadsheets:spreadsheet:accept",
    ]  # fmt: skip
    after = json.loads(entries[-1].body)["after"]
    assert len(after["sha256"]) == 64
    assert after["records"] == {"sources": 2, "claims": 2, "attributions": 3, "ratings": 4}


@pytest.mark.parametrize(
    ("row", "where", "says"),
    [
        (",fact,,,,,,,", "Statement", "is required"),
        ("X,guess,,,,,,,", "Kind", "'guess' is not known here; use one of: fact"),
        ("X,,,C9,,,,,", "Admiralty", "is not known here"),
        ("X,,,B,,,,,", "Admiralty", "names no source"),
        ("X,,,,,2017-13,,,", "Date", "no calendar"),
        ("X,,,,,,NaN,,", "Quantity", "finite"),
        (f"X,,,,,,{'9' * 5000},,", "Quantity", "too large"),
        ("X,,S-9999,,,,,,", "Source", "no record has the id 'S-9999'"),
    ],
)
def test_a_row_that_is_not_understood_keeps_the_table_out(
    tables: Tables, row: str, where: str, says: str
) -> None:
    before = tables.dump()
    table = tables.start(f"{CLAIMS}{row}\n")

    (wrong,) = (one for one in tables.plan(table).rows if one.state == "wrong")
    with pytest.raises(InvalidInput, match="not understood"):
        tables.accept(table)

    assert (wrong.number, wrong.faults[0].where) == (4, where)
    assert says in wrong.faults[0].message
    assert tables.dump() == before
    tables.choose(table, rest={"wrong": "out"})
    assert tables.accept(table)["claims"] == 2


def test_names_are_matched_to_what_the_dossier_has(tables: Tables, actor: Actor) -> None:
    database, slug = tables.database, tables.slug
    kept = make.make_source(database, actor, slug, label="Commander")
    first = make.make_source(database, actor, slug, label="Élite, interview")
    second = make.make_source(database, actor, slug, label="Elite interview")
    table = tables.start(f"Claim,Sources\nA fact.,commander; {kept}; élite (interview)\n")

    plan = tables.plan(table)
    (doubt,) = plan.doubts
    assert {value for value, _ in doubt.options} == {first, second, "new"}
    assert not plan.is_ready

    tables.choose(table, names={doubt.key: second})
    assert tables.accept(table) == {"claims": 1, "attributions": 2}
    assert {a["source"] for a in lists_of(tables)["attributions"]} == {kept, second}


def test_a_word_can_be_told_what_it_means_once_for_all_rows(tables: Tables) -> None:
    table = tables.start("Claim,Kind\nOne.,guess\nTwo.,Guess\n")
    (doubt,) = tables.plan(table).doubts
    assert doubt.rows == [2, 3]

    tables.choose(table, words={doubt.key: "inference"})

    assert tables.accept(table)["claims"] == 2
    assert {c["kind"] for c in lists_of(tables)["claims"]} == {"inference"}


def test_what_says_the_same_is_flagged_and_never_merged_by_itself(
    tables: Tables, actor: Actor
) -> None:
    claim = make.make_claim(tables.database, actor, tables.slug, text="The bridge stood.")
    table = tables.start("Claim,Source\nThe bridge stood!,Roe\nIt rained.,Roe\nIt rained.,Doe\n")

    assert [row.state for row in tables.plan(table).rows] == ["double", "sound", "double"]
    tables.choose(table, rest={"double": "same"})

    assert tables.accept(table) == {"sources": 2, "claims": 1, "attributions": 3}
    said = lists_of(tables)["attributions"]
    assert sum(a["claim"] == claim for a in said) == 1


def test_the_same_voice_counts_once(tables: Tables) -> None:
    table = tables.start("Claim,Source\nIt rained.,Roe\nIt rained.,roe\n")

    tables.choose(table, rows={3: "same"})

    assert "the same voice counts once" in tables.plan(table).rows[1].faults[0].message


def test_grades_supersede_the_same_raters_and_go_back(tables: Tables, actor: Actor) -> None:
    source = make.make_source(tables.database, actor, tables.slug, label="Roe")
    make.make_rating(tables.database, actor, tables.slug, source, "B")
    before = tables.dump()
    table = tables.start(
        "Subject,Grade,Rater\nroe,C,Ada Analyst\nRoe,D,Bo\nRoe,2,Bo\nNobody,A,Bo\n"
    )

    wrong = [row.faults[0].message for row in tables.plan(table).rows if row.faults]
    assert "does not fit a source" in wrong[0]
    assert "record it first" in wrong[1]
    tables.choose(table, rest={"wrong": "out"})
    assert tables.accept(table) == {"ratings": 2}
    assert sorted(str(r["grade"]) for r in lists_of(tables)["ratings"]) == ["C", "D"]

    tables.undo(table)
    assert tables.dump() == before


def test_what_identifies_a_source_goes_under_seal_alone(tables: Tables) -> None:
    table = tables.take("Label,Type,Name,Phone\nCommander,interview,Jane Q. Secret,555-0199\n")

    def kept(session: object, dossier: object) -> object:
        (source,) = live_sources(session, dossier.id)  # type: ignore[arg-type, attr-defined]
        assert source.protected
        return current_record(session, source)  # type: ignore[arg-type]

    assert tables.read(kept) is not None
    assert b"Secret" not in tables.dump()
    with tables.database.reading() as session:
        bodies = "".join(session.scalars(select(AuditEntry.body)))
    assert "Secret" not in bodies
    assert "555-0199" not in bodies
    tables.undo(table)
    assert b"Commander" not in tables.dump()


def test_a_quote_is_anchored_where_it_stands_once(tables: Tables) -> None:
    text = "There was heavy rain. The rain\nstopped."
    report = {"id": "D-TEXT", "title": "Report", "text": text}
    tables.act(lambda s: add_lists(s, ADA, dossier_by_slug(s, tables.slug), {"documents": [report]},
                                   reason="for a test"))  # fmt: skip
    table = tables.start(
        "Claim,Document,Quote\nA.,report,The rain stopped\nB.,Report,rain\nC.,New one,x\nD.,,words\n"
        "E.,Report,\n"
    )
    rows = tables.plan(table).rows
    assert [row.state for row in rows] == ["sound", "sound", "sound", "wrong", "wrong"]
    assert rows[1].notes == ["the quote stands several times in D-TEXT: kept without its place"]
    tables.choose(table, rest={"wrong": "out"})

    assert tables.accept(table) == {"documents": 1, "claims": 3}
    quotes = {str(c["text"]): c["quotes"] for c in lists_of(tables)["claims"]}
    (quote,) = quotes["A."]  # type: ignore[misc]
    start = text.index("The rain")
    assert (quote["document"], quote["exact"]) == ("D-TEXT", "The rain\nstopped")
    assert (quote["start"], quote["end"]) == (start, len(text) - 1)


@pytest.mark.parametrize("ending", [CSV, XLSX])
@pytest.mark.parametrize("kind", KINDS)
def test_the_rows_of_a_template_are_left_out_and_what_is_added_comes_in(
    sqlite_database: Database, actor: Actor, kind: str, ending: str
) -> None:
    slug = make.make_dossier(sqlite_database, actor)
    tables = Tables(sqlite_database, slug)
    table = tables.start(template(kind, ending), name=f"{kind}.{ending}")

    plan = tables.plan(table)
    assert (plan.kind, plan.undecided, plan.doubts) == (kind, (), ())
    assert [(row.state, row.notes) for row in plan.rows] == [
        ("out", ["came with the template"])
    ] * 2


def test_undoing_is_refused_where_a_record_was_changed(tables: Tables) -> None:
    table = tables.take(CLAIMS)
    claim = str(lists_of(tables)["claims"][0]["id"])
    change = Correct(tables.slug, claim, {"place": "the ford"}, "it says so")
    tables.act(lambda session: correct_claim(session, ADA, change))

    assert [(one.where, one.message) for one in tables.hanging(table)] == [
        (claim, "claim was changed since"),
    ]  # fmt: skip


def test_undoing_is_refused_where_something_hangs_on_it(tables: Tables, actor: Actor) -> None:
    table = tables.take(CLAIMS)
    source = str(lists_of(tables)["sources"][0]["id"])
    claim = make.make_claim(tables.database, actor, tables.slug, text="Later.")
    later = make.make_attribution(tables.database, actor, tables.slug, claim, source)

    (hanging,) = tables.hanging(table)
    with pytest.raises(InvalidInput, match=later):
        tables.undo(table)

    assert (hanging.where, hanging.message) == (later, f"attribution refers to {source}")
