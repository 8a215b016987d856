"""The present, asked for in one place."""

from datetime import UTC, datetime


def present() -> datetime:
    return datetime.now(UTC)
