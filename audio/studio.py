"""The one place where a reading becomes a clip on the shelf.

Reading -> sentences voiced and checked, several at once (`audio.recital`) -> assembled -> mastered -> encoded
-> checked -> shelved. The same reading by the same voice gives the same digest, in any process of the same
machine, however many of its sentences are spoken at once.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from audio.assembly import Layout, NoSounds, Section, Sounds, SpokenSentence, assemble
from audio.checks import check_clip, check_tone
from audio.clip import FinishedClip, decoded, encode, length_of
from audio.errors import NothingToSayError, SoundMissingError, ToneLostError, VoicingCancelledError
from audio.language import SpokenLanguage
from audio.loudspeaker import Loudspeaker
from audio.mastering import Mastered, Target, Tones, master, unmastered
from audio.reading.values import Reading
from audio.recital import Line, Recital
from audio.sentences import SentenceFolder
from audio.shaping import PRESETS
from audio.shelf import Shelf
from audio.speech import Grade, Spoken, Voice, VoiceCard, first_to_speak
from audio.spool import Spool
from audio.template import OURS, Template, check_for
from audio.waveform import waveform
from schedules.vocabulary import Class, Clip

Progress = Callable[[int, int], None]
"""Told how many steps of how many are done. When a voice falls, it starts again from 0."""
_MILLISECOND = timedelta(milliseconds=1)
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
    def lines(self) -> tuple[Line, ...]:
        """Its sentences, as its voice is asked for them."""
        return tuple(
            Line(words=sentence.spoken, language=self.language, rate=self.rate)
            for sentence in self.reading.sentences
        )

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
    template: Template = OURS
    is_mastered: bool = True
    """Otherwise speech stays as the voice said it, at no certain loudness: to compare, never for the air."""


class Studio:
    """Holds its folders; keeps nothing else between calls."""

    def __init__(
        self,
        *,
        shelf: Shelf,
        sentences: SentenceFolder,
        target: Target | None = None,
        loudspeaker: Loudspeaker = Loudspeaker.REFLEX_HORN,
        sounds: Sounds | None = None,
    ) -> None:
        self._shelf = shelf
        self._sentences = sentences
        self._target = target or Target()
        self._preset = PRESETS[loudspeaker]
        self._sounds = sounds or NoSounds()

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
            TemplateError, SoundError: its template is none for its class, nothing was spoken.
            MasteringError, EncodingError, ShelfError: as they say.
        """
        total = sum(len(script.reading.sentences) for script in scripts)
        if not total:
            raise NothingToSayError("the reading is empty")
        manner, lost = self._fitting(manner)
        session = _Session(
            sentences=self._sentences, progress=progress, is_cancelled=is_cancelled, total=total + 1
        )
        spoken = _spoken(scripts, session)
        finished = self._finished(spoken.result, manner)
        session.report(total + 1)
        return Spoken(result=finished, voice=spoken.voice, failed=(*spoken.failed, *lost))

    def _fitting(self, manner: Manner) -> tuple[Manner, tuple[ToneLostError, ...]]:
        """Return a manner that its class allows. An emergency goes on with our tone where its own is lost."""
        template, lost = manner.template, list[ToneLostError]()
        check_for(template, manner.class_)
        for digest in template.tones:
            try:
                check_tone(self._sounds.tone(digest), manner.class_)
            except SoundMissingError:
                if manner.class_ is not Class.EMERGENCY:
                    raise
                template = template.without(digest)
                lost.append(ToneLostError(digest))
        return replace(manner, template=template), tuple(lost)

    def _finished(self, sections: Sequence[Section], manner: Manner) -> FinishedClip:
        with closing(self._sentences.spool()) as spool:
            preset = self._preset if manner.is_mastered else None
            layout = assemble(
                sections,
                class_=manner.class_,
                preset=preset,
                keep=spool.add,
                template=manner.template,
                sounds=self._sounds,
            )
            mastered = (
                self._mastered(spool, _tones(layout, manner)) if manner.is_mastered else _unmastered(spool)
            )
        heard = mastered.heard
        return FinishedClip(
            clip=Clip(
                digest=self._shelf.put(mastered.content),
                length=length_of(heard.samples_count),
                marks=layout.marks,
            ),
            bytes_count=len(mastered.content),
            samples_count=heard.samples_count,
            loudness_lufs=heard.loudness_lufs,
            true_peak_dbtp=heard.true_peak_dbtp,
            waveform=waveform(heard.power),
        )

    def _mastered(self, spool: Spool, tones: Tones) -> Mastered:
        mastered = master(spool, encode=encode, decode=decoded, target=self._target, tones=tones)
        check_clip(mastered.heard, self._target)
        return mastered


def _tones(layout: Layout, manner: Manner) -> Tones:
    spans = tuple((begin // _MILLISECOND, end // _MILLISECOND) for begin, end in layout.tones)
    return Tones(spans=spans, above_lu=manner.template.tone_above_lu)


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


def _spoken_by(cast: _Cast, scripts: Sequence[Script], session: "_Session") -> Spoken[dict[int, Section]]:
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
        recital = Recital(voice, self.sentences)
        recital.speak(
            [line for script in scripts.values() for line in script.lines],
            tell=lambda done: self.report(after + done),
        )
        self.done = after + sum(len(script.lines) for script in scripts.values())
        return {turn: _section(script, recital) for turn, script in scripts.items()}

    def report(self, done: int) -> None:
        if self.is_cancelled():
            raise VoicingCancelledError(f"stopped after {done} of {self.total} steps")
        self.progress(done, self.total)


def _section(script: Script, recital: Recital) -> Section:
    """Return how its sentences are fetched when their turn comes, so that only one is in memory."""
    said = zip(script.lines, script.reading.sentences, strict=True)
    return [
        SpokenSentence(speech=partial(recital.fetch, line), pause=sentence.pause) for line, sentence in said
    ]
