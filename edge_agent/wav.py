"""An output for machines without a card: the sound goes to files, paced by the kernel's clock.

Each session in which something sounded is one file, named by the instant of its first
sample, a whole millisecond. So every sample has its instant: start + position / 48,000.
`timeline.jsonl` beside them tells where each cue is.
"""

import json
import time
import wave
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from edge_agent.cues import Began, Ended, Event, Failed, instant_of, nanoseconds, unix_ns
from edge_agent.errors import OutputLostError
from edge_agent.horn import RATE, Samples
from edge_agent.outputs import Reading, frame_of, ns_of

AHEAD = RATE // 5
"""Frames between being written and being heard, as in a card's buffer."""
LEAP = RATE
"""When the clock and the file are further apart than this, a new file begins."""
MILLISECOND = RATE // 1000


class WavFolder:
    """Frames are numbered from 1970, so `ask` needs no estimate."""

    def __init__(
        self,
        folder: Path,
        *,
        clock: Callable[[], int] = time.time_ns,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._folder = folder
        self._timeline = Timeline(folder / "timeline.jsonl")
        self._clock = clock
        self._sleep = sleep
        self._file: wave.Wave_write | None = None
        self._name = ""
        self._first = 0
        self._next = 0

    def open(self) -> None:
        first = frame_of(self._clock()) + AHEAD
        self._first = self._next = -(-first // MILLISECOND) * MILLISECOND
        self._name = f"{instant_of(ns_of(self._first)):%Y%m%dT%H%M%S.%f}"[:-3] + "Z.wav"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._stream = (self._folder / self._name).open("xb")
            self._file = wave.open(self._stream, "wb")  # noqa: SIM115 - `close` closes both
            self._file.setparams((1, 2, RATE, 0, "NONE", ""))
        except OSError as error:
            raise OutputLostError(f"the WAV folder: {error}") from error

    def ask(self) -> Reading:
        """A file behind its clock gets silence, as a card would give; when far off, a new one begins."""
        behind = frame_of(self._clock()) - self._next
        if not -AHEAD - LEAP < behind < LEAP:
            self.close()
            self.open()
        elif behind > 0:
            self._append(np.zeros(behind + AHEAD, np.float32))
        return Reading(frame=self._next, at=ns_of(self._next))

    def write(self, block: Samples) -> None:
        self._append(block)
        early = ns_of(self._next - AHEAD) - self._clock()
        self._sleep(min(max(0, early) / 1e9, 1.0))

    def note(self, event: Event) -> None:
        try:
            self._timeline.note(event, file=self._name, first=self._first)
        except OSError as error:
            raise OutputLostError(f"the WAV timeline: {error}") from error

    def close(self) -> None:
        if self._file:
            self._file.close()
            self._stream.close()
            self._file = None

    def _append(self, block: Samples) -> None:
        """Data and header reach the kernel with each block: a killed player leaves a whole file."""
        if self._file is None:
            raise OutputLostError("the WAV file is closed")
        try:
            self._file.writeframes(np.rint(block * 32767).astype("<i2").tobytes())
            self._stream.flush()
        except OSError as error:
            raise OutputLostError(f"the WAV file: {error}") from error
        self._next += len(block)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A line of the timeline: instants in ISO 8601, `offset` in seconds, `frame` the place in the file.

    `frames` and `outcome` are null while it sounds, and stay so if the player was killed.
    """

    cue: str
    planned: str
    real: str
    offset: float
    file: str
    frame: int
    frames: int | None = None
    outcome: str | None = None


class Timeline:
    """One line of JSON for each span; those that still sound stand last, so only the end is rewritten."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sounding: dict[str, Span] = {}
        self._closed = path.stat().st_size if path.exists() else 0

    def note(self, event: Event, *, file: str, first: int) -> None:
        match event:
            case Began():
                self._sounding[event.cue] = _span(event, file=file, first=first)
                self._rewrite()
            case Ended() if span := self._sounding.pop(event.cue, None):
                frames = frame_of(nanoseconds(event.offset)) - frame_of(round(span.offset * 1e9))
                self._rewrite(replace(span, frames=frames, outcome=event.outcome))
            case Failed() if span := self._sounding.pop(event.cue, None):
                self._rewrite(replace(span, outcome=event.reason))
            case _:
                pass

    def _rewrite(self, *closed: Span) -> None:
        with self._path.open("r+b" if self._closed else "wb") as lines:
            lines.seek(self._closed)
            lines.writelines(_line(span) for span in closed)
            self._closed = lines.tell()
            lines.writelines(_line(span) for span in self._sounding.values())
            lines.truncate()


def _span(began: Began, *, file: str, first: int) -> Span:
    return Span(
        cue=began.cue,
        planned=(began.at - began.error).isoformat(),
        real=began.at.isoformat(),
        offset=began.offset.total_seconds(),
        file=file,
        frame=frame_of(unix_ns(began.at)) - first,
    )


def _line(span: Span) -> bytes:
    return json.dumps(asdict(span)).encode() + b"\n"
