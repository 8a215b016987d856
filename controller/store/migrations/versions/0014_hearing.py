"""Which clips a machine is still to listen to. Those that were voiced before are none of them."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("voicings") as voicings:
        voicings.add_column(
            sa.Column("awaits_hearing", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.create_index(
        "ix_voicings_unheard",
        "voicings",
        ["id"],
        sqlite_where=sa.text("awaits_hearing = 1"),
        postgresql_where=sa.text("awaits_hearing"),
    )


def downgrade() -> None:
    op.drop_index("ix_voicings_unheard", "voicings")
    with op.batch_alter_table("voicings") as voicings:
        voicings.drop_column("awaits_hearing")
