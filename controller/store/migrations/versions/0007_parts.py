"""Which of how many parts of its notice a voicing says it is."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("voicings") as voicings:
        voicings.add_column(sa.Column("nth", sa.BigInteger(), nullable=False, server_default="0"))
        voicings.add_column(sa.Column("nth_of", sa.BigInteger(), nullable=False, server_default="0"))


def downgrade() -> None:
    with op.batch_alter_table("voicings") as voicings:
        voicings.drop_column("nth_of")
        voicings.drop_column("nth")
