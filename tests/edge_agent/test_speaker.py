"""The real player process behind the speaker, writing WAV files: what is in them, and what was told."""

import json
import math
import os
import queue
import signal
import subprocess
import sys
import time
import wave
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
import soundfile

from edge_agent.cues import (
    Began,
    Cue,
    Ended,
    Event,
    Failed,
    Outcome,
    cues_line,
    read_cues,
    read_said,
    said_line,
    unix_ns,
)
from edge_agent.horn import RATE
from edge_agent.outputs import frame_of
from edge_agent.speaker import Rig, Speaker
from schedules.vocabulary import Digest

pytestmark = pytest.mark.doors
SOON = timedelta(seconds=2)
DEADLINE = 60.0
"""A player starts in half a second, but not on a machine that has much else to do."""


def noise(seconds: float) -> np.ndarray:
    return np.random.default_rng(7).normal(0, 0.1, round(seconds * RATE)).astype(np.float32)


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("clips") / "noise.opus"
    soundfile.write(path, noise(8), RATE, format="OGG", subtype="OPUS")
    return path


@pytest.fixture(scope="module")
def long_clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Longer than any machine takes to start a player."""
    path = tmp_path_factory.mktemp("clips") / "long.opus"
    soundfile.write(path, noise(DEADLINE), RATE, format="OGG", subtype="OPUS")
    return path


class Pole:
    """A speaker that writes to a folder, and a reader of what it wrote."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.heard: queue.Queue[Event] = queue.Queue()
        self.speaker = Speaker(Rig(folder=folder), self.heard.put)

    def next(self) -> Event:
        return self.heard.get(timeout=DEADLINE)

    def wait_until_ready(self) -> None:
        """The player is there once it says that it cannot sound what does not exist."""
        self.speaker.load([cue(self.folder / "none.opus", "ready", after=timedelta())])
        assert isinstance(self.next(), Failed)
        self.speaker.load([])

    def wait_for_spans(self, number: int) -> list[dict[str, object]]:
        deadline = time.monotonic() + DEADLINE
        while len(spans := self.spans()) < number:
            assert time.monotonic() < deadline
            time.sleep(0.02)  # another process writes them
        return spans

    def spans(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in (self.folder / "timeline.jsonl").read_text().splitlines()]

    def sound_at(self, instant: datetime, seconds: float) -> np.ndarray:
        """What the files hold from an instant on, found by their names alone."""
        frames = np.zeros(round(seconds * RATE), np.float32)
        for path in sorted(self.folder.glob("*.wav")):
            starts = datetime.strptime(path.stem, "%Y%m%dT%H%M%S.%fZ").replace(tzinfo=UTC)
            with wave.open(str(path)) as file:
                sound = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768
            first = frame_of(unix_ns(instant)) - frame_of(unix_ns(starts))
            part = sound[max(0, first) : max(0, first + len(frames))]
            frames[max(0, -first) :][: len(part)] += part
        return frames

    def kill_player(self) -> None:
        assert self.speaker.player_pid
        os.kill(self.speaker.player_pid, signal.SIGKILL)


@pytest.fixture
def pole(tmp_path: Path) -> Iterator[Pole]:
    pole = Pole(tmp_path / "sound")
    pole.speaker.start()
    pole.wait_until_ready()
    yield pole
    pole.speaker.close()


def cue(path: Path, name: str = "a", *, seconds: float = 1.5, after: timedelta = SOON) -> Cue:
    begins = datetime.now(UTC) + after
    return Cue(
        id=name, clip=Digest("0" * 64), path=path, begins=begins, ends=begins + timedelta(seconds=seconds)
    )


def lag(sound: np.ndarray, clip: np.ndarray) -> int:
    """By how many frames `sound` is later than `clip`, and that it is the same sound."""
    spectrum = np.fft.rfft(sound, 2 * len(sound)) * np.conj(np.fft.rfft(clip, 2 * len(sound)))
    match = np.fft.irfft(spectrum)
    best = int(match.argmax())
    assert match[best] > 0.5 * np.sqrt((sound**2).sum() * (clip**2).sum())
    return best if best < len(sound) else best - 2 * len(sound)


