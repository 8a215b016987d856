"""What is sealed goes out until the broker has it, and again where the broker has forgotten."""

from datetime import timedelta
from pathlib import Path

import pytest

from controller.bus.outbox import AGAIN_PER_STEP, MARK_EVERY, MARK_WAIT, RESEND_AFTER, Outbox
from controller.entries import Publication, PublicationState
from controller.store.publications import SqlPublications
from schedules.vocabulary import PoleId
from tests.controller.belt import Belt, make_belt
from wire import topics
from wire.topics import Kind

POSTING = "zonecast/v1/down/posting/p-gate-1"


class Wire:
    """Numbers what is published, as the client does."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, bytes]] = []

    def publish(self, topic: str, payload: bytes) -> int:
        self.sent.append((topic, payload))
        return len(self.sent)

    def set_mark(self, payload: bytes) -> None:
        self.sent.append((topics.MARK, payload))

    @property
    def topics(self) -> list[str]:
        return [topic for topic, _ in self.sent]

    @property
    def marks(self) -> list[int]:
        return [int(payload) for topic, payload in self.sent if topic == topics.MARK]


def make_outbox(belt: Belt, wire: Wire) -> Outbox:
    return Outbox(belt.ledger, wire.publish, wire.set_mark)


@pytest.fixture
def belt(belt: Belt) -> Belt:
    belt.enrol()
    belt.run()
    return belt


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
def outbox(belt: Belt, wire: Wire) -> Outbox:
    return make_outbox(belt, wire)


@pytest.fixture
def large_belt(tmp_path: Path) -> Belt:
    """One posting more than are told again in a step, all acknowledged; the last is of p-gate-last."""
    belt = make_belt(tmp_path)
    for number in range(AGAIN_PER_STEP):
        belt.enrol(f"p-gate-{number}")
    belt.run()
    belt.enrol("p-gate-last")
    belt.run()
    belt.acknowledge_all()
    return belt


def standing_revision(belt: Belt) -> int:
    """Return the highest revision that stands."""
    with belt.ledger.reading() as unit:
        return max(found.revision for found in unit.publications.standing(belt.now))


def seal_anew(belt: Belt, pole: str = "p-gate-1") -> Publication:
    """Let a posting age until it is sealed with a new revision."""
    belt.now += timedelta(days=20)
    with belt.ledger.writing() as unit:
        unit.publications.want(Kind.POSTING, [PoleId(pole)])
    belt.run()
    return belt.unsent()[-1]


def connect(outbox: Outbox, belt: Belt) -> None:
    """Connect to a broker that has all we ever said."""
    outbox.connected(belt.now)
    with belt.ledger.reading() as unit:
        outbox.mark_seen(b"%d" % unit.publications.highest_acknowledged())


def acknowledge(outbox: Outbox, wire: Wire) -> None:
    """Acknowledge all that was published."""
    for number in range(1, len(wire.sent) + 1):
        outbox.acknowledged(number)


def test_nothing_is_sent_before_there_is_a_connection(outbox: Outbox, belt: Belt, wire: Wire) -> None:
    outbox.step(belt.now)

    assert wire.sent == []


def test_what_is_sealed_is_sent_once_and_acknowledged(outbox: Outbox, belt: Belt, wire: Wire) -> None:
    connect(outbox, belt)

    outbox.step(belt.now)
    outbox.step(belt.now + timedelta(seconds=1))
    outbox.acknowledged(1)
    outbox.step(belt.now + RESEND_AFTER)

    assert wire.topics == [POSTING, topics.MARK]
    assert belt.unsent() == []


def test_what_is_not_acknowledged_is_sent_again(outbox: Outbox, belt: Belt, wire: Wire) -> None:
    connect(outbox, belt)

    outbox.step(belt.now)
    outbox.step(belt.now + RESEND_AFTER)

    assert wire.topics == [POSTING, POSTING]


def test_a_new_connection_sends_what_the_old_one_did_not_get_through(
    outbox: Outbox, belt: Belt, wire: Wire
) -> None:
    connect(outbox, belt)
    outbox.step(belt.now)

    outbox.disconnected()
    connect(outbox, belt)
    outbox.step(belt.now)

    assert wire.topics == [POSTING, POSTING]


def test_nothing_is_sent_while_the_broker_is_away(outbox: Outbox, belt: Belt, wire: Wire) -> None:
    connect(outbox, belt)
    outbox.step(belt.now)

    outbox.disconnected()
    for minutes in range(60):
        outbox.step(belt.now + timedelta(minutes=minutes))

    assert wire.topics == [POSTING]


def test_an_acknowledgement_of_an_older_revision_acknowledges_nothing(
    outbox: Outbox, belt: Belt, wire: Wire
) -> None:
    connect(outbox, belt)
    outbox.step(belt.now)
    seal_anew(belt)

    outbox.acknowledged(1)

    assert [publication.state for publication in belt.unsent()] == [PublicationState.SEALED]


def test_a_broker_without_our_mark_is_told_everything_and_then_marked(
    outbox: Outbox, belt: Belt, wire: Wire
) -> None:
    outbox.connected(belt.now)
    outbox.step(belt.now)
    outbox.acknowledged(1)

    outbox.step(belt.now + MARK_WAIT)
    before_it_has_them = list(wire.topics)
    outbox.acknowledged(2)
    outbox.step(belt.now + MARK_WAIT * 2)

    assert before_it_has_them == [POSTING, POSTING]
    assert wire.topics == [POSTING, POSTING, topics.MARK]
    assert wire.marks == [standing_revision(belt)]


def test_a_broker_with_our_mark_is_told_nothing_again(outbox: Outbox, belt: Belt, wire: Wire) -> None:
    belt.acknowledge_all()
    connect(outbox, belt)

    outbox.step(belt.now)
    outbox.step(belt.now + MARK_WAIT * 2)

    assert wire.sent == []


@pytest.mark.parametrize("mark", [b"", b"-1", b"1.5", "१".encode(), b"mark", b"9" * 4000, b"9" * 16])
def test_a_mark_that_cannot_be_is_a_missing_one(outbox: Outbox, belt: Belt, wire: Wire, mark: bytes) -> None:
    belt.acknowledge_all()
    outbox.connected(belt.now)
    outbox.mark_seen(mark)

    outbox.step(belt.now + MARK_WAIT)
    belt.run()

    assert wire.topics == [POSTING]
    assert belt.unsent() == []


def test_a_broker_whose_mark_is_of_before_is_told_everything(outbox: Outbox, belt: Belt, wire: Wire) -> None:
    belt.acknowledge_all()
    outbox.connected(belt.now)
    outbox.mark_seen(b"%d" % (standing_revision(belt) - 1))

    outbox.step(belt.now)
    acknowledge(outbox, wire)
    outbox.step(belt.now)

    assert wire.topics == [POSTING, topics.MARK]
    assert wire.marks == [standing_revision(belt)]


def test_after_a_hiccup_only_what_was_not_yet_marked_is_told_again(
    outbox: Outbox, belt: Belt, wire: Wire
) -> None:
    belt.enrol("p-gate-2")
    belt.run()
    connect(outbox, belt)
    outbox.step(belt.now)
    acknowledge(outbox, wire)
    outbox.step(belt.now)
    seal_anew(belt)
    outbox.step(belt.now)
    acknowledge(outbox, wire)
    (mark,) = wire.marks
    wire.sent.clear()

    outbox.disconnected()
    outbox.connected(belt.now)
    outbox.mark_seen(b"%d" % mark)
    outbox.step(belt.now)

    assert wire.topics == [POSTING]


def test_marks_are_at_least_a_second_apart(tmp_path: Path, wire: Wire) -> None:
    belt = make_belt(tmp_path)
    outbox = make_outbox(belt, wire)
    connect(outbox, belt)
    for number in range(5):
        belt.enrol(f"p-gate-{number}")
        belt.run()
        outbox.step(belt.now)
        acknowledge(outbox, wire)
        outbox.step(belt.now)
    first = list(wire.marks)

    outbox.step(belt.now + MARK_EVERY)
    outbox.step(belt.now + MARK_EVERY * 2)

    assert len(first) == 1
    assert wire.marks == [*first, standing_revision(belt)]


def test_a_clock_that_was_stepped_back_does_not_hold_the_mark(outbox: Outbox, belt: Belt, wire: Wire) -> None:
    connect(outbox, belt)
    outbox.step(belt.now)
    acknowledge(outbox, wire)
    outbox.step(belt.now)
    newer = seal_anew(belt)
    outbox.step(belt.now)
    acknowledge(outbox, wire)

    outbox.step(belt.now - timedelta(days=21))

    assert wire.marks[-1] == newer.revision


def test_a_clock_that_was_stepped_back_does_not_hold_what_was_lost(
    outbox: Outbox, belt: Belt, wire: Wire
) -> None:
    outbox.connected(belt.now)
    outbox.step(belt.now)

    outbox.step(belt.now - timedelta(hours=1))

    assert wire.topics == [POSTING, POSTING, POSTING]


def test_a_database_that_fails_meanwhile_loses_nothing_that_is_told_again(
    large_belt: Belt, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox = make_outbox(large_belt, wire)
    outbox.connected(large_belt.now)
    outbox.step(large_belt.now + MARK_WAIT)
    with monkeypatch.context() as broken:
        broken.setattr(SqlPublications, "sealed", _fail)
        with pytest.raises(OSError, match="disk"):
            outbox.step(large_belt.now + MARK_WAIT)

    outbox.step(large_belt.now + MARK_WAIT)

    assert len(set(wire.topics)) == AGAIN_PER_STEP + 1


def test_no_mark_vouches_for_what_is_still_under_way(outbox: Outbox, belt: Belt, wire: Wire) -> None:
    belt.enrol("p-gate-2")
    belt.run()
    connect(outbox, belt)
    outbox.step(belt.now)

    outbox.acknowledged(2)
    outbox.step(belt.now)

    assert wire.marks == []


def test_the_echo_of_our_own_mark_changes_nothing(outbox: Outbox, belt: Belt, wire: Wire) -> None:
    belt.acknowledge_all()
    outbox.connected(belt.now)
    outbox.step(belt.now + MARK_WAIT)

    outbox.mark_seen(b"0")
    outbox.step(belt.now + MARK_WAIT * 2)

    assert wire.topics == [POSTING]


def test_a_mark_that_comes_before_word_of_the_connection_counts(
    outbox: Outbox, belt: Belt, wire: Wire
) -> None:
    belt.acknowledge_all()
    outbox.mark_seen(b"%d" % standing_revision(belt))

    outbox.connected(belt.now)
    outbox.step(belt.now + MARK_WAIT)

    assert wire.sent == []


def test_the_mark_of_the_last_connection_says_nothing_of_the_next(
    outbox: Outbox, belt: Belt, wire: Wire
) -> None:
    belt.acknowledge_all()
    connect(outbox, belt)
    outbox.step(belt.now)

    outbox.disconnected()
    outbox.connected(belt.now)
    outbox.step(belt.now + MARK_WAIT)

    assert wire.topics == [POSTING]


def test_telling_again_is_spread_and_marked_only_at_its_end(large_belt: Belt, wire: Wire) -> None:
    outbox = make_outbox(large_belt, wire)
    later = large_belt.now + MARK_WAIT
    outbox.connected(large_belt.now)

    outbox.step(later)
    first = list(wire.topics)
    acknowledge(outbox, wire)
    outbox.step(later)
    acknowledge(outbox, wire)
    outbox.step(later)

    assert len(first) == AGAIN_PER_STEP
    assert topics.MARK not in first
    assert len(set(wire.topics)) == AGAIN_PER_STEP + 2
    assert wire.topics[-1] == topics.MARK


def test_what_changed_while_it_waited_to_be_told_again_is_told_as_it_stands_now(
    large_belt: Belt, wire: Wire
) -> None:
    outbox = make_outbox(large_belt, wire)
    outbox.connected(large_belt.now)
    outbox.step(large_belt.now + MARK_WAIT)
    newer = seal_anew(large_belt, "p-gate-last")
    large_belt.acknowledge_all()

    outbox.step(large_belt.now + MARK_WAIT)

    told = [payload for topic, payload in wire.sent if topic.endswith("/p-gate-last")]
    assert told == [newer.sealed]


def test_what_has_expired_is_not_told_again(outbox: Outbox, belt: Belt, wire: Wire) -> None:
    belt.acknowledge_all()
    later = belt.now + timedelta(days=31)
    outbox.connected(later)

    outbox.step(later + MARK_WAIT)

    assert wire.topics == [topics.MARK]


def test_what_expires_while_it_waits_is_not_told_again(large_belt: Belt, wire: Wire) -> None:
    outbox = make_outbox(large_belt, wire)
    outbox.connected(large_belt.now)
    outbox.step(large_belt.now + MARK_WAIT)

    outbox.step(large_belt.now + timedelta(days=31))

    assert len(wire.sent) == AGAIN_PER_STEP


def test_a_database_older_than_the_broker_is_planned_sealed_and_sent_anew(
    outbox: Outbox, belt: Belt, wire: Wire
) -> None:
    belt.acknowledge_all()
    mark = standing_revision(belt) + 600_000
    outbox.connected(belt.now)
    outbox.mark_seen(b"%d" % mark)

    outbox.step(belt.now)
    belt.run()
    outbox.step(belt.now)
    acknowledge(outbox, wire)
    outbox.step(belt.now)

    assert wire.topics == [POSTING, topics.MARK]
    assert wire.marks == [mark + 1]
    assert belt.unsent() == []


def test_a_database_older_than_the_broker_is_found_only_once(outbox: Outbox, belt: Belt, wire: Wire) -> None:
    belt.acknowledge_all()
    mark = standing_revision(belt) + 1000
    for _ in range(2):
        outbox.connected(belt.now)
        outbox.mark_seen(b"%d" % mark)
        outbox.step(belt.now)
        outbox.disconnected()
        belt.run()

    with belt.ledger.reading() as unit:
        assert unit.publications.highest_given() == mark + 1


def test_a_database_that_fails_while_all_is_wanted_anew_is_asked_again(
    outbox: Outbox, belt: Belt, monkeypatch: pytest.MonkeyPatch
) -> None:
    belt.acknowledge_all()
    outbox.connected(belt.now)
    outbox.mark_seen(b"%d" % (standing_revision(belt) + 1000))
    with monkeypatch.context() as broken:
        broken.setattr(belt.ledger, "writing", _fail)
        with pytest.raises(OSError, match="disk"):
            outbox.step(belt.now)

    outbox.step(belt.now)

    with belt.ledger.writing() as unit:
        assert unit.publications.claim_due(belt.lease()) is not None


def _fail(*_: object) -> None:
    raise OSError("disk full")
