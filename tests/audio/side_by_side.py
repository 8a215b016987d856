"""One notice that processes voice at the same time, into the same folders; and what must hold of these."""

from pathlib import Path

import scipy.ndimage  # so that a server that forks has it, and a child begins at once
import scipy.signal  # noqa: F401

from audio.reading.lexicon import official_lexicon
from audio.reading.read import read
from audio.sentences import SentenceFolder
from audio.shelf import Shelf
from audio.speech import Speech
from audio.studio import Manner, Script, Studio
from schedules.vocabulary import Digest
from tests.audio.fakes import HummingVoice

READING = read(" ".join(f"Đây là câu thứ {turn}." for turn in range(1, 13)), lexicon=official_lexicon())


class LaboriousVoice(HummingVoice):
    """Takes some time for each sentence, as an engine does."""

    def say(self, words: str, *, language: str, rate: float) -> Speech:
        said = [super(LaboriousVoice, self).say(words, language=language, rate=rate) for _ in range(8)]
        return said[0]


def voiced(folder: Path, *, at_once: int = 2) -> Digest:
    """Voice the notice; runs in other processes."""
    studio = Studio(shelf=Shelf(folder / "shelf"), sentences=SentenceFolder(folder / "sentences"))
    script = Script(reading=READING, voices=(LaboriousVoice(at_once=at_once),))
    return studio.voice([script], manner=Manner()).result.clip.digest


def kept(folder: Path) -> int:
    """Return how many sentences are found, each as the voice says it; what is broken is not found."""
    sentences, voice = SentenceFolder(folder / "sentences"), HummingVoice()
    count = 0
    for one in READING.sentences:
        found = sentences.find(one.spoken, language=READING.language, rate=1.0, voice=voice.card)
        if found is not None:
            said = voice.say(one.spoken, language=READING.language, rate=1.0)
            assert found.samples.tobytes() == said.samples.tobytes()
            count += 1
    return count


def clips(folder: Path) -> list[Digest]:
    """Return the clips on the shelf; raise where one is not what its name says."""
    shelf = Shelf(folder / "shelf")
    digests = list(shelf.digests())
    for digest in digests:
        shelf.read(digest)
    return digests
