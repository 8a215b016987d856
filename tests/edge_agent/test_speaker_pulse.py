"""The card machine on a real PulseAudio server with a null sink and a recorder on its monitor."""

import os
import queue
import shutil
import subprocess
import time
from collections.abc import Iterator
from ctypes.util import find_library
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
import soundfile

from edge_agent.cues import Began, Cue, Ended, Event, Failed
from edge_agent.horn import RATE
from edge_agent.speaker import Rig, Speaker
from schedules.vocabulary import Digest

DEADLINE = 30.0
IS_HERE = bool(shutil.which("pulseaudio") and shutil.which("parec") and find_library("portaudio"))

pytestmark = [
    pytest.mark.doors,
    pytest.mark.skipif(
        not IS_HERE and os.environ.get("CI") != "true",
        reason="needs pulseaudio, pulseaudio-utils, libportaudio2 and libasound2-plugins",
    ),
]


class Sink:
    """A PulseAudio server of our own, and a recording of all it plays."""

    def __init__(self, folder: Path) -> None:
        self.recording = folder / "recording.f32"
        socket = folder / "sock"
        (folder / "pulse.pa").write_text(
            f"load-module module-native-protocol-unix socket={socket} auth-anonymous=1\n"
            "load-module module-null-sink sink_name=both rate=48000 channels=1\n"
        )
        home = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
        self.clients = {**home, "PULSE_SERVER": f"unix:{socket}", "PULSE_SINK": "both"}
        options = ("--daemonize=no", "--exit-idle-time=-1", "--disable-shm=yes", "--use-pid-file=no")
        self.server = subprocess.Popen(
            [shutil.which("pulseaudio") or "pulseaudio", "-n", *options, "-F", str(folder / "pulse.pa")],
            env={**os.environ, **home},
            stderr=subprocess.DEVNULL,
        )
        wait_for(socket.exists)
        recording = ("--latency-msec=10", "--raw", "--format=float32le", "--channels=1", "--rate=48000")
        # without a recorder of low latency the null sink stalls for seconds
        with self.recording.open("wb") as file:
            self.recorder = subprocess.Popen(
                [shutil.which("parec") or "parec", *recording, "-d", "both.monitor"],
                env={**os.environ, **self.clients},
                stdout=file,
            )
        wait_for(lambda: self.recording.stat().st_size > 0)

    def recorded(self) -> np.ndarray:
        return np.fromfile(self.recording, np.float32)

    def stop(self) -> None:
        for process in (self.recorder, self.server):
            process.kill()
            process.wait()


def wait_for(is_so: object) -> None:
    assert callable(is_so)
    deadline = time.monotonic() + DEADLINE
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.fixture
def sink(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sink]:
    sink = Sink(tmp_path)
    for name, value in sink.clients.items():
        monkeypatch.setenv(name, value)
    yield sink
    sink.stop()


@pytest.fixture
def heard() -> queue.Queue[Event]:
    return queue.Queue()


@pytest.fixture
def speaker(sink: Sink, heard: queue.Queue[Event]) -> Iterator[Speaker]:
    speaker = Speaker(Rig(device="pulse"), heard.put)
    speaker.start()
    yield speaker
    speaker.close()


def cue(path: Path, name: str, *, begins: datetime, seconds: float) -> Cue:
    return Cue(
        id=name, clip=Digest("0" * 64), path=path, begins=begins, ends=begins + timedelta(seconds=seconds)
    )


def test_two_cues_on_a_card_are_as_far_apart_as_planned(
    sink: Sink, speaker: Speaker, heard: queue.Queue[Event], tmp_path: Path
) -> None:
    noise = np.random.default_rng(3).normal(0, 0.1, RATE)
    soundfile.write(tmp_path / "noise.opus", noise, RATE, format="OGG", subtype="OPUS")
    first = datetime.now(UTC) + timedelta(seconds=4)
    apart = timedelta(seconds=3)
    cues = [cue(tmp_path / "noise.opus", str(n), begins=first + n * apart, seconds=1) for n in range(2)]

    speaker.load(cues)
    told = [heard.get(timeout=DEADLINE) for _ in range(4)]

    assert [type(event) for event in told] == [Began, Ended, Began, Ended]
    assert all(abs(event.error) < timedelta(milliseconds=20) for event in told if isinstance(event, Began))
    sound = sink.recorded()
    match = np.fft.irfft(np.fft.rfft(sound) * np.conj(np.fft.rfft(noise, len(sound))), len(sound))
    one = int(match.argmax())
    match[max(0, one - RATE) : one + RATE] = 0
    other = int(match.argmax())
    assert abs(abs(one - other) - apart.total_seconds() * RATE) < 0.02 * RATE


def test_a_card_that_vanishes_fails_in_words_while_the_agent_goes_on(
    sink: Sink, speaker: Speaker, heard: queue.Queue[Event], tmp_path: Path
) -> None:
    soundfile.write(tmp_path / "noise.wav", np.random.default_rng(3).normal(0, 0.1, 60 * RATE), RATE)
    speaker.load([cue(tmp_path / "noise.wav", "a", begins=datetime.now(UTC), seconds=60)])
    assert isinstance(heard.get(timeout=DEADLINE), Began)

    sink.stop()
    failed = heard.get(timeout=DEADLINE)

    assert isinstance(failed, Failed)
    assert "sound card" in failed.reason