def test_a_cue_is_in_the_file_at_its_instant(pole: Pole, clip: Path) -> None:
    planned = cue(clip)
    pole.speaker.load([planned])

    began, ended = pole.next(), pole.next()

    assert isinstance(began, Began)
    assert isinstance(ended, Ended)
    assert abs(began.error) < timedelta(milliseconds=1)
    assert abs(began.at - planned.begins - began.error) < timedelta(microseconds=1)
    assert (ended.outcome, ended.offset) == (Outcome.FINISHED, timedelta(seconds=1.5))
    assert abs(lag(pole.sound_at(planned.begins, 1.5), noise(1.5))) <= 1
    assert not pole.sound_at(planned.begins - timedelta(seconds=1), 0.98).any()
    [span] = pole.spans()
    assert span["frames"] == 1.5 * RATE


def test_a_player_killed_while_it_sounds_goes_on_where_it_would_be(pole: Pole, long_clip: Path) -> None:
    planned = cue(long_clip, seconds=DEADLINE)
    pole.speaker.load([planned])
    assert isinstance(pole.next(), Began)

    pole.kill_player()
    _, joined = pole.wait_for_spans(2)
    offset = math.ceil(float(str(joined["offset"]))) + 2.5
    over = replace(planned, ends=planned.begins + timedelta(seconds=offset + 1))
    pole.speaker.load([over])
    ended = pole.next()

    assert isinstance(ended, Ended)
    assert ended.offset == timedelta(seconds=offset + 1)
    assert abs(ended.at - over.ends) <= timedelta(seconds=1 / RATE)
    assert pole.speaker.restarts == 1
    assert pole.speaker.trouble == "" or "-9" in pole.speaker.trouble
    first = round(offset * RATE)
    heard = pole.sound_at(planned.begins + timedelta(seconds=offset), 1)
    assert abs(lag(heard, noise(DEADLINE)[first : first + RATE])) <= 1
    killed, joined = pole.spans()
    assert killed["frames"] is None
    assert joined["outcome"] == "cut"
    assert pole.heard.empty()


def test_a_player_killed_before_a_cue_begins_sounds_it_whole(pole: Pole, clip: Path) -> None:
    pole.kill_player()
    pole.wait_until_ready()
    pole.speaker.load([cue(clip)])

    assert isinstance(pole.next(), Began)
    ended = pole.next()

    assert isinstance(ended, Ended)
    assert (ended.outcome, ended.offset) == (Outcome.FINISHED, timedelta(seconds=1.5))


def test_a_new_list_cuts_what_it_does_not_name(pole: Pole, clip: Path) -> None:
    pole.speaker.load([cue(clip, seconds=8, after=timedelta())])
    assert isinstance(pole.next(), Began)

    other = cue(clip, "b", seconds=1, after=timedelta(seconds=0.6))
    pole.speaker.load([other])
    cut, began, ended = pole.next(), pole.next(), pole.next()

    assert isinstance(cut, Ended)
    assert (cut.cue, cut.outcome) == ("a", Outcome.CUT)
    assert isinstance(began, Began)
    assert began.error < timedelta(milliseconds=1)
    assert isinstance(ended, Ended)
    assert ended.outcome is Outcome.FINISHED
    assert pole.sound_at(cut.at - timedelta(seconds=0.05), 0.04).any()
    gap = (other.begins - cut.at).total_seconds()
    assert not pole.sound_at(cut.at + timedelta(seconds=0.03), max(0.0, gap - 0.05)).any()


