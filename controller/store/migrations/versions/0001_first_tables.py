"""The first tables: notices, voicings, broadcasts, plays, publications, poles, proofs, reports."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "broadcasts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("first", sa.DateTime(timezone=False), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("exceptions", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "class",
            sa.Enum(
                "routine",
                "priority",
                "emergency",
                name="class",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "actual",
                "exercise",
                "test",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column("grace", sa.BigInteger(), nullable=False),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "on_interrupt",
            sa.Enum(
                "resume",
                "restart",
                "drop",
                name="oninterrupt",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_because", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcasts")),
    )
    op.create_table(
        "notices",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("original", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column(
            "class",
            sa.Enum(
                "routine",
                "priority",
                "emergency",
                name="class",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "actual",
                "exercise",
                "test",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "received",
                "read",
                "failed",
                name="noticestate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("reading", sa.Text(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column("lease_holder", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
    )
    op.create_index(op.f("ix_notices_state_created_at"), "notices", ["state", "created_at"])
    op.create_table(
        "poles",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("posting", sa.Text(), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column(
            "key_purpose",
            sa.Enum(
                "plan",
                "order",
                "posting",
                "field",
                "pole",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("key_x", sa.Text(), nullable=False),
        sa.Column("key_ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("clips_token_digest", sa.Text(), nullable=False),
        sa.Column("is_online", sa.Boolean(), nullable=False),
        sa.Column("presence_revision", sa.BigInteger(), nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("program_version", sa.Text(), nullable=False),
        sa.Column("heartbeat", sa.Text(), nullable=False),
        sa.Column("heartbeat_revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poles")),
        sa.UniqueConstraint("clips_token_digest", name=op.f("uq_poles_clips_token_digest")),
    )
    op.create_table(
        "publications",
        sa.Column(
            "kind",
            sa.Enum(
                "playlist",
                "orders",
                "posting",
                "filed",
                "now",
                "presence",
                "heartbeat",
                "reports",
                "ask_time",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("wanted", sa.BigInteger(), nullable=False),
        sa.Column("claimed", sa.BigInteger(), nullable=False),
        sa.Column("served", sa.BigInteger(), nullable=False),
        sa.Column("is_draft_unsealed", sa.Boolean(), nullable=False),
        sa.Column("draft", sa.Text(), nullable=False),
        sa.Column("content_digest", sa.Text(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("confirmed_revision", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_holder", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "address", name=op.f("pk_publications")),
    )
    op.create_index(
        op.f("ix_publications_due"),
        "publications",
        ["version"],
        sqlite_where=sa.text("wanted > served"),
        postgresql_where=sa.text("wanted > served"),
    )
    op.create_index(
        op.f("ix_publications_unsealed"),
        "publications",
        ["version"],
        sqlite_where=sa.text("is_draft_unsealed = 1"),
        postgresql_where=sa.text("is_draft_unsealed"),
    )
    op.create_index(
        op.f("ix_publications_unconfirmed"),
        "publications",
        ["version"],
        sqlite_where=sa.text("revision > confirmed_revision"),
        postgresql_where=sa.text("revision > confirmed_revision"),
    )
    op.create_table(
        "revisions",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revisions")),
    )
    op.execute("INSERT INTO revisions (id, last) VALUES (1, 0)")
    op.create_table(
        "broadcast_addresses",
        sa.Column("broadcast", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["broadcast"], ["broadcasts.id"], name=op.f("fk_broadcast_addresses_broadcast_broadcasts")
        ),
        sa.PrimaryKeyConstraint("broadcast", "address", name=op.f("pk_broadcast_addresses")),
    )
    op.create_index(op.f("ix_broadcast_addresses_address"), "broadcast_addresses", ["address"])
    op.create_table(
        "broadcast_items",
        sa.Column("broadcast", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("notice", sa.Text(), nullable=False),
        sa.Column("part", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["broadcast"], ["broadcasts.id"], name=op.f("fk_broadcast_items_broadcast_broadcasts")
        ),
        sa.ForeignKeyConstraint(["notice"], ["notices.id"], name=op.f("fk_broadcast_items_notice_notices")),
        sa.PrimaryKeyConstraint("broadcast", "position", name=op.f("pk_broadcast_items")),
    )
    op.create_index(op.f("ix_broadcast_items_notice"), "broadcast_items", ["notice"])
    op.create_table(
        "plays",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("broadcast", sa.Text(), nullable=False),
        sa.Column("notice", sa.Text(), nullable=False),
        sa.Column("part", sa.BigInteger(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["broadcast"], ["broadcasts.id"], name=op.f("fk_plays_broadcast_broadcasts")),
        sa.ForeignKeyConstraint(["notice"], ["notices.id"], name=op.f("fk_plays_notice_notices")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plays")),
    )
    op.create_index(op.f("ix_plays_broadcast"), "plays", ["broadcast"])
    op.create_index(op.f("ix_plays_notice"), "plays", ["notice"])
    op.create_table(
        "pole_addresses",
        sa.Column("pole", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["pole"], ["poles.id"], name=op.f("fk_pole_addresses_pole_poles")),
        sa.PrimaryKeyConstraint("pole", "address", name=op.f("pk_pole_addresses")),
    )
    op.create_index(op.f("ix_pole_addresses_address"), "pole_addresses", ["address"])
    op.create_table(
        "proofs",
        sa.Column("pole", sa.Text(), nullable=False),
        sa.Column("play", sa.Text(), nullable=False),
        sa.Column("received", sa.DateTime(timezone=True), nullable=True),
        sa.Column("clip_ready", sa.DateTime(timezone=True), nullable=True),
        sa.Column("armed", sa.DateTime(timezone=True), nullable=True),
        sa.Column("started", sa.DateTime(timezone=True), nullable=True),
        sa.Column("start_error_ms", sa.Double(), nullable=True),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "ending",
            sa.Enum(
                "finished",
                "cut_short",
                "missed",
                "failed",
                name="ending",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "rule",
            sa.Enum(
                "on_time",
                "joined",
                "late",
                "resumed",
                "ordered",
                "outranked",
                "quiet_window",
                "held",
                "locked_out",
                "clip_not_ready",
                "expired",
                "not_heard",
                "too_late",
                "stopped",
                "withdrawn",
                name="rule",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["pole"], ["poles.id"], name=op.f("fk_proofs_pole_poles")),
        sa.PrimaryKeyConstraint("pole", "play", name=op.f("pk_proofs")),
    )
    op.create_index(op.f("ix_proofs_play"), "proofs", ["play"])
    op.create_table(
        "reports",
        sa.Column("pole", sa.Text(), nullable=False),
        sa.Column("journal", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("play", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("is_chained", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["pole"], ["poles.id"], name=op.f("fk_reports_pole_poles")),
        sa.PrimaryKeyConstraint("pole", "journal", "number", name=op.f("pk_reports")),
    )
    op.create_table(
        "voicings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("notice", sa.Text(), nullable=False),
        sa.Column("part", sa.BigInteger(), nullable=False),
        sa.Column("first_sentence", sa.BigInteger(), nullable=False),
        sa.Column("last_sentence", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "wanted",
                "ready",
                "failed",
                name="voicingstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("attempts", sa.BigInteger(), nullable=False),
        sa.Column("done", sa.BigInteger(), nullable=False),
        sa.Column("clip_digest", sa.Text(), nullable=True),
        sa.Column("clip_length", sa.BigInteger(), nullable=True),
        sa.Column("clip_marks_us", sa.JSON(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("voice", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("falls", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("lease_holder", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["notice"], ["notices.id"], name=op.f("fk_voicings_notice_notices")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voicings")),
        sa.UniqueConstraint("notice", "part", name=op.f("uq_voicings_notice_part")),
    )
    op.create_index(op.f("ix_voicings_clip_digest"), "voicings", ["clip_digest"])
    op.create_index(op.f("ix_voicings_state"), "voicings", ["state"])
    op.create_table(
        "play_addresses",
        sa.Column("play", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["play"], ["plays.id"], name=op.f("fk_play_addresses_play_plays")),
        sa.PrimaryKeyConstraint("play", "address", name=op.f("pk_play_addresses")),
    )
    op.create_index(op.f("ix_play_addresses_address"), "play_addresses", ["address"])


def downgrade() -> None:
    op.drop_table("play_addresses")
    op.drop_table("voicings")
    op.drop_table("reports")
    op.drop_table("proofs")
    op.drop_table("pole_addresses")
    op.drop_table("plays")
    op.drop_table("broadcast_items")
    op.drop_table("broadcast_addresses")
    op.drop_table("revisions")
    op.drop_table("publications")
    op.drop_table("poles")
    op.drop_table("notices")
    op.drop_table("broadcasts")
