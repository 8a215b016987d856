"""A finished clip as a file that somebody asked for: as it is, or its sound as WAV."""

import io
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from audio.clip import decoded
from audio.errors import WrongOutputError
from audio.files import write_whole
from audio.tones import SAMPLE_RATE

if TYPE_CHECKING:
    from audio.shelf import Shelf
    from schedules.vocabulary import Digest

_SOUND = ".wav"
_OTHERS = frozenset((".aac", ".aiff", ".flac", ".m4a", ".mp3", ".mp4", ".wma", ".webm"))
"""Endings that promise what is not written here. Any other ending, or none, gets the clip."""


def check_outlet(path: Path) -> None:
    """Look, before the work is done, whether its outcome can be put there.

    Raises:
        WrongOutputError: no such folder, one that may not be written, something there that is no file, or
            an ending that promises another format.
    """
    target = path.resolve()  # a link stays one
    if target.exists() and not target.is_file():
        raise WrongOutputError(path, "it is no file; name one that is, or is still to be")
    if not target.parent.is_dir():
        raise WrongOutputError(path, f"there is no folder {path.parent}")
    if path.suffix.lower() in _OTHERS:
        raise WrongOutputError(path, "an .opus or a .wav is written")
    try:
        tempfile.TemporaryFile(dir=target.parent).close()
    except OSError as error:
        raise WrongOutputError(path, f"nothing can be written in {path.parent}: {error.strerror}") from error


def put_out(clip: "Digest", path: Path, shelf: "Shelf") -> None:
    """Write a clip of the shelf: into a .wav its samples at 48 kHz, 16 bits, else its Ogg Opus bytes.

    Raises:
        ShelfError: it could not be read, or the file not be written; what was there before stays.
    """
    content = shelf.read(clip)
    write_whole(path.resolve(), _wav(content) if path.suffix.lower() == _SOUND else content)


def _wav(clip: bytes) -> bytes:
    import soundfile  # noqa: PLC0415 - reading needs none of it

    target = io.BytesIO()
    with soundfile.SoundFile(
        target, "w", samplerate=SAMPLE_RATE, channels=1, format="WAV", subtype="PCM_16"
    ) as wav:
        for block in decoded(clip):
            wav.write(block)
    return target.getvalue()
