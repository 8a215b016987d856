"""What runs in the studio's child processes: names become voices, readings become clips; clips are heard."""

import os
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from audio.engines.ending import end_with
from audio.errors import AudioError, NoVoiceError, VoicingCancelledError
from audio.loudspeaker import Loudspeaker
from audio.reading.values import Reading
from audio.speech import Grade
from audio.template import Template
from controller.entries import NO_APPROVED_VOICE, NO_VOICE, Cast, Voiced
from controller.log import traceback_without_words
from controller.machines.ears import Ears
from controller.machines.voices import Rack, may_speak
from controller.settings import Settings
from schedules.vocabulary import Class

if TYPE_CHECKING:
    from audio.clip import FinishedClip
    from audio.hearing.back_check import BackCheck
    from audio.speech import Spoken, Voice
    from audio.studio import Script

Section = tuple[Reading, Cast]


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment:
    """What the child builds its studio from."""

    shelf: Path
    sentences: Path
    recordings: Path
    sounds: Path
    offline_voice: bool
    online_voices: bool
    installed_voices: Path
    voices: tuple[str, ...]
    lanes: int
    recogniser: Path | None
    loudspeaker: Loudspeaker


@dataclass(frozen=True, slots=True)
class Request:
    sections: tuple[Section, ...]
    class_: Class
    template: Template


