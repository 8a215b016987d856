"""All the pole was told that decides what sounds, as one value, and what follows from it alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from edge_agent.levels import gain_db
from schedules.obstacles import Obstacles, Refusal
from schedules.quiet import QuietHours
from schedules.vocabulary import STRICTEST, Class, Order, Play, PlayId, Posting, Rule, Span, Status
from wire.messages import Levels

_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Programme:
    plays: tuple[Play, ...] = ()
    orders: tuple[Order, ...] = ()
    posting: Posting = STRICTEST
    levels: Levels = field(default_factory=Levels)
    delay: timedelta = timedelta()
    """Added to everything that sounds here, so that a far horn is heard with a near one."""

    @cached_property
    def by_id(self) -> Mapping[PlayId, Play | Order]:
        plays = {play.id: play for play in self.plays}
        return plays | {order.id: order for order in self.orders}

    @property
    def planned(self) -> dict[PlayId, datetime]:
        """When each was meant to begin."""
        plays = {play.id: play.starts for play in self.plays}
        return plays | {order.id: order.begins for order in self.orders}

    @cached_property
    def has_exercises(self) -> bool:
        return any(one.status is not Status.ACTUAL for one in self.by_id.values())

    def gain_db(self, span: Span) -> float:
        one = self.by_id.get(span.id)
        class_, status = (one.class_, one.status) if one else (Class.ROUTINE, Status.ACTUAL)
        begins, ends, zone = span.begins, span.ends, self.posting.zone
        return gain_db(self.levels, zone, class_=class_, status=status, begins=begins, ends=ends)

    def refusal(
        self, play_id: PlayId, at: datetime, *, instead: Span | None, heard: datetime | None
    ) -> Refusal:
        """Say in the timeline's words why what sounded may not go on at `at`."""
        one = self.by_id.get(play_id)
        if one is None:
            return Refusal(Rule.WITHDRAWN)
        quiet = QuietHours(self.posting, at - _DAY, at + _DAY)
        obstacles = Obstacles(self.orders, self.posting, quiet, heard)
        ends = at + one.clip.length if isinstance(one, Play) else at
        refusal = obstacles.refuse(one.class_, one.status, at, ends)
        if refusal is None and instead is not None:
            return Refusal(Rule.OUTRANKED, instead.id)
        return refusal or Refusal(Rule.STOPPED)
