"""Pole time: asks the controller for it, and keeps on the board what is believed.

The pole knocks here first at every step, and every room goes by the `now` of this one; the
judging itself is in `clock`.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from edge_agent.board import Board
from edge_agent.clock import Anchor, Clock, Reading, Trust
from edge_agent.pen import Pen, Say
from edge_agent.settings import Settings
from wire.messages import AskTime
from wire.topics import Kind

_ANCHOR = "anchor"
_COUNTS_FOR = timedelta(minutes=1)


class Timekeeper:
    def __init__(
        self, settings: Settings, board: Board, pen: Pen, boot: str, new_nonce: Callable[[], str]
    ) -> None:
        self._board = board
        self._pen = pen
        self._new_nonce = new_nonce
        kept = board.fact(_ANCHOR)
        self._clock = Clock(
            boot,
            drift_ppm=settings.drift_ppm,
            has_rtc=settings.has_rtc,
            saved=Anchor.read(kept) if kept else None,
        )
        self._kept = self._clock.anchor

    def source(self, reading: Reading) -> str:
        """What pole time rests on: the kernel the controller confirmed, its bare answers, or nothing."""
        match self._clock.trust(reading):
            case Trust.PLAYS:
                return "controller"
            case Trust.ORDERS:
                return "answers"
            case Trust.NONE:
                return "none"

    def now(self, reading: Reading) -> datetime:
        return self._clock.now(reading)

    def offset(self, reading: Reading) -> timedelta:
        """Pole time minus the kernel's, by which the speaker lives."""
        return self._clock.offset(reading)

    def look_at(self, reading: Reading) -> timedelta:
        return self._clock.look_at(reading)

    def bound(self, reading: Reading) -> timedelta | None:
        return self._clock.bound(reading)

    def watch(self, reading: Reading) -> Trust:
        """Return what may sound now."""
        self._clock.watch(reading)
        if self._clock.anchor != self._kept:
            self._kept = self._clock.anchor
            self._board.keep_fact(_ANCHOR, self._kept.text() if self._kept else "")
        return self._clock.trust(reading)

    def hurry(self, reading: Reading) -> None:
        self._clock.hurry(reading)

    def hear(self, nonce: str, told: datetime, reading: Reading) -> bool:
        return self._clock.hear(nonce, told, reading)

    def step(self, reading: Reading) -> tuple[Say | None, timedelta]:
        """Return the question that is due, if any, and when the next one is."""
        if reading.elapsed < self._clock.ask_at:
            return None, self._clock.ask_at
        nonce = self._new_nonce()
        envelope = self._pen.envelope(self.now(reading), counts_for=_COUNTS_FOR)
        question = self._pen.sign(Kind.ASK_TIME, AskTime(**envelope, nonce=nonce))
        self._clock.ask(nonce, reading)
        return question, self._clock.ask_at
