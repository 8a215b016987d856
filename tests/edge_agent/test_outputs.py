"""The count of frames, the estimate of a card's pace, and files whose every sample has its instant."""

import json
import wave
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge_agent.cues import Began, Ended, Failed, Outcome, instant_of
from edge_agent.errors import OutputLostError
from edge_agent.horn import RATE
from edge_agent.outputs import Pace, Reading, frame_of, ns_of
from edge_agent.wav import AHEAD, WavFolder

SECOND = 1_000_000_000
NOW = 1_795_000_000 * SECOND + 123_456_789
BLOCK = np.full(960, 0.5, np.float32)


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> int:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += round(seconds * SECOND)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path, clock: Clock) -> WavFolder:
    return WavFolder(tmp_path / "sound", clock=clock, sleep=clock.sleep)


def frames_in(path: Path) -> int:
    with wave.open(str(path)) as file:
        return file.getnframes()


@given(st.integers(0, 2**62))
def test_a_frame_is_at_most_half_a_frame_from_its_instant(unix_ns: int) -> None:
    assert abs(ns_of(frame_of(unix_ns)) - unix_ns) <= SECOND // RATE // 2 + 1


def test_pace_believes_the_median_of_a_settled_card() -> None:
    pace = Pace()
    for number in range(40):
        pace.read(Reading(frame=number * 960, at=NOW + ns_of(number * 960) + 7_000_000))
    for number in range(40, 101):
        wrong = 900_000 if number % 3 == 0 else 0
        pace.read(Reading(frame=number * 960, at=NOW + ns_of(number * 960) + wrong))

    assert pace.heard(96_000) == NOW + 2 * SECOND


def test_a_file_is_whole_after_each_block(folder: WavFolder, tmp_path: Path) -> None:
    folder.open()

    for count in range(1, 4):
        folder.write(BLOCK)
        [path] = (tmp_path / "sound").glob("*.wav")
        assert frames_in(path) == count * 960

    folder.close()


def test_a_file_is_named_by_the_instant_of_its_first_sample(folder: WavFolder, tmp_path: Path) -> None:
    folder.open()
    reading = folder.ask()
    folder.close()

    [path] = (tmp_path / "sound").glob("*.wav")
    assert path.name == f"{instant_of(reading.at):%Y%m%dT%H%M%S.%f}"[:-3] + "Z.wav"
    assert reading.at % 1_000_000 == 0
    assert 0 <= reading.at - NOW - ns_of(AHEAD) <= 1_000_000


def test_writing_keeps_step_with_the_clock(folder: WavFolder, clock: Clock) -> None:
    folder.open()

    for _ in range(100):
        folder.write(BLOCK)

    folder.close()
    assert abs(clock.now - NOW - 2 * SECOND) < 2_000_000


def test_a_file_that_fell_behind_gets_silence_in_place(
    folder: WavFolder, clock: Clock, tmp_path: Path
) -> None:
    folder.open()
    folder.write(BLOCK)
    first = folder.ask()
    clock.now += SECOND // 2

    then = folder.ask()
    folder.write(BLOCK)
    folder.close()

    assert then.at > clock.now - ns_of(960)
    [path] = (tmp_path / "sound").glob("*.wav")
    assert frames_in(path) == 960 + (then.frame - first.frame) + 960


@pytest.mark.parametrize("leap", [3600, -3600])
def test_when_the_kernel_clock_leaps_a_new_file_begins(
    folder: WavFolder, clock: Clock, leap: int, tmp_path: Path
) -> None:
    folder.open()
    folder.write(BLOCK)
    clock.now += leap * SECOND

    reading = folder.ask()
    folder.close()

    assert len(list((tmp_path / "sound").glob("*.wav"))) == 2
    assert 0 <= reading.at - clock.now - ns_of(AHEAD) <= 1_000_000


def test_the_timeline_has_a_line_for_each_span_even_while_it_sounds(
    folder: WavFolder, tmp_path: Path
) -> None:
    folder.open()
    start = folder.ask().at
    at = instant_of(start + SECOND)
    lines = tmp_path / "sound" / "timeline.jsonl"

    folder.note(Began(cue="a", at=at, offset=timedelta(seconds=2), error=timedelta(milliseconds=1)))
    [sounding] = map(json.loads, lines.read_text().splitlines())
    folder.note(
        Ended(cue="a", at=at + timedelta(seconds=3), offset=timedelta(seconds=5), outcome=Outcome.CUT)
    )
    folder.note(Began(cue="b", at=at + timedelta(seconds=3), offset=timedelta(), error=timedelta()))
    folder.note(Failed(cue="b", reason="the clip is over after 1.0 s"))
    folder.note(Failed(cue="c", reason="never began"))
    folder.close()

    ended, failed = map(json.loads, lines.read_text().splitlines())
    assert (sounding["cue"], sounding["frame"], sounding["frames"]) == ("a", RATE, None)
    assert ended == sounding | {"frames": 3 * RATE, "outcome": "cut"}
    assert (failed["cue"], failed["frame"], failed["outcome"]) == (
        "b",
        4 * RATE,
        "the clip is over after 1.0 s",
    )


def test_a_later_player_adds_to_the_timeline(tmp_path: Path, clock: Clock) -> None:
    for name in ("a", "b"):
        folder = WavFolder(tmp_path, clock=clock, sleep=clock.sleep)
        folder.open()
        folder.note(Began(cue=name, at=instant_of(clock.now), offset=timedelta(), error=timedelta()))
        folder.close()
        clock.sleep(5)

    lines = (tmp_path / "timeline.jsonl").read_text().splitlines()
    assert [json.loads(line)["cue"] for line in lines] == ["a", "b"]


def test_a_folder_that_cannot_be_written_is_a_lost_output(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(OutputLostError, match="the WAV folder"):
        WavFolder(tmp_path / "file" / "sound").open()
