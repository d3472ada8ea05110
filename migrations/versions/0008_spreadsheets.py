"""Spreadsheets on their way in.

Revision: 0008
After: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "spreadsheets",
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("sheet", sa.Text(), nullable=True),
        sa.Column("header", sa.Integer(), nullable=True),
        sa.Column("columns", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("choices", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("counts", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("encoding", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        _row_id("id"),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("blank", sa.JSON(none_as_null=True), nullable=True),
        _row_id("dossier_id"),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name=op.f("fk_spreadsheets_dossier_id_dossiers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spreadsheets")),
        sa.UniqueConstraint(
            "dossier_id", "public_id", name=op.f("uq_spreadsheets_dossier_id_public_id")
        ),
    )
    op.create_table(
        "spreadsheet_contents",
        sa.Column(
            "spreadsheet_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False, nullable=False,
        ),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=True),
        sa.Column("file", sa.LargeBinary(), nullable=True),
        sa.Column("cells", sa.LargeBinary(), nullable=True),
        sa.Column("made", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["spreadsheet_id"], ["spreadsheets.id"],
            name=op.f("fk_spreadsheet_contents_spreadsheet_id_spreadsheets"),
        ),
        sa.PrimaryKeyConstraint("spreadsheet_id", name=op.f("pk_spreadsheet_contents")),
    )  # fmt: skip


def downgrade() -> None:
    """Back to the one before. Ids that these records had are free again."""
    op.drop_table("spreadsheet_contents")
    op.drop_table("spreadsheets")
    op.execute("DELETE FROM identifiers WHERE kind = 'spreadsheet'")


def _row_id(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False)
