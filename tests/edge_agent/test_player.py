"""The player on a virtual card whose clock, faults and time the tests turn by hand."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
import soundfile

from edge_agent.cues import Began, Cue, Ended, Event, Failed, Outcome, instant_of, unix_ns
from edge_agent.errors import OutputLostError
from edge_agent.horn import RATE, fit_horn
from edge_agent.outputs import VirtualCard
from edge_agent.player import PREROLL, SECOND, Player
from schedules.vocabulary import Digest

NOW = 1_795_000_000 * SECOND
START = instant_of(NOW + 5 * SECOND)
OPEN_HORN = fit_horn(high_pass_hz=0, ceiling_dbfs=0)


class Pole:
    """A player, its card, and what it told."""

    def __init__(self, card: VirtualCard) -> None:
        self.card = card
        self.told: list[Event] = []
        self.player = Player(card, OPEN_HORN, tell=self.told.append, clock=card.clock)

    def turn_to(self, seconds: float) -> None:
        """Let time go by until so many seconds after `NOW`."""
        until = NOW + round(seconds * SECOND)
        while self.card.now < until:
            rest = self.player.rest()
            if rest == 0:
                self.player.step()
            else:
                self.card.now = min(until, self.card.now + round((rest or 3600) * SECOND))

    def clicks(self) -> np.ndarray:
        """The true instants (Unix ns) at which something was heard."""
        sound = np.concatenate(self.card.played)
        return np.array([self.card.truly_heard(int(frame)) for frame in np.flatnonzero(np.abs(sound) > 0.3)])


@pytest.fixture
def pole() -> Pole:
    return Pole(VirtualCard(now=NOW))


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """Twenty seconds with a click at each whole second."""
    sound = np.zeros(20 * RATE, np.float32)
    sound[::RATE] = 0.5
    soundfile.write(tmp_path / "clicks.flac", sound, RATE)
    return tmp_path / "clicks.flac"


def cue(path: Path, name: str = "a", *, seconds: float = 20) -> Cue:
    ends = START + timedelta(seconds=seconds)
    return Cue(id=name, clip=Digest("0" * 64), path=path, begins=START, ends=ends)


def test_a_cue_is_heard_from_its_instant_to_its_end(pole: Pole, clip: Path) -> None:
    pole.player.load([cue(clip)])

    pole.turn_to(25.5)

    planned = unix_ns(START) + np.arange(20) * SECOND
    assert np.abs(pole.clicks() - planned).max() < 25_000
    began, ended = pole.told
    assert isinstance(began, Began)
    assert abs(began.error) < timedelta(microseconds=25)
    assert began.offset == timedelta()
    assert isinstance(ended, Ended)
    assert ended.outcome is Outcome.FINISHED
    assert ended.offset == timedelta(seconds=20)
    assert pole.card.events == pole.told


def test_nothing_is_told_before_it_is_heard(pole: Pole, clip: Path) -> None:
    pole.player.load([cue(clip)])

    pole.turn_to(4.97)
    assert pole.told == []

    pole.turn_to(5.03)
    assert [type(event) for event in pole.told] == [Began]


def test_the_card_is_open_only_around_a_cue(pole: Pole, clip: Path) -> None:
    assert pole.player.rest() is None

    pole.player.load([cue(clip, seconds=1)])
    pole.turn_to(5 - PREROLL / SECOND - 0.5)
    assert not pole.card.is_open
    pole.turn_to(4)
    assert pole.card.is_open
    pole.turn_to(10)

    assert not pole.card.is_open
    assert pole.player.rest() is None


@pytest.mark.parametrize("ppm", [-80, 50])
def test_a_card_with_a_wrong_clock_and_noisy_word_stays_in_time(clip: Path, ppm: float) -> None:
    noise = np.random.default_rng(4)
    card = VirtualCard(now=NOW, ppm=ppm, jitter=lambda: round(noise.normal(0, 300_000)))
    pole = Pole(card)
    pole.player.load([cue(clip)])

    pole.turn_to(26)

    planned = unix_ns(START) + np.arange(20) * SECOND
    assert len(pole.clicks()) == 20
    assert np.abs(pole.clicks() - planned).max() < 300_000


def test_readings_of_a_card_that_just_started_are_not_believed(clip: Path) -> None:
    readings = iter(range(10_000))
    card = VirtualCard(now=NOW, jitter=lambda: 7_000_000 if next(readings) < 40 else 0)
    pole = Pole(card)
    pole.player.load([cue(clip)])

    pole.turn_to(26)

    assert abs(pole.clicks()[0] - unix_ns(START)) < 25_000


def test_a_cue_whose_instant_is_here_is_joined_where_it_would_be(pole: Pole, clip: Path) -> None:
    pole.card.now = unix_ns(START) + 2_400_000_000

    pole.player.load([cue(clip)])
    pole.turn_to(12)

    [began] = pole.told
    assert isinstance(began, Began)
    assert began.error == began.offset
    assert timedelta(seconds=2.4) < began.error < timedelta(seconds=2.6)
    assert np.abs(pole.clicks()[:3] - unix_ns(START) - np.array([3, 4, 5]) * SECOND).max() < 25_000


def test_a_cue_that_is_withdrawn_fades_out_at_once(pole: Pole, clip: Path) -> None:
    pole.player.load([cue(clip)])
    pole.turn_to(7.5)

    pole.player.load([])
    pole.turn_to(12)

    ended = pole.told[-1]
    assert isinstance(ended, Ended)
    assert ended.outcome is Outcome.CUT
    assert ended.at - START == ended.offset
    assert timedelta(seconds=2.5) < ended.offset < timedelta(seconds=2.65)
    assert len(pole.clicks()) == 3


def test_an_equal_list_changes_nothing_and_another_end_shortens(pole: Pole, clip: Path) -> None:
    pole.player.load([cue(clip)])
    pole.turn_to(6.5)
    pole.player.load([cue(clip)])
    pole.turn_to(8.5)

    pole.player.load([cue(clip, seconds=10)])
    pole.turn_to(20)

    began, ended = pole.told
    assert isinstance(began, Began)
    assert isinstance(ended, Ended)
    assert (ended.offset, ended.outcome) == (timedelta(seconds=10), Outcome.CUT)


def test_one_cue_gives_way_to_another(pole: Pole, clip: Path) -> None:
    pole.player.load([cue(clip)])
    pole.turn_to(7.5)

    alarm = replace(cue(clip, "alarm"), begins=instant_of(pole.card.now))
    pole.player.load([alarm])
    pole.turn_to(9)

    assert [(event.cue, type(event)) for event in pole.told] == [("a", Began), ("a", Ended), ("alarm", Began)]


def test_a_cue_ended_or_withdrawn_before_it_began_stays_silent(pole: Pole, clip: Path) -> None:
    pole.player.load([cue(clip)])
    pole.turn_to(4)
    pole.player.load([])
    pole.turn_to(12)
    pole.player.load([cue(clip, "b", seconds=1)])
    pole.turn_to(14)

    assert pole.told == [Failed(cue="b", reason="its time was over before it began")]
    assert not pole.card.is_open


def test_a_missing_a_spoilt_and_a_short_clip_fail_in_words(pole: Pole, clip: Path, tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt.opus"
    spoilt.write_bytes(b"OggS" + b"\7" * 4000)
    soundfile.write(tmp_path / "slow.wav", np.zeros(16000), 16000)

    pole.player.load(
        [
            cue(tmp_path / "none.opus", "missing"),
            cue(spoilt, "spoilt"),
            cue(tmp_path / "slow.wav", "slow"),
            cue(clip, "short", seconds=21),
            cue(clip, "good"),
        ]
    )
    pole.turn_to(27)

    failed = {event.cue: event.reason for event in pole.told if isinstance(event, Failed)}
    assert "does not open" in failed["missing"]
    assert "does not open" in failed["spoilt"]
    assert "16000" in failed["slow"]
    assert failed["short"] == "the clip is over after 20.0 s"
    assert [event.cue for event in pole.told if isinstance(event, Ended)] == ["good"]


def test_a_truncated_opus_clip_sounds_as_far_as_it_goes(pole: Pole, tmp_path: Path) -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, 6 * RATE)
    soundfile.write(tmp_path / "whole.opus", noise, RATE, format="OGG", subtype="OPUS")
    whole = (tmp_path / "whole.opus").read_bytes()
    (tmp_path / "half.opus").write_bytes(whole[: len(whole) // 2])

    pole.player.load([cue(tmp_path / "half.opus", seconds=6)])
    pole.turn_to(12)

    assert [type(event) for event in pole.told] == [Began, Failed]


def test_a_stalled_output_jumps_back_to_its_place(pole: Pole, clip: Path) -> None:
    pole.player.load([cue(clip)])
    pole.turn_to(7.5)

    pole.card.stall(0.3)
    pole.turn_to(26)

    after = pole.clicks()[-15:]
    assert np.abs(after - unix_ns(START) - np.arange(5, 20) * SECOND).max() < 25_000


def test_a_card_that_vanishes_ends_the_player(pole: Pole, clip: Path) -> None:
    pole.player.load([cue(clip)])
    pole.turn_to(6)
    pole.card.is_gone = True

    with pytest.raises(OutputLostError):
        pole.turn_to(7)


def test_a_changed_gain_is_heard(pole: Pole, clip: Path) -> None:
    pole.player.load([cue(clip)])
    pole.turn_to(7.5)

    pole.player.load([replace(cue(clip), gain_db=-20.0)])
    pole.turn_to(12)

    assert len(pole.clicks()) == 3


@pytest.mark.parametrize("seconds", [-31_536_000, -60, 60, 31_536_000])
def test_when_the_kernels_clock_is_set_a_cue_loaded_anew_goes_on_at_once(clip: Path, seconds: int) -> None:
    card = VirtualCard(now=NOW)
    pole = Pole(card)
    planned = cue(clip)
    pole.player.load([planned])
    pole.turn_to(8.5)
    card.played.clear()

    card.set_clock(seconds)
    by = timedelta(seconds=seconds)
    for _ in range(25):
        pole.player.step()
    pole.player.load([replace(planned, begins=planned.begins + by, ends=planned.ends + by)])
    while card.now < NOW + (seconds + 26) * SECOND:
        pole.player.step()

    assert not any(isinstance(event, Failed) for event in pole.told)
    joined = [event for event in pole.told if isinstance(event, Began)][-1]
    assert timedelta(seconds=3.5) < joined.offset < timedelta(seconds=4.3)
    last = pole.told[-1]
    assert isinstance(last, Ended)
    assert (last.outcome, last.at) == (Outcome.FINISHED, planned.ends + by)


def test_what_was_heard_is_told_though_the_kernels_clock_was_set_back_meanwhile(clip: Path) -> None:
    card = VirtualCard(now=NOW)
    pole = Pole(card)
    pole.player.load([cue(clip)])
    pole.turn_to(4.97)
    assert pole.told == []

    card.set_clock(-31_536_000)
    for _ in range(5):
        pole.player.step()

    assert [type(event) for event in pole.told] == [Began]
