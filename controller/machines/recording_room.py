"""Where recordings are opened, divided, kept and heard: the flow's port on the sound of people."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import IO, TYPE_CHECKING

from audio.errors import RecordingLostError, UnfitSpeechError
from audio.flaws import Flaw
from audio.language import SpokenLanguage
from controller.entries import Recorded, Taken
from controller.errors import NotFoundError
from controller.machines.uploads import SoundOpener
from schedules.vocabulary import Digest

if TYPE_CHECKING:
    from audio.dividing import Piece
    from audio.islands import Islands
    from audio.recordings import RecordingFolder
    from audio.speech import Samples

MOST_BYTES = 30_000_000
LONGEST = timedelta(minutes=40)
_RATE = 1.0


class RecordingRoom:
    """Imports what makes sound when it is first needed: most pages need none of it."""

    def __init__(self, folder: Path, opener: SoundOpener) -> None:
        self._place = folder
        self._opener = opener

    def take(
        self,
        file: IO[bytes],
        sentences: Sequence[str],
        *,
        language: SpokenLanguage,
        pressed: Sequence[timedelta] | None = None,
    ) -> Sequence[Taken]:
        from audio.islands import islands  # noqa: PLC0415

        with self._opener.opened(file, most_bytes=MOST_BYTES, most=LONGEST) as samples:
            sound = islands(samples)
            pieces = _pieces(sound, sentences, language, pressed)
            return [
                self._taken(samples, sound, words, piece, language)
                for words, piece in zip(sentences, pieces, strict=True)
                if words
            ]

    def content(self, digest: Digest) -> bytes:
        try:
            return self._folder.content(digest)
        except RecordingLostError as error:
            raise NotFoundError(str(error)) from error

    def flaws(self, digest: Digest) -> frozenset[Flaw]:
        return self._folder.flaws(digest)

    @property
    def _folder(self) -> "RecordingFolder":
        from audio.recordings import RecordingFolder  # noqa: PLC0415

        return RecordingFolder(self._place)

    def _taken(
        self,
        samples: "Samples",
        sound: "Islands",
        words: str,
        piece: "Piece | None",
        language: SpokenLanguage,
    ) -> Taken:
        """Keep one sentence, unless no voice might go on the air so."""
        from audio.checks import check_speech  # noqa: PLC0415
        from audio.judging import flaws  # noqa: PLC0415
        from audio.recordings import faded  # noqa: PLC0415
        from audio.speech import Speech  # noqa: PLC0415
        from audio.tones import SAMPLE_RATE  # noqa: PLC0415

        if piece is None:
            return Taken(words=words, problem="SilentSpeechError")
        said = Speech(samples=faded(samples[piece.begin : piece.end]), sample_rate=SAMPLE_RATE)
        try:
            check_speech(said, words, language=language, rate=_RATE)
        except UnfitSpeechError as error:
            return Taken(words=words, problem=type(error).__name__)
        digest = self._folder.keep(said.samples, flaws=flaws(samples, piece, sound))
        return Taken(words=words, recorded=Recorded(words=words, digest=digest, length=said.length))


def _pieces(
    sound: "Islands",
    sentences: Sequence[str],
    language: SpokenLanguage,
    pressed: Sequence[timedelta] | None,
) -> "Sequence[Piece | None]":
    from audio.dividing import divide, divide_at, whole  # noqa: PLC0415

    if pressed is not None:
        return divide_at(sound, pressed)
    if len(sentences) == 1:
        return [whole(sound)]
    return divide(sound, sentences, language)
