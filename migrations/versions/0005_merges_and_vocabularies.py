"""Merges and splits of sources, what is not the same, and a dossier's own words.

Revision: 0005
After: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

RECORDS = ("distinctions", "words", "identity_acts")
INDEXES = {
    "distinctions": ("a_id", "b_id"),
    "identity_acts": ("source_id", "other_id"),
    "word_aliases": ("word_id",),
}


def upgrade() -> None:
    """To this revision."""
    _record(
        "distinctions",
        *_references("distinctions", a_id="sources", b_id="sources"),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
    )
    _record(
        "words",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
    )
    op.create_table(
        "word_aliases",
        _row_id("id"),
        *_references("word_aliases", word_id="words"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_word_aliases")),
    )
    _record(
        "identity_acts",
        sa.Column("kind", sa.Text(), nullable=False),
        *_references("identity_acts", source_id="sources", other_id="sources"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changes", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("standing", sa.JSON(none_as_null=True), nullable=False),
    )
    for table, columns in INDEXES.items():
        for column in columns:
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def downgrade() -> None:
    """Back to the one before. Ids that these records had are free again."""
    for table in ("word_aliases", *RECORDS):
        op.drop_table(table)
    op.execute("DELETE FROM identifiers WHERE kind IN ('distinction', 'word', 'identity')")


def _record(table: str, *columns: sa.schema.SchemaItem) -> None:
    """A table of records of a dossier, with what every one of them carries."""
    op.create_table(
        table,
        *columns,
        _row_id("id"),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("blank", sa.JSON(none_as_null=True), nullable=True),
        *_references(table, dossier_id="dossiers"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(
            "dossier_id", "public_id", name=op.f(f"uq_{table}_dossier_id_public_id")
        ),
    )


def _row_id(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False)


def _references(table: str, **targets: str) -> list[sa.schema.SchemaItem]:
    """Columns that point to rows of other tables, each with its named constraint."""
    parts: list[sa.schema.SchemaItem] = []
    for column, target in targets.items():
        name = op.f(f"fk_{table}_{column}_{target}")
        parts.append(_row_id(column))
        parts.append(sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name))
    return parts
