"""The one place where a reading becomes a clip on the shelf.

Reading -> sentences voiced -> assembled -> mastered -> encoded -> shelved. The same reading by the
same voice gives the same digest, in any process of the same machine.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from audio.assembly import SpokenSentence, assemble
from audio.clip import FinishedClip, decode, encode, length_of
from audio.errors import NothingToSayError, VoicingCancelledError
from audio.mastering import Target, master
from audio.reading.values import Reading, Sentence
from audio.sentences import SentenceFolder
from audio.shelf import Shelf
from audio.speech import Speech, Spoken, Voice, first_to_speak
from schedules.vocabulary import Class, Clip

Progress = Callable[[int, int], None]
"""Told how many steps of how many are done. When a voice falls, it starts again from 0."""
IsCancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a broadcast is to sound."""

    class_: Class = Class.ROUTINE
    language: str = "vi"
    rate: float = 1.0


class Studio:
    """Holds a chain of voices, best first, and the two folders; keeps nothing else between calls."""

    def __init__(
        self,
        *,
        voices: Sequence[Voice],
        shelf: Shelf,
        sentences: SentenceFolder,
        target: Target | None = None,
    ) -> None:
        self._voices = tuple(voices)
        self._shelf = shelf
        self._sentences = sentences
        self._target = target or Target()

    def voice(
        self,
        sections: Sequence[Reading],
        *,
        manner: Manner,
        progress: Progress = lambda _done, _total: None,
        is_cancelled: IsCancelled = lambda: False,
    ) -> Spoken[FinishedClip]:
        """Make one clip of one or several readings, spoken by one voice throughout.

        Raises:
            NothingToSayError: there is no sentence.
            NoVoiceError: every voice failed.
            VoicingCancelledError: `is_cancelled` said so; what was spoken is kept.
            MasteringError, EncodingError, ShelfError: as they say.
        """
        total = sum(len(reading.sentences) for reading in sections)
        if not total:
            raise NothingToSayError("the reading is empty")
        session = _Session(
            sentences=self._sentences,
            manner=manner,
            progress=progress,
            is_cancelled=is_cancelled,
            total=total + 1,
        )
        spoken = first_to_speak(
            self._voices, lambda voice: session.spoken(sections, voice), language=manner.language
        )
        finished = self._finished(spoken.result, manner.class_)
        session.report(total + 1)
        return Spoken(result=finished, voice=spoken.voice, failed=spoken.failed)

    def _finished(self, sections: Sequence[Sequence[SpokenSentence]], class_: Class) -> FinishedClip:
        assembled = assemble(sections, class_=class_)
        mastered = master(assembled.samples, encode=encode, decode=decode, target=self._target)
        digest = self._shelf.put(mastered.content)
        return FinishedClip(
            clip=Clip(digest=digest, length=length_of(mastered.samples_count), marks=assembled.marks),
            bytes_count=len(mastered.content),
            samples_count=mastered.samples_count,
            loudness_lufs=mastered.loudness_lufs,
            true_peak_dbtp=mastered.true_peak_dbtp,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Session:
    """One call of the studio."""

    sentences: SentenceFolder
    manner: Manner
    progress: Progress
    is_cancelled: IsCancelled
    total: int

    def spoken(self, sections: Sequence[Reading], voice: Voice) -> list[list[SpokenSentence]]:
        done = 0
        result: list[list[SpokenSentence]] = []
        for reading in sections:
            result.append([])
            for sentence in reading.sentences:
                self.report(done)
                result[-1].append(SpokenSentence(speech=self._said(sentence, voice), pause=sentence.pause))
                done += 1
        self.report(done)
        return result

    def report(self, done: int) -> None:
        if self.is_cancelled():
            raise VoicingCancelledError(f"stopped after {done} of {self.total} steps")
        self.progress(done, self.total)

    def _said(self, sentence: Sentence, voice: Voice) -> Speech:
        words, language, rate = sentence.spoken, self.manner.language, self.manner.rate
        kept = self.sentences.find(words, language=language, rate=rate, voice=voice.card)
        if kept:
            return kept
        speech = voice.say(words, language=language, rate=rate)
        self.sentences.keep(speech, words, language=language, rate=rate, voice=voice.card)
        return speech
