"""What an order that sounds would sound if it won now, and how it ends.

An alarm goes round its clips until it ends, an announcement says them once, both on the
grid of `slots`: whoever comes late, or was outranked for a while, joins.
"""

from collections.abc import Iterator
from datetime import datetime

from . import precedence
from .claims import Fate, Ready, Stretch
from .obstacles import Refusal
from .slots import Slot, of_alarm, of_announcement
from .vocabulary import Begun, Ending, Order, OrderKind, Rule


class OrderClaim:
    """An alarm or an announcement while it stands."""

    def __init__(self, order: Order, ready: Ready, begun: Begun | None, now: datetime) -> None:
        self.id = order.id
        self.asks_from = order.begins
        self.class_ = order.class_
        self.status = order.status
        self.precedence = self.precedence_sounding = precedence.of_order(order)
        self._order = order
        self._ready = ready
        self._announcement = tuple(of_announcement(order, ready)) if _is_said_once(order) else ()
        self._heard_until = (begun.until or now) if begun else None
        self.sounding = self._going_on(begun) if begun and begun.until is None else None

    def instants(self) -> Iterator[datetime]:
        """The instants, known by now, at which its answers change."""
        yield self.asks_from
        yield self._order.ends
        yield from (self._ready[clip.digest] for clip in self._order.clips if clip.digest in self._ready)
        yield from (slot.ends for slot in self._announcement)

    def stretch(self, at: datetime) -> Stretch | Refusal | None:
        """What it would sound from `at`: it always joins the grid."""
        if at >= self._over():
            return None
        slot = self._slot(at)
        return _from(slot, at) if slot else Refusal(Rule.CLIP_NOT_READY)

    def begin(self, stretch: Stretch) -> None:
        self.sounding = stretch
        self._heard_until = stretch.begins

    def cut(self, at: datetime, by: Refusal) -> datetime:
        """Stop at `at`; it is there again as soon as nothing stands in its way."""
        del by
        self.sounding, self._heard_until = None, at
        return at

    def complete(self, at: datetime) -> Fate | None:
        """A slot has sounded to its end at `at`; the order goes on with the next one, if any."""
        self.sounding, self._heard_until = None, at
        return self.fate(at, None)

    def fate(self, at: datetime, refusal: Refusal | None) -> Fate | None:
        """How it has ended by `at`, or None while it stands."""
        if at < self._over():
            return None
        if self._heard_until is None:
            return Fate(Ending.MISSED, refusal or Refusal(Rule.TOO_LATE))
        if _is_said_once(self._order) and self._heard_until != self._said():
            return Fate(Ending.CUT_SHORT, refusal or Refusal(Rule.EXPIRED))
        return Fate(Ending.FINISHED, Refusal(Rule.ORDERED))

    def _slot(self, at: datetime) -> Slot | None:
        if not _is_said_once(self._order):
            return of_alarm(self._order, self._ready, at)
        slot = next((slot for slot in self._announcement if at < slot.ends), None)
        if slot is None or at < slot.begins:
            return None
        return Slot(slot.clip, slot.begins, min(slot.ends, self._order.ends))

    def _said(self) -> datetime | None:
        """When the last clip of an announcement has had its turn, as far as all have arrived."""
        is_known = self._announcement and len(self._announcement) == len(self._order.clips)
        return self._announcement[-1].ends if is_known else None

    def _over(self) -> datetime:
        return min(self._order.ends, self._said() or self._order.ends)

    def _going_on(self, begun: Begun) -> Stretch | None:
        slot = self._slot(begun.since)
        if slot is None or begun.since - begun.offset != slot.begins:
            return None
        return _from(slot, begun.since)


def _from(slot: Slot, at: datetime) -> Stretch:
    return Stretch(slot.clip, at - slot.begins, at, slot.ends, Rule.ORDERED)


def _is_said_once(order: Order) -> bool:
    return order.kind is OrderKind.ANNOUNCE
