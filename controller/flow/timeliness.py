"""Whether what a broadcast says holds when it sounds: no `ngày mai` every day, nothing after a deadline."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from audio.documents.days_named import deadlines, from_today
from audio.reading.written import from_json
from audio.span import SourceSpan
from controller.entries import Notice, Wish
from controller.ports import Unit
from schedules.broadcast import Recurrence
from schedules.recurrence import upcoming
from schedules.vocabulary import NoticeId

_WHOLE = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Untimely:
    """Words of a notice that do not hold at every play: a day named from today, or a `deadline` gone by."""

    notice: NoticeId
    words: str
    span: SourceSpan
    deadline: date | None = None

    @property
    def key(self) -> str:
        return f"{self.notice}:{self.span.start}-{self.span.end}"


def untimely(unit: Unit, asked: Wish) -> tuple[Untimely, ...]:
    """Return them notice by notice, in the order of each text. A withdrawn broadcast has none."""
    if asked.withdrawn_at is not None:
        return ()
    notices = {name: unit.notices.get(name) for name, _ in asked.items}
    found = [
        one
        for name, part in dict.fromkeys(asked.items)
        for span in _spoken(unit, notices[name], part)
        for one in _of_sentence(notices[name], span, asked)
    ]
    return tuple(found)


def _spoken(unit: Unit, notice: Notice, part: int) -> Sequence[SourceSpan]:
    """Return the places of the sentences of a part; the whole text where it is not read yet."""
    if notice.reading is None:
        return (SourceSpan(start=0, end=len(notice.text)),)
    spans = [sentence.span for sentence in from_json(notice.reading).sentences]
    if part == _WHOLE:
        return spans
    sections = [
        section for one in unit.voicings.of_notice(notice.id) if one.part == part for section in one.sections
    ]
    return [span for section in sections for span in spans[section.first : section.last]]


def _of_sentence(notice: Notice, span: SourceSpan, asked: Wish) -> Iterator[Untimely]:
    text = span.of(notice.text)
    if _sounds_on_several_days(asked.recurrence):
        for place in from_today(text):
            yield _untimely(notice, _within(span, place))
    written_on = notice.created_at.astimezone(asked.recurrence.zone).date()
    for deadline in deadlines(text, written_on=written_on):
        if _sounds_after(asked, deadline.day):
            yield _untimely(notice, _within(span, deadline.span), deadline.day)


def _untimely(notice: Notice, place: SourceSpan, deadline: date | None = None) -> Untimely:
    words = " ".join(place.of(notice.text).split())
    return Untimely(notice=notice.id, words=words, span=place, deadline=deadline)


def _within(sentence: SourceSpan, place: SourceSpan) -> SourceSpan:
    return SourceSpan(start=sentence.start + place.start, end=sentence.start + place.end)


def _sounds_on_several_days(recurrence: Recurrence) -> bool:
    return _next(recurrence, recurrence.first.date() + timedelta(days=1)) is not None


def _sounds_after(asked: Wish, day: date) -> bool:
    following = _next(asked.recurrence, day + timedelta(days=1))
    return following is not None and (asked.valid_until is None or following < asked.valid_until)


def _next(recurrence: Recurrence, day: date) -> datetime | None:
    """Return the first instant on the local `day` or after it."""
    found = upcoming(recurrence, after=datetime.combine(day, time(), recurrence.zone))
    return found.instant if found else None
