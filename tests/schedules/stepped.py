"""A pole on the pure level: it does what the timeline said, and asks again at any instant it likes."""

from datetime import datetime

from schedules.timeline import timeline
from schedules.vocabulary import Begun, History, PlayId, Span

from .drawn import Quarter


class SteppedPole:
    """Remembers what it has sounded and what has ended, and nothing else."""

    def __init__(self, quarter: Quarter) -> None:
        self._quarter = quarter
        self._begun: dict[PlayId, Begun] = {}
        self._ended: set[PlayId] = set()
        self._spans = quarter.spans()
        self.past: list[Span] = []

    def step(self, now: datetime) -> None:
        """Live up to `now`, forget the future, and ask for it again."""
        for span in self._spans:
            if span.begins <= now:
                self._live(span, now)
        history = History(
            now=now,
            ended=frozenset(self._ended),
            begun={name: begun for name, begun in self._begun.items() if name not in self._ended},
            heard=self._quarter.heard,
        )
        told = self._quarter
        self._spans = timeline(told.plays, told.orders, told.posting, told.ready, history)

    def all_spans(self) -> tuple[Span, ...]:
        """What it has sounded, and what it is going to."""
        return (*self.past, *self._spans)

    def _live(self, span: Span, now: datetime) -> None:
        is_over = span.ends <= now
        if span.sounds:
            until = span.ends if is_over else None
            self._begun[span.id] = Begun(since=span.begins, offset=span.offset, until=until)
        if is_over:
            self.past.append(span)
            self._ended.update({span.id} if span.ending else ())
