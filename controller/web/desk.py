"""What the routes need, handed to them by whoever builds the application."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Depends, Request

from controller.ports import Clock, Ledger
from schedules.vocabulary import Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the routes need."""

    ledger: Ledger
    clock: Clock
    token: str = field(repr=False)
    zone: ZoneInfo
    find_clip: Callable[[Digest], Path | None]
    is_broker_connected: Callable[[], bool]


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


TheDesk = Annotated[Desk, Depends(_desk)]
