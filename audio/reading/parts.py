"""How long a reading will sound, and pieces of it, before any voice has run."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import accumulate

from audio.reading.values import Pause, Reading, Sentence

_SYLLABLE = timedelta(milliseconds=230)
"""About 260 syllables a minute, the pace of our voices and of a calm newsreader."""
RESTS = {
    Pause.NONE: timedelta(0),
    Pause.COMMA: timedelta(milliseconds=180),
    Pause.CLAUSE: timedelta(milliseconds=350),
    Pause.SENTENCE: timedelta(milliseconds=500),
    Pause.PARAGRAPH: timedelta(milliseconds=800),
}
"""How long each pause is. Assembly obeys these too; commas are the voice's own business."""


def spoken_length(reading: Reading) -> timedelta:
    """Estimate how long the sentences and their pauses sound, without tones."""
    return sum(_lengths(reading), timedelta(0))


def opening(reading: Reading, length: timedelta) -> Reading:
    """Return the first sentences that fit into about `length`; at least one, where there is one."""
    ends = accumulate(_lengths(reading))
    fitting = sum(1 for end in ends if end <= length)
    return Reading(sentences=reading.sentences[: max(1, fitting)])


def _lengths(reading: Reading) -> Iterator[timedelta]:
    for sentence in reading.sentences:
        yield _speaking(sentence) + RESTS[sentence.pause]


def _speaking(sentence: Sentence) -> timedelta:
    """Each spoken word of Vietnamese is one syllable."""
    syllables = sum(word.text.count(" ") + 1 for word in sentence.words)
    return syllables * _SYLLABLE + sum((RESTS[word.pause] for word in sentence.words), timedelta(0))
