"""What shall sound, what has sounded, and the machine in the agent that sees to both.

The conductor knocks here. It hands over the whole list of imminent cues; the sound itself
is made by `edge_agent.player`, a process of its own, so that nothing the agent does can
make a horn stutter. This room holds the words of both and the pipe between them.
"""

import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from edge_agent.cues import Began, Cue, Ended, Event, Failed, Outcome, Trouble, cues_line, read_said

__all__ = ["PROMPT", "Began", "Cue", "Ended", "Event", "Failed", "Loudspeaker", "Outcome", "Rig", "Speaker"]

PROMPT = timedelta(milliseconds=400)
"""A cue that begins no sooner than this after it was loaded is heard from its first sample."""
BACK_OFF = (0.05, 0.3, 1.0, 3.0, 5.0)
"""Seconds before a player that died is started again, by deaths in a row."""
PATIENCE = 3
"""Deaths in a row after which the cues that are due count as failed."""
STEADY = 10.0
"""Seconds of life after which a player's death is the first in a row again."""


class Loudspeaker(Protocol):
    """What the conductor needs: `Speaker` on a pole, `VirtualSpeaker` in the fleet and in tests."""

    def load(self, cues: Sequence[Cue]) -> None:
        """Take the whole list of imminent cues; events reach the callable given when it was built.

        A sounding cue that is absent is cut at once, an equal one goes on untouched, one
        with another `ends` or `gain_db` goes on with these, any other change starts it anew.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Rig:
    """What a player is started with: its output and the horn's last protection."""

    folder: Path | None = None
    """Write WAV files here; None plays on a sound card."""
    device: str | None = None
    """The card's PortAudio name; None is the system's own choice."""
    delay: timedelta = timedelta()
    """Calibrated: how much later than the card says its sound reaches the air."""
    high_pass_hz: float = 300.0
    ceiling_dbfs: float = -1.0

    def command(self) -> list[str]:
        output = ["--folder", str(self.folder)] if self.folder else ["--device", self.device or ""]
        return [
            *(sys.executable, "-m", "edge_agent.player", *output),
            *("--delay-us", str(self.delay // timedelta(microseconds=1))),
            *("--high-pass-hz", str(self.high_pass_hz), "--ceiling-dbfs", str(self.ceiling_dbfs)),
        ]


class Speaker:
    """Owns the player process: starts it, loads it, and starts it again when it dies.

    A new player gets the current list, so a cue that was sounding goes on where it should
    be by then; the agent hears no second `Began` of it.
    """

    def __init__(self, rig: Rig, hear: Callable[[Event], None]) -> None:
        """`hear` is called from the speaker's own thread and must not raise: a queue's `put`."""
        self._rig = rig
        self._hear = hear
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._cues: tuple[Cue, ...] = ()
        self._player: subprocess.Popen[bytes] | None = None
        self._ledger = _Ledger()
        self._thread = threading.Thread(target=self._keep_playing, name="speaker", daemon=True)
        self.restarts = 0
        self.trouble = ""
        """The last words of a player that died."""

    @property
    def player_pid(self) -> int | None:
        return self._player.pid if self._player else None

    def start(self) -> None:
        self._thread.start()

    def load(self, cues: Sequence[Cue]) -> None:
        with self._lock:
            self._cues = tuple(cues)
            self._ledger.forgive(self._cues)
            self._tell()

    def refit(self, rig: Rig) -> None:
        """Go on with another output or horn preset; what sounds is interrupted and joined again."""
        with self._lock:
            if rig != self._rig and self._player:
                self._player.kill()
            self._rig = rig

    def close(self) -> None:
        """Let the player fade out and end, and wait for it."""
        self._closing.set()
        with self._lock:
            player = self._player
            if player and player.stdin:
                player.stdin.close()
        if not self._thread.is_alive():
            return
        self._thread.join(timeout=3)
        if player and self._thread.is_alive():
            player.kill()
        self._thread.join()

    def _keep_playing(self) -> None:
        deaths = 0
        while not self._closing.is_set():
            born = time.monotonic()
            self._live_one_life()
            if self._closing.is_set():
                return
            deaths = 1 if time.monotonic() - born > STEADY else deaths + 1
            self.restarts += 1
            self._mourn(deaths)
            self._closing.wait(BACK_OFF[min(deaths, len(BACK_OFF)) - 1])

    def _live_one_life(self) -> None:
        """Start a player, load it and listen to it until it dies."""
        self.trouble = ""
        try:
            player = self._launch()
        except OSError as error:
            self.trouble = f"the player does not start: {error}"
            return
        with player:
            for line in player.stdout or ():
                self._take(line)
            with self._lock:
                self._player = None
        self.trouble = self.trouble or _cause_of_death(player.returncode)

    def _launch(self) -> subprocess.Popen[bytes]:
        with self._lock:
            silenced = self._ledger.settle(self._cues, now=datetime.now(UTC))
            player = self._player = subprocess.Popen(
                self._rig.command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, process_group=0
            )
            self._tell()
        for event in silenced:
            self._hear(event)
        return player

    def _take(self, line: bytes) -> None:
        said = read_said(line)
        if isinstance(said, Trouble):
            self.trouble = said.reason
            return
        with self._lock:
            is_news = self._ledger.enter(said)
        if is_news:
            self._hear(said)

    def _mourn(self, deaths: int) -> None:
        with self._lock:
            self._ledger.died = now = datetime.now(UTC)
            due = [cue for cue in self._cues if cue.begins <= now < cue.ends]
            lost = [Failed(cue=cue.id, reason=self.trouble) for cue in due if deaths >= PATIENCE]
            news = [failed for failed in lost if self._ledger.enter(failed)]
        for failed in news:
            self._hear(failed)

    def _tell(self) -> None:
        player = self._player
        if player is None or player.stdin is None or player.stdin.closed:
            return
        try:
            _write_whole(player.stdin.fileno(), cues_line(self._cues), within=1.0)
        except BrokenPipeError:
            return  # it is dead already; the next one is told at its launch
        except TimeoutError:
            player.kill()


class _Ledger:
    """What the agent has heard of each cue, across the deaths of players."""

    def __init__(self) -> None:
        self._begun: dict[str, Began] = {}
        self._closed: set[str] = set()
        self.died = datetime.now(UTC)

    def enter(self, event: Event) -> bool:
        """Write it down; False if the agent knows it already."""
        match event:
            case Began():
                self._closed.discard(event.cue)
                return self._begun.setdefault(event.cue, event) is event
            case Ended():
                self._closed.add(event.cue)
                return self._begun.pop(event.cue, None) is not None
            case Failed():
                self._begun.pop(event.cue, None)
                is_news = event.cue not in self._closed
                self._closed.add(event.cue)
                return is_news

    def forgive(self, cues: Sequence[Cue]) -> None:
        """A cue that was taken off the list may fail another time."""
        self._closed &= {cue.id for cue in cues}

    def settle(self, cues: Sequence[Cue], *, now: datetime) -> list[Ended]:
        """Close the cues that sounded when the last player died and will not go on."""
        going_on = {cue.id for cue in cues if now < cue.ends}
        silenced = [began for cue, began in self._begun.items() if cue not in going_on]
        for began in silenced:
            del self._begun[began.cue]
            self._closed.add(began.cue)
        return [self._silenced(began) for began in silenced]

    def _silenced(self, began: Began) -> Ended:
        reached = began.offset + (self.died - began.at)
        return Ended(cue=began.cue, at=self.died, offset=reached, outcome=Outcome.CUT)


def _cause_of_death(returncode: int) -> str:
    if returncode == -signal.SIGALRM:
        return "the sound card never answered"
    return f"the player died ({returncode})"


def _write_whole(pipe: int, line: bytes, *, within: float) -> None:
    """Write all of it, or raise TimeoutError: a player that hangs must not hang the agent."""
    os.set_blocking(pipe, False)
    deadline = time.monotonic() + within
    while line:
        _, writable, _ = select.select([], [pipe], [], max(0.0, deadline - time.monotonic()))
        if not writable:
            raise TimeoutError
        line = line[os.write(pipe, line) :]
