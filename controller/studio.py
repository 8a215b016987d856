"""The studio in a child process, so that voicing never makes the belt or a page wait.

The child keeps the engines loaded between notices, dies with its parent, and is started
again when it has died. Requests and answers cross a pipe; errors cross as words.
"""

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import TYPE_CHECKING

from audio.errors import AudioError, NoVoiceError
from audio.loudspeaker import Loudspeaker
from audio.reading.values import Reading
from controller.entries import NO_VOICE, Voiced
from controller.errors import StudioStoppedError, VoicingFailedError
from controller.log import traceback_without_words
from controller.settings import Settings
from controller.voices import Rack
from schedules.vocabulary import Class

if TYPE_CHECKING:
    from audio.clip import FinishedClip
    from audio.speech import Spoken, Voice
    from audio.studio import Studio


_TELL_EVERY_SECONDS = 3.0
"""Well within a lease."""
_NICE = 10
"""Pages and poles go first where the processor is short; a clip may be ready a little later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment:
    """What the child builds its studio from."""

    shelf: Path
    sentences: Path
    offline_voice: bool
    online_voices: bool
    installed_voices: Path
    voices: tuple[str, ...]
    loudspeaker: Loudspeaker


@dataclass(frozen=True, slots=True)
class _Request:
    sections: tuple[Reading, ...]
    class_: Class
    stays_here: bool


@dataclass(frozen=True, slots=True)
class _Progress:
    done: int


@dataclass(frozen=True, slots=True)
class _Failure:
    why: str


def equipment(settings: Settings) -> Equipment:
    return Equipment(
        shelf=settings.shelf,
        sentences=settings.sentences,
        offline_voice=settings.offline_voice,
        online_voices=settings.online_voices,
        installed_voices=settings.installed_voices,
        voices=settings.voices,
        loudspeaker=settings.loudspeaker,
    )


class StudioChild:
    """Asks the child; one request at a time."""

    def __init__(self, settings: Settings) -> None:
        self._equipment = equipment(settings)
        self._turn = threading.Lock()
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None

    def warm(self) -> None:
        """Start the child, so that the first notice does not wait for its engines."""
        with self._turn:
            self._running()

    def voice(
        self,
        sections: Sequence[Reading],
        class_: Class,
        tell: Callable[[int], None],
        *,
        stays_here: bool,
    ) -> Voiced:
        """Voice sections into one clip. What `stays_here` is given to no online voice.

        `tell` hears how many sentences of all are done and may raise to stop.

        Raises:
            VoicingFailedError: no voice spoke, or the disk is full; in words.
            StudioStoppedError: the child died or was stopped.
        """
        with self._turn:
            pipe = self._running()
            try:
                pipe.send(_Request(tuple(sections), class_, stays_here))
                return _answer(pipe, tell)
            except (EOFError, OSError) as error:
                self._end()
                raise StudioStoppedError("the studio ended while it voiced") from error
            except VoicingFailedError:
                raise
            except BaseException:
                self._end()
                raise

    def stop(self) -> None:
        """End the child at once; what was voiced is kept by sentence."""
        self._end()

    def _running(self) -> Connection:
        if self._process is None or self._pipe is None or not self._process.is_alive():
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=_work, args=(theirs, self._equipment), daemon=True)
            self._process.start()
            theirs.close()
        return self._pipe

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
        self._process = self._pipe = None


def _answer(pipe: Connection, tell: Callable[[int], None]) -> Voiced:
    """Wait for the clip, telling of progress, and telling again in long silences such as mastering."""
    done = 0
    while True:
        if not pipe.poll(_TELL_EVERY_SECONDS):
            tell(done)
            continue
        match pipe.recv():
            case Voiced() as voiced:
                return voiced
            case _Progress(done):
                tell(done)
            case _Failure(why):
                raise VoicingFailedError(why)


def _work(pipe: Connection, equipment: Equipment) -> None:
    """The child: one request after the other, until the parent is gone."""
    os.nice(_NICE)
    import scipy.ndimage  # noqa: PLC0415 - mastering needs both; better now than with the first notice
    import scipy.signal  # noqa: F401, PLC0415

    from audio.studio import Manner  # noqa: PLC0415 - the engines are heavy; only the child pays

    studios = Studios(equipment)
    studios.current(stays_here=True)  # imports the engines before the first notice asks for them
    while True:
        try:
            request: _Request = pipe.recv()
            spoken = studios.current(stays_here=request.stays_here).voice(
                request.sections,
                manner=Manner(class_=request.class_),
                progress=_teller(pipe, sum(len(section.sentences) for section in request.sections)),
            )
            pipe.send(_voiced(spoken))
        except (EOFError, BrokenPipeError):
            return
        except NoVoiceError as error:
            pipe.send(_Failure(f"NoVoiceError: {error}" if error.failures else NO_VOICE))
        except AudioError as error:
            pipe.send(_Failure(f"{type(error).__name__}: {error}"))
        except Exception as error:  # noqa: BLE001 - the edge of the child: its words may be a notice's
            sys.exit(traceback_without_words(error))


def _teller(pipe: Connection, sentences: int) -> Callable[[int, int], None]:
    """The studio counts mastering as a last step; people count sentences."""
    return lambda done, _total: pipe.send(_Progress(min(done, sentences)))


def _voiced(spoken: "Spoken[FinishedClip]") -> Voiced:
    return Voiced(
        clip=spoken.result.clip,
        bytes=spoken.result.bytes_count,
        voice=f"{spoken.voice.name} {spoken.voice.version}",
        grade=spoken.voice.grade,
        falls="; ".join(str(failure) for failure in spoken.failed),
        waveform=spoken.result.waveform,
    )


class Studios:
    """The studio over the voices that are installed now, or over those of them that keep a text here."""

    def __init__(self, equipment: Equipment) -> None:
        self._equipment = equipment
        self._rack: Rack | None = None

    def current(self, *, stays_here: bool) -> "Studio":
        """Return a studio; what `stays_here` is given to no online voice."""
        if self._rack is None or not self._rack.is_current():
            self.close()
            self._rack = _rack(self._equipment)
        voices = [voice for voice in self._rack.chain if not (stays_here and voice.card.needs_network)]
        return _studio(self._equipment, voices)

    def close(self) -> None:
        """Give back what the voices hold."""
        if self._rack:
            self._rack.close()


def _studio(equipment: Equipment, chain: "Sequence[Voice]") -> "Studio":
    from audio.sentences import SentenceFolder  # noqa: PLC0415
    from audio.shelf import Shelf  # noqa: PLC0415
    from audio.studio import Studio  # noqa: PLC0415

    return Studio(
        voices=chain,
        shelf=Shelf(equipment.shelf),
        sentences=SentenceFolder(equipment.sentences),
        loudspeaker=equipment.loudspeaker,
    )


def _rack(equipment: Equipment) -> Rack:
    return Rack(
        equipment.installed_voices,
        named=equipment.voices,
        offline_voice=equipment.offline_voice,
        online_voices=equipment.online_voices,
    )
