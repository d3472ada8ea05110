"""Clauses of a document as proposed claims, waiting for a person.

Revision: 0003
After: 0002
"""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

PROPOSALS, CITATIONS = "claim_proposals", "claim_proposal_citations"
WORDS = ("exact", "text", "basis", "polarity", "status")
"""Columns of text that are never absent; those below may be."""
LOOSE_WORDS = ("prefix", "suffix", "kind", "interest", "strength", "decided_by", "reason")


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        PROPOSALS,
        *(_row_id(name) for name in ("id", "dossier_id", "document_id", "revision_id")),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("blank", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in WORDS),
        *(sa.Column(name, sa.Text(), nullable=True) for name in LOOSE_WORDS),
        sa.Column("hedges", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("time", sa.JSON(none_as_null=True), nullable=True),
        _row_id("claim_id", nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        *_keys(PROPOSALS, (("dossier", "dossiers"), ("document", "documents"),
                           ("revision", "revisions"), ("claim", "claims"))),
        sa.UniqueConstraint("dossier_id", "public_id",
                            name=op.f("uq_claim_proposals_dossier_id_public_id")),
    )  # fmt: skip
    op.create_index("ix_claim_proposals_document_id_status_start", PROPOSALS,
                    ["document_id", "status", "start"])  # fmt: skip
    for column in ("revision_id", "claim_id"):
        op.create_index(op.f(f"ix_claim_proposals_{column}"), PROPOSALS, [column])
    op.create_table(
        CITATIONS,
        *(_row_id(name) for name in ("id", "proposal_id", "citation_id")),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        *_keys(CITATIONS, (("proposal", PROPOSALS), ("citation", "citations"))),
        sa.UniqueConstraint("proposal_id", "citation_id", "part",
                            name=op.f("uq_claim_proposal_citations_proposal_id_citation_id_part")),
    )  # fmt: skip
    op.create_index(op.f("ix_claim_proposal_citations_citation_id"), CITATIONS, ["citation_id"])


def downgrade() -> None:
    """Back to the one before. Ids that these records had are free again."""
    op.drop_table(CITATIONS)
    op.drop_table(PROPOSALS)
    op.execute("DELETE FROM identifiers WHERE kind = 'proposal'")


def _row_id(name: str, nullable: bool = False) -> sa.Column[int]:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column(name, kind, nullable=nullable)


def _keys(table: str, targets: Iterable[tuple[str, str]]) -> list[sa.Constraint]:
    foreign: list[sa.Constraint] = [
        sa.ForeignKeyConstraint(
            [f"{name}_id"], [f"{target}.id"], name=op.f(f"fk_{table}_{name}_id_{target}")
        )
        for name, target in targets
    ]
    return [*foreign, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))]
