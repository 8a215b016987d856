"""A broadcast may have a clip of its own, and a play is of a broadcast alone."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_CLASS_OF_NOTICE = """
UPDATE voicings SET class = (SELECT notices.class FROM notices WHERE notices.id = voicings.notice)
"""
_WANT_OWN_CLIPS = """
INSERT INTO voicings (
    broadcast, class, part, first_sentence, last_sentence, state, attempts, done,
    clip_marks_us, bytes, voice, grade, falls, problem, version
)
SELECT
    broadcasts.id, broadcasts.class, 0, 0, SUM(parts.last_sentence - parts.first_sentence), 'wanted', 0, 0,
    '[]', 0, '', '', '', '', 1
FROM broadcasts
JOIN broadcast_items AS items ON items.broadcast = broadcasts.id
JOIN notices ON notices.id = items.notice
LEFT JOIN voicings AS parts ON parts.notice = items.notice AND parts.part = items.part
WHERE broadcasts.withdrawn_at IS NULL
GROUP BY broadcasts.id, broadcasts.class
HAVING COUNT(*) = COUNT(notices.approved_at)
    AND COUNT(*) = COUNT(parts.id)
    AND (COUNT(*) > 1 OR MIN(notices.class) <> broadcasts.class)
"""
_FIRST_ITEM = """
UPDATE plays SET
    notice = (SELECT notice FROM broadcast_items WHERE broadcast = plays.broadcast AND position = 0),
    part = (SELECT part FROM broadcast_items WHERE broadcast = plays.broadcast AND position = 0)
"""


def upgrade() -> None:
    with op.batch_alter_table("plays") as plays:
        plays.drop_index(op.f("ix_plays_notice"))
        plays.drop_constraint(op.f("fk_plays_notice_notices"), type_="foreignkey")
        plays.drop_column("part")
        plays.drop_column("notice")
    with op.batch_alter_table("voicings") as voicings:
        voicings.add_column(sa.Column("broadcast", sa.Text(), nullable=True))
        voicings.add_column(sa.Column("class", sa.String(length=32), nullable=True))
        voicings.alter_column("notice", existing_type=sa.Text(), nullable=True)
    op.execute(_CLASS_OF_NOTICE)
    with op.batch_alter_table("voicings") as voicings:
        voicings.alter_column("class", existing_type=sa.String(length=32), nullable=False)
        voicings.create_unique_constraint(op.f("uq_voicings_broadcast"), ["broadcast"])
        voicings.create_foreign_key(
            op.f("fk_voicings_broadcast_broadcasts"), "broadcasts", ["broadcast"], ["id"]
        )
        voicings.create_check_constraint(
            op.f("ck_voicings_of_one"), "(notice IS NULL) <> (broadcast IS NULL)"
        )
        voicings.create_check_constraint(
            op.f("ck_voicings_class"), "class IN ('routine', 'priority', 'emergency')"
        )
    op.execute(_WANT_OWN_CLIPS)


def downgrade() -> None:
    op.execute("DELETE FROM voicings WHERE broadcast IS NOT NULL")
    with op.batch_alter_table("voicings") as voicings:
        voicings.drop_constraint(op.f("fk_voicings_broadcast_broadcasts"), type_="foreignkey")
        voicings.drop_constraint(op.f("uq_voicings_broadcast"), type_="unique")
        voicings.drop_constraint(op.f("ck_voicings_of_one"), type_="check")
        voicings.drop_constraint(op.f("ck_voicings_class"), type_="check")
        voicings.drop_column("class")
        voicings.drop_column("broadcast")
        voicings.alter_column("notice", existing_type=sa.Text(), nullable=False)
    with op.batch_alter_table("plays") as plays:
        plays.add_column(sa.Column("notice", sa.Text(), nullable=True))
        plays.add_column(sa.Column("part", sa.BigInteger(), nullable=True))
    op.execute(_FIRST_ITEM)
    with op.batch_alter_table("plays") as plays:
        plays.alter_column("notice", existing_type=sa.Text(), nullable=False)
        plays.alter_column("part", existing_type=sa.BigInteger(), nullable=False)
        plays.create_foreign_key(op.f("fk_plays_notice_notices"), "notices", ["notice"], ["id"])
        plays.create_index(op.f("ix_plays_notice"), ["notice"])
