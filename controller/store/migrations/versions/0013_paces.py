"""At which pace a clip was spoken. Clips voiced before have none."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("voicings") as voicings:
        voicings.add_column(sa.Column("rate", sa.Double(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("voicings") as voicings:
        voicings.drop_column("rate")
