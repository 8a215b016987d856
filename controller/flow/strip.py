"""The strip on every page: what sounds now, what comes next, and whether everything is all right.

Up to sixty live pages ask each second, so it is a few counts and no text.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from controller.outlook.airings import KnownPlay
from controller.outlook.needs import FAILURES_COUNT_FOR
from controller.outlook.strip import Coming, Sounding, Strip, Trouble
from controller.ports import Ledger
from schedules.vocabulary import PlayId

from .airing import is_sounding
from .condition import SILENT_AFTER

UNARMED_COUNTS_WITHIN = timedelta(hours=1)
"""How near the next play must be before a pole that has it not armed is a trouble."""
_LONGEST_PLAY = timedelta(days=1)


def strip(ledger: Ledger, now: datetime) -> Strip:
    """Return what every page shows. What sounds is as the poles told; orders are not in it."""
    with ledger.reading() as unit:
        begun = unit.outlook.begun(since=now - _LONGEST_PLAY)
        sounding = [play for play in begun if is_sounding(play, now)]
        coming = unit.outlook.next_play(after=now)
        shown = [play.id for play in (*sounding, *([coming] if coming else []))]
        listening = unit.outlook.listening(shown)
        poles, silent = unit.outlook.count_poles(heard_since=now - SILENT_AFTER)
        failed = unit.outlook.count_failed_notices(since=now - FAILURES_COUNT_FOR)
    return Strip(
        sounding=tuple(_sounding(play, listening) for play in sounding),
        coming=_coming(coming, listening) if coming else None,
        trouble=Trouble(out_of_touch=silent, unarmed=_unarmed(coming, listening, now), notices_failed=failed),
        poles=poles,
    )


def _sounding(play: KnownPlay, listening: Mapping[PlayId, int]) -> Sounding:
    return Sounding(
        broadcast=play.broadcast,
        title=play.title,
        class_=play.class_,
        status=play.status,
        poles=play.tally.sounding,
        listening=max(listening.get(play.id, 0), play.tally.sounding),
        since=play.first_started or play.starts,
        until=play.ends,
    )


def _coming(play: KnownPlay, listening: Mapping[PlayId, int]) -> Coming:
    return Coming(
        broadcast=play.broadcast,
        title=play.title,
        class_=play.class_,
        status=play.status,
        starts=play.starts,
        listening=listening.get(play.id, 0),
        armed=play.tally.armed,
    )


def _unarmed(play: KnownPlay | None, listening: Mapping[PlayId, int], now: datetime) -> int:
    if play is None or play.starts > now + UNARMED_COUNTS_WITHIN:
        return 0
    return max(listening.get(play.id, 0) - play.tally.armed, 0)
