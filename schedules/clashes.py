"""Which planned plays of one address want the same time, so that staff are warned before it matters.

Who wins is the timeline's affair; here is only who meets whom.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain

from .broadcast import PlannedPlay
from .vocabulary import BroadcastId

Pair = tuple[BroadcastId, BroadcastId]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two broadcasts, or two occurrences of one, that overlap from `begins` to `ends`, UTC."""

    begins: datetime
    ends: datetime
    broadcasts: Pair


def clashes(planned: Iterable[PlannedPlay]) -> tuple[Clash, ...]:
    """Return each clash of the plays of one address, ascending; one that goes on is told once."""
    found: dict[Pair, list[Clash]] = {}
    for clash in sorted(_overlaps(planned), key=_in_order):
        of_pair = found.setdefault(clash.broadcasts, [])
        if of_pair and clash.begins <= of_pair[-1].ends:
            of_pair[-1] = replace(of_pair[-1], ends=max(of_pair[-1].ends, clash.ends))
        else:
            of_pair.append(clash)
    return tuple(sorted(chain.from_iterable(found.values()), key=_in_order))


def _in_order(clash: Clash) -> tuple[datetime, Pair]:
    return clash.begins, clash.broadcasts


def _overlaps(planned: Iterable[PlannedPlay]) -> Iterator[Clash]:
    sounding: list[PlannedPlay] = []
    for one in sorted(planned, key=lambda one: (one.play.starts, one.play.id)):
        sounding = [other for other in sounding if _ends(other) > one.play.starts]
        for other in sounding:
            first, second = sorted((one.broadcast, other.broadcast))
            yield Clash(
                begins=one.play.starts, ends=min(_ends(one), _ends(other)), broadcasts=(first, second)
            )
        sounding.append(one)


def _ends(planned: PlannedPlay) -> datetime:
    return planned.play.starts + planned.play.clip.length
