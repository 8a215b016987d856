"""What stands in the way at a pole: lockout, hold, quiet windows, a controller long unheard.

The sweep of the timeline asks here; nothing of this sounds by itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from .precedence import is_below, standing
from .quiet import QuietHours
from .vocabulary import (
    EXERCISE_NEEDS_CONTROLLER_WITHIN,
    Class,
    Order,
    OrderKind,
    PlayId,
    Posting,
    Rule,
    Status,
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something may not sound, and what stood in its way if that has a name."""

    rule: Rule
    by: PlayId | None = None


class Obstacles:
    """All that can refuse a claim at a pole, other than a higher claim."""

    def __init__(
        self, orders: Iterable[Order], posting: Posting, quiet: QuietHours, heard: datetime | None
    ) -> None:
        standing_orders = sorted(orders, key=lambda order: order.id)
        self._lockouts = [order for order in standing_orders if order.kind is OrderKind.LOCKOUT]
        self._holds = [order for order in standing_orders if order.kind is OrderKind.HOLD]
        self._is_locked_out = posting.is_locked_out
        self._quiet = quiet
        self._heard_until = heard + EXERCISE_NEEDS_CONTROLLER_WITHIN if heard else None

    def edges(self) -> Iterator[datetime]:
        """The instants at which an answer may change."""
        for order in (*self._lockouts, *self._holds):
            yield order.begins
            yield order.ends
        for interval in self._quiet.intervals:
            yield interval.ends
        if self._heard_until:
            yield self._heard_until

    def refuse(self, class_: Class, status: Status, begins: datetime, ends: datetime) -> Refusal | None:
        """Say why a stretch from `begins` to `ends` may not begin or go on, or None where it may."""
        return (
            self._locked_out(status, begins)
            or self._held(class_, status, begins)
            or self._too_quiet(standing(class_, status), begins, ends)
            or self._unheard(status, begins)
        )

    def _locked_out(self, status: Status, at: datetime) -> Refusal | None:
        if self._is_locked_out:
            return Refusal(Rule.LOCKED_OUT)
        order = _standing_at(self._lockouts, status, at)
        return Refusal(Rule.LOCKED_OUT, order.id) if order else None

    def _held(self, class_: Class, status: Status, at: datetime) -> Refusal | None:
        counts_as = standing(class_, status)
        holds = (order for order in self._holds if is_below(counts_as, order.below or Class.EMERGENCY))
        order = _standing_at(holds, status, at)
        return Refusal(Rule.HELD, order.id) if order else None

    def _too_quiet(self, class_: Class, begins: datetime, ends: datetime) -> Refusal | None:
        if class_ is Class.EMERGENCY or not self._quiet.touches(begins, ends):
            return None
        return Refusal(Rule.QUIET_WINDOW)

    def _unheard(self, status: Status, at: datetime) -> Refusal | None:
        if status is Status.ACTUAL or (self._heard_until and at < self._heard_until):
            return None
        return Refusal(Rule.NOT_HEARD)


def _standing_at(orders: Iterable[Order], status: Status, at: datetime) -> Order | None:
    """An exercise silences exercises; what is real yields only to what is real."""
    obeyed = (order for order in orders if order.status is Status.ACTUAL or status is not Status.ACTUAL)
    return next((order for order in obeyed if order.begins <= at < order.ends), None)
