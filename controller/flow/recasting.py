"""Another cast for a notice that nobody approved yet: its reading stays, it is voiced anew.

Whatever changes who speaks it knocks here: its own voice, its recordings.
"""

from controller.entries import Notice
from controller.ports import Unit


def recast(unit: Unit, notice: Notice) -> None:
    """Keep its voice and have it voiced anew: it is another edition, to be heard before it is approved.

    Sentences that the new cast has spoken before cost nothing. Takes stay.
    """
    unit.notices.recast(notice)
    unit.voicings.voice_anew(notice.id)
