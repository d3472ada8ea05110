"""Drafts are read outside the request, with progress, and can be cancelled.

Revision: 0002
After: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True)
NEW = (("extent", sa.Integer()), ("message", sa.Text()), ("task", JSON))
UNREAD = "status IN ('reading', 'failed', 'cancelled')"


def _table() -> sa.Table:
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return op.create_table(
        "import_readings",
        sa.Column("draft_id", key, autoincrement=False, nullable=False),
        sa.Column("parsed", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["import_drafts.id"],
            name=op.f("fk_import_readings_draft_id_import_drafts"),
        ),
        sa.PrimaryKeyConstraint("draft_id", name=op.f("pk_import_readings")),
    )


def upgrade() -> None:
    """To this revision: what was read goes into a table of its own."""
    _table()
    op.execute("INSERT INTO import_readings SELECT id, parsed FROM import_drafts")
    # in place on both databases: a rebuilt table has its constraints in an order of chance
    op.drop_column("import_drafts", "parsed")
    for name, kind in NEW:
        op.add_column("import_drafts", sa.Column(name, kind, nullable=True))


def downgrade() -> None:
    """Back to the one before, which knows only drafts that were read: others become discarded."""
    for name, _ in reversed(NEW):
        op.drop_column("import_drafts", name)
    parsed = sa.Column("parsed", JSON, nullable=False, server_default="{}")
    op.add_column("import_drafts", parsed)
    op.execute(
        "UPDATE import_drafts SET parsed = "
        "(SELECT parsed FROM import_readings WHERE draft_id = import_drafts.id) "
        "WHERE id IN (SELECT draft_id FROM import_readings)"
    )
    op.execute(f"UPDATE import_drafts SET status = 'discarded' WHERE {UNREAD}")  # noqa: S608
    op.execute("UPDATE import_drafts SET status = 'open' WHERE status = 'accepting'")
    op.drop_table("import_readings")
