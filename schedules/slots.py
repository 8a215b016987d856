"""Which clip of an order has its turn when: a grid counted from the order's begin.

Poles that stand within earshot must sound the same at the same instant without having
talked, whenever each of them was told, restarted, or received a clip. So nothing here
depends on the pole's past, and a clip that is still on its way keeps its turn.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from .claims import Ready
from .vocabulary import Clip, Order

_SHORTEST = timedelta(milliseconds=100)
"""No turn is shorter, so that an empty clip cannot make the grid endless."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The turn of one clip. It `begins` at offset zero, and may end before the clip does."""

    clip: Clip
    begins: datetime
    ends: datetime


def of_alarm(order: Order, ready: Ready, at: datetime) -> Slot | None:
    """Return the slot that covers `at`, going round the clips; None while none is there.

    In the turn of a clip that has not arrived the first clip that has is repeated. One that
    arrives in its turn joins it when the repetition is over.
    """
    turn = _turn(order, at)
    if turn is None:
        return None
    begins = turn.begins
    while begins <= at:
        if _is_ready(turn.clip, ready, begins):
            return turn
        clip = next((clip for clip in order.clips if _is_ready(clip, ready, begins)), None)
        if clip is None:
            begins = min((since for since in _arrivals(order, ready) if since > begins), default=turn.ends)
            continue
        ends = min(begins + max(clip.length, _SHORTEST), turn.ends)
        if at < ends:
            return Slot(clip, begins, ends)
        begins = ends
    return None


def of_announcement(order: Order, ready: Ready) -> Iterator[Slot]:
    """Return a slot for each clip in order, once; each waits until its clip is there."""
    at = order.begins
    for clip in order.clips:
        if clip.digest not in ready:
            return
        at = max(at, ready[clip.digest])
        yield Slot(clip, at, at + clip.length)
        at += clip.length


def _turn(order: Order, at: datetime) -> Slot | None:
    """Whose turn it is at `at`, arrived or not."""
    lengths = [max(clip.length, _SHORTEST) for clip in order.clips]
    if not lengths:
        return None
    begins = at - (at - order.begins) % sum(lengths, timedelta())
    for clip, length in zip(order.clips, lengths, strict=True):
        if at < begins + length:
            return Slot(clip, begins, min(begins + length, order.ends))
        begins += length
    return None


def _arrivals(order: Order, ready: Ready) -> Iterator[datetime]:
    return (ready[clip.digest] for clip in order.clips if clip.digest in ready)


def _is_ready(clip: Clip, ready: Ready, at: datetime) -> bool:
    return clip.digest in ready and ready[clip.digest] <= at
