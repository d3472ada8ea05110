"""Drafts are read outside the request, with progress, and can be cancelled.

Revision: 0002
After: 0001
"""

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""


def downgrade() -> None:
    """Back to the one before."""
