"""A document's new version keeps what still anchors and tells what no longer does.

Revision: 0004
After: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

PLAIN = (
    ("revisions", "withdrawn_at", sa.DateTime(timezone=True)),
    ("revisions", "anchors", sa.JSON(none_as_null=True)),
    ("notes", "former", sa.Boolean()),
    ("citations", "former", sa.Boolean()),
    ("quotes", "orphan", sa.Text()),
    ("quotes", "orphan_reason", sa.Text()),
)
"""Nullable columns that refer to nothing: both databases add and drop them in place."""
REFERENCE = "CONSTRAINT fk_import_drafts_version_of_id_documents REFERENCES documents (id)"
INDEX = "ix_import_drafts_version_of_id"


def upgrade() -> None:
    """To this revision."""
    for table, name, kind in PLAIN:
        op.add_column(table, sa.Column(name, kind, nullable=True))
    # as SQLite adds a reference without rebuilding the table, which PostgreSQL understands too
    integer = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    op.execute(f"ALTER TABLE import_drafts ADD COLUMN version_of_id {integer} {REFERENCE}")
    op.create_index(INDEX, "import_drafts", ["version_of_id"])


def downgrade() -> None:
    """Back to the one before."""
    op.drop_index(INDEX, "import_drafts")
    op.execute("ALTER TABLE import_drafts DROP COLUMN version_of_id")
    for table, name, _ in reversed(PLAIN):
        op.drop_column(table, name)
