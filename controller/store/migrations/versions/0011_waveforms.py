"""What a clip looks like. Clips voiced before have none and are shown without."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("voicings") as voicings:
        voicings.add_column(sa.Column("clip_waveform", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("voicings") as voicings:
        voicings.drop_column("clip_waveform")
