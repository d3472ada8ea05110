"""Bibliographies that wait for a person to say which sources their entries are.

Revision: 0006
After: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "bibliographies",
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("decisions", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        _row_id("id"),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("blank", sa.JSON(none_as_null=True), nullable=True),
        _row_id("dossier_id"),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name=op.f("fk_bibliographies_dossier_id_dossiers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bibliographies")),
        sa.UniqueConstraint(
            "dossier_id", "public_id", name=op.f("uq_bibliographies_dossier_id_public_id")
        ),
    )


def downgrade() -> None:
    """Back to the one before. Ids that these records had are free again."""
    op.drop_table("bibliographies")
    op.execute("DELETE FROM identifiers WHERE kind = 'bibliography'")


def _row_id(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False)
