"""How music lies under a broadcast: softer while somebody speaks, gone where a tone sounds."""

from enum import Enum, auto
from typing import assert_never

from audio.music import Loop
from audio.segments import WHOLE_MS, AudioSegment, of_pcm
from audio.template import Bed

_RAMP_MS = 150
"""How long the music takes between its two levels; a shorter rest leaves it soft."""
_COMES_MS = 500


class Lies(Enum):
    """What a piece is to the music."""

    NOT = auto()
    """A tone: there is none under it."""
    UNDER_SPEECH = auto()
    IN_A_REST = auto()
    COMING = auto()
    """The rest in which it fades in."""
    GOING = auto()


class Accompaniment:
    """Lays music under the pieces of one broadcast, one after the other."""

    def __init__(self, loop: Loop, bed: Bed) -> None:
        self._loop = loop
        self._soft_db = -bed.below_speech_lu
        self._louder_db = bed.below_speech_lu - bed.below_in_rests_lu

    def under(self, piece: AudioSegment, lies: Lies) -> AudioSegment:
        """Return a piece with what is under it, as long as before."""
        if lies is Lies.NOT or not len(piece):
            return piece
        music = of_pcm(self._loop.take(len(piece) * WHOLE_MS))
        return piece.overlay(self._moved(music, lies))

    def _moved(self, music: AudioSegment, lies: Lies) -> AudioSegment:
        """Give the music its level from moment to moment; it begins and ends soft but where it is silent."""
        match lies:
            case Lies.COMING:
                return self._raised(music, rises=False).fade_in(min(_COMES_MS, len(music)))
            case Lies.GOING:
                return self._raised(music, falls=False).fade_out(len(music) - min(_RAMP_MS, len(music) // 2))
            case Lies.IN_A_REST:
                return self._raised(music)
            case Lies.UNDER_SPEECH | Lies.NOT:
                return music.apply_gain(self._soft_db)
            case _:
                assert_never(lies)

    def _raised(self, music: AudioSegment, *, rises: bool = True, falls: bool = True) -> AudioSegment:
        """Bring it to its level in rests, ramps within the piece; leave it soft where they do not fit."""
        if len(music) < 2 * _RAMP_MS:
            return music.apply_gain(self._soft_db)
        raised = music.apply_gain(self._soft_db + self._louder_db)
        if rises:
            raised = raised.fade(from_gain=-self._louder_db, start=0, duration=_RAMP_MS)
        if falls:
            raised = raised.fade(to_gain=-self._louder_db, start=len(music) - _RAMP_MS, duration=_RAMP_MS)
        return raised
