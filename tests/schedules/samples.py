"""Plays, orders and poles to ask the timeline about, told in seconds from ten o'clock on a Monday."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from schedules.timeline import timeline
from schedules.vocabulary import (
    Begun,
    Class,
    Clip,
    Digest,
    Ending,
    History,
    OnInterrupt,
    Order,
    OrderKind,
    Origin,
    Play,
    PlayId,
    Posting,
    QuietWindow,
    Rule,
    Source,
    Span,
    Status,
    Urgency,
)

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
TEN = datetime(2026, 6, 1, 10, 0, tzinfo=HANOI).astimezone(UTC)
OPEN = Posting(zone=HANOI, quiet_windows=())


def at(seconds: float) -> datetime:
    return TEN + timedelta(seconds=seconds)


def clip(length: float, *marks: float, name: str = "") -> Clip:
    sentences = tuple(timedelta(seconds=mark) for mark in marks)
    return Clip(digest=Digest(name or f"clip-{length}"), length=timedelta(seconds=length), marks=sentences)


def play(
    name: str,
    starts: float,
    length: float = 60,
    *,
    marks: tuple[float, ...] = (),
    grace: float = 0,
    valid_until: float = 86_400,
    class_: Class = Class.ROUTINE,
    source: Source = Source.PLANNED,
    status: Status = Status.ACTUAL,
    rank: int = 100,
    on_interrupt: OnInterrupt = OnInterrupt.RESUME,
) -> Play:
    return Play(
        id=PlayId(name),
        clip=clip(length, *marks, name=f"clip of {name}"),
        starts=at(starts),
        latest_start=at(starts + grace),
        valid_until=at(valid_until),
        class_=class_,
        source=source,
        status=status,
        rank=rank,
        on_interrupt=on_interrupt,
    )


def order(
    name: str,
    kind: OrderKind,
    begins: float,
    ends: float,
    *clips: Clip,
    class_: Class = Class.EMERGENCY,
    status: Status = Status.ACTUAL,
    urgency: Urgency = Urgency.WARN,
    origin: Origin = Origin.MANUAL,
    below: Class | None = None,
) -> Order:
    return Order(
        id=PlayId(name),
        kind=kind,
        begins=at(begins),
        ends=at(ends),
        class_=class_,
        status=status,
        urgency=urgency,
        origin=origin,
        clips=clips,
        below=below,
    )


def alarm(
    name: str,
    begins: float,
    ends: float,
    *clips: Clip,
    status: Status = Status.ACTUAL,
    urgency: Urgency = Urgency.WARN,
    origin: Origin = Origin.MANUAL,
) -> Order:
    said = clips or (clip(ends - begins, name=f"clip of {name}"),)
    return order(name, OrderKind.ALARM, begins, ends, *said, status=status, urgency=urgency, origin=origin)


def quiet(opens: str, closes: str) -> Posting:
    window = QuietWindow(opens=time.fromisoformat(opens), closes=time.fromisoformat(closes))
    return Posting(zone=HANOI, quiet_windows=(window,))


def ask(
    *told: Play | Order,
    posting: Posting = OPEN,
    now: float = -10,
    begun: Mapping[str, Begun] | None = None,
    ended: Iterable[str] = (),
    heard: float | None = -10,
    ready: Mapping[Digest, datetime] | None = None,
) -> tuple[Span, ...]:
    """Return the timeline of a pole that has every clip, or those of `ready`."""
    history = History(
        now=at(now),
        ended=frozenset(PlayId(name) for name in ended),
        begun={PlayId(name): past for name, past in (begun or {}).items()},
        heard=None if heard is None else at(heard),
    )
    plays = [one for one in told if isinstance(one, Play)]
    orders = [one for one in told if isinstance(one, Order)]
    return timeline(plays, orders, posting, everything(told) if ready is None else ready, history)


def everything(told: Iterable[Play | Order]) -> dict[Digest, datetime]:
    """Every clip, verified an hour ago."""
    return {clip.digest: at(-3600) for one in told for clip in clips_of(one)}


def clips_of(one: Play | Order) -> tuple[Clip, ...]:
    return (one.clip,) if isinstance(one, Play) else one.clips


def heard(spans: Iterable[Span]) -> list[tuple[str, float, float]]:
    """What sounds, from when to when."""
    return [(span.id, seconds(span.begins), seconds(span.ends)) for span in spans if span.sounds]


def offsets(spans: Iterable[Span], name: str) -> list[float]:
    """From where in its clip each stretch of `name` sounds."""
    return [span.offset.total_seconds() for span in spans if span.sounds and span.id == name]


def rules(spans: Iterable[Span], name: str) -> list[Rule]:
    return [span.rule for span in spans if span.sounds and span.id == name]


def ending(spans: Iterable[Span], name: str) -> tuple[Ending, Rule, str | None, float]:
    """How, why, because of whom and when `name` ended; there is exactly one such span."""
    [last] = [span for span in spans if span.id == name and span.ending]
    assert last.ending
    return last.ending, last.rule, last.by, seconds(last.ends)


def endings(spans: Iterable[Span]) -> dict[str, Ending]:
    return {span.id: span.ending for span in spans if span.ending}


def seconds(instant: datetime) -> float:
    return (instant - TEN).total_seconds()
