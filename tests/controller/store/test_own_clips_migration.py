"""Migration 0002 on a database in use: what was stored is kept, up and down."""

from collections.abc import Sequence

import pytest
from alembic import command
from sqlalchemy import Connection, text

from controller.store.schema import migrations

pytestmark = pytest.mark.doors
_AT = "2026-11-21 06:45:00"


def _notice(connection: Connection, name: str, class_: str, *, is_approved: bool = True) -> None:
    connection.execute(
        text(
            "INSERT INTO notices (id, title, file_name, original, text, category, class, status, language,"
            " source_document, created_at, state, problem, approved_at, version)"
            " VALUES (:id, 't', 'f', :original, 't', '', :class, 'actual', 'vi', '', :at, 'read', '',"
            " :approved, 1)"
        ),
        {
            "id": name,
            "class": class_,
            "original": b"t",
            "at": _AT,
            "approved": _AT if is_approved else None,
        },
    )
    for part, sentences in ((0, 7), (1, 3)):
        connection.execute(
            text(
                "INSERT INTO voicings (notice, part, first_sentence, last_sentence, state, attempts, done,"
                " clip_digest, clip_length, clip_marks_us, bytes, voice, grade, falls, problem, version)"
                " VALUES (:id, :part, 0, :last, 'ready', 1, :last, 'ab', 5, '[1, 2]', 9, 'v', 'g', '', '', 3)"
            ),
            {"id": name, "part": part, "last": sentences},
        )


def _broadcast(
    connection: Connection,
    name: str,
    *items: tuple[str, int],
    class_: str = "routine",
    withdrawn: bool = False,
) -> None:
    connection.execute(
        text(
            'INSERT INTO broadcasts (id, title, "first", zone, rule, exceptions, created_at, class, status,'
            ' "rank", "grace", on_interrupt, withdrawn_at, withdrawn_because)'
            " VALUES (:id, 't', :first, 'Asia/Ho_Chi_Minh', '', '[]', :at, :class, 'actual', 1, 0, 'resume',"
            " :withdrawn, '')"
        ),
        {"id": name, "first": _AT, "at": _AT, "class": class_, "withdrawn": _AT if withdrawn else None},
    )
    for position, (notice, part) in enumerate(items):
        connection.execute(
            text("INSERT INTO broadcast_items VALUES (:broadcast, :position, :notice, :part)"),
            {"broadcast": name, "position": position, "notice": notice, "part": part},
        )
    connection.execute(
        text(
            "INSERT INTO plays (id, broadcast, notice, part, starts) VALUES (:id, :of, :notice, :part, :at)"
        ),
        {"id": f"play of {name}", "of": name, "notice": items[0][0], "part": items[0][1], "at": _AT},
    )
    connection.execute(
        text("INSERT INTO play_addresses VALUES (:play, 'z-demo')"), {"play": f"play of {name}"}
    )


def _rows(url: str, query: str) -> Sequence[tuple[object, ...]]:
    with migrations(url) as config:
        connection: Connection = config.attributes["connection"]
        return [tuple(row) for row in connection.execute(text(query))]


@pytest.fixture
def url_in_use(empty_url: str) -> str:
    with migrations(empty_url) as config:
        command.upgrade(config, "0001")
        connection: Connection = config.attributes["connection"]
        _notice(connection, "n-1", "routine")
        _notice(connection, "n-2", "priority")
        _notice(connection, "n-waits", "routine", is_approved=False)
        _broadcast(connection, "b-one", ("n-1", 1))
        _broadcast(connection, "b-two", ("n-1", 1), ("n-2", 0))
        _broadcast(connection, "b-louder", ("n-1", 0), class_="priority")
        _broadcast(connection, "b-waits", ("n-1", 0), ("n-waits", 0))
        _broadcast(connection, "b-withdrawn", ("n-1", 0), ("n-2", 0), withdrawn=True)
    return empty_url


def _go(url: str, step: str) -> None:
    with migrations(url) as config:
        if step > _at(config.attributes["connection"]):
            command.upgrade(config, step)
        else:
            command.downgrade(config, step)


def _at(connection: Connection) -> str:
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def test_a_voicing_takes_the_class_of_its_notice(url_in_use: str) -> None:
    _go(url_in_use, "0002")

    kept = _rows(
        url_in_use, "SELECT notice, part, class, bytes FROM voicings WHERE notice IS NOT NULL ORDER BY id"
    )
    assert kept == [
        ("n-1", 0, "routine", 9),
        ("n-1", 1, "routine", 9),
        ("n-2", 0, "priority", 9),
        ("n-2", 1, "priority", 9),
        ("n-waits", 0, "routine", 9),
        ("n-waits", 1, "routine", 9),
    ]


def test_what_may_sound_and_has_no_clip_of_its_own_gets_one_wanted(url_in_use: str) -> None:
    _go(url_in_use, "0002")

    wanted = _rows(
        url_in_use,
        "SELECT broadcast, class, state, first_sentence, last_sentence FROM voicings"
        " WHERE broadcast IS NOT NULL ORDER BY broadcast",
    )
    assert wanted == [("b-louder", "priority", "wanted", 0, 7), ("b-two", "routine", "wanted", 0, 10)]


def test_plays_and_voicings_come_back_as_they_were(url_in_use: str) -> None:
    plays = "SELECT id, broadcast, notice, part FROM plays ORDER BY id"
    voicings = (
        "SELECT id, notice, part, first_sentence, last_sentence, state, done, clip_digest, bytes"
        " FROM voicings ORDER BY id"
    )
    before = [_rows(url_in_use, query) for query in (plays, voicings)]

    _go(url_in_use, "0002")
    _go(url_in_use, "0001")

    assert [_rows(url_in_use, query) for query in (plays, voicings)] == before
    assert len(_rows(url_in_use, "SELECT play FROM play_addresses")) == 5


def test_a_voicing_is_of_a_notice_or_of_a_broadcast_never_of_both(url_in_use: str) -> None:
    _go(url_in_use, "0002")

    with pytest.raises(Exception, match="of_one"), migrations(url_in_use) as config:
        config.attributes["connection"].execute(text("UPDATE voicings SET broadcast = 'b-one' WHERE id = 1"))
