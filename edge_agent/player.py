"""The process that sounds: cues come in by standard input, events go out by standard output.

Started by `edge_agent.speaker`; ends when its input does. With nothing to sound it waits on
the pipe with the output closed. A cue's output is opened two seconds early and runs silent,
so that its true pace is known when the first sample must be heard.
"""

import argparse
import gc
import os
import select
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from edge_agent.card import Card
from edge_agent.cues import (
    Began,
    Cue,
    Ended,
    Event,
    Failed,
    Trouble,
    instant_of,
    length_of,
    read_cues,
    said_line,
    unix_ns,
)
from edge_agent.errors import ClipSpoiltError, OutputLostError
from edge_agent.horn import RATE, Horn, Samples, at_rest, fit_horn, protect
from edge_agent.outputs import LEAP, Output, Pace, frame_of, ns_of
from edge_agent.sounding import Sounding, is_same_sound
from edge_agent.wav import WavFolder

BLOCK = RATE // 50
SECOND = 1_000_000_000
PREROLL = 2_200_000_000
"""Nanoseconds: 100 readings of the output's pace, and the time to open it."""
LINGER = 3 * SECOND
NEAR = 100_000
"""Nanoseconds of drift that are left alone."""
FAR = 20_000_000
"""Nanoseconds of drift after which the sound jumps to its place: the output had stalled."""
HUNG = 5.0
"""Seconds without a block after which the kernel ends a player whose card never answers."""
REAL_TIME_PRIORITY = 10


class Player:
    """Sounds each listed cue at its instant. `step` makes one block; `rest` says when it is needed.

    Two counts of frames meet here: the output's own, and frames of UTC (`outputs.frame_of`).
    """

    def __init__(
        self,
        output: Output,
        horn: Horn,
        *,
        tell: Callable[[Event], None],
        clock: Callable[[], int] = time.time_ns,
    ) -> None:
        self._output = output
        self._horn = horn
        self._tell = tell
        self._clock = clock
        self._state = at_rest(horn)
        self._pace: Pace | None = None
        self._waiting: dict[str, Cue] = {}
        self._over: dict[str, Cue] = {}
        self._soundings: list[Sounding] = []
        self._unheard: deque[tuple[int, Event]] = deque()
        self._next = 0
        self._linger_until = 0

    def load(self, cues: Sequence[Cue]) -> None:
        """See `speaker.Loudspeaker.load`."""
        listed = {cue.id: cue for cue in cues}
        self._over = {cue.id: cue for cue in self._over.values() if _goes_on(listed, cue)}
        for sounding in list(self._soundings):
            if sounding.began is None and listed.get(sounding.cue.id) != sounding.cue:
                self._drop(sounding)
            elif _goes_on(listed, sounding.cue):
                sounding.amend(listed.pop(sounding.cue.id), now=self._rendered)
            else:
                sounding.cut(now=self._rendered)
        self._waiting = {name: cue for name, cue in listed.items() if name not in self._over}

    def rest(self) -> float | None:
        """Seconds until the next step is due; None until another list comes.

        Never more than a second while a cue waits: the kernel's clock may be set meanwhile.
        """
        if self._pace or self._soundings:
            return 0.0
        if not self._waiting:
            return None
        due = min(unix_ns(cue.begins) for cue in self._waiting.values()) - PREROLL
        return min(max(0.0, (due - self._clock()) / SECOND), 1.0)

    def step(self) -> None:
        """Prepare what is near, write a block if the output is open, tell what has been heard.

        Raises:
            OutputLostError: The output is gone; so is this player.
        """
        now = self._clock()
        self._prepare(now)
        if self._soundings:
            self._linger_until = now + LINGER
            self._pace = self._pace or self._open()
        if self._pace:
            self._write_block(drift=self._keep_pace(self._pace))
        self._tell_heard()
        if self._pace and self._is_idle(now):
            self._output.close()
            self._pace = None

    def finish(self) -> None:
        """Fade out, tell the rest, close."""
        self.load(())
        while self._soundings or self._unheard or not self._state.is_silent:
            self.step()
        if self._pace:
            self._output.close()

    @property
    def _rendered(self) -> int:
        """The next frame to be rendered: the horn is behind by its latency."""
        return self._next + self._horn.latency

    def _prepare(self, now: int) -> None:
        near = [cue for cue in self._waiting.values() if unix_ns(cue.begins) <= now + PREROLL]
        for cue in near:
            del self._waiting[cue.id]
            if unix_ns(cue.ends) <= now:
                self._fail(cue, "its time was over before it began", at=now)
                continue
            try:
                self._soundings.append(Sounding(cue))
            except ClipSpoiltError as error:
                self._fail(cue, str(error), at=now)

    def _open(self) -> Pace:
        self._output.open()
        self._state = at_rest(self._horn)
        return Pace()

    def _keep_pace(self, pace: Pace) -> int:
        """How late (ns) the next block will be heard; while nothing sounds, the block moves instead."""
        reading = self._output.ask()
        pace.read(reading)
        heard = pace.heard(reading.frame)
        is_quiet = self._state.is_silent and all(sounding.began is None for sounding in self._soundings)
        if is_quiet or abs(heard - ns_of(self._next)) > FAR:
            self._next = frame_of(heard)
        return heard - ns_of(self._next)

    def _write_block(self, *, drift: int) -> None:
        block = np.zeros(BLOCK, np.float32)
        for sounding in list(self._soundings):
            self._mix(sounding, block, drift=drift)
        self._state, protected = protect(self._horn, self._state, block)
        self._output.write(_fit(protected, drift=drift))
        self._next += BLOCK

    def _mix(self, sounding: Sounding, block: Samples, *, drift: int) -> None:
        had_begun = sounding.began is not None
        try:
            sounding.mix_into(block, first=self._rendered)
        except ClipSpoiltError as error:
            self._fail(sounding.cue, str(error), at=ns_of(self._rendered) + drift)
            self._drop(sounding)
            return
        if sounding.began is not None and not had_begun:
            self._begin(sounding, at=ns_of(sounding.began) + drift)
        if self._rendered + BLOCK >= sounding.ends:
            self._end(sounding, at=ns_of(sounding.ends) + drift)

    def _begin(self, sounding: Sounding, *, at: int) -> None:
        cue, offset = sounding.cue, sounding.offset(sounding.began or 0)
        error = length_of(at - unix_ns(cue.begins))
        self._unheard.append((at, Began(cue=cue.id, at=instant_of(at), offset=offset, error=error)))

    def _end(self, sounding: Sounding, *, at: int) -> None:
        cue, offset = sounding.cue, sounding.offset(sounding.ends)
        self._drop(sounding)
        if sounding.is_short or sounding.began is None:
            self._fail(cue, f"the clip is over after {offset.total_seconds():.1f} s", at=at)
            return
        self._over[cue.id] = cue
        ended = Ended(cue=cue.id, at=instant_of(at), offset=offset, outcome=sounding.outcome)
        self._unheard.append((at, ended))

    def _fail(self, cue: Cue, reason: str, *, at: int) -> None:
        self._over[cue.id] = cue
        self._unheard.append((at, Failed(cue=cue.id, reason=reason)))

    def _drop(self, sounding: Sounding) -> None:
        self._soundings.remove(sounding)
        sounding.close()

    def _tell_heard(self) -> None:
        while self._unheard and self._is_heard(self._unheard[0][0]):
            _, event = self._unheard.popleft()
            try:
                self._output.note(event)  # first: who is told may look, or kill
            finally:
                self._tell(event)

    def _is_heard(self, at: int) -> bool:
        """Nothing waits long: what seems far off was heard before the kernel's clock was set back."""
        return not 0 < at - self._clock() <= LEAP

    def _is_idle(self, now: int) -> bool:
        soon = now + PREROLL + LINGER
        return not (
            self._soundings
            or self._unheard
            or now < self._linger_until
            or any(unix_ns(cue.begins) < soon for cue in self._waiting.values())
        )


