"""Contacts that are let through in every notice, with their history, and which of them a reading knew."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    kinds = sa.Enum(
        "phone", "mail", "account", name="contactkind", native_enum=False, create_constraint=True, length=32
    )
    op.create_table(
        "contact_changes",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("kind", kinds, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("is_allowed", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_contact_changes")),
    )
    op.create_index(op.f("ix_contact_changes_form"), "contact_changes", ["form"])
    with op.batch_alter_table("notices") as notices:
        notices.add_column(sa.Column("allowed_as_of", sa.BigInteger(), nullable=False, server_default="0"))


def downgrade() -> None:
    with op.batch_alter_table("notices") as notices:
        notices.drop_column("allowed_as_of")
    op.drop_table("contact_changes")
