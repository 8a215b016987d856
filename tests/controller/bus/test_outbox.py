"""What is sealed goes out until the broker has it, and again where the broker has forgotten."""

from datetime import timedelta
from pathlib import Path

import pytest

from controller.bus.outbox import AGAIN_PER_STEP, MARK_WAIT, RESEND_AFTER, Outbox
from controller.entries import PublicationState
from tests.controller.belt import Belt, make_belt
from wire import topics
from wire.topics import Kind


class Wire:
    """Numbers what is published, as the client does."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, bytes]] = []

    def publish(self, topic: str, payload: bytes) -> int:
        self.sent.append((topic, payload))
        return len(self.sent)

    @property
    def topics(self) -> list[str]:
        return [topic for topic, _ in self.sent]


@pytest.fixture
def belt(tmp_path: Path) -> Belt:
    belt = make_belt(tmp_path)
    belt.enrol()
    belt.run()
    return belt


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
def outbox(belt: Belt, wire: Wire) -> Outbox:
    return Outbox(belt.ledger, wire.publish)


POSTING = "zonecast/v1/down/posting/p-gate-1"


def test_nothing_is_sent_before_there_is_a_connection(outbox: Outbox, belt: Belt, wire: Wire) -> None:
    outbox.step(belt.now)

    assert wire.sent == []


def test_what_is_sealed_is_sent_once_and_acknowledged(outbox: Outbox, belt: Belt, wire: Wire) -> None:
    outbox.connected(belt.now)
    outbox.mark_seen()

    outbox.step(belt.now)
    outbox.step(belt.now + timedelta(seconds=1))
    outbox.acknowledged(1)
    outbox.step(belt.now + RESEND_AFTER)

    assert wire.topics == [POSTING]
    assert belt.unsent() == []


def test_what_is_not_acknowledged_is_sent_again(outbox: Outbox, belt: Belt, wire: Wire) -> None:
    outbox.connected(belt.now)
    outbox.mark_seen()

    outbox.step(belt.now)
    outbox.step(belt.now + RESEND_AFTER)

    assert wire.topics == [POSTING, POSTING]


def test_a_new_connection_sends_what_the_old_one_did_not_get_through(
    outbox: Outbox, belt: Belt, wire: Wire
) -> None:
    outbox.connected(belt.now)
    outbox.mark_seen()
    outbox.step(belt.now)

    outbox.connected(belt.now)
    outbox.mark_seen()
    outbox.step(belt.now)

    assert wire.topics == [POSTING, POSTING]


def test_an_acknowledgement_of_an_older_revision_acknowledges_nothing(
    outbox: Outbox, belt: Belt, wire: Wire
) -> None:
    outbox.connected(belt.now)
    outbox.mark_seen()
    outbox.step(belt.now)
    belt.now += timedelta(days=20)
    with belt.ledger.writing() as unit:
        unit.publications.want(Kind.POSTING, ["p-gate-1"])  # type: ignore[list-item] # a plain name will do
    belt.run()

    outbox.acknowledged(1)

    assert [publication.state for publication in belt.unsent()] == [PublicationState.SEALED]


def test_a_broker_without_our_mark_is_told_everything_and_then_marked(
    outbox: Outbox, belt: Belt, wire: Wire
) -> None:
    outbox.connected(belt.now)
    outbox.step(belt.now)
    outbox.acknowledged(1)

    outbox.step(belt.now + MARK_WAIT)
    outbox.step(belt.now + MARK_WAIT * 2)

    assert wire.topics == [POSTING, POSTING, topics.MARK]


def test_a_broker_with_our_mark_is_told_nothing_again(outbox: Outbox, belt: Belt, wire: Wire) -> None:
    outbox.connected(belt.now)
    outbox.mark_seen()
    outbox.step(belt.now)
    outbox.acknowledged(1)

    outbox.step(belt.now + MARK_WAIT * 2)

    assert wire.topics == [POSTING]


def test_telling_again_is_spread_and_marked_only_at_its_end(tmp_path: Path, wire: Wire) -> None:
    belt = make_belt(tmp_path)
    for number in range(AGAIN_PER_STEP + 1):
        belt.enrol(f"p-gate-{number}")
    belt.run()
    belt.acknowledge_all()
    outbox = Outbox(belt.ledger, wire.publish)
    outbox.connected(belt.now)

    outbox.step(belt.now + MARK_WAIT)
    first = list(wire.topics)
    outbox.step(belt.now + MARK_WAIT)

    assert len(first) == AGAIN_PER_STEP
    assert topics.MARK not in first
    assert len(set(wire.topics)) == AGAIN_PER_STEP + 2
    assert wire.topics[-1] == topics.MARK


def test_what_has_expired_is_not_told_again(outbox: Outbox, belt: Belt, wire: Wire) -> None:
    belt.acknowledge_all()
    later = belt.now + timedelta(days=31)
    outbox.connected(later)

    outbox.step(later + MARK_WAIT)

    assert wire.topics == [topics.MARK]
