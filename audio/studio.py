"""The one place where a reading becomes a clip on the shelf.

Reading -> sentences voiced and checked -> assembled -> mastered -> encoded -> checked -> shelved. The
same reading by the same voice gives the same digest, in any process of the same machine.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import TypedDict

from audio.assembly import Section, SpokenSentence, assemble
from audio.checks import check_clip, check_speech
from audio.clip import FinishedClip, decoded, encode, length_of
from audio.errors import NothingToSayError, VoicingCancelledError
from audio.language import READ_BY_RULES, SpokenLanguage
from audio.loudspeaker import Loudspeaker
from audio.mastering import Mastered, Target, master, unmastered
from audio.reading.guard import refuse_unspeakable
from audio.reading.values import Reading, Sentence
from audio.sentences import SentenceFolder
from audio.shaping import PRESETS
from audio.shelf import Shelf
from audio.speech import Grade, Speech, Spoken, Voice, VoiceCard, first_to_speak
from audio.spool import Spool
from audio.waveform import waveform
from schedules.vocabulary import Class, Clip

Progress = Callable[[int, int], None]
"""Told how many steps of how many are done. When a voice falls, it starts again from 0."""
_Cast = tuple[SpokenLanguage, tuple[VoiceCard, ...]]
IsCancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A reading and who speaks it: `voices`, best first, at `rate` times their own pace."""

    reading: Reading
    voices: tuple[Voice, ...]
    rate: float = 1.0

    @property
    def language(self) -> SpokenLanguage:
        return self.reading.language

    @property
    def chain(self) -> tuple[VoiceCard, ...]:
        """Those of its voices that know its language: each might be the one that speaks."""
        cards = (voice.card for voice in self.voices)
        return tuple(card for card in cards if self.language in card.languages)

    @property
    def cast(self) -> _Cast:
        """Scripts of one cast are spoken by one voice."""
        return self.language, self.chain


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a broadcast is to sound."""

    class_: Class = Class.ROUTINE
    is_mastered: bool = True
    """Otherwise speech stays as the voice said it, at no certain loudness: to compare, never for the air."""


class Studio:
    """Holds the two folders; keeps nothing else between calls."""

    def __init__(
        self,
        *,
        shelf: Shelf,
        sentences: SentenceFolder,
        target: Target | None = None,
        loudspeaker: Loudspeaker = Loudspeaker.REFLEX_HORN,
    ) -> None:
        self._shelf = shelf
        self._sentences = sentences
        self._target = target or Target()
        self._preset = PRESETS[loudspeaker]

    def voice(
        self,
        scripts: Sequence[Script],
        *,
        manner: Manner,
        progress: Progress = lambda _done, _total: None,
        is_cancelled: IsCancelled = lambda: False,
    ) -> Spoken[FinishedClip]:
        """Make one clip of one or several scripts.

        Those with the same voices and language are spoken by one voice throughout. Where there are several,
        the one that is understood worst stands for all.

        Raises:
            NothingToSayError: there is no sentence.
            NoVoiceError: every voice failed, or none knows a language.
            UnspeakableError: something would reach the voice that is no word.
            UnfitSpeechError: what a voice said must not go on the air.
            VoicingCancelledError: `is_cancelled` said so; what was spoken is kept.
            MasteringError, EncodingError, ShelfError: as they say.
        """
        total = sum(len(script.reading.sentences) for script in scripts)
        if not total:
            raise NothingToSayError("the reading is empty")
        session = _Session(
            sentences=self._sentences, progress=progress, is_cancelled=is_cancelled, total=total + 1
        )
        spoken = _spoken(scripts, session)
        finished = self._finished(spoken.result, manner)
        session.report(total + 1)
        return Spoken(result=finished, voice=spoken.voice, failed=spoken.failed)

    def _finished(self, sections: Sequence[Section], manner: Manner) -> FinishedClip:
        with closing(self._sentences.spool()) as spool:
            preset = self._preset if manner.is_mastered else None
            marks = assemble(sections, class_=manner.class_, preset=preset, keep=spool.add)
            mastered = self._mastered(spool) if manner.is_mastered else _unmastered(spool)
        heard = mastered.heard
        return FinishedClip(
            clip=Clip(
                digest=self._shelf.put(mastered.content),
                length=length_of(heard.samples_count),
                marks=marks,
            ),
            bytes_count=len(mastered.content),
            samples_count=heard.samples_count,
            loudness_lufs=heard.loudness_lufs,
            true_peak_dbtp=heard.true_peak_dbtp,
            waveform=waveform(heard.power),
        )

    def _mastered(self, spool: Spool) -> Mastered:
        mastered = master(spool, encode=encode, decode=decoded, target=self._target)
        check_clip(mastered.heard, self._target)
        return mastered


def _unmastered(spool: Spool) -> Mastered:
    return unmastered(spool, encode=encode, decode=decoded)


def _spoken(scripts: Sequence[Script], session: "_Session") -> Spoken[list[Section]]:
    casts = dict.fromkeys(script.cast for script in scripts)
    asked = [_spoken_by(cast, scripts, session) for cast in casts]
    said = {turn: section for one in asked for turn, section in one.result.items()}
    worst = min(asked, key=lambda one: list(Grade).index(one.voice.grade))
    return Spoken(
        result=[said[turn] for turn in range(len(scripts))],
        voice=worst.voice,
        failed=tuple(failure for one in asked for failure in one.failed),
    )


def _spoken_by(
    cast: _Cast, scripts: Sequence[Script], session: "_Session"
) -> Spoken[dict[int, Section]]:
    """Return the sections of one cast, each at its turn."""
    own = {turn: script for turn, script in enumerate(scripts) if script.cast == cast}
    before, first = session.done, next(iter(own.values()))
    return first_to_speak(
        first.voices, lambda voice: session.spoken(own, voice, after=before), language=first.language
    )


@dataclass(slots=True, kw_only=True)
class _Session:
    """One call of the studio, and how many sentences are done."""

    sentences: SentenceFolder
    progress: Progress
    is_cancelled: IsCancelled
    total: int
    done: int = 0

    def spoken(self, scripts: Mapping[int, Script], voice: Voice, *, after: int) -> dict[int, Section]:
        """Speak scripts; so many sentences were done before. A voice that took over begins there again."""
        self.done = after
        result: dict[int, Section] = {turn: self._section(script, voice) for turn, script in scripts.items()}
        self.report(self.done)
        return result

    def _section(self, script: Script, voice: Voice) -> list[SpokenSentence]:
        said: list[SpokenSentence] = []
        for sentence in script.reading.sentences:
            self.report(self.done)
            speech = self._said(sentence, voice, script)
            said.append(SpokenSentence(speech=speech, pause=sentence.pause))
            self.done += 1
        return said

    def report(self, done: int) -> None:
        if self.is_cancelled():
            raise VoicingCancelledError(f"stopped after {done} of {self.total} steps")
        self.progress(done, self.total)

    def _said(self, sentence: Sentence, voice: Voice, script: Script) -> Callable[[], Speech]:
        """Have a sentence spoken and kept; return how to fetch it, so that only one is in memory."""
        words, language, rate = sentence.spoken, script.language, script.rate
        if language in READ_BY_RULES:
            refuse_unspeakable(words)
        kept: _Kept = {"language": language, "rate": rate, "voice": voice.card}
        if self.sentences.find(words, **kept) is None:
            speech = voice.say(words, language=language, rate=rate)
            check_speech(speech, words, language=language, rate=rate)
            self.sentences.keep(speech, words, **kept)
        return partial(self.sentences.fetch, words, **kept)


class _Kept(TypedDict):
    """By what, beside its words, a sentence is kept."""

    language: SpokenLanguage
    rate: float
    voice: VoiceCard
