import pytest

from schedules.vocabulary import Address
from tests.fakes.messages import POLE
from wire import topics
from wire.errors import TopicError
from wire.topics import Kind


@pytest.mark.parametrize("kind", list(Kind))
def test_every_topic_can_be_taken_apart_again(kind: Kind) -> None:
    down = {Kind.PLAYLIST, Kind.ORDERS, Kind.POSTING, Kind.FILED, Kind.NOW}

    topic = topics.down(kind, Address(POLE)) if kind in down else topics.up(kind, POLE)

    assert topics.parse(topic) == topics.Topic(kind, Address(POLE))


@pytest.mark.parametrize(
    "text", ["", "p-", "gate-1", "P-gate", "p-" + "a" * 41, "p-gäte", "p-a/b", "z-+", "p-#"]
)
def test_an_address_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(TopicError, match="not an address"):
        topics.address(text)


def test_a_zone_is_no_pole() -> None:
    with pytest.raises(TopicError, match="not a pole"):
        topics.pole_id("z-demo")


@pytest.mark.parametrize(
    "topic",
    ["", "other/v1/down/playlist/z-a", "zonecast/v1/down/nothing/z-a", "zonecast/v1/down/playlist/a/b"],
)
def test_a_topic_that_is_not_ours_is_refused(topic: str) -> None:
    with pytest.raises(TopicError):
        topics.parse(topic)


def test_a_shard_is_two_hex_digits_and_stays_the_same() -> None:
    assert topics.shard(POLE) == topics.shard(POLE)
    assert int(topics.shard(POLE), 16) < 256
    assert len(topics.shard(POLE)) == 2
