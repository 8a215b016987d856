"""Migrations 0013 and 0014: what was voiced before gains neither pace nor wait, and comes back as it was."""

import pytest
from alembic import command
from sqlalchemy import Connection, text

from controller.store.schema import migrations

pytestmark = pytest.mark.doors


@pytest.mark.parametrize(
    ("before", "after", "gained"),
    [("0012", "0013", {"rate": None}), ("0013", "0014", {"awaits_hearing": False})],
)
def test_a_clip_that_was_voiced_before_gains_nothing_and_loses_nothing(
    empty_url: str, before: str, after: str, gained: dict[str, object]
) -> None:
    every = text("SELECT * FROM voicings")
    with migrations(empty_url) as config:
        connection: Connection = config.attributes["connection"]
        command.upgrade(config, before)
        connection.execute(
            text(
                "INSERT INTO notices (id, title, folded_title, file_name, original, text, category, class,"
                " status, language, source_document, created_at, state, problem, version)"
                " VALUES ('n-1', 't', 't', 'f', :original, 't', '', 'routine', 'actual', 'vi', '',"
                " '2026-11-21 06:45:00', 'read', '', 1)"
            ),
            {"original": b"t"},
        )
        connection.execute(
            text(
                "INSERT INTO voicings (notice, class, part, first_sentence, last_sentence, state, attempts,"
                " done, clip_marks_us, bytes, voice, grade, falls, chain, problem, version) VALUES"
                " ('n-1', 'routine', 0, 0, 7, 'ready', 1, 7, '[]', 9, 'v', 'g', '', '[\"v 1\"]', '', 3)"
            )
        )
        [stood] = connection.execute(every).mappings().all()

        command.upgrade(config, after)
        [stands] = connection.execute(every).mappings().all()
        command.downgrade(config, before)
        [back] = connection.execute(every).mappings().all()

    assert dict(stands) == {**stood, **gained}
    assert back == stood
