"""A clip as the player of a page needs it: where its sentences begin, and which rows of a reading they are.

The opening tone comes before the first mark. The cue of a part is a sentence of the clip and stands in no
reading, so the marks of a part are one more than its rows.
"""

from dataclasses import dataclass
from datetime import timedelta

from controller.entries import Section, Voicing

_MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """A clip to listen to. `length` and `marks` are milliseconds, written for an attribute.

    Its marks after the first `cues` are rows of the reading of `notice`, from row `first` on; `notice` is
    empty where they are rows of no reading. `waveform` is written as `audio.waveform` does, or empty.
    """

    digest: str
    length: int
    marks: str
    waveform: str
    notice: str
    first: int
    cues: int
    said: int
    """How many marks it takes to say all once; there are as many again where it is said twice."""


def listening(voicing: Voicing | None) -> Listening | None:
    """Return what a player needs of the clip; None until there is one."""
    if voicing is None or voicing.clip is None:
        return None
    clip, section = voicing.clip, voicing.sections[0] if voicing.sections else None
    is_of_one_reading = section and not voicing.broadcast and len(clip.marks) in _said(section)
    return Listening(
        digest=clip.digest,
        length=clip.length // _MILLISECOND,
        marks=" ".join(str(mark // _MILLISECOND) for mark in clip.marks),
        waveform=voicing.waveform,
        notice=section.notice if section and is_of_one_reading else "",
        first=section.first if section else 0,
        cues=1 if section and section.of else 0,
        said=section.sentences if section else 0,
    )


def _said(section: Section) -> set[int]:
    """Return how many marks a clip of one section may have: templates say it once or twice."""
    return {section.sentences, 2 * section.sentences}
