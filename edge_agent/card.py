"""A sound card through PortAudio, which alone knows when a buffer will be heard (`outputBufferDacTime`)."""

import threading
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from edge_agent.cues import Event
from edge_agent.errors import OutputLostError
from edge_agent.horn import RATE, Samples
from edge_agent.outputs import Reading, ns_of

BLOCK = RATE // 50
DEPTH = 3 * BLOCK
"""Frames kept ready for the card's callback, besides its own buffer."""
BUFFER = 0.1
"""Seconds of buffer asked of the card."""
ANSWERS_WITHIN = 3.0
"""Seconds after which a card that takes no sound is gone."""


class Card:
    """Its callback runs in PortAudio's thread and takes what `write` has put ready."""

    def __init__(self, device: str | None, *, delay_ns: int = 0) -> None:
        """`delay_ns` is how much later than the card says its sound reaches the air."""
        self._device = device or None
        self._delay_ns = delay_ns
        self._room = threading.Condition()
        self._ready: Samples = np.zeros(0, np.float32)
        self._taken = 0
        self._reading: Reading | None = None
        self._stream: Any = None

    def open(self) -> None:
        self._ready, self._taken, self._reading = np.zeros(0, np.float32), 0, None
        try:
            import sounddevice  # noqa: PLC0415 - a machine without PortAudio still writes WAV files
        except OSError as error:
            raise OutputLostError(f"no PortAudio on this machine: {error}") from error
        try:
            most = sounddevice.query_devices(self._device, "output")["max_output_channels"]
            self._stream = sounddevice.OutputStream(
                samplerate=RATE,
                blocksize=BLOCK,
                device=self._device,
                channels=min(2, most),
                dtype="float32",
                latency=BUFFER,
                callback=self._feed,
            )
            self._stream.start()
        except (sounddevice.PortAudioError, ValueError) as error:
            raise OutputLostError(f"the sound card does not open: {error}") from error
        with self._room:
            self._wait_until(lambda: self._reading is not None)

    def ask(self) -> Reading:
        with self._room:
            if self._reading is None:
                raise OutputLostError("the sound card is closed")
            frame = self._taken + len(self._ready)
            return Reading(frame=frame, at=self._reading.at + ns_of(frame - self._reading.frame))

    def write(self, block: Samples) -> None:
        with self._room:
            self._ready = np.concatenate((self._ready, block))
            self._wait_until(lambda: len(self._ready) < DEPTH)

    def note(self, event: Event) -> None:
        """A card keeps no book."""

    def close(self) -> None:
        if self._stream is not None:
            self._stream.abort(ignore_errors=True)
            self._stream.close(ignore_errors=True)
            self._stream = None
        self._reading = None

    def _wait_until(self, is_so: Callable[[], bool]) -> None:
        if not self._room.wait_for(is_so, timeout=ANSWERS_WITHIN):
            raise OutputLostError("the sound card takes no more sound")

    def _feed(self, out: NDArray[np.float32], frames: int, times: Any, _status: object) -> None:
        """Give the card its frames, silence where there are none, and read its clock."""
        shift = _shift_to_utc(times.currentTime)
        heard = round((times.outputBufferDacTime + shift) * 1e9) + self._delay_ns
        with self._room:
            self._reading = Reading(frame=self._taken, at=heard)
            given = self._ready[:frames]
            self._ready = self._ready[frames:]
            self._taken += frames
            self._room.notify()
        out[: len(given)] = given[:, None]
        out[len(given) :] = 0


def _shift_to_utc(card_time: float) -> float:
    """Seconds from PortAudio's clock to UTC: it is one of the kernel's clocks, by build and machine.

    Taking the difference to `card_time` itself would add the delay of this call, 0.1 to 3 ms.
    """
    for clock in (time.time, time.monotonic):
        if abs(clock() - card_time) < 1.0:
            return time.time() - clock()
    return time.time() - card_time
