"""How far one broadcast has come, pole by pole, and what a withdrawal of it would meet."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from controller.entries import Wish
from controller.outlook.airings import Airing, KnownPlay, PoleProgress, Progress
from controller.outlook.poles import Listener, Recall
from controller.ports import Ledger, Unit
from schedules.recurrence import upcoming
from schedules.vocabulary import BroadcastId

from .airing import airing, listening, unplanned
from .condition import is_out_of_touch, touch

HISTORY = 10
"""How many occurrences before now are shown."""
_AT_ONCE = timedelta()


def progress(ledger: Ledger, broadcast: BroadcastId, *, now: datetime) -> Progress:
    """Return how far the occurrence nearest to `now` has come, and how the last ones went.

    Raises:
        NotFoundError: there is no such broadcast.
    """
    with ledger.reading() as unit:
        wish = unit.broadcasts.get(broadcast)
        everyone = unit.outlook.listeners()
        past = unit.outlook.last_plays(broadcast, until=now, most=HISTORY)
        coming = unit.outlook.next_play(after=now, broadcast=broadcast)
        nearest = _nearest([*past, *([coming] if coming else [])], now)
        poles = listening(everyone, wish.addresses)
        return Progress(
            shown=_shown(unit, wish, nearest, len(poles), now),
            poles=_pole_by_pole(unit, nearest, everyone, poles, now),
            history=tuple(airing(play, poles=len(poles), now=now) for play in past),
        )


def recall(ledger: Ledger, broadcast: BroadcastId, *, now: datetime) -> Recall:
    """Return what a withdrawal would meet: poles out of touch sound what they hold unless they hear of it.

    Raises:
        NotFoundError: there is no such broadcast.
    """
    with ledger.reading() as unit:
        unit.broadcasts.get(broadcast)
        last = unit.outlook.last_plays(broadcast, until=now, most=1)
        coming = unit.outlook.next_play(after=now, broadcast=broadcast)
        held = unit.outlook.held(broadcast, since=now - max((play.length for play in last), default=_AT_ONCE))
    return Recall(
        next=coming.starts if coming else None,
        holds=len(held),
        out_of_touch=tuple(one for one in held if is_out_of_touch(one, now)),
    )


def _nearest(plays: Sequence[KnownPlay], now: datetime) -> KnownPlay | None:
    """Return the play that is on now, or whose beginning or end is nearest to now."""
    return min(plays, key=lambda play: max(play.starts - now, now - play.ends, _AT_ONCE), default=None)


def _shown(unit: Unit, wish: Wish, nearest: KnownPlay | None, poles: int, now: datetime) -> Airing | None:
    if nearest:
        return airing(nearest, poles=poles, now=now)
    first = upcoming(wish.recurrence, after=now) if wish.withdrawn_at is None else None
    if first is None:
        return None
    [prepared] = unit.broadcasts.prepared([wish])
    return unplanned(wish, first.instant, poles=poles, waits=prepared.broadcast() is None)


def _pole_by_pole(
    unit: Unit,
    play: KnownPlay | None,
    everyone: Sequence[Listener],
    poles: Sequence[Listener],
    now: datetime,
) -> tuple[PoleProgress, ...]:
    """Return the poles that listen, and those that told of the play although they listen no more."""
    proofs = {proof.pole: proof for proof in unit.outlook.proofs(play.id)} if play else {}
    listen = {pole.id for pole in poles}
    return tuple(
        PoleProgress(pole=pole.id, name=pole.name, state=touch(pole, now), proof=proofs.get(pole.id))
        for pole in everyone
        if pole.id in listen or pole.id in proofs
    )
