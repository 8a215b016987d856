"""At how many poles planned plays will be missed or cut short, and by which rule: asked of the timeline."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from controller.outlook.airings import Refused
from controller.outlook.poles import Listener
from schedules.broadcast import PlannedPlay
from schedules.forecast import forecast
from schedules.vocabulary import Address, BroadcastId, Ending, Order, PlayId, Posting, Rule
from wire.messages import PostingMessage

Planned = Mapping[Address, Sequence[PlannedPlay]]
OrdersAt = Mapping[Address, Sequence[Order]]
_Fate = tuple[PlayId, Ending, Rule, PlayId | None]


class _Ear(NamedTuple):
    """What a pole is told. Poles that are told the same hear the same, and are asked for once."""

    plays: frozenset[PlayId]
    orders: frozenset[PlayId]
    posting: Posting


def refusals(
    planned: Planned, poles: Sequence[Listener], orders: OrdersAt, *, now: datetime
) -> dict[PlayId, tuple[Refused, ...]]:
    """Return what will keep plays from sounding whole from `now` on, by play; most poles first."""
    plays = {one.play.id: one for there in planned.values() for one in there}
    standing = {one.id: one for there in orders.values() for one in there}
    fates: Counter[_Fate] = Counter()
    for ear, heads in Counter(_ears(planned, poles, orders)).items():
        heard = [plays[name].play for name in sorted(ear.plays)]
        obeyed = [standing[name] for name in sorted(ear.orders)]
        for span in forecast(heard, obeyed, ear.posting, now=now):
            if span.ending and not span.sounds:
                fates[span.id, span.ending, span.rule, span.by] += heads
    return _of_plays(fates, {name: one.broadcast for name, one in plays.items()})


def _of_plays(
    fates: Counter[_Fate], broadcasts: Mapping[PlayId, BroadcastId]
) -> dict[PlayId, tuple[Refused, ...]]:
    found: dict[PlayId, tuple[Refused, ...]] = {}
    for (play, ending, rule, by), heads in fates.most_common():
        if play in broadcasts:
            who = broadcasts.get(by) if by else None
            refused = Refused(ending=ending, rule=rule, by=who, poles=heads)
            found[play] = (*found.get(play, ()), refused)
    return found


def _ears(planned: Planned, poles: Sequence[Listener], orders: OrdersAt) -> Iterator[_Ear]:
    plays_at = {address: {one.play.id for one in there} for address, there in planned.items()}
    orders_at = {address: {one.id for one in there} for address, there in orders.items()}
    for pole in poles:
        plays = frozenset[PlayId]().union(*(plays_at.get(address, ()) for address in pole.addresses))
        if plays:
            told = frozenset[PlayId]().union(*(orders_at.get(address, ()) for address in pole.addresses))
            yield _Ear(plays, told, _posting(pole))


def _posting(pole: Listener) -> Posting:
    return PostingMessage.model_validate_json(pole.posting).posting()
