"""Who may speak a notice, takes to compare, and what staff bring of their own: choices, templates, sounds."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_STATE = "ck_voicings_voicingstate"
_CLASSES = ("routine", "priority", "emergency")


def upgrade() -> None:
    with op.batch_alter_table("notices") as notices:
        notices.add_column(sa.Column("voice", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("voicings") as voicings:
        voicings.add_column(sa.Column("take_by", sa.Text(), nullable=False, server_default=""))
        voicings.add_column(sa.Column("chain", sa.JSON(), nullable=False, server_default="[]"))
        voicings.add_column(sa.Column("heard", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("voicings") as voicings:
        voicings.drop_constraint(op.f(_STATE), type_="check")
        voicings.create_check_constraint(op.f(_STATE), "state IN ('wanted', 'ready', 'failed', 'stopped')")
    op.create_table(
        "voice_choices",
        *_line(),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("class", _one_of(*_CLASSES, name="class"), nullable=True),
        sa.Column("voice", sa.Text(), nullable=True),
        sa.Column("rate", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_voice_choices")),
    )
    op.create_index(op.f("ix_voice_choices_language_class"), "voice_choices", ["language", "class"])
    op.create_table(
        "templates",
        *_line(),
        sa.Column("class", _one_of(*_CLASSES, name="class"), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_templates")),
    )
    op.create_index(op.f("ix_templates_class"), "templates", ["class"])
    op.create_table(
        "sounds",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("kind", _one_of("tone", "music", name="soundkind"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("length", sa.BigInteger(), nullable=False),
        sa.Column("resembles_alarm", sa.Boolean(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("loaded_by", sa.Text(), nullable=False),
        sa.Column("is_removed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_sounds")),
    )
    op.create_table(
        "recordings",
        *_line(),
        sa.Column("notice", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("length", sa.BigInteger(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["notice"], ["notices.id"], name=op.f("fk_recordings_notice_notices")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_recordings")),
    )
    op.create_index(op.f("ix_recordings_notice_number"), "recordings", ["notice", "number"])


def downgrade() -> None:
    for table in ("recordings", "sounds", "templates", "voice_choices"):
        op.drop_table(table)
    op.execute("DELETE FROM voicings WHERE take_by <> ''")
    op.execute("UPDATE voicings SET state = 'failed', problem = 'it was stopped' WHERE state = 'stopped'")
    with op.batch_alter_table("voicings") as voicings:
        voicings.drop_constraint(op.f(_STATE), type_="check")
        voicings.create_check_constraint(op.f(_STATE), "state IN ('wanted', 'ready', 'failed')")
        voicings.drop_column("heard")
        voicings.drop_column("chain")
        voicings.drop_column("take_by")
    with op.batch_alter_table("notices") as notices:
        notices.drop_column("voice")


def _line() -> tuple[sa.Column[int], sa.Column[object], sa.Column[str]]:
    """What every line of a history has."""
    return (
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
    )


def _one_of(*words: str, name: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=32)
