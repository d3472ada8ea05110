"""Full-text search, and what the lists filter, count and sort by.

Revision: 0007
After: 0006

Everything here is derived from the records. Triggers note which entries are out of date; the product
makes them again before the same transaction commits, and after this migration when it starts. A
later revision that rebuilds one of these tables on SQLite must set its triggers up again.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

OF_SOURCE = (
    "SELECT 'standing', claim_id FROM attributions WHERE source_id = {row}.{key} "
    "AND withdrawn_at IS NULL"
)
OF_ATTRIBUTION = "SELECT 'standing', claim_id FROM attributions WHERE id = {row}.attribution_id"
OF_CITATION = (
    "SELECT 'standing', a.claim_id FROM attributions a JOIN attribution_citations c "
    "ON c.attribution_id = a.id WHERE c.citation_id = {row}.id"
)
RELATED = (
    "SELECT 'standing', CASE WHEN a_id = {row}.id THEN b_id ELSE a_id END FROM relations "
    "WHERE kind = 'contradicts' AND (a_id = {row}.id OR b_id = {row}.id)"
)
EVERY, MADE, CHANGED = "INSERT UPDATE DELETE", "INSERT UPDATE", "UPDATE"


def _own(kind: str, key: str = "id") -> str:
    return f"SELECT '{kind}', {{row}}.{key}"


DUE = (
    ("claims_words", "claims", "INSERT UPDATE:text,topics,place,public_id", (_own("claim"),)),
    ("claims_standing", "claims", MADE, (_own("standing"),)),
    ("claims_rivals", "claims", "UPDATE:status,withdrawn_at", (RELATED,)),
    ("quotes", "quotes", EVERY, (_own("quote"), _own("standing", "claim_id"))),
    ("notes", "notes", "INSERT UPDATE:text,withdrawn_at", (_own("note"),)),
    ("citations", "citations", "INSERT UPDATE:text,withdrawn_at", (_own("citation"),)),
    ("citations_moved", "citations", "UPDATE:withdrawn_at,note_id,document_id", (OF_CITATION,)),
    ("sources", "sources", MADE, (_own("source"),)),
    ("sources_type", "sources", "UPDATE:type", (OF_SOURCE.replace("{key}", "id"),)),
    ("persons", "persons", MADE, (_own("person"),)),
    ("organisations", "organisations", MADE, (_own("organisation"),)),
    ("aliases", "organisation_aliases", EVERY, (_own("organisation", "organisation_id"),)),
    ("documents", "documents", MADE, (_own("document"),)),
    ("relations", "relations", MADE,
     (_own("relation"), _own("standing", "a_id"), _own("standing", "b_id"))),
    ("cases", "cases", MADE, (_own("relation", "relation_id"),)),
    ("attributions", "attributions", EVERY, (_own("standing", "claim_id"),)),
    ("cited", "attribution_citations", EVERY, (OF_ATTRIBUTION,)),
    ("spoke_for", "source_organisations", EVERY, (OF_SOURCE.replace("{key}", "source_id"),)),
    ("results", "claim_results", "INSERT UPDATE:superseded_at DELETE",
     (_own("standing", "claim_id"),)),
)  # fmt: skip
"""Name, table, events (with the columns whose change counts), and what is then due."""
FIRST = {
    "claim": "claims", "standing": "claims", "quote": "quotes", "note": "notes",
    "citation": "citations", "source": "sources", "person": "persons",
    "organisation": "organisations", "document": "documents", "relation": "relations",
}  # fmt: skip
"""What is due of the records that there are already."""
FTS5 = (
    "CREATE VIRTUAL TABLE search_index USING fts5(words, content='search_texts', "
    "content_rowid='id', tokenize='ascii', prefix='2 3')",
    "CREATE TRIGGER search_texts_kept AFTER INSERT ON search_texts BEGIN "
    "INSERT INTO search_index(rowid, words) VALUES (NEW.id, NEW.words); END",
    "CREATE TRIGGER search_texts_gone AFTER DELETE ON search_texts BEGIN "
    "INSERT INTO search_index(search_index, rowid, words) "
    "VALUES ('delete', OLD.id, OLD.words); END",
)
"""The words are cut and folded before they come here: spaces divide them, nothing else does."""


def upgrade() -> None:
    """To this revision."""
    _tables()
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in FTS5 if sqlite else ():
        op.execute(statement)
    if not sqlite:
        for name, kind in (("claims", "= 'claim'"), ("others", "<> 'claim'")):
            op.execute(
                f"CREATE INDEX ix_search_texts_words_{name} ON search_texts USING gin (words) "
                f"WHERE kind {kind}"
            )
    for name, table, event, due in _events():
        body = " ".join(f"INSERT INTO search_due (kind, row_id) {each};" for each in due)
        _trigger(name, table, event, body, sqlite=sqlite)
    for kind, table in FIRST.items():
        op.execute(f"INSERT INTO search_due (kind, row_id) SELECT '{kind}', id FROM {table}")  # noqa: S608


def downgrade() -> None:
    """Back from it."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for name, table, _, _ in _events():
        op.execute(f"DROP TRIGGER {name}" + ("" if sqlite else f" ON {table}"))
        if not sqlite:
            op.execute(f"DROP FUNCTION {name}()")
    if sqlite:
        op.execute("DROP TABLE search_index")
    for table in ("claim_links", "claim_index", "search_texts", "search_due"):
        op.drop_table(table)


