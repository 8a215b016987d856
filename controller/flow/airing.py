"""How it stands with one occurrence of a broadcast, all poles together: the rules, without the store."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from controller.entries import Wish
from controller.outlook.airings import Airing, AiringState, KnownPlay, Refused
from controller.outlook.poles import Listener
from schedules.broadcast import PlannedPlay
from schedules.vocabulary import RESUME_WITHIN, Address, Ending


def airing(play: KnownPlay, *, poles: int, refused: Sequence[Refused] = (), now: datetime) -> Airing:
    """Return the occurrence that `play` is; `poles` listen to it."""
    return Airing(
        broadcast=play.broadcast,
        play=play.id,
        title=play.title,
        class_=play.class_,
        status=play.status,
        starts=play.starts,
        length=play.length,
        addresses=play.addresses,
        poles=max(poles, play.tally.told),
        state=state(play, poles=poles, refused=refused, now=now),
        tally=play.tally,
        refused=tuple(refused),
    )


def unplanned(wish: Wish, instant: datetime, *, poles: int, waits: bool) -> Airing:
    """Return an occurrence without a play: something is missing, or it lies beyond the horizon."""
    return Airing(
        broadcast=wish.id,
        play=None,
        title=wish.title,
        class_=wish.class_,
        status=wish.status,
        starts=instant,
        length=None,
        addresses=wish.addresses,
        poles=poles,
        state=AiringState.WAITING if waits else AiringState.PLANNED,
    )


def foreseen(planned: PlannedPlay, title: str, addresses: frozenset[Address]) -> KnownPlay:
    """Return a play that the planner sees and of which nothing is stored."""
    play = planned.play
    return KnownPlay(
        id=play.id,
        broadcast=planned.broadcast,
        title=title,
        class_=play.class_,
        status=play.status,
        starts=play.starts,
        length=play.clip.length,
        withdrawn_at=None,
        addresses=addresses,
    )


def state(play: KnownPlay, *, poles: int, refused: Sequence[Refused], now: datetime) -> AiringState:
    """Return one word for the occurrence: what poles told goes before what is foreseen."""
    if is_sounding(play, now):
        return AiringState.SOUNDING
    if _was_withdrawn(play):
        return AiringState.WITHDRAWN
    if play.tally.told:
        return _ended(play)
    if now >= play.ends + RESUME_WITHIN:
        return AiringState.UNPROVED
    if 0 < poles <= sum(one.poles for one in refused if one.ending is Ending.MISSED):
        return AiringState.WILL_NOT_SOUND
    return AiringState.ARMED if play.tally.armed else AiringState.PLANNED


def is_sounding(play: KnownPlay, now: datetime) -> bool:
    """Whether some pole began it and may still sound it: one that fell silent does not sound for ever."""
    return play.tally.sounding > 0 and now < play.ends + RESUME_WITHIN


def listening(poles: Iterable[Listener], addresses: frozenset[Address]) -> tuple[Listener, ...]:
    """Return the poles that hear what is said at any of `addresses`."""
    return tuple(pole for pole in poles if pole.addresses & addresses)


def _was_withdrawn(play: KnownPlay) -> bool:
    """A withdrawal after the end changes nothing of what was heard."""
    if play.withdrawn_at is None or play.tally.finished:
        return False
    return play.withdrawn_at < play.ends


def _ended(play: KnownPlay) -> AiringState:
    tally = play.tally
    if tally.cut_short or tally.missed or tally.failed:
        return AiringState.FELL_SHORT
    return AiringState.FINISHED if tally.finished else AiringState.UNPROVED
