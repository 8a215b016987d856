"""Which notice a notice is a version of, in another language."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_INDEX = "uq_notices_version_of_language"


def upgrade() -> None:
    with op.batch_alter_table("notices") as notices:
        notices.add_column(sa.Column("version_of", sa.Text(), nullable=True))
        notices.create_foreign_key(op.f("fk_notices_version_of_notices"), "notices", ["version_of"], ["id"])
    op.create_index(_INDEX, "notices", ["version_of", "language"], unique=True)


def downgrade() -> None:
    op.drop_index(_INDEX, table_name="notices")
    with op.batch_alter_table("notices") as notices:
        notices.drop_constraint(op.f("fk_notices_version_of_notices"), type_="foreignkey")
        notices.drop_column("version_of")
