"""Whether the kernel's clock may be believed: numbers in, numbers out.

The pole knocks here with every step. Time is the kernel's; this room says how far it may
be off, from signed answers to the pole's own questions, held over on the monotonic clock.
"""

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

PLAY_BOUND = timedelta(milliseconds=250)
"""How exact an exchange must be before plays are trusted to the clock."""
HOLDOVER_BOUND = timedelta(seconds=3)
"""How far the bound may grow without an exchange: 14 days at 2 ppm, a good RTC, are 2.4 s."""
ORDER_BOUND = timedelta(seconds=60)
"""Orders must be obeyed by a clock that is worse."""
ASK_EVERY = timedelta(minutes=4)
ASK_AGAIN = tuple(timedelta(seconds=seconds) for seconds in (1, 2, 4, 8, 15, 30, 60))
"""How soon to ask again while plays are not trusted, by questions in a row."""
_MICROSECOND = timedelta(microseconds=1)
_READING_NOISE = timedelta(milliseconds=5)
"""Kernel and monotonic clock are read one after the other."""
_RTC_READS_WITHIN = timedelta(seconds=1)
"""Linux sets the kernel's clock from whole seconds of the RTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Both clocks at one instant: the kernel's UTC, and CLOCK_BOOTTIME, which nobody sets."""

    kernel: datetime
    elapsed: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """An exchange: the kernel was within `bound` of the controller at this reading of this boot."""

    kernel: datetime
    elapsed: timedelta
    boot: str
    bound: timedelta
    is_exact: bool

    def text(self) -> str:
        """As the board keeps it."""
        elapsed, bound = self.elapsed // _MICROSECOND, self.bound // _MICROSECOND
        return json.dumps([self.kernel.isoformat(), elapsed, self.boot, bound, self.is_exact])

    @classmethod
    def read(cls, text: str) -> "Anchor":
        kernel, elapsed, boot, bound, is_exact = json.loads(text)
        return cls(
            kernel=datetime.fromisoformat(kernel),
            elapsed=elapsed * _MICROSECOND,
            boot=boot,
            bound=bound * _MICROSECOND,
            is_exact=is_exact,
        )

    def stepped(self, reading: Reading) -> timedelta:
        """How far the kernel's clock went from the monotonic one since."""
        return abs((reading.kernel - self.kernel) - (reading.elapsed - self.elapsed))


class Trust(StrEnum):
    NONE = "none"
    ORDERS = "orders"
    PLAYS = "plays"


class Clock:
    """Believes an anchor until its bound has grown too wide or the kernel's clock was stepped."""

    def __init__(self, boot: str, *, drift_ppm: float, has_rtc: bool, saved: Anchor | None) -> None:
        self._boot = boot
        self._drift = drift_ppm / 1_000_000
        self._has_rtc = has_rtc
        self.anchor = saved
        self._asked: tuple[str, timedelta] | None = None
        self._ask_at = timedelta()
        self._unanswered = 0

    def watch(self, reading: Reading) -> None:
        """Drop the anchor where the kernel was stepped or, without an RTC, has lived through a reboot."""
        if self.anchor and self.anchor.boot != self._boot:
            self.anchor = self._after_reboot(self.anchor, reading) if self._has_rtc else None
        if self.anchor and self.anchor.stepped(reading) > self._grown(self.anchor, reading) + _READING_NOISE:
            self.anchor = None
            self.hurry(reading)

    def bound(self, reading: Reading) -> timedelta | None:
        """How far the kernel's clock may be off, or None where nobody knows."""
        if self.anchor is None:
            return None
        return self._grown(self.anchor, reading) + self.anchor.stepped(reading)

    def trust(self, reading: Reading) -> Trust:
        bound = self.bound(reading)
        if self.anchor is None or bound is None or bound > ORDER_BOUND:
            return Trust.NONE
        return Trust.PLAYS if self.anchor.is_exact and bound <= HOLDOVER_BOUND else Trust.ORDERS

    @property
    def source(self) -> str:
        return "controller" if self.anchor else "none"

    def hurry(self, reading: Reading) -> None:
        """Ask at once: a link is there again, or trust is gone."""
        self._ask_at, self._unanswered = reading.elapsed, 0

    @property
    def ask_at(self) -> timedelta:
        return self._ask_at

    def ask(self, nonce: str, reading: Reading) -> None:
        """A question with `nonce` goes out now."""
        self._asked = nonce, reading.elapsed
        again = ASK_AGAIN[min(self._unanswered, len(ASK_AGAIN) - 1)]
        self._ask_at = reading.elapsed + (ASK_EVERY if self.trust(reading) is Trust.PLAYS else again)
        self._unanswered += 1

    def hear(self, nonce: str, told: datetime, reading: Reading) -> bool:
        """Take the answer `told`; False where it answers no question of ours.

        The bound is half the round trip, which no asymmetry exceeds, and the disagreement.
        """
        if self._asked is None or self._asked[0] != nonce:
            return False
        half_trip = (reading.elapsed - self._asked[1]) / 2
        self._asked = None
        self._believe(reading, disagreement=abs(reading.kernel - (told + half_trip)), half_trip=half_trip)
        if self.trust(reading) is Trust.PLAYS:
            self._unanswered = 0
            self._ask_at = reading.elapsed + ASK_EVERY
        return True

    def _believe(self, reading: Reading, *, disagreement: timedelta, half_trip: timedelta) -> None:
        """Keep the narrower of what was believed and what was heard, unless they contradict."""
        heard = disagreement + half_trip
        held = self.bound(reading)
        if held is not None and disagreement <= held + half_trip and held <= heard and self._is_worthy():
            return
        self.anchor = Anchor(
            kernel=reading.kernel,
            elapsed=reading.elapsed,
            boot=self._boot,
            bound=heard,
            is_exact=heard <= PLAY_BOUND,
        )

    def _is_worthy(self) -> bool:
        return self.anchor is not None and self.anchor.is_exact

    def _grown(self, anchor: Anchor, reading: Reading) -> timedelta:
        return anchor.bound + abs(reading.elapsed - anchor.elapsed) * self._drift

    def _after_reboot(self, anchor: Anchor, reading: Reading) -> Anchor | None:
        """The RTC carried the time over; how long the pole was dark, only it can tell."""
        dark = reading.kernel - anchor.kernel
        if dark < timedelta():
            return None
        bound = anchor.bound + dark * self._drift + _RTC_READS_WITHIN
        return replace(anchor, kernel=reading.kernel, elapsed=reading.elapsed, boot=self._boot, bound=bound)