def _goes_on(listed: Mapping[str, Cue], cue: Cue) -> bool:
    return cue.id in listed and is_same_sound(listed[cue.id], cue)


def _fit(block: Samples, *, drift: int) -> Samples:
    """Drop or repeat one frame, where it is heard least, when the output is off its time."""
    if abs(drift) <= NEAR:
        return block
    at = int(np.abs(np.diff(block)).argmin())
    return np.delete(block, at) if drift > 0 else np.insert(block, at, block[at])


class Ears:
    """The lines that come in on a pipe; EOFError when the agent is gone."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe
        self._rest = b""

    def lines(self, patience: float | None) -> list[bytes]:
        if not select.select([self._pipe], [], [], patience)[0]:
            return []
        chunk = os.read(self._pipe, 65536)
        if not chunk:
            raise EOFError
        *whole, self._rest = (self._rest + chunk).split(b"\n")
        return whole


def perform(player: Player, ears: Ears) -> None:
    """Play until the agent is gone."""
    while True:
        signal.setitimer(signal.ITIMER_REAL, 0)
        try:
            lines = ears.lines(player.rest())
        except EOFError:
            break
        for line in lines[-1:]:
            player.load(read_cues(line))
        signal.setitimer(signal.ITIMER_REAL, HUNG)
        player.step()
    player.finish()


def main() -> int:
    """Play by the words of the command line. 3 means the output was lost."""
    rig = _arguments()
    mouth = os.dup(1)
    os.dup2(2, 1)  # what a sound library prints is no event

    def say(said: Event | Trouble) -> None:
        with suppress(BrokenPipeError):
            os.write(mouth, said_line(said))

    output = WavFolder(rig.folder) if rig.folder else Card(rig.device, delay_ns=rig.delay_us * 1000)
    horn = fit_horn(high_pass_hz=rig.high_pass_hz, ceiling_dbfs=rig.ceiling_dbfs)
    with suppress(OSError):
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(REAL_TIME_PRIORITY))
    gc.freeze()
    try:
        perform(Player(output, horn, tell=say), Ears(0))
    except OutputLostError as error:
        say(Trouble(reason=str(error)))
        return 3
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="edge_agent.player")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--device", default="")
    parser.add_argument("--delay-us", type=int, default=0)
    parser.add_argument("--high-pass-hz", type=float, default=300.0)
    parser.add_argument("--ceiling-dbfs", type=float, default=-1.0)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
