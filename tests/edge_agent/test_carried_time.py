"""A pole whose kernel clock is wrong: the controller's answers, carried on, are enough for orders alone."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from edge_agent.clock import ANSWER_SERVES, ASK_AGAIN, Trust
from edge_agent.cues import Cue
from schedules.vocabulary import Rule, Status
from tests.edge_agent.desk import clip_line, order_line, play_line
from tests.edge_agent.yard import BEGIN, Yard
from wire.enrolment import key_line
from wire.messages import AskTime, Now
from wire.signature import KeyId, Purpose, make_key

YEAR = timedelta(days=365)
CLIP = clip_line(seconds=10)
SIREN = clip_line("siren", seconds=5)
ALL = [CLIP, SIREN]

year_off = pytest.mark.parametrize("kernel_off", [YEAR, -YEAR], ids=["a year ahead", "a year behind"])


def a_yard(home: Path, kernel_off: timedelta) -> Yard:
    yard = Yard(home, kernel_off=kernel_off)
    yard.post()
    return yard


def sound_alarm(yard: Yard, *, seconds: float, begins: datetime | None = None) -> None:
    begins = begins or yard.now
    alarm = order_line("alarm", "alarm", begins, SIREN, ends=begins + timedelta(seconds=seconds))
    yard.tell(yard.desk.orders(yard.now, [alarm], ALL))


def listed(yard: Yard) -> set[str]:
    """What the speaker was last told to sound."""
    return {cue.id.split("@")[0] for cue in yard.berth.loads[-1].cues} if yard.berth.loads else set()


def sounding(yard: Yard) -> Iterator[Cue]:
    """What the speaker has begun and not ended, by its own word."""
    turns = yard.berth.speaker._turns.values()
    return (turn.cue for turn in turns if turn.has_begun and not turn.is_over)


def silences(yard: Yard, seconds: int) -> list[float]:
    """Live on for so long; return when nothing sounded, looking every half second."""
    found = []
    for _ in range(seconds * 2):
        if not any(sounding(yard)):
            found.append((yard.now - BEGIN).total_seconds())
        yard.run(0.5)
    return found


@year_off
def test_an_alarm_sounds_while_the_controller_answers(tmp_path: Path, kernel_off: timedelta) -> None:
    yard = a_yard(tmp_path, kernel_off)

    sound_alarm(yard, seconds=300)
    assert silences(yard, 299) == []
    yard.run(10)

    assert yard.berth.pole.trust is Trust.ORDERS
    assert not any(sounding(yard))
    assert [(report.play, report.event, report.at) for report in yard.desk.reports] == [
        ("alarm", "started", yard.at(0)),
        ("alarm", "finished", yard.at(300)),
    ]
    assert yard.desk.reports[0].error_ms == 0
    assert yard.desk.heartbeat.issued_at >= yard.at(300)


@year_off
def test_an_alarm_falls_silent_a_minute_after_the_last_answer_and_the_pole_says_so(
    tmp_path: Path, kernel_off: timedelta
) -> None:
    yard = a_yard(tmp_path, kernel_off)
    sound_alarm(yard, seconds=600)
    yard.run(100)
    yard.answers_time = False
    last = max(message.now for message in yard.answers)

    yard.run((last + ANSWER_SERVES - yard.now).total_seconds() - 0.001)
    assert any(sounding(yard))
    yard.run(0.001)

    assert not any(sounding(yard))
    assert listed(yard) == set()
    assert yard.berth.pole.trust is Trust.NONE
    yard.run(2)
    assert "no alarm" in yard.desk.heartbeat.faults[0]
    assert not yard.desk.heartbeat.is_clock_trusted
    assert yard.desk.heartbeat.clock_source == "none"


@year_off
def test_an_alarm_that_fell_silent_joins_its_grid_with_the_next_answer(
    tmp_path: Path, kernel_off: timedelta
) -> None:
    yard = a_yard(tmp_path, kernel_off)
    sound_alarm(yard, seconds=600)
    yard.answers_time = False
    yard.run(200)
    assert not any(sounding(yard))

    yard.answers_time = True
    yard.run(ASK_AGAIN[-1].total_seconds())

    [cue] = sounding(yard)
    assert (cue.begins + -kernel_off - yard.at(0) - cue.offset) % timedelta(seconds=5) == timedelta()
    yard.run(600)
    assert yard.desk.events() == [("alarm", "started"), ("alarm", "finished")]


def test_an_alarm_that_ended_while_the_pole_was_silent_is_reported_once_as_far_as_it_was_heard(
    tmp_path: Path,
) -> None:
    yard = a_yard(tmp_path, YEAR)
    sound_alarm(yard, seconds=100)
    yard.answers_time = False
    yard.run(200)

    yard.answers_time = True
    yard.run(60)

    started, ended = yard.desk.reports
    assert (started.event, ended.event) == ("started", "finished")
    assert ended.heard_ms is not None
    assert ended.heard_ms <= 60_000


@year_off
def test_plays_stay_silent_and_nothing_is_sealed_for_them(tmp_path: Path, kernel_off: timedelta) -> None:
    yard = a_yard(tmp_path, kernel_off)
    yard.tell(yard.desk.playlist(yard.now, [play_line("play", CLIP, yard.at(20))], ALL))
    sound_alarm(yard, seconds=60, begins=yard.at(40))

    yard.run(150)

    assert {cue.id.split("@")[0] for load in yard.berth.loads for cue in load.cues} == {"alarm"}
    assert yard.desk.events() == [("alarm", "started"), ("alarm", "finished")]
    assert "nothing planned sounds" in yard.desk.heartbeat.faults[0]
    assert "armed" not in {line.stage for line in yard.desk.heartbeat.plays}


@year_off
def test_full_trust_in_mid_alarm_neither_cuts_nor_doubles_it(tmp_path: Path, kernel_off: timedelta) -> None:
    yard = a_yard(tmp_path, kernel_off)
    yard.tell(yard.desk.playlist(yard.now, [play_line("play", CLIP, yard.at(130))], ALL))
    sound_alarm(yard, seconds=120)
    yard.run(32.3)

    yard.clock.step(-kernel_off)
    yard.run(1)  # the kernel's clock moved under the speaker; the pole looks every second
    gaps = silences(yard, 86)
    yard.run(60)

    assert gaps == []
    assert yard.berth.pole.trust is Trust.PLAYS
    assert [(report.play, report.event, report.at) for report in yard.desk.reports] == [
        ("alarm", "started", yard.at(0)),
        ("alarm", "finished", yard.at(120)),
        ("play", "started", yard.at(130)),
        ("play", "finished", yard.at(140)),
    ]
    assert yard.berth.pole._time.offset(yard.clock.read()) == timedelta()


def test_a_better_answer_that_confirms_the_kernel_leaves_what_sounds_untouched(tmp_path: Path) -> None:
    yard = Yard(tmp_path)
    yard.kill()
    yard.boot = "boot-2"
    yard.answers_late = timedelta(milliseconds=400)
    yard.start()
    yard.post()
    sound_alarm(yard, seconds=60, begins=yard.at(1))
    yard.run(12)
    assert yard.berth.pole.trust is Trust.ORDERS
    [before] = sounding(yard)

    yard.answers_late = timedelta()
    yard.run(0.1)
    while yard.berth.pole.trust is not Trust.PLAYS:
        yard.run(0.1)

    assert before in sounding(yard) or before.ends <= yard.now
    assert silences(yard, 30) == []
    yard.run(60)
    assert yard.desk.events() == [("alarm", "started"), ("alarm", "finished")]


@year_off
def test_a_false_step_in_mid_alarm_neither_cuts_nor_doubles_it(tmp_path: Path, kernel_off: timedelta) -> None:
    yard = a_yard(tmp_path, timedelta())
    sound_alarm(yard, seconds=120)
    yard.run(22.3)

    yard.clock.step(kernel_off)
    yard.run(5)  # what sounds is asked after every five seconds while the clock is trusted
    gaps = silences(yard, 90)
    yard.run(60)

    assert gaps == []
    assert yard.desk.events() == [("alarm", "started"), ("alarm", "finished")]
    assert [report.at for report in yard.desk.reports] == [yard.at(0), yard.at(120)]


@year_off
def test_what_was_there_before_the_first_answer_is_accepted_and_sounds(
    tmp_path: Path, kernel_off: timedelta
) -> None:
    yard = Yard(tmp_path, kernel_off=kernel_off)
    yard.kill()
    yard.boot = "boot-2"
    ends = BEGIN + timedelta(days=60)
    newer = make_key(KeyId("order-2"), Purpose.ORDER, ends)
    for message in (
        yard.desk.posting(yard.now, keys=(key_line(newer.public()),)),
        yard.desk.orders(yard.now, [order_line("alarm", "alarm", yard.now, SIREN)], ALL),
    ):
        yard.exchange.publish(*yard.desk.sealed(message))
    yard.answers_time = False
    yard.start()
    yard.run(30)
    assert not yard.berth.loads
    assert not yard.desk.reports
    yard.answers_time = True

    yard.run(30)

    assert yard.berth.pole._inbox.refused == 0
    assert any(sounding(yard))
    assert yard.desk.events() == [("alarm", "started")]


@year_off
def test_a_message_counts_by_pole_time_while_the_controller_answers(
    tmp_path: Path, kernel_off: timedelta
) -> None:
    yard = a_yard(tmp_path, kernel_off)
    alarm = order_line("alarm", "alarm", yard.now, SIREN)
    newer = make_key(KeyId("order-2"), Purpose.ORDER, yard.at(60))
    yard.post(keys=(key_line(newer.public()),))

    yard.tell(yard.desk.orders(yard.now, [alarm], ALL, expires_at=yard.at(-1)))
    assert yard.berth.pole._inbox.refused == 1
    yard.exchange.publish(*yard.desk.sealed(yard.desk.orders(yard.now, [alarm], ALL), newer))
    yard.run(1)
    assert any(sounding(yard))

    yard.run(60)
    yard.exchange.publish(*yard.desk.sealed(yard.desk.orders(yard.now, [], ALL), newer))
    yard.run(1)
    assert yard.berth.pole._inbox.refused == 2
    assert any(sounding(yard))


def test_a_clock_that_was_ahead_does_not_make_the_controller_heard_in_the_future(tmp_path: Path) -> None:
    yard = Yard(tmp_path, kernel_off=YEAR)
    yard.post()
    yard.clock.step(-YEAR)
    yard.run(60)
    exercise = play_line("exercise", CLIP, yard.at(3 * 86_400), status=Status.EXERCISE)
    yard.tell(yard.desk.playlist(yard.now, [exercise], ALL))
    yard.berth.disconnect()

    yard.run(3 * 86_400 + 60)
    yard.berth.connect()
    yard.run(60)

    assert [(report.event, report.rule) for report in yard.desk.reports] == [("missed", Rule.NOT_HEARD)]


def test_a_replayed_answer_keeps_no_alarm_alive(tmp_path: Path) -> None:
    yard = a_yard(tmp_path, YEAR)
    sound_alarm(yard, seconds=600)
    yard.run(10)
    yard.answers_time = False
    old = yard.answers[-1]

    for _ in range(70):
        yard.exchange.publish(*yard.desk.sealed(old), is_retained=False)
        yard.run(1)

    assert not any(sounding(yard))


def test_it_asks_at_least_every_twenty_seconds_while_the_kernel_is_not_believed(tmp_path: Path) -> None:
    yard = a_yard(tmp_path, YEAR)

    yard.run(300)

    asked = [message.issued_at for message in yard.desk.messages if isinstance(message, AskTime)]
    waits = [later - earlier for earlier, later in pairwise(asked[1:])]  # the first by the kernel's clock
    assert max(waits) <= timedelta(seconds=20)
    assert isinstance(yard.answers[-1], Now)
