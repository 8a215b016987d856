"""A broadcast of several notices, or of another class than its only one, gets a clip of its own.

Whatever may remove the last obstacle asks here: a reading that was kept, an approval, a new broadcast.
"""

from collections.abc import Sequence

from controller.entries import Wish
from controller.ports import Unit


def want_own_clips(unit: Unit, wishes: Sequence[Wish]) -> None:
    """Ask for the clip of each broadcast that needs one of its own and lacks nothing else."""
    for one in unit.broadcasts.prepared(wishes):
        if one.lacks_own_clip:
            unit.voicings.want_own(one.wish.id, one.wish.class_, one.sentences)
