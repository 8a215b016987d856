"""What the door lets in: everything refused changes nothing, is counted and said."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from edge_agent.clock import Trust
from tests.edge_agent.desk import KEYS, POLE, ZONE, clip_line, play_line
from tests.edge_agent.yard import BEGIN, Yard
from wire.codec import MAX_WIRE_BYTES
from wire.enrolment import key_line
from wire.messages import Message
from wire.signature import KeyId, Purpose, make_key
from wire.topics import Kind, down

CLIP = clip_line()
TOPIC = down(Kind.PLAYLIST, ZONE)  # type: ignore[arg-type]


@pytest.fixture
def yard(tmp_path: Path) -> Yard:
    yard = Yard(tmp_path)
    yard.post()
    yard.tell(a_playlist(yard, "held"))
    return yard


def a_playlist(yard: Yard, play: str = "new", **changes: Any) -> Message:
    line = play_line(play, CLIP, BEGIN + timedelta(hours=2))
    return yard.desk.playlist(yard.now, [line], [CLIP], **changes)


def held_plays(yard: Yard) -> list[str]:
    return [play.id for play in yard.berth.pole._inbox.plays()]


def refuse(yard: Yard, topic: str, sealed: bytes, *, reason: str) -> None:
    """Assert that it is refused for `reason` and that nothing changed."""
    before = held_plays(yard), yard.berth.pole._inbox.refused
    with capture_logs() as logs:
        yard.exchange.publish(topic, sealed)
        yard.fleet.settle()
    yard.run(2)
    assert [line["reason"] for line in logs if line["event"] == "message refused"] == [reason]
    assert (held_plays(yard), yard.berth.pole._inbox.refused) == (before[0], before[1] + 1)
    assert yard.desk.heartbeat.refused == before[1] + 1


def test_an_unsigned_message_is_refused(yard: Yard) -> None:
    refuse(yard, TOPIC, a_playlist(yard).model_dump_json().encode(), reason="unsigned")


def test_a_message_signed_by_a_stranger_is_refused(yard: Yard) -> None:
    stranger = make_key(KeyId("plan"), Purpose.PLAN, BEGIN + timedelta(days=1))
    refuse(yard, *yard.desk.sealed(a_playlist(yard), stranger), reason="unsigned")


def test_a_key_signs_only_what_it_is_for(yard: Yard) -> None:
    refuse(yard, *yard.desk.sealed(a_playlist(yard), KEYS[Purpose.ORDER]), reason="unsigned")


def test_an_older_message_is_refused(yard: Yard) -> None:
    refuse(yard, *yard.desk.sealed(a_playlist(yard, revision=1)), reason="older")


def test_the_same_revision_with_other_content_is_refused(yard: Yard) -> None:
    revision = yard.berth.pole._inbox.playlists[ZONE].revision  # type: ignore[index]
    refuse(yard, *yard.desk.sealed(a_playlist(yard, revision=revision)), reason="older")


def test_the_same_message_again_is_no_change_and_no_offence(yard: Yard) -> None:
    held = yard.berth.pole._inbox.playlists[ZONE]  # type: ignore[index]

    yard.tell(held)

    assert held_plays(yard) == ["held"]
    assert yard.berth.pole._inbox.refused == 0


def test_another_controllers_message_is_refused(yard: Yard) -> None:
    refuse(yard, *yard.desk.sealed(a_playlist(yard, issuer="another")), reason="foreign")


def test_a_message_for_another_address_than_its_topic_is_refused(yard: Yard) -> None:
    _, sealed = yard.desk.sealed(a_playlist(yard, address="z-elsewhere"))
    refuse(yard, TOPIC, sealed, reason="foreign")


def test_an_expired_message_is_refused(yard: Yard) -> None:
    refuse(yard, *yard.desk.sealed(a_playlist(yard, expires_at=yard.now)), reason="expired")


def test_a_message_from_the_future_is_refused_by_a_trusted_clock(yard: Yard) -> None:
    future = yard.now + timedelta(hours=1, seconds=1)
    refuse(yard, *yard.desk.sealed(a_playlist(yard, issued_at=future)), reason="fromfuture")


def test_a_message_that_is_too_large_is_refused(yard: Yard) -> None:
    refuse(yard, TOPIC, b"x" * (MAX_WIRE_BYTES + 1), reason="toolarge")


def test_a_playlist_that_speaks_of_a_clip_it_does_not_list_is_refused(yard: Yard) -> None:
    playlist = a_playlist(yard).model_copy(update={"clips": ()})
    refuse(yard, *yard.desk.sealed(playlist), reason="malformed")


def test_a_posting_with_an_unknown_time_zone_is_refused(yard: Yard) -> None:
    posting = yard.desk.posting(yard.now, time_zone="Asia/Nowhere")
    refuse(yard, *yard.desk.sealed(posting), reason="malformed")


def test_a_key_that_came_with_the_posting_is_trusted(yard: Yard) -> None:
    newer = make_key(KeyId("plan-2"), Purpose.PLAN, BEGIN + timedelta(days=1))
    yard.post(keys=(key_line(newer.public()),))

    topic, sealed = yard.desk.sealed(a_playlist(yard), newer)
    yard.exchange.publish(topic, sealed)
    yard.fleet.settle()

    assert held_plays(yard) == ["new"]


def test_leaving_an_address_forgets_what_it_told_and_joining_again_hears_it_again(yard: Yard) -> None:
    yard.post(addresses=(POLE,))
    assert held_plays(yard) == []
    assert TOPIC not in yard.berth.topics

    yard.post()
    assert held_plays(yard) == ["held"]


def test_the_highest_revision_outlives_a_restart(yard: Yard) -> None:
    yard.kill()
    yard.exchange.retained.clear()
    yard.start()

    assert held_plays(yard) == ["held"]
    refuse(yard, *yard.desk.sealed(a_playlist(yard, revision=1_001)), reason="older")


def test_a_replayed_answer_to_an_old_question_gives_no_trust(tmp_path: Path) -> None:
    yard = Yard(tmp_path)
    yard.kill()
    yard.answers_time = False
    yard.boot = "boot-2"
    asked = next(message for message in yard.desk.messages if type(message).__name__ == "AskTime")
    yard.start()

    yard.tell(yard.desk.now(asked, yard.now))  # type: ignore[arg-type]

    assert yard.berth.pole.trust is Trust.NONE
