"""A speaker without a process, for the fleet and for tests that turn the clock by hand.

It makes no sound and opens no clip, but says of its cues what the real one would say.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from edge_agent.cues import Began, Cue, Ended, Event, Failed, Outcome
from schedules.vocabulary import Digest


@dataclass(slots=True, kw_only=True)
class _Turn:
    """A listed cue: `starts` is when it is heard, `told` the `ends` it was first loaded with."""

    cue: Cue
    starts: datetime
    told: datetime
    has_begun: bool = False
    is_over: bool = False

    def goes_on_as(self, cue: Cue) -> bool:
        """See `edge_agent.sounding.is_same_sound`."""
        mine = self.cue
        if not self.has_begun and not self.is_over:
            return cue == mine
        is_same = (cue.id, cue.clip, cue.path) == (mine.id, mine.clip, mine.path)
        return is_same and cue.begins - cue.offset == mine.begins - mine.offset

    def amend(self, cue: Cue, now: datetime) -> None:
        if self.has_begun:
            self.cue = replace(cue, ends=max(cue.ends, now))

    def offset(self, at: datetime) -> timedelta:
        return self.cue.offset + (at - self.cue.begins)


class VirtualSpeaker:
    """A `Loudspeaker`. Events are told from within `load` and `step`; let `hear` only put them by."""

    def __init__(
        self,
        hear: Callable[[Event], None],
        clock: Callable[[], datetime],
        *,
        start_error: timedelta = timedelta(),
    ) -> None:
        self._hear = hear
        self._clock = clock
        self._turns: dict[str, _Turn] = {}
        self.start_error = start_error
        """How much later than its instant each cue is heard."""
        self.spoilt: dict[Digest, str] = {}
        """Clips whose cues fail, and the reason they give."""

    def load(self, cues: Sequence[Cue]) -> None:
        """See `edge_agent.speaker.Loudspeaker.load`."""
        now = self._clock()
        self.step(now)
        listed = {cue.id: cue for cue in cues}
        for turn in list(self._turns.values()):
            cue = listed.get(turn.cue.id)
            if cue and turn.goes_on_as(cue):
                turn.amend(listed.pop(cue.id), now)
            else:
                self._withdraw(turn, now)
        for cue in listed.values():
            starts = max(cue.begins, now) + self.start_error
            self._turns[cue.id] = _Turn(cue=cue, starts=starts, told=cue.ends)
        self.step(now)

    def step(self, now: datetime) -> datetime | None:
        """Tell what was heard up to `now`; return the instant of the next event, None if there is none."""
        while (due := self._next()) and self._due_at(due) <= now:
            self._advance(due, now)
        return self._due_at(due) if due else None

    def _next(self) -> _Turn | None:
        return min(
            (turn for turn in self._turns.values() if not turn.is_over), key=self._due_at, default=None
        )

    def _due_at(self, turn: _Turn) -> datetime:
        return turn.cue.ends if turn.has_begun else turn.starts

    def _advance(self, turn: _Turn, now: datetime) -> None:
        if turn.has_begun:
            self._end(turn, at=min(now, max(turn.cue.ends, turn.starts)))
        elif turn.starts >= turn.cue.ends:
            self._fail(turn, "its time was over before it began")
        elif turn.cue.clip in self.spoilt:
            self._fail(turn, self.spoilt[turn.cue.clip])
        else:
            turn.has_begun = True
            offset = turn.offset(turn.starts - self.start_error)
            error = turn.starts - turn.cue.begins
            self._hear(Began(cue=turn.cue.id, at=turn.starts, offset=offset, error=error))

    def _end(self, turn: _Turn, *, at: datetime) -> None:
        turn.is_over = True
        outcome = Outcome.FINISHED if at >= turn.told else Outcome.CUT
        self._hear(Ended(cue=turn.cue.id, at=at, offset=turn.offset(at), outcome=outcome))

    def _fail(self, turn: _Turn, reason: str) -> None:
        turn.is_over = True
        self._hear(Failed(cue=turn.cue.id, reason=reason))

    def _withdraw(self, turn: _Turn, now: datetime) -> None:
        if turn.has_begun and not turn.is_over:
            self._end(turn, at=now)
        del self._turns[turn.cue.id]
