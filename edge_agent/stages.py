"""How far each accepted play has come: received, clip ready, armed, and since when.

The pole knocks here after a change. Armed means: it will sound with the network gone.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum

from edge_agent.board import Board
from schedules.vocabulary import Digest, Play, PlayId


class Stage(StrEnum):
    RECEIVED = "received"
    CLIP_READY = "clip_ready"
    ARMED = "armed"


class Stages:
    def __init__(self, board: Board) -> None:
        self._board = board
        self.reached: dict[PlayId, dict[Stage, datetime]] = {
            play: {Stage(stage): since for stage, since in stages.items()}
            for play, stages in board.stages().items()
        }

    def update(
        self,
        plays: Iterable[Play],
        *,
        ready: Mapping[Digest, datetime],
        ended: frozenset[PlayId],
        is_trusted: bool,
        now: datetime,
    ) -> bool:
        """Bring the stages up to `now`; return whether anything changed."""
        waiting = {play.id: play for play in plays if play.id not in ended}
        gone = [play for play in self.reached if play not in waiting]
        reached = [
            (play.id, stage)
            for play in waiting.values()
            for stage in _stages(play, ready, is_trusted=is_trusted)
            if stage not in self.reached.get(play.id, {})
        ]
        if not gone and not reached:
            return False
        with self._board.together():
            for left in gone:
                del self.reached[left]
                self._board.forget_stages(left)
            for play_id, stage in reached:
                self.reached.setdefault(play_id, {})[stage] = now
                self._board.reach(play_id, stage, now)
        return True


def _stages(play: Play, ready: Mapping[Digest, datetime], *, is_trusted: bool) -> tuple[Stage, ...]:
    if play.clip.digest not in ready:
        return (Stage.RECEIVED,)
    return tuple(Stage) if is_trusted else (Stage.RECEIVED, Stage.CLIP_READY)
