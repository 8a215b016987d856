"""The proof comes home: once in the database, however often it must be sent."""

from datetime import timedelta
from pathlib import Path

import pytest

from edge_agent.postbox import RUN, WINDOW
from tests.edge_agent.desk import clip_line, play_line
from tests.edge_agent.yard import Yard
from wire.codec import FIRST_LINK, MAX_WIRE_BYTES, link
from wire.messages import Reports
from wire.topics import Kind, up

CLIP = clip_line(seconds=2)


@pytest.fixture
def yard(tmp_path: Path) -> Yard:
    yard = Yard(tmp_path)
    yard.post()
    return yard


def play(yard: Yard, *starts: float, name: str = "play") -> None:
    lines = [play_line(f"{name}-{number}", CLIP, yard.at(start)) for number, start in enumerate(starts)]
    yard.tell(yard.desk.playlist(yard.now, lines, [CLIP]))


def sent(yard: Yard) -> list[int]:
    """The numbers of all reports, in the order in which they were sent."""
    runs = [message for message in yard.desk.messages if isinstance(message, Reports)]
    return [report.number for run in runs for report in run.reports]


def test_what_is_not_filed_is_sent_again_and_a_repeat_is_harmless(yard: Yard) -> None:
    yard.files = False
    play(yard, 10)
    yard.run(60)
    assert sent(yard)[:2] == [1, 2]
    assert len(sent(yard)) > 2

    yard.files = True
    yard.run(60)
    before = sent(yard)
    yard.run(600)

    assert sent(yard) == before
    assert [report.number for report in yard.desk.reports] == [1, 2]


def test_what_was_said_while_the_broker_was_gone_is_said_when_it_is_back(yard: Yard) -> None:
    play(yard, 10)
    yard.run(5)
    yard.berth.disconnect()
    yard.run(60)
    assert not sent(yard)

    yard.berth.connect()
    yard.run(2)

    assert sent(yard) == [1, 2]


def test_filed_going_back_sends_again_what_the_controller_lost(yard: Yard) -> None:
    play(yard, 10, 20)
    yard.run(40)
    yard.desk.reports.clear()

    yard.tell(yard.desk.filed(yard.now, "journal-1", 1))
    yard.run(2)

    assert [report.number for report in yard.desk.reports] == [2, 3, 4]


def test_filed_for_another_journal_is_ignored(yard: Yard) -> None:
    yard.files = False
    play(yard, 10)

    yard.tell(yard.desk.filed(yard.now, "another", 2))
    yard.run(40)

    assert yard.berth.journal.filed() == 0
    assert sent(yard)[:2] == [1, 2]


def test_a_long_journal_goes_home_in_runs_that_fit_the_wire(yard: Yard) -> None:
    yard.files = False
    yard.berth.disconnect()
    for number in range(WINDOW + RUN):
        yard.berth.pole._record._write(f"play-{number:036}", "missed", yard.now)  # type: ignore[arg-type]

    yard.berth.connect()
    yard.run(2)
    assert len(sent(yard)) == WINDOW
    topic = up(Kind.REPORTS, yard.settings.enrolment.pole_id)
    assert max(len(say.sealed) for say in yard.exchange.said if say.topic == topic) < MAX_WIRE_BYTES / 4

    yard.files = True
    yard.run(60)
    assert [report.number for report in yard.desk.reports] == list(range(1, WINDOW + RUN + 1))


def test_the_chain_holds_across_everything_that_was_sent(yard: Yard) -> None:
    play(yard, 10, 20, 30)
    yard.run(25)
    yard.kill()
    yard.start()
    yard.run(60)

    previous = FIRST_LINK
    for report in yard.desk.reports:
        assert report.previous == previous
        previous = link(report)
    assert len(yard.desk.reports) == 6


def test_a_heartbeat_tells_each_stage_of_a_play_once_and_then_how_far_it_is(yard: Yard) -> None:
    yard.has_clips = False
    play(yard, 900)
    yard.run(2)
    assert [(line.stage, line.since) for line in yard.desk.heartbeat.plays] == [("received", yard.at(0))]
    assert yard.desk.heartbeat.clips_missing == (CLIP.digest,)

    yard.has_clips = True
    yard.run(30)
    assert [line.stage for line in yard.desk.heartbeat.plays] == ["clip_ready", "armed"]
    assert yard.desk.heartbeat.clips_ready == (CLIP.digest,)

    yard.run(310)
    assert [line.stage for line in yard.desk.heartbeat.plays] == ["armed"]
    assert yard.desk.heartbeat.is_clock_trusted


def test_heartbeats_come_on_change_but_never_more_than_one_a_second(yard: Yard) -> None:
    yard.run(10)
    topic = up(Kind.HEARTBEAT, yard.settings.enrolment.pole_id)
    before = sum(say.topic == topic for say in yard.exchange.said)

    for _ in range(20):
        yard.post()
        yard.run(0.1)
    yard.run(1)

    assert sum(say.topic == topic for say in yard.exchange.said) - before <= 4


def test_everything_a_pole_says_has_a_higher_revision_even_after_its_clock_went_back(yard: Yard) -> None:
    yard.run(10)
    yard.kill()
    yard.clock.turn(timedelta(hours=-1))
    yard.start()
    yard.run(10)

    revisions = [message.revision for message in yard.desk.messages]
    assert revisions == sorted(set(revisions))
