"""What staff ask to be heard: a broadcast is checked, stored, and marks its addresses due."""

from collections.abc import Container
from datetime import datetime, timedelta
from itertools import islice
from uuid import uuid4
from zoneinfo import ZoneInfo

from controller.entries import Wish
from controller.errors import NotYetError, UntimelyError, WrongInputError
from controller.ports import Ledger, Unit
from schedules.broadcast import Broadcast
from schedules.errors import (
    ClassOutOfPlaceError,
    ExpiredError,
    NoAddressError,
    NothingToPlayError,
    PastInstantError,
    RecurrenceError,
    ScheduleError,
)
from schedules.planner import check
from schedules.recurrence import occurrences, once
from schedules.vocabulary import Address, BroadcastId, Clip, Digest, NoticeId, PoleId, Status
from wire.errors import TopicError
from wire.topics import Kind, pole_id

from .own_clips import want_own_clips
from .timeliness import untimely

MOST_PLAYS = 5_000
"""Of one broadcast within the usual horizon: one every four minutes, day and night."""
_DENSITY_OVER = timedelta(days=14)
_WHOLE = 0
_LEAD = timedelta(seconds=5)
"""Until a try-out starts: time to plan and sign it, and for the pole to fetch the clip and be armed."""
_TRY_OUT_GRACE = timedelta(seconds=10)
_UNPLAYED = Clip(digest=Digest("0" * 64), length=timedelta(seconds=1))


def wish(
    ledger: Ledger, asked: Wish, now: datetime, *, accepted: Container[str] = frozenset()
) -> BroadcastId:
    """Store a broadcast, ask for its own clip where it needs one, and mark its addresses due.

    `accepted` are the keys of words that may sound though they do not hold at every play.

    Raises:
        UntimelyError: some of its words do not hold at every play, and nobody accepted them.
        WrongInputError: an instant in the past, an address without poles, nothing to play.
        NotFoundError: a notice is not known.
    """
    _check(asked, now)
    with ledger.writing() as unit:
        _check_timely(unit, asked, accepted)
        _store(unit, asked)
    return asked.id


def try_out(
    ledger: Ledger,
    notice: NoticeId,
    pole: str,
    now: datetime,
    *,
    zone: ZoneInfo,
    name: BroadcastId | None = None,
) -> BroadcastId:
    """Sound a notice once at one pole, softly and in a few seconds, also before it is approved.

    The pole's quiet windows hold. Returns the broadcast that was made of it. One `name` is made once.

    Raises:
        WrongInputError: `pole` is not the address of a single pole.
        NotFoundError: there is no such notice or pole.
        NotYetError: there is no clip of it yet.
    """
    at = _single_pole(pole)
    starts = once((now + _LEAD).astimezone(zone).replace(tzinfo=None), zone)
    with ledger.writing() as unit:
        told = unit.notices.get(notice)
        unit.poles.get(at)
        asked = Wish(
            id=name or BroadcastId(uuid4().hex),
            title=told.title,
            items=((notice, _WHOLE),),
            addresses=frozenset({Address(at)}),
            recurrence=starts,
            created_at=now,
            class_=told.class_,
            status=Status.TEST,
            grace=_TRY_OUT_GRACE,
        )
        _check(asked, now)
        _store(unit, asked)
        _check_can_be_heard(unit, asked)
    return asked.id


def withdraw(ledger: Ledger, broadcast: BroadcastId, *, because: str, now: datetime) -> None:
    """Take a broadcast back, even while it sounds: what is absent from a playlist is withdrawn."""
    with ledger.writing() as unit:
        addresses = unit.broadcasts.get(broadcast).addresses
        unit.broadcasts.withdraw(broadcast, because, now)
        unit.publications.want(Kind.PLAYLIST, addresses)


def waits_for(unit: Unit, asked: Wish) -> tuple[str, ...]:
    """What has to happen before a broadcast can be planned; empty where nothing is missing."""
    [prepared] = unit.broadcasts.prepared([asked])
    return tuple(prepared.waits_for())


def _check_timely(unit: Unit, asked: Wish, accepted: Container[str]) -> None:
    found = [one for one in untimely(unit, asked) if one.key not in accepted]
    if found:
        raise UntimelyError([(one.key, one.words, one.deadline) for one in found])


def _store(unit: Unit, asked: Wish) -> None:
    _check_items(unit, asked)
    unknown = asked.addresses - unit.poles.addresses()
    if unknown:
        raise WrongInputError("addresses", ", ".join(sorted(unknown)), "no pole listens there")
    unit.broadcasts.add(asked)
    want_own_clips(unit, [asked])
    unit.publications.want(Kind.PLAYLIST, asked.addresses)


def _single_pole(text: str) -> PoleId:
    try:
        return pole_id(text)
    except TopicError as error:
        raise WrongInputError("pole", text, "expected one pole, like p-gate-3") from error


def _check_can_be_heard(unit: Unit, asked: Wish) -> None:
    [prepared] = unit.broadcasts.prepared([asked])
    if prepared.clip is None:
        raise NotYetError("the notice is not voiced yet; it is tried out once it can be heard")


def _check_items(unit: Unit, asked: Wish) -> None:
    for notice, part in asked.items:
        told = unit.notices.get(notice)
        if part and part not in {one.part for one in unit.voicings.of_notice(notice)}:
            raise WrongInputError("items", part, f"notice {notice} has no such part; ask for it first")
        if told.status is not Status.ACTUAL and asked.status is Status.ACTUAL:
            raise WrongInputError("status", asked.status.value, f"notice {notice} is only an {told.status}")


def _check(asked: Wish, now: datetime) -> None:
    """The rules ask for a clip, which is not there yet; any stands for it."""
    shape = Broadcast(
        id=asked.id,
        clip=_UNPLAYED,
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
        _check_says_something(asked)
        check(shape, now)
        _check_density(shape, now)
    except ScheduleError as error:
        field, value = _field_at_fault(error, asked)
        raise WrongInputError(field, value, str(error)) from error


def _check_says_something(asked: Wish) -> None:
    if not asked.items:
        raise NothingToPlayError("there is no notice in it")


def _check_density(shape: Broadcast, now: datetime) -> None:
    """A pole's playlist holds some thousand plays; one broadcast must not take them all."""
    found = occurrences(shape.recurrence, after=now, before=now + _DENSITY_OVER)
    if sum(1 for _ in islice(found, MOST_PLAYS + 1)) > MOST_PLAYS:
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
