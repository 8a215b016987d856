"""What a request may hold, parsed at the door; past it there are no loose dicts."""

from datetime import UTC, datetime, timedelta
from typing import Annotated
from uuid import uuid4
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from audio.language import SpokenLanguage
from controller.entries import Wish
from schedules.broadcast import Recurrence
from schedules.vocabulary import Address, BroadcastId, Class, NoticeId, OnInterrupt, Status
from wire.topics import ADDRESS_PATTERN

AddressText = Annotated[str, Field(pattern=ADDRESS_PATTERN, examples=["z-song-cong-2"])]


_ONE_LINE = r"^[^\x00-\x1f\x7f]*$"
_EARLIEST, _LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


def _within_reason(instant: datetime) -> datetime:
    if not _EARLIEST <= instant <= _LATEST:
        raise ValueError("expected an instant between 2000 and 2100")
    return instant


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


LineText = Annotated[str, Field(max_length=200, pattern=_ONE_LINE)]
Line = Annotated[LineText, Field(min_length=1)]
"""One line that says something."""
Instant = Annotated[AwareDatetime, AfterValidator(_within_reason)]


class NoticeForm(_Form):
    """What is told of a notice beside its text; an empty title is taken from the text."""

    file_name: Line = "notice.txt"
    title: LineText = ""
    category: LineText = ""
    class_: Annotated[Class, Field(alias="class")] = Class.ROUTINE
    status: Status = Status.ACTUAL
    source_document: LineText = ""
    language: SpokenLanguage = SpokenLanguage.VIETNAMESE
    version_of: Annotated[LineText, Field(description="The notice that it says in another language.")] = ""


class WebNoticeForm(_Form):
    """A notice that stands at a web address; an empty title is taken from its text."""

    url: Annotated[str, Field(max_length=2000, examples=["https://example.vn/thong-bao"])]
    title: LineText = ""
    category: LineText = ""
    class_: Annotated[Class, Field(alias="class")] = Class.ROUTINE
    status: Status = Status.ACTUAL
    language: SpokenLanguage = SpokenLanguage.VIETNAMESE


class Approval(_Form):
    by: Annotated[Line, Field(description="Who heard and approved it.")]
    doubts_as_read: Annotated[
        bool, Field(description="Find every doubtful place right as it is read; else grave ones refuse it.")
    ] = False


class Opening(_Form):
    seconds: Annotated[float, Field(gt=0, le=3600, description="About how much of the notice.")]


class ReadAloud(_Form):
    """How a recording was read: the keys of its sentences in order, and when the reader went on to the next.

    What was said for an empty key is left out.
    """

    sentences: Annotated[list[Annotated[str, Field(max_length=16)]], Field(min_length=1, max_length=2000)]
    pressed_ms: Annotated[list[Annotated[int, Field(ge=0, le=86_400_000)]], Field(max_length=2000)]

    @model_validator(mode="after")
    def _go_together(self) -> "ReadAloud":
        if len(self.pressed_ms) != len(self.sentences) - 1 or sorted(self.pressed_ms) != self.pressed_ms:
            raise ValueError("expected one instant between each two sentences, in order")
        return self

    @property
    def pressed(self) -> list[timedelta]:
        return [timedelta(milliseconds=at) for at in self.pressed_ms]


class TryOut(_Form):
    pole: Annotated[str, Field(max_length=42, description="The one pole at which it sounds.")]


class ItemForm(_Form):
    notice: Line
    part: Annotated[int, Field(ge=0, le=10_000, description="0 is the whole notice.")] = 0


class BroadcastForm(_Form):
    """A broadcast: what in which order, where, and when again."""

    title: Line
    items: Annotated[list[ItemForm], Field(min_length=1, max_length=100)]
    addresses: Annotated[list[AddressText], Field(min_length=1, max_length=100)]
    starts: Annotated[Instant, Field(description="The first instant, with its offset from UTC.")]
    repeat: Annotated[
        str, Field(max_length=500, pattern=_ONE_LINE, description="RFC 5545 RRULE; empty for once.")
    ] = ""
    class_: Annotated[Class, Field(alias="class")] = Class.ROUTINE
    status: Status = Status.ACTUAL
    rank: Annotated[int, Field(ge=1, le=1_000_000)] = 100
    grace_seconds: Annotated[float, Field(ge=0, le=86_400, description="How late it may still start.")] = 120
    valid_until: Instant | None = None
    on_interrupt: OnInterrupt = OnInterrupt.RESUME
    accepted: Annotated[
        list[str], Field(max_length=1000, description="What the refusal named, to sound all the same.")
    ] = []

    def wish(self, *, zone: ZoneInfo, now: datetime) -> Wish:
        return Wish(
            id=BroadcastId(uuid4().hex),
            title=self.title,
            items=tuple((NoticeId(item.notice), item.part) for item in self.items),
            addresses=frozenset(Address(text) for text in self.addresses),
            recurrence=Recurrence(
                first=self.starts.astimezone(zone).replace(tzinfo=None), zone=zone, rule=self.repeat
            ),
            created_at=now,
            class_=self.class_,
            status=self.status,
            rank=self.rank,
            grace=timedelta(seconds=self.grace_seconds),
            valid_until=self.valid_until.astimezone(UTC) if self.valid_until else None,
            on_interrupt=self.on_interrupt,
        )


class Withdrawal(_Form):
    because: Line
