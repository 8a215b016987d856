"""The list of imminent cues, so written that what sounds goes on untouched when plans change.

The conductor hands in spans, in pole time, and gets cues in the kernel's, with names of their
own; it hands in what the speaker said of a cue and learns of which span that was, and when.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from edge_agent.cues import Cue, Event, Failed
from schedules.vocabulary import Clip, Digest, Span

GRACE = timedelta(seconds=10)
"""How long to wait for the speaker's last word on a cue whose time is over."""
NEAR = timedelta(seconds=1)
"""What sounds stays where it is when the offset changes by less: no cut for the sake of a moment."""


@dataclass(frozen=True, slots=True)
class Load:
    """An act: hand the speaker this whole list."""

    cues: tuple[Cue, ...]


@dataclass(slots=True)
class Entry:
    """A span on the sheet and the cue it became, `offset` earlier by the kernel's clock."""

    span: Span
    cue: Cue
    clip: Clip
    offset: timedelta
    is_over: bool = False

    @property
    def is_last(self) -> bool:
        """Whether the cue goes to the clip's end."""
        return self.cue.offset + (self.cue.ends - self.cue.begins) >= self.clip.length

    @property
    def ends(self) -> datetime:
        return self.cue.ends + self.offset

    def awaits_last_word(self, now: datetime) -> bool:
        return not self.is_over and self.span.ends <= now < self.ends + GRACE

    def in_pole_time(self, event: Event, now: datetime) -> Event:
        """What is told has been heard: where the kernel's clock was set meanwhile, at the latest now."""
        if isinstance(event, Failed):
            return event
        return replace(event, at=min(event.at + self.offset, now))


class CueSheet:
    def __init__(self, path: Callable[[Digest], Path], gain_db: Callable[[Span], float]) -> None:
        self._path = path
        self._gain_db = gain_db
        self._entries: dict[str, Entry] = {}
        self._loaded: tuple[Cue, ...] = ()

    def entry(self, cue: str) -> Entry | None:
        return self._entries.get(cue)

    def write(
        self, spans: Iterable[Span], *, delay: timedelta, offset: timedelta, now: datetime
    ) -> Load | None:
        """Return the list to load, or None where it stays as it was."""
        before = self._entries
        places = {entry.span.id: entry.offset for entry in before.values() if entry.span.begins <= now}
        self._entries = {}
        for span in spans:
            if span.clip:
                place = _place(places.get(span.id, offset), offset)
                entry = self._entry(before, span, span.clip, delay=delay, offset=place)
                self._entries[entry.cue.id] = entry
        for cue, entry in before.items():
            if cue not in self._entries and entry.awaits_last_word(now):
                self._entries[cue] = entry
        cues = tuple(entry.cue for entry in self._entries.values())
        if cues == self._loaded:
            return None
        self._loaded = cues
        return Load(cues)

    def forget(self) -> None:
        """The speaker is a new one: load all again."""
        self._loaded = ()

    def _entry(
        self, before: dict[str, Entry], span: Span, clip: Clip, *, delay: timedelta, offset: timedelta
    ) -> Entry:
        """What sounds keeps its begin in every new plan, and so its name; its end and gain may change."""
        cue = Cue(
            id=f"{span.id}@{span.begins.timestamp():.3f}",
            clip=clip.digest,
            path=self._path(clip.digest),
            begins=span.begins + delay - offset,
            ends=span.ends + delay - offset,
            offset=span.offset,
            gain_db=self._gain_db(span),
        )
        known = before.get(cue.id)
        is_over = known is not None and known.is_over and known.offset == offset
        return Entry(span, cue, clip, offset, is_over=is_over)


def _place(held: timedelta, offset: timedelta) -> timedelta:
    return held if abs(held - offset) <= NEAR else offset
