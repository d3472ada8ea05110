"""What claims say back about their sources is kept, so that an edit brings a source's accuracy along
without reading all that it ever said; and what is due is found at once, since every page asks.

Results from before do not say it: the first edit after this leaves a full run due, which writes it.

Revision: 0009
After: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

SUMS = ("heard_right", "heard_wrong")
NOT_MADE = "inputs_digest = ''"


def upgrade() -> None:
    """To this revision."""
    op.add_column("claim_results", sa.Column("heard", sa.JSON(none_as_null=True), nullable=True))
    for name in SUMS:
        op.add_column("source_results", sa.Column(name, sa.Double(), nullable=True))
    op.create_index(
        "ix_assessments_due",
        "assessments",
        ["dossier_id"],
        unique=False,
        sqlite_where=sa.text(NOT_MADE),
        postgresql_where=sa.text(NOT_MADE),
    )


def downgrade() -> None:
    """Back from it."""
    op.drop_index("ix_assessments_due", table_name="assessments")
    for name in reversed(SUMS):
        op.drop_column("source_results", name)
    op.drop_column("claim_results", "heard")
