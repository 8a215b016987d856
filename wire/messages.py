"""The messages, whole, as frozen models. Instants are UTC with milliseconds.

Every message carries its envelope: who says it, to which address, in which revision,
when, and until when it counts. Unknown fields are ignored, so that a newer controller
can speak to an older pole; known ones are never coerced.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Literal, NewType, Self, TypeVar
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, PlainSerializer, model_validator

from schedules import vocabulary as words
from schedules.vocabulary import Class, Digest, PlayId

from .topics import ADDRESS_PATTERN, MAX_ADDRESSES_PER_POLE, Kind

JournalId = NewType("JournalId", str)
"""Random, new with every new disk: a number means something only together with it."""

M = TypeVar("M")


def _in_milliseconds(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


Instant = Annotated[AwareDatetime, PlainSerializer(_in_milliseconds, return_type=str, when_used="json")]
AddressText = Annotated[str, Field(pattern=ADDRESS_PATTERN)]
DigestText = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]
"""One line of text without control characters, since it ends up in databases and logs."""
Words = Annotated[str, Field(max_length=2000, pattern=r"^[^\x00]*$")]
Count = Annotated[int, Field(ge=0, le=2**53 - 1)]
"""As JSON numbers go everywhere unharmed (RFC 7493)."""
Number = Annotated[int, Field(ge=1, le=2**53 - 1)]
Microseconds = Count
Measure = Annotated[float, Field(allow_inf_nan=False)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", strict=True, populate_by_name=True)


class Message(_Model):
    """The envelope. `revision` is max(last + 1, Unix ms at signing), one sequence per issuer."""

    issuer: Name
    address: AddressText
    revision: Number
    issued_at: Instant
    expires_at: Instant


class ClipLine(_Model):
    """One row of a clip table. `marks_ms` are the starts of its sentences, where a play may resume."""

    digest: DigestText
    bytes: Number
    length_us: Number
    marks_ms: tuple[Count, ...] = ()

    def clip(self) -> words.Clip:
        return words.Clip(
            digest=Digest(self.digest),
            length=timedelta(microseconds=self.length_us),
            marks=tuple(timedelta(milliseconds=mark) for mark in self.marks_ms),
        )


def _checked(whole: M, clips: tuple[ClipLine, ...], used: Iterable[str]) -> M:
    missing = set(used) - {line.digest for line in clips}
    if missing:
        raise ValueError(f"not in the clip table: {min(missing)}")
    return whole


class PlayLine(_Model):
    """A play. `notice` and `part` name what it says, for people who look into a pole.

    Where it says several notices in one clip, `notice` is the id of the broadcast and `part` 0.
    """

    id: Name
    clip: DigestText
    starts: Instant
    latest_start: Instant
    valid_until: Instant
    class_: Annotated[Class, Field(alias="class")] = Class.ROUTINE
    source: words.Source = words.Source.PLANNED
    status: words.Status = words.Status.ACTUAL
    rank: Annotated[int, Field(ge=1, le=1_000_000)] = 100
    on_interrupt: words.OnInterrupt = words.OnInterrupt.RESUME
    notice: Name
    part: Count = 0

    def play(self, clip: words.Clip) -> words.Play:
        return words.Play(
            id=PlayId(self.id),
            clip=clip,
            starts=self.starts,
            latest_start=self.latest_start,
            valid_until=self.valid_until,
            class_=self.class_,
            source=self.source,
            status=self.status,
            rank=self.rank,
            on_interrupt=self.on_interrupt,
        )


class Playlist(Message):
    """All plays of one address until its horizon, which is its expiry. What is absent is withdrawn."""

    kind: Literal[Kind.PLAYLIST] = Kind.PLAYLIST
    clips: tuple[ClipLine, ...] = ()
    plays: tuple[PlayLine, ...] = ()

    @model_validator(mode="after")
    def _every_play_has_its_clip(self) -> Self:
        return _checked(self, self.clips, (play.clip for play in self.plays))

    def domain_plays(self) -> tuple[words.Play, ...]:
        """Join plays and clip table."""
        table = {line.digest: line.clip() for line in self.clips}
        return tuple(line.play(table[line.clip]) for line in self.plays)


class OrderLine(_Model):
    id: Name
    kind: words.OrderKind
    class_: Annotated[Class, Field(alias="class")] = Class.EMERGENCY
    status: words.Status = words.Status.ACTUAL
    urgency: words.Urgency = words.Urgency.WARN
    origin: words.Origin = words.Origin.MANUAL
    clips: tuple[DigestText, ...] = ()
    begins: Annotated[Instant, Field(alias="from")]
    ends: Instant
    below: Class | None = None
    by: Words = ""
    """Who gave it: shown at a lockout."""


class Orders(Message):
    """The complete set of orders that stand at one address."""

    kind: Literal[Kind.ORDERS] = Kind.ORDERS
    clips: tuple[ClipLine, ...] = ()
    orders: tuple[OrderLine, ...] = ()

    @model_validator(mode="after")
    def _every_order_has_its_clips(self) -> Self:
        return _checked(self, self.clips, (digest for order in self.orders for digest in order.clips))

    def domain_orders(self) -> tuple[words.Order, ...]:
        """Join orders and clip table."""
        table = {line.digest: line.clip() for line in self.clips}
        return tuple(
            words.Order(
                id=PlayId(line.id),
                kind=line.kind,
                begins=line.begins,
                ends=line.ends,
                class_=line.class_,
                status=line.status,
                urgency=line.urgency,
                origin=line.origin,
                clips=tuple(table[digest] for digest in line.clips),
                below=line.below,
            )
            for line in self.orders
        )


class Level(_Model):
    """Gain before the amplifier by day and by night, dB relative to full scale (0 is loudest)."""

    day_db: Annotated[float, Field(le=0)]
    night_db: Annotated[float, Field(le=0)]


class Levels(_Model):
    """Levels by class, and two maxima that nothing exceeds: by day and by night.

    What has the status test is as loud as its class, but never louder than `test`. Its default is 18 dB
    below routine by day and 24 dB by night: with 6 dB less for each doubling of the distance (ISO 9613-2,
    section 7.1) it carries an eighth and a sixteenth as far, to those who stand at the pole and listen.
    """

    routine: Level = Level(day_db=-6.0, night_db=-12.0)
    priority: Level = Level(day_db=-4.0, night_db=-10.0)
    emergency: Level = Level(day_db=0.0, night_db=0.0)
    maximum: Level = Level(day_db=0.0, night_db=0.0)
    test: Level = Level(day_db=-24.0, night_db=-36.0)
    night_begins: time = time(21)
    night_ends: time = time(6)


class QuietLine(_Model):
    """A quiet window in local time; it runs past midnight where `closes` <= `opens`."""

    days: tuple[words.DayType, ...] = tuple(words.DayType)
    opens: time
    closes: time


class Horn(_Model):
    """What protects the driver: a last high-pass, Hz, and limiter, dB relative to full scale."""

    name: Name = "reflex-horn"
    high_pass_hz: Annotated[float, Field(ge=20, le=1000)] = 300.0
    ceiling_db: Annotated[float, Field(le=0)] = -1.0


class KeyLine(_Model):
    """A public key a pole shall trust: Ed25519, base64url as in RFC 8037, for one purpose until `ends`."""

    id: Name
    purpose: Literal["plan", "order", "posting", "field"]
    x: Name
    ends: Instant


class PostingMessage(Message):
    """What a pole is told about itself. It counts for 30 days and is renewed before."""

    kind: Literal[Kind.POSTING] = Kind.POSTING
    addresses: Annotated[tuple[AddressText, ...], Field(min_length=1, max_length=MAX_ADDRESSES_PER_POLE)]
    time_zone: Name = "Asia/Ho_Chi_Minh"
    levels: Levels = Levels()
    quiet_windows: tuple[QuietLine, ...]
    holidays: tuple[date, ...] = ()
    horn: Horn = Horn()
    delay_us: Microseconds = 0
    standing_clips: tuple[ClipLine, ...] = ()
    is_locked_out: bool = False
    keys: tuple[KeyLine, ...]

    def posting(self) -> words.Posting:
        windows = tuple(
            words.QuietWindow(opens=line.opens, closes=line.closes, days=frozenset(line.days))
            for line in self.quiet_windows
        )
        return words.Posting(
            zone=ZoneInfo(self.time_zone),
            quiet_windows=windows,
            holidays=frozenset(self.holidays),
            is_locked_out=self.is_locked_out,
        )


class Filed(Message):
    """All reports of `journal` up to `number` are stored; a pole may forget them after 30 days more."""

    kind: Literal[Kind.FILED] = Kind.FILED
    journal: Name
    number: Count


class Now(Message):
    """The controller's time in answer to a pole's own nonce."""

    kind: Literal[Kind.NOW] = Kind.NOW
    nonce: Name
    now: Instant


class AskTime(Message):
    kind: Literal[Kind.ASK_TIME] = Kind.ASK_TIME
    nonce: Name


class Presence(Message):
    """A hint, not the truth: a retained "online" can outlive a broker that died with its client."""

    kind: Literal[Kind.PRESENCE] = Kind.PRESENCE
    is_online: bool
    version: Name


class HeldRevision(_Model):
    kind: Literal[Kind.PLAYLIST, Kind.ORDERS, Kind.POSTING]
    address: AddressText
    revision: Number


class ArmedPlay(_Model):
    """A play the pole has accepted. `stage` is as far as it has come."""

    play: Name
    stage: Literal["received", "clip_ready", "armed"]
    since: Instant


class Heartbeat(Message):
    """The pole's state. Counts are since the program began."""

    kind: Literal[Kind.HEARTBEAT] = Kind.HEARTBEAT
    version: Name
    held: tuple[HeldRevision, ...] = ()
    clips_ready: tuple[DigestText, ...] = ()
    clips_missing: tuple[DigestText, ...] = ()
    plays: tuple[ArmedPlay, ...] = ()
    clock_source: Words = "none"
    clock_bound_ms: Measure | None = None
    is_clock_trusted: bool = False
    level_db: Measure | None = None
    temperature_c: Measure | None = None
    supply_v: Measure | None = None
    free_bytes: Count | None = None
    network_bytes: Count = 0
    refused: Count = 0
    faults: tuple[Words, ...] = ()


class Report(_Model):
    """What really happened to a play. `previous` is the digest of the report before it in the journal."""

    number: Number
    play: Name
    event: Literal["started", "finished", "cut_short", "missed", "failed"]
    at: Instant
    planned: Instant | None = None
    error_ms: Measure | None = None
    heard_ms: Count | None = None
    rule: words.Rule | None = None
    by: Words | None = None
    reason: Words = ""
    previous: DigestText


class Reports(Message):
    """A run of reports from one journal, ascending by number."""

    kind: Literal[Kind.REPORTS] = Kind.REPORTS
    journal: Name
    reports: Annotated[tuple[Report, ...], Field(min_length=1)]


MESSAGES: dict[Kind, type[Message]] = {
    Kind.PLAYLIST: Playlist,
    Kind.ORDERS: Orders,
    Kind.POSTING: PostingMessage,
    Kind.FILED: Filed,
    Kind.NOW: Now,
    Kind.PRESENCE: Presence,
    Kind.HEARTBEAT: Heartbeat,
    Kind.REPORTS: Reports,
    Kind.ASK_TIME: AskTime,
}

POSTING_COUNTS_FOR = timedelta(days=30)
