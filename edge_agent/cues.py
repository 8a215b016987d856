"""The words between agent and player, and how they cross the pipe between the two processes.

Each message is one line of JSON; instants are Unix nanoseconds, lengths nanoseconds. Live
voice will come as a line that announces an instant and a number of bytes, and then the bytes.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from schedules.vocabulary import Digest

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A stretch of one clip: its sample at `offset` is to be heard at `begins`, the last before `ends`.

    Instants are UTC. A cue whose `begins` is over is joined where it would be by now.
    """

    id: str
    clip: Digest
    path: Path
    begins: datetime
    ends: datetime
    offset: timedelta = timedelta()
    gain_db: float = 0.0


class Outcome(StrEnum):
    FINISHED = "finished"
    """Heard up to the `ends` it was first loaded with."""
    CUT = "cut"
    """Withdrawn, shortened, or silenced by a fault of the player."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Began:
    """The cue's first sample, `offset` into the clip, was heard at `at`: `error` after `begins`."""

    cue: str
    at: datetime
    offset: timedelta
    error: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """The cue's last sample was heard at `at`; it had reached `offset` in the clip."""

    cue: str
    at: datetime
    offset: timedelta
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """The cue does not sound though it should, and why. Said once.

    A cue that stays listed may still begin, when a card that was gone is back.
    """

    cue: str
    reason: str


Event = Began | Ended | Failed
"""Of a cue that began comes exactly one `Ended` or `Failed`; one withdrawn before it began is silent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """The player's last words: no cue failed by itself, but the output is lost and the player ends."""

    reason: str


def unix_ns(instant: datetime) -> int:
    return nanoseconds(instant - EPOCH)


def instant_of(unix_ns: int) -> datetime:
    """Rounded to the microsecond, which is as fine as a datetime can be."""
    return EPOCH + length_of(unix_ns)


def nanoseconds(length: timedelta) -> int:
    return length // timedelta(microseconds=1) * 1000


def length_of(nanoseconds: int) -> timedelta:
    return timedelta(microseconds=(nanoseconds + 500) // 1000)


def cues_line(cues: Sequence[Cue]) -> bytes:
    return _line(load=[asdict(cue) for cue in cues])


def read_cues(line: bytes) -> tuple[Cue, ...]:
    return tuple(_cue(cue) for cue in json.loads(line)["load"])


def said_line(said: Event | Trouble) -> bytes:
    return _line(**{type(said).__name__.lower(): asdict(said)})


def read_said(line: bytes) -> Event | Trouble:
    """Raise ValueError for a line no player of ours says."""
    [(kind, body)] = json.loads(line).items()
    match kind:
        case "began":
            at, offset = instant_of(body["at"]), length_of(body["offset"])
            return Began(cue=body["cue"], at=at, offset=offset, error=length_of(body["error"]))
        case "ended":
            at, offset = instant_of(body["at"]), length_of(body["offset"])
            return Ended(cue=body["cue"], at=at, offset=offset, outcome=Outcome(body["outcome"]))
        case "failed":
            return Failed(**body)
        case "trouble":
            return Trouble(**body)
    raise ValueError(f"not said by a player: {kind}")


def _cue(body: dict[str, Any]) -> Cue:
    return Cue(
        id=body["id"],
        clip=Digest(body["clip"]),
        path=Path(body["path"]),
        begins=instant_of(body["begins"]),
        ends=instant_of(body["ends"]),
        offset=length_of(body["offset"]),
        gain_db=body["gain_db"],
    )


def _line(**message: object) -> bytes:
    return json.dumps(message, default=_plain).encode() + b"\n"


def _plain(value: object) -> int | str:
    match value:
        case datetime():
            return unix_ns(value)
        case timedelta():
            return nanoseconds(value)
        case Path():
            return str(value)
    raise TypeError(value)
