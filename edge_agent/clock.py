"""What time it is at the pole, and what may sound by it: numbers in, numbers out.

The pole knocks here with every step. Time is the kernel's while signed answers to the pole's
own questions have confirmed it; else it is the last answer, carried on the monotonic clock.
"""

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

PLAY_BOUND = timedelta(milliseconds=250)
"""How exact an exchange must be before plays are trusted to the clock."""
HOLDOVER_BOUND = timedelta(seconds=10)
"""How far the bound may grow without an exchange: 14 days at 2 ppm are 2.4 s, seven power cuts 7 s."""
ANSWER_SERVES = timedelta(seconds=60)
"""How long an answer is enough for orders where the kernel's clock is not believed."""
ASK_EVERY = timedelta(minutes=4)
ASK_AGAIN = tuple(timedelta(seconds=seconds) for seconds in (1, 2, 4, 8, 15, 20))
"""How soon to ask again while plays are not trusted, by questions in a row: two may be lost in a minute."""
LOOK_EVERY = timedelta(seconds=30)
LOOK_CLOSELY = timedelta(seconds=1)
"""How soon to look whether the kernel's clock was set; an alarm on a carried time moves with it."""
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
    """What confirms the kernel: it was within `bound` of the controller at this reading of this boot."""

    kernel: datetime
    elapsed: timedelta
    boot: str
    bound: timedelta

    def text(self) -> str:
        """As the board keeps it."""
        elapsed, bound = self.elapsed // _MICROSECOND, self.bound // _MICROSECOND
        return json.dumps([self.kernel.isoformat(), elapsed, self.boot, bound])

    @classmethod
    def read(cls, text: str) -> "Anchor":
        kernel, elapsed, boot, bound, *_ = json.loads(text)
        return cls(
            kernel=datetime.fromisoformat(kernel),
            elapsed=elapsed * _MICROSECOND,
            boot=boot,
            bound=bound * _MICROSECOND,
        )

    def stepped(self, reading: Reading) -> timedelta:
        """How far the kernel's clock went from the monotonic one since."""
        return abs((reading.kernel - self.kernel) - (reading.elapsed - self.elapsed))


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """The controller's time: it was `told`, give or take `bound`, at this reading."""

    told: datetime
    at: Reading
    bound: timedelta

    def now(self, reading: Reading) -> datetime:
        return self.told + (reading.elapsed - self.at.elapsed)

    def offset(self, reading: Reading) -> timedelta:
        """By how much the kernel is behind; the same until the kernel's clock is set."""
        before, offset = self.told - self.at.kernel, self.now(reading) - reading.kernel
        return before if abs(offset - before) <= _READING_NOISE else offset

    def is_stepped(self, reading: Reading) -> bool:
        return self.offset(reading) != self.told - self.at.kernel

    def grown(self, reading: Reading, drift: float) -> timedelta:
        return self.bound + (reading.elapsed - self.at.elapsed) * drift


class Trust(StrEnum):
    """What may sound."""

    NONE = "none"
    ORDERS = "orders"
    PLAYS = "plays"