def test_a_cue_withdrawn_while_the_player_is_dead_was_cut_when_it_died(pole: Pole, clip: Path) -> None:
    planned = cue(clip, seconds=8, after=timedelta())
    pole.speaker.load([planned])
    began = pole.next()

    pole.kill_player()
    pole.speaker.load([])
    cut = pole.next()

    assert isinstance(began, Began)
    assert isinstance(cut, Ended)
    assert cut.outcome is Outcome.CUT
    assert cut.at >= began.at


def test_a_player_killed_after_a_cue_ended_says_nothing_more_of_it(pole: Pole, clip: Path) -> None:
    over = cue(clip, seconds=0.5)
    pole.speaker.load([over])
    assert [type(pole.next()) for _ in range(2)] == [Began, Ended]

    pole.kill_player()
    pole.speaker.load([over, cue(clip, "b", seconds=0.5)])

    assert [pole.next().cue for _ in range(2)] == ["b", "b"]


def test_a_missing_clip_fails_and_the_next_cue_sounds(pole: Pole, clip: Path, tmp_path: Path) -> None:
    pole.speaker.load([cue(tmp_path / "none.opus", "missing"), cue(clip, "good")])

    told = [pole.next() for _ in range(3)]

    assert isinstance(told[0], Failed)
    assert [(event.cue, type(event)) for event in told[1:]] == [("good", Began), ("good", Ended)]


def test_an_output_that_cannot_be_had_fails_the_due_cues_in_words(long_clip: Path, tmp_path: Path) -> None:
    (tmp_path / "sound").touch()
    pole = Pole(tmp_path / "sound")
    pole.speaker.start()
    due = cue(long_clip, seconds=DEADLINE, after=timedelta())
    pole.speaker.load([due])

    failed = pole.next()
    (tmp_path / "sound").unlink()
    began = pole.next()
    pole.speaker.close()

    assert isinstance(failed, Failed)
    assert "the WAV folder" in failed.reason
    assert isinstance(began, Began)


def test_the_player_fades_out_and_ends_with_its_agent(clip: Path, tmp_path: Path) -> None:
    command = Rig(folder=tmp_path).command()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as player:
        assert player.stdin
        assert player.stdout
        player.stdin.write(cues_line([cue(clip, seconds=8, after=timedelta())]))
        player.stdin.flush()
        assert isinstance(read_said(player.stdout.readline()), Began)

        player.stdin.close()
        ended = read_said(player.stdout.readline())

        assert player.wait(timeout=DEADLINE) == 0
    assert isinstance(ended, Ended)
    assert ended.outcome is Outcome.CUT
    assert timedelta(seconds=8) > ended.offset


def test_the_kernel_ends_a_player_whose_card_never_answers() -> None:
    stuck = """
import time
from edge_agent import player
class Stuck:
    rest = lambda self: 0.0
    step = lambda self: time.sleep(60)
player.HUNG = 0.1
player.perform(Stuck(), player.Ears(0))
"""
    with subprocess.Popen([sys.executable, "-c", stuck], stdin=subprocess.PIPE) as process:
        assert process.wait(timeout=DEADLINE) == -signal.SIGALRM


def test_the_words_cross_the_pipe_unchanged(clip: Path) -> None:
    here = replace(cue(clip), offset=timedelta(microseconds=1234567), gain_db=-6.5)
    said: list[Event] = [
        Began(cue="a", at=here.begins, offset=here.offset, error=timedelta(microseconds=-40)),
        Ended(cue="a", at=here.ends, offset=here.offset, outcome=Outcome.CUT),
        Failed(cue="a", reason="không mở được bản âm thanh"),
    ]

    assert read_cues(cues_line([here, replace(here, id="b")])) == (here, replace(here, id="b"))
    assert [read_said(said_line(event)) for event in said] == said


def test_the_agent_loads_no_sound_library_for_its_speaker() -> None:
    listing = "import sys, edge_agent.speaker, edge_agent.virtual; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", listing], capture_output=True, text=True, check=True
    ).stdout

    assert not {"numpy", "soundfile", "sounddevice"} & set(loaded.split())
