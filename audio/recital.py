"""A recital: one voice speaks lines, several side by side, and each is looked at and kept.

What is kept already is not spoken again, and equal lines are spoken once.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from audio.checks import check_speech
from audio.language import READ_BY_RULES, SpokenLanguage
from audio.reading.guard import refuse_unspeakable
from audio.sentences import SentenceFolder
from audio.speech import Speech, Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence as a voice is asked for it."""

    words: str
    language: SpokenLanguage
    rate: float


class Recital:
    """One voice, and where its sentences are kept."""

    def __init__(self, voice: Voice, sentences: SentenceFolder) -> None:
        self._voice = voice
        self._sentences = sentences

    def speak(self, lines: Sequence[Line], *, tell: Callable[[int], None]) -> None:
        """Have every line spoken and kept, as many at once as the voice says; one of each is in memory.

        `tell` hears how many are done before each that is begun and when the last are finished. Where it
        raises, or a line fails, no other is begun; those under way are finished and kept.

        Raises:
            UnspeakableError: something in a line is no word; none was spoken.
            VoiceError, UnfitSpeechError, ShelfError: of the first line that failed.
        """
        for line in lines:
            if line.language in READ_BY_RULES:
                refuse_unspeakable(line.words)
        done, under_way = 0, dict[Future[None], int]()
        with ThreadPoolExecutor(self._voice.card.at_once, "zonecast-recital") as threads:
            for line, times in Counter(lines).items():
                if len(under_way) == self._voice.card.at_once:
                    done += _finished(under_way)
                tell(done)
                under_way[threads.submit(self._have, line)] = times
            while under_way:
                done += _finished(under_way)
                tell(done)

    def fetch(self, line: Line) -> Speech:
        """Return a line that was spoken. Where it is gone, taken by a sweep just then, it is spoken anew.

        Raises:
            VoiceError, UnfitSpeechError, ShelfError: it is gone, and could not be spoken or kept.
        """
        return self._kept(line) or self._spoken(line)

    def _have(self, line: Line) -> None:
        if self._kept(line) is None:
            self._spoken(line)

    def _kept(self, line: Line) -> Speech | None:
        return self._sentences.find(
            line.words, language=line.language, rate=line.rate, voice=self._voice.card
        )

    def _spoken(self, line: Line) -> Speech:
        words, language, rate, card = line.words, line.language, line.rate, self._voice.card
        speech = self._voice.say(words, language=language, rate=rate)
        check_speech(speech, words, language=language, rate=rate if card.obeys_rate else 1.0)
        self._sentences.keep(speech, words, language=language, rate=rate, voice=card)
        return speech


def _finished(under_way: dict[Future[None], int]) -> int:
    """Wait for at least one, take what is finished out, and return how many lines that are."""
    finished, _ = wait(under_way, return_when=FIRST_COMPLETED)
    for future in finished:
        future.result()
    return sum(under_way.pop(future) for future in finished)