@dataclass(frozen=True, slots=True)
class Hear:
    """A section, and the identity of the voice that spoke it."""

    section: Section
    voice: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What was misheard, as it is stored; empty where nobody listened."""

    told: str


@dataclass(frozen=True, slots=True)
class Cancel:
    """Leave what is asked for. It may come when that is finished already."""


@dataclass(frozen=True, slots=True)
class Progress:
    done: int


@dataclass(frozen=True, slots=True)
class Failure:
    why: str


def equipment(settings: Settings) -> Equipment:
    return Equipment(
        shelf=settings.shelf,
        sentences=settings.sentences,
        recordings=settings.recordings,
        sounds=settings.sounds,
        offline_voice=settings.offline_voice,
        online_voices=settings.online_voices,
        installed_voices=settings.installed_voices,
        voices=settings.voices,
        lanes=settings.lanes,
        recogniser=settings.recogniser,
        loudspeaker=settings.loudspeaker,
    )


def work(pipe: Connection, equipment: Equipment, *, parent: int, niceness: int) -> None:
    """Answer one request after the other, until the parent is gone."""
    end_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal, which tells the parent too; that ends us
    os.nice(niceness)
    import scipy.ndimage  # noqa: PLC0415 - mastering needs both; better now than with the first notice
    import scipy.signal  # noqa: F401, PLC0415

    booth = Booth(equipment)
    while True:
        try:
            match pipe.recv():
                case Request() as request:
                    pipe.send(_answer(booth, request, pipe))
                case Hear() as asked:
                    pipe.send(_heard(booth, asked, pipe))
                case Cancel():
                    continue
        except (EOFError, BrokenPipeError):
            return
        except Exception as error:  # noqa: BLE001 - the edge of the child: its words may be a notice's
            sys.exit(traceback_without_words(error))


def _answer(booth: "Booth", request: Request, pipe: Connection) -> Voiced | Failure:
    from audio.studio import Manner  # noqa: PLC0415 - the engines are heavy; only the child pays

    scripts = booth.scripts(request.sections)
    casts = [cast for _, cast in request.sections]
    if any(cast.approved and not script.chain for script, cast in zip(scripts, casts, strict=True)):
        return Failure(NO_APPROVED_VOICE)
    try:
        spoken = booth.studio.voice(
            scripts,
            manner=Manner(class_=request.class_, template=request.template),
            progress=partial(_tell, pipe, sum(len(one.reading.sentences) for one in scripts)),
            is_cancelled=partial(_is_cancelled, pipe),
        )
    except NoVoiceError as error:
        return Failure(f"NoVoiceError: {error}" if error.failures else NO_VOICE)
    except AudioError as error:
        return Failure(f"{type(error).__name__}: {error}")
    return _voiced(spoken, scripts)


def _heard(booth: "Booth", asked: Hear, pipe: Connection) -> Heard | Failure:
    from audio.hearing.back_check import to_json  # noqa: PLC0415 - nothing of hearing where it is off

    def report() -> None:
        if _is_cancelled(pipe):
            raise VoicingCancelledError("nobody wants it heard any more")
        pipe.send(Progress(0))

    try:
        check = booth.hear(*asked.section, asked.voice, report=report)
    except VoicingCancelledError as error:
        return Failure(str(error))
    return Heard(to_json(check) if check else "")


def _is_cancelled(pipe: Connection) -> bool:
    return pipe.poll() and isinstance(pipe.recv(), Cancel)


def _tell(pipe: Connection, sentences: int, done: int, _total: int) -> None:
    """The studio counts mastering as a last step; people count sentences."""
    pipe.send(Progress(min(done, sentences)))


def _voiced(spoken: "Spoken[FinishedClip]", scripts: "Sequence[Script]") -> Voiced:
    return Voiced(
        clip=spoken.result.clip,
        bytes=spoken.result.bytes_count,
        voice=spoken.voice.identity,
        grade=spoken.voice.grade,
        falls="; ".join(str(failure) for failure in spoken.failed),
        waveform=spoken.result.waveform,
        chain=_chain(spoken, scripts),
    )


def _chain(spoken: "Spoken[FinishedClip]", scripts: "Sequence[Script]") -> tuple[str, ...]:
    """Return the identities of all that might have spoken it, but for people who did not.

    Another voice says the same words. What is recorded may say anything: approving covers what was heard.
    """
    fell = {failure.voice for failure in spoken.failed}
    cards = dict.fromkeys(card for script in scripts for card in script.chain)
    return tuple(card.identity for card in cards if not (card.grade is Grade.HUMAN and card.name in fell))


class Booth:
    """The studio, and the voices that are installed now."""

    def __init__(self, equipment: Equipment) -> None:
        from audio.recordings import RecordingFolder  # noqa: PLC0415 - as above
        from audio.sentences import SentenceFolder  # noqa: PLC0415
        from audio.shelf import Shelf  # noqa: PLC0415
        from audio.sounds import SoundFolder  # noqa: PLC0415
        from audio.studio import Studio  # noqa: PLC0415

        self._equipment = equipment
        self._rack = _rack(equipment)
        self._recordings = RecordingFolder(equipment.recordings)
        self._ears = Ears(equipment.recogniser, kept=equipment.sentences) if equipment.recogniser else None
        self._rack.chain  # noqa: B018 - imports the engines before the first notice asks for them
        self._sentences = SentenceFolder(equipment.sentences)
        self.studio = Studio(
            shelf=Shelf(equipment.shelf),
            sentences=self._sentences,
            loudspeaker=equipment.loudspeaker,
            sounds=SoundFolder(equipment.sounds),
        )

    def scripts(self, sections: Sequence[Section]) -> "list[Script]":
        """Return readings with the voices that their casts name, as far as they are there."""
        from audio.studio import Script  # noqa: PLC0415

        if not self._rack.is_current():
            self._rack.close()
            self._rack = _rack(self._equipment)
        return [
            Script(
                reading=reading,
                voices=(*self._people(reading, cast, sections), *self._rack.cast(cast)),
                rate=cast.rate,
            )
            for reading, cast in sections
        ]

    def _people(self, reading: Reading, cast: Cast, sections: Sequence[Section]) -> "tuple[Voice, ...]":
        """Return the people who recorded sentences of a section; they speak all of one cast or nothing."""
        from audio.voices.human import HumanVoice  # noqa: PLC0415

        if not cast.recorded:
            return ()
        of_cast = (said for said, its in sections if its.recorded == cast.recorded)
        asked = frozenset(sentence.spoken for said in of_cast for sentence in said.sentences)
        people = HumanVoice(self._recordings, cast.recorded, language=reading.language, asked=asked)
        return (people,) if may_speak(people.card, cast) else ()

    def check(self, cast: Cast) -> None:
        """Raise `UnknownVoiceError` or `VoiceOffError` where a cast names a voice that cannot speak here."""
        for name in cast.first:
            self._rack.check(name)

    def hear(
        self, reading: Reading, cast: Cast, voice: str, *, report: Callable[[], None] = lambda: None
    ) -> "BackCheck | None":
        """Have the recogniser hear what the voice of this identity spoke; None where nobody listens."""
        if self._ears is None:
            return None
        [script] = self.scripts([(reading, cast)])
        return self._ears.hear(script, voice, sentences=self._sentences, report=report)

    def close(self) -> None:
        """Give back what the voices and the recogniser hold."""
        self._rack.close()
        if self._ears:
            self._ears.close()


def _rack(equipment: Equipment) -> Rack:
    return Rack(
        equipment.installed_voices,
        named=equipment.voices,
        offline_voice=equipment.offline_voice,
        online_voices=equipment.online_voices,
        lanes=equipment.lanes,
    )