def _events() -> list[tuple[str, str, str, list[str]]]:
    """Trigger, table, event with its columns, and the rows due, for each event of each entry."""
    found = []
    for name, table, events, due in DUE:
        for event in events.split():
            verb, _, columns = event.partition(":")
            sides = {"INSERT": ("NEW",), "DELETE": ("OLD",), "UPDATE": ("OLD", "NEW")}[verb]
            rows = list(dict.fromkeys(each.format(row=side) for side in sides for each in due))
            when = f"{verb} OF {columns.replace(',', ', ')}" if columns else verb
            found.append((f"search_due_{name}_{verb.lower()}", table, when, rows))
    return found


def _trigger(name: str, table: str, event: str, body: str, *, sqlite: bool) -> None:
    if sqlite:
        op.execute(f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {body} END")
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {body} RETURN NULL; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def _tables() -> None:
    op.create_table(
        "search_due",
        sa.Column("kind", sa.Text(), nullable=False),
        _row_id("row_id"),
    )
    op.create_index("ix_search_due_row_id_kind", "search_due", ["row_id", "kind"], unique=False)
    op.create_table(
        "search_texts",
        sa.Column("id", _KEY, nullable=False),
        _row_id("dossier_id"),
        sa.Column("kind", sa.Text(), nullable=False),
        _row_id("row_id"),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column(
            "words",
            sa.Text().with_variant(TSVECTOR(), "postgresql"),
            nullable=False,
        ),
        _reference("search_texts", "dossier_id", "dossiers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_texts")),
        sa.UniqueConstraint(
            "row_id", "kind", "part", name=op.f("uq_search_texts_row_id_kind_part")
        ),
    )
    op.create_index(op.f("ix_search_texts_dossier_id"), "search_texts", ["dossier_id"])
    op.create_table(
        "claim_index",
        _row_id("claim_id"),
        _row_id("dossier_id"),
        sa.Column("profile", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("importance", sa.Integer(), nullable=False),
        sa.Column("probability", sa.Double(), nullable=True),
        sa.Column("links", sa.Text(), nullable=False),
        _reference("claim_index", "claim_id", "claims"),
        _reference("claim_index", "dossier_id", "dossiers"),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_claim_index")),
    )
    op.create_index("ix_claim_index_dossier_id_profile", "claim_index", ["dossier_id", "profile"])
    op.create_table(
        "claim_links",
        _row_id("claim_id"),
        sa.Column("kind", sa.Text(), nullable=False),
        _row_id("row_id"),
        _row_id("dossier_id"),
        _reference("claim_links", "claim_id", "claims"),
        _reference("claim_links", "dossier_id", "dossiers"),
        sa.PrimaryKeyConstraint("claim_id", "kind", "row_id", name=op.f("pk_claim_links")),
    )
    op.create_index("ix_claim_links_target", "claim_links", ["kind", "row_id", "claim_id"])


_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _row_id(name: str) -> sa.Column[int]:
    return sa.Column(name, _KEY, nullable=False)


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")
    )
