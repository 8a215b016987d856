"""What staff ask to be heard: a broadcast is checked, stored, and marks its addresses due."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from controller.entries import VoicingState, Wish
from controller.errors import WrongInputError
from controller.ports import Ledger, Unit
from schedules.broadcast import Broadcast, Item
from schedules.errors import (
    ClassOutOfPlaceError,
    ExpiredError,
    NoAddressError,
    PastInstantError,
    RecurrenceError,
    ScheduleError,
)
from schedules.planner import check
from schedules.recurrence import occurrences
from schedules.vocabulary import BroadcastId, Clip, Digest, Status
from wire.topics import Kind

MOST_PLAYS = 5_000
"""Of one broadcast within the usual horizon: one item every four minutes, day and night."""
_DENSITY_OVER = timedelta(days=14)
_UNPLAYED = Clip(digest=Digest("0" * 64), length=timedelta(seconds=1))


def wish(ledger: Ledger, asked: Wish, now: datetime) -> BroadcastId:
    """Store a broadcast and mark its addresses due.

    Raises:
        WrongInputError: an instant in the past, an address without poles, nothing to play.
        NotFoundError: a notice is not known.
    """
    _check(asked, now)
    with ledger.writing() as unit:
        _check_items(unit, asked)
        unknown = asked.addresses - unit.poles.addresses()
        if unknown:
            raise WrongInputError("addresses", ", ".join(sorted(unknown)), "no pole listens there")
        unit.broadcasts.add(asked)
        unit.publications.want(Kind.PLAYLIST, asked.addresses)
    return asked.id


def withdraw(ledger: Ledger, broadcast: BroadcastId, *, because: str, now: datetime) -> None:
    """Take a broadcast back, even while it sounds: what is absent from a playlist is withdrawn."""
    with ledger.writing() as unit:
        addresses = unit.broadcasts.get(broadcast).addresses
        unit.broadcasts.withdraw(broadcast, because, now)
        unit.publications.want(Kind.PLAYLIST, addresses)


def waits_for(unit: Unit, asked: Wish) -> tuple[str, ...]:
    """What has to happen before a broadcast can be planned; empty where nothing is missing."""
    return tuple(_waits_for(unit, asked)) if asked.withdrawn_at is None else ()


def _waits_for(unit: Unit, asked: Wish) -> Iterator[str]:
    for notice, part in dict.fromkeys(asked.items):
        if unit.notices.get(notice).approved_at is None:
            yield f"notice {notice} is not approved"
        voiced = next((one for one in unit.voicings.of_notice(notice) if one.part == part), None)
        if voiced is None or voiced.state is not VoicingState.READY:
            problem = voiced.problem if voiced else ""
            yield f"notice {notice}, part {part}: {problem or 'not voiced yet'}"


def _check_items(unit: Unit, asked: Wish) -> None:
    for notice, part in asked.items:
        told = unit.notices.get(notice)
        if part and part not in {one.part for one in unit.voicings.of_notice(notice)}:
            raise WrongInputError("items", part, f"notice {notice} has no such part; ask for it first")
        if told.status is not Status.ACTUAL and asked.status is Status.ACTUAL:
            raise WrongInputError("status", asked.status.value, f"notice {notice} is only an {told.status}")


def _check(asked: Wish, now: datetime) -> None:
    """The rules ask for clips, which are not there yet; any stands for them."""
    items = tuple(Item(notice=notice, part=part, clip=_UNPLAYED) for notice, part in asked.items)
    shape = Broadcast(
        id=asked.id,
        items=items,
        addresses=asked.addresses,
        recurrence=asked.recurrence,
        class_=asked.class_,
        status=asked.status,
        rank=asked.rank,
        grace=asked.grace,
        valid_until=asked.valid_until,
        on_interrupt=asked.on_interrupt,
    )
    try:
        check(shape, now)
        _check_density(shape, now)
    except ScheduleError as error:
        field, value = _field_at_fault(error, asked)
        raise WrongInputError(field, value, str(error)) from error


def _check_density(shape: Broadcast, now: datetime) -> None:
    """A pole's playlist holds some thousand plays; one broadcast must not take them all."""
    found = occurrences(shape.recurrence, after=now, before=now + _DENSITY_OVER)
    most = MOST_PLAYS // len(shape.items)
    if sum(1 for _ in islice(found, most + 1)) > most:
        raise RecurrenceError(f"over {MOST_PLAYS} plays in {_DENSITY_OVER.days} days; repeat it less often")


def _field_at_fault(error: ScheduleError, asked: Wish) -> tuple[str, object]:
    match error:
        case PastInstantError():
            return "starts", asked.recurrence.first.isoformat(sep=" ")
        case RecurrenceError():
            return "repeat", asked.recurrence.rule
        case ExpiredError():
            return "valid_until", str(asked.valid_until)
        case NoAddressError():
            return "addresses", sorted(asked.addresses)
        case ClassOutOfPlaceError():
            return "class", asked.class_.value
        case _:
            return "items", asked.items