class Clock:
    """Believes the kernel by an anchor until its bound has grown too wide or the kernel's clock was stepped.

    Where it does not, it carries the controller's time by itself and asks often.
    """

    def __init__(self, boot: str, *, drift_ppm: float, has_rtc: bool, saved: Anchor | None) -> None:
        self._boot = boot
        self._drift = drift_ppm / 1_000_000
        self._has_rtc = has_rtc
        self.anchor = saved
        self._carried: Carried | None = None
        self._heard_at: timedelta | None = None
        self._asked: tuple[str, timedelta] | None = None
        self._ask_at = timedelta()
        self._unanswered = 0

    def watch(self, reading: Reading) -> None:
        """Drop the anchor where the kernel was stepped or, without an RTC, has lived through a reboot.

        The carried time is not touched by a step; it only learns how far the kernel is off now.
        """
        if self.anchor and self.anchor.boot != self._boot:
            self.anchor = self._after_reboot(self.anchor, reading) if self._has_rtc else None
        if self.anchor and self.anchor.stepped(reading) > self._grown(self.anchor, reading) + _READING_NOISE:
            self.anchor = None
            self.hurry(reading)
        if self._carried and self._carried.is_stepped(reading):
            carried = self._carried
            self._carried = replace(
                carried, told=carried.now(reading), at=reading, bound=carried.grown(reading, self._drift)
            )
            if self.trust(reading) is not Trust.PLAYS:
                self.hurry(reading)

    def now(self, reading: Reading) -> datetime:
        """Pole time: the kernel's where it is believed, the controller's carried on where not.

        Where there is neither, the kernel's again, by which nothing sounds.
        """
        return reading.kernel + self.offset(reading)

    def offset(self, reading: Reading) -> timedelta:
        """Pole time minus the kernel's, which the speaker goes by; zero where the kernel is believed."""
        if self._carried is None or self.trust(reading) is Trust.PLAYS:
            return timedelta()
        return self._carried.offset(reading)

    def bound(self, reading: Reading) -> timedelta | None:
        """How far pole time may be off, or None where nobody knows."""
        if self._carried is None or self.trust(reading) is Trust.PLAYS:
            return self._kernel_bound(reading)
        return self._carried.grown(reading, self._drift)

    def trust(self, reading: Reading) -> Trust:
        bound = self._kernel_bound(reading)
        if bound is not None and bound <= HOLDOVER_BOUND:
            return Trust.PLAYS
        serves = self._heard_at is not None and reading.elapsed < self._heard_at + ANSWER_SERVES
        return Trust.ORDERS if serves else Trust.NONE

    def look_at(self, reading: Reading) -> timedelta:
        """When to look again, on the elapsed clock: trust may end by itself."""
        if self._heard_at is None or self.trust(reading) is not Trust.ORDERS:
            return reading.elapsed + LOOK_EVERY
        return min(reading.elapsed + LOOK_CLOSELY, self._heard_at + ANSWER_SERVES)

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

        It is off by at most half the round trip, which no asymmetry exceeds.
        """
        if self._asked is None or self._asked[0] != nonce:
            return False
        half_trip = (reading.elapsed - self._asked[1]) / 2
        self._asked = None
        heard = Carried(told=told + half_trip, at=reading, bound=half_trip)
        self._judge_kernel(heard)
        if 2 * half_trip < ANSWER_SERVES:
            self._carry(heard)
        if self.trust(reading) is Trust.PLAYS:
            self._unanswered = 0
            self._ask_at = reading.elapsed + ASK_EVERY
        return True

    def _judge_kernel(self, heard: Carried) -> None:
        """An answer that agrees may only narrow the bound; one that contradicts must be exact to confirm."""
        reading, disagreement = heard.at, abs(heard.at.kernel - heard.told)
        bound, held = disagreement + heard.bound, self._kernel_bound(heard.at)
        agrees = held is not None and disagreement <= held + heard.bound
        if agrees and held is not None and held <= bound:
            return
        is_confirmed = agrees or bound <= PLAY_BOUND
        anchor = Anchor(kernel=reading.kernel, elapsed=reading.elapsed, boot=self._boot, bound=bound)
        self.anchor = anchor if is_confirmed else None

    def _carry(self, heard: Carried) -> None:
        """Go on with the narrower of what was carried and what was heard, unless they contradict."""
        self._heard_at = heard.at.elapsed
        if held := self._carried:
            bound, apart = held.grown(heard.at, self._drift), abs(held.now(heard.at) - heard.told)
            if bound <= heard.bound and apart <= bound + heard.bound:
                return
        self._carried = heard

    def _kernel_bound(self, reading: Reading) -> timedelta | None:
        """How far the kernel's clock may be off, or None where nothing confirms it."""
        if self.anchor is None:
            return None
        return self._grown(self.anchor, reading) + self.anchor.stepped(reading)

    def _grown(self, anchor: Anchor, reading: Reading) -> timedelta:
        return anchor.bound + abs(reading.elapsed - anchor.elapsed) * self._drift

    def _after_reboot(self, anchor: Anchor, reading: Reading) -> Anchor | None:
        """The RTC carried the time over; how long the pole was dark, only it can tell."""
        dark = reading.kernel - anchor.kernel
        if dark < timedelta():
            return None
        bound = anchor.bound + dark * self._drift + _RTC_READS_WITHIN
        return replace(anchor, kernel=reading.kernel, elapsed=reading.elapsed, boot=self._boot, bound=bound)
