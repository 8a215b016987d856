"""What pages ask: titles as they are searched, lengths of plays, and indexes for both and for what sounds."""

import unicodedata
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TITLED = ("notices", "broadcasts")
_LENGTHS = """
UPDATE plays SET length = COALESCE(
    (SELECT clip_length FROM voicings WHERE voicings.broadcast = plays.broadcast),
    (
        SELECT voicings.clip_length FROM broadcast_items AS items
        JOIN voicings ON voicings.notice = items.notice AND voicings.part = items.part
        WHERE items.broadcast = plays.broadcast AND items.position = 0
    ),
    0
)
"""


def upgrade() -> None:
    for table in _TITLED:
        op.add_column(table, sa.Column("folded_title", sa.Text(), nullable=True))
        _fold_titles(table)
        with op.batch_alter_table(table) as titled:
            titled.alter_column("folded_title", existing_type=sa.Text(), nullable=False)
            titled.create_index(op.f(f"ix_{table}_listed"), ["created_at", "id", "folded_title"])
    op.create_index(
        op.f("ix_notices_unapproved"),
        "notices",
        ["created_at"],
        sqlite_where=sa.text("approved_at IS NULL"),
        postgresql_where=sa.text("approved_at IS NULL"),
    )
    op.add_column("plays", sa.Column("length", sa.BigInteger(), nullable=True))
    op.execute(_LENGTHS)
    with op.batch_alter_table("plays") as plays:
        plays.alter_column("length", existing_type=sa.BigInteger(), nullable=False)
        plays.drop_index(op.f("ix_plays_broadcast"))
        plays.create_index(op.f("ix_plays_broadcast_starts"), ["broadcast", "starts"])
        plays.create_index(op.f("ix_plays_starts"), ["starts"])
    op.create_index(
        op.f("ix_proofs_sounding"),
        "proofs",
        ["play"],
        sqlite_where=sa.text("started IS NOT NULL AND ended IS NULL"),
        postgresql_where=sa.text("started IS NOT NULL AND ended IS NULL"),
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_proofs_sounding"), table_name="proofs")
    with op.batch_alter_table("plays") as plays:
        plays.drop_index(op.f("ix_plays_starts"))
        plays.drop_index(op.f("ix_plays_broadcast_starts"))
        plays.create_index(op.f("ix_plays_broadcast"), ["broadcast"])
        plays.drop_column("length")
    op.drop_index(op.f("ix_notices_unapproved"), table_name="notices")
    for table in _TITLED:
        with op.batch_alter_table(table) as titled:
            titled.drop_index(op.f(f"ix_{table}_listed"))
            titled.drop_column("folded_title")


def _fold_titles(name: str) -> None:
    """Fill the column for rows that are there, as the program fills it from now on."""
    table = sa.table(name, sa.column("id"), sa.column("title"), sa.column("folded_title"))
    connection = op.get_bind()
    rows = connection.execute(sa.select(table.c.id, table.c.title)).all()
    fill = (
        sa.update(table).where(table.c.id == sa.bindparam("row")).values(folded_title=sa.bindparam("folded"))
    )
    if rows:
        connection.execute(
            fill, [{"row": row.id, "folded": " ".join(_folded(row.title))[:500]} for row in rows]
        )


def _folded(title: str) -> Iterator[str]:
    apart = unicodedata.normalize("NFKD", title.casefold())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    yield from bare.replace("đ", "d").replace("ø", "o").replace("ł", "l").split()
