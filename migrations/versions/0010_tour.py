"""How far a person is on the tour.

Revision: 0010
After: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "tour_places",
        sa.Column(
            "user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False, nullable=False,
        ),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_tour_places_user_id_users")
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_tour_places")),
    )  # fmt: skip


def downgrade() -> None:
    """Back from it."""
    op.drop_table("tour_places")
