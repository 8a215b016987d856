"""The organisation's dictionary with its history, and how often a notice was to be read anew."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dictionary_entries",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("spoken", sa.Text(), nullable=False),
        sa.Column("kind", _closed("entrykind", "abbreviation", "name", "word"), nullable=False),
        sa.Column("beside", _closed("beside", "anywhere", "after", "before"), nullable=False),
        sa.Column("context", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("is_case_sensitive", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("is_removed", sa.Boolean(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dictionary_entries")),
    )
    op.create_index(
        "uq_dictionary_entries_standing",
        "dictionary_entries",
        ["written", "beside", "context", "language"],
        unique=True,
        sqlite_where=sa.text("is_removed = 0"),
        postgresql_where=sa.text("NOT is_removed"),
    )
    op.create_table(
        "dictionary_changes",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry"], ["dictionary_entries.id"], name=op.f("fk_dictionary_changes_entry_dictionary_entries")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_dictionary_changes")),
    )
    op.create_index(op.f("ix_dictionary_changes_entry"), "dictionary_changes", ["entry"])
    with op.batch_alter_table("notices") as notices:
        notices.add_column(sa.Column("begun_anew", sa.BigInteger(), nullable=False, server_default="0"))


def downgrade() -> None:
    with op.batch_alter_table("notices") as notices:
        notices.drop_column("begun_anew")
    op.drop_table("dictionary_changes")
    op.drop_table("dictionary_entries")


def _closed(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=32)
