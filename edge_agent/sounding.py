"""One cue while it sounds: a stream from its clip, placed on the frames of UTC.

The player knocks here, once a block. Live voice will be another source with the same `read`.
"""

from datetime import timedelta
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from edge_agent.cues import Cue, Outcome, length_of, nanoseconds, unix_ns
from edge_agent.errors import ClipSpoiltError
from edge_agent.horn import RATE, Samples
from edge_agent.outputs import frame_of, ns_of

FADE = RATE // 100
"""10 ms: a cut or a join is no click."""
SHORT = RATE // 20
"""A clip may lack 50 ms of what its cue was told."""


class _Forwards(soundfile.SoundFile):  # type: ignore[misc]  # untyped
    """soundfile seeks after each read of a file that it takes for seekable.

    libsndfile 1.2.2 then gives up to 12 ms of wrong samples at the end of an Opus file.
    """

    def seekable(self) -> bool:
        return False


class ClipStream:
    """Reads a clip forwards as it is needed; a jump costs a seek of a few milliseconds."""

    def __init__(self, path: Path) -> None:
        self._at = 0
        try:
            self._file = _Forwards(path)
        except (soundfile.LibsndfileError, OSError) as error:
            raise ClipSpoiltError(f"the clip does not open: {error}") from error
        if self._file.samplerate != RATE:
            self.close()
            raise ClipSpoiltError(f"the clip has {self._file.samplerate} samples a second, not {RATE}")

    def read(self, first: int, frames: int) -> Samples:
        """Frames from `first` on; fewer where the clip is over."""
        try:
            if first >= self._file.frames:
                return np.zeros(0, np.float32)
            if self._at != first:
                self._file.seek(first)
            samples = self._file.read(frames, dtype="float32", always_2d=True)
            self._at = first + len(samples)
        except (soundfile.LibsndfileError, OSError) as error:
            raise ClipSpoiltError(f"the clip does not read on: {error}") from error
        mono: Samples = samples.mean(axis=1, dtype=np.float32)
        return mono

    def close(self) -> None:
        self._file.close()


class Sounding:
    """Frames are numbered from 1970 at `RATE`; `ends` moves when the cue is cut or the clip runs dry."""

    def __init__(self, cue: Cue) -> None:
        self.cue = cue
        self.begins = frame_of(unix_ns(cue.begins))
        self.ends = self._told = frame_of(unix_ns(cue.ends))
        self.began: int | None = None
        self.is_dry = False
        self._gain_db = cue.gain_db
        self._anchor = anchor(cue)
        self._clip = ClipStream(cue.path)

    @property
    def outcome(self) -> Outcome:
        return Outcome.FINISHED if self.ends >= self._told or self.is_dry else Outcome.CUT

    @property
    def is_short(self) -> bool:
        return self.is_dry and self.ends < min(self._told, frame_of(unix_ns(self.cue.ends))) - SHORT

    def offset(self, frame: int) -> timedelta:
        return length_of(ns_of(frame - self._anchor))

    def amend(self, cue: Cue, *, now: int) -> None:
        """Go on with another end or gain; `now` is the next frame to be rendered."""
        self.cue = cue
        self.ends = max(frame_of(unix_ns(cue.ends)), now + FADE)

    def cut(self, *, now: int) -> None:
        self.ends = min(self.ends, now + FADE)

    def mix_into(self, block: Samples, *, first: int) -> None:
        """Add what of this cue is heard in the block that begins at frame `first`."""
        begins, ends = max(first, self.begins), min(first + len(block), self.ends)
        if begins >= ends or self.is_dry:
            return
        samples = self._clip.read(begins - self._anchor, ends - begins)
        if len(samples) and self.began is None:
            self.began = begins
        if len(samples) < ends - begins:
            self.is_dry, self.ends = True, begins + len(samples)
        at = np.arange(begins, begins + len(samples))
        block[begins - first :][: len(samples)] += samples * self._envelope(at) * self._gains(len(samples))

    def close(self) -> None:
        self._clip.close()

    def _envelope(self, at: NDArray[np.int64]) -> Samples:
        """Falls over the last `FADE` frames; rises over the first ones where a clip is joined."""
        envelope = np.clip((self.ends - at) / FADE, 0.0, 1.0)
        if self.began is not None and self.began > self._anchor:
            envelope *= np.clip((at - self.began) / FADE, 0.0, 1.0)
        return envelope.astype(np.float32)

    def _gains(self, frames: int) -> Samples | np.float32:
        """A changed gain is reached in a straight line over one block."""
        before, self._gain_db = self._gain_db, self.cue.gain_db
        reached = np.float32(10 ** (self._gain_db / 20))
        if before == self._gain_db:
            return reached
        return np.linspace(10 ** (before / 20), reached, frames, dtype=np.float32)


def anchor(cue: Cue) -> int:
    """The frame at which the clip's first sample is, or would have been, heard."""
    return frame_of(unix_ns(cue.begins)) - frame_of(nanoseconds(cue.offset))


def is_same_sound(cue: Cue, other: Cue) -> bool:
    """Whether one can go on as the other, with at most another end or gain."""
    return (cue.id, cue.clip, cue.path) == (other.id, other.clip, other.path) and (
        abs(anchor(cue) - anchor(other)) <= RATE // 1000
    )
