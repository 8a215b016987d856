"""Pictures of text: Tesseract recognises the letters, where it is installed.

Debian's `tesseract-ocr-vie` is optional; without it a picture is refused with a word on what is missing.
"""

import os
import subprocess
import warnings
from io import BytesIO
from signal import SIGKILL, SIGXCPU

from PIL import Image, ImageOps, UnidentifiedImageError

from audio.documents.values import Limits, Note, NoteKind
from audio.errors import (
    BrokenDocumentError,
    DocumentTooCostlyError,
    DocumentTooLargeError,
    Measure,
    RecogniserMissingError,
)

PACKAGE = "tesseract-ocr-vie"
_PROGRAM = "tesseract"
_LANGUAGE = "vie"
_GREY = "L"


def read_picture(content: bytes, *, name: str, limits: Limits) -> tuple[str, tuple[Note, ...]]:
    """Return what stands on a photographed or scanned page; raise `DocumentError` where it cannot."""
    text = recognise(_upright(content, name, limits), name=name)
    return text, (Note(kind=NoteKind.RECOGNISED),)


def recognise(picture: Image.Image, *, name: str) -> str:
    """Return the text on `picture`, columns in order, as Tesseract sees it.

    Raises:
        RecogniserMissingError: the program or its Vietnamese is not installed.
        BrokenDocumentError: the program gave up on it.
    """
    page = BytesIO()
    picture.convert(_GREY).save(page, "PPM")
    try:
        done = subprocess.run(
            [_PROGRAM, "stdin", "stdout", "-l", _LANGUAGE, "--psm", "3", "--dpi", "300"],
            input=page.getvalue(),
            capture_output=True,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except FileNotFoundError as error:
        raise RecogniserMissingError(name, package=PACKAGE) from error
    if b"Error opening data file" in done.stderr or b"Failed loading language" in done.stderr:
        raise RecogniserMissingError(name, package=PACKAGE)
    if done.returncode in {-SIGXCPU, -SIGKILL}:
        raise DocumentTooCostlyError(name, what="time")
    if done.returncode:
        raise BrokenDocumentError(name, what="its letters could not be recognised")
    return done.stdout.decode("utf-8", "replace").replace("\f", "\n")


def _upright(content: bytes, name: str, limits: Limits) -> Image.Image:
    """Open a picture and turn it as the camera was held; its size is told before it is unpacked."""
    try:
        with warnings.catch_warnings(action="ignore"):
            picture = Image.open(BytesIO(content), formats=("PNG", "JPEG"))
        if picture.width * picture.height > limits.pixels:
            raise DocumentTooLargeError(name, measure=Measure.PIXELS, limit=limits.pixels)
        picture.load()
        return ImageOps.exif_transpose(picture)
    except Image.DecompressionBombError as error:
        raise DocumentTooLargeError(name, measure=Measure.PIXELS, limit=limits.pixels) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, IndexError, KeyError) as error:
        raise BrokenDocumentError(name, what="the picture cannot be unpacked") from error
