"""The voices of a site: one folder each, with a card that was written last and tells what is in it.

A folder without a card was never finished and is no voice.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from audio.models.digests import CARD
from audio.models.errors import UnknownVoiceError, UnwritableError
from audio.models.model import Model


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalledVoice:
    """A voice as it was when it was installed. `digest` names its files, `bytes` is their size."""

    name: str
    title: str
    model: Model
    speakers: tuple[str, ...]
    """What staff call them, by the number that the engine knows them by."""
    digest: str
    archive_sha256: str | None
    source: str
    licence: str
    bytes: int


_CARD = TypeAdapter(InstalledVoice)


def installed_voices(folder: Path) -> tuple[InstalledVoice, ...]:
    """Return the voices in the site's folder, by name; what has no whole card is left out."""
    found = (_read(card) for card in sorted(folder.glob(f"[!.]*/{CARD}")))
    return tuple(voice for voice in found if voice)


def broken_voices(folder: Path) -> tuple[str, ...]:
    """Return the folders that are there and are no voice."""
    whole = {voice.name for voice in installed_voices(folder)}
    return tuple(sorted(place.name for place in folder.glob("[!.]*/") if place.name not in whole))


def installed_voice(folder: Path, name: str) -> InstalledVoice:
    """Return the voice of that name.

    Raises:
        UnknownVoiceError: it is not installed.
    """
    voices = installed_voices(folder)
    for voice in voices:
        if voice.name == name:
            return voice
    raise UnknownVoiceError(name, tuple(voice.name for voice in voices))


def write_card(voice: InstalledVoice, folder: Path) -> None:
    """Write the card into a voice's folder. The last thing that is written."""
    (folder / CARD).write_bytes(_CARD.dump_json(voice, indent=1))


def remove(folder: Path, name: str) -> None:
    """Remove a voice, or what is left of one. Clips that it spoke stay as they are.

    Raises:
        UnknownVoiceError: there is none of that name.
        UnwritableError: the disk refused.
    """
    known = tuple(voice.name for voice in installed_voices(folder)) + broken_voices(folder)
    if name not in known:
        raise UnknownVoiceError(name, known)
    try:
        (folder / name / CARD).unlink(missing_ok=True)
        shutil.rmtree(folder / name)
    except OSError as error:
        raise UnwritableError(str(error)) from error


def _read(card: Path) -> InstalledVoice | None:
    try:
        voice = _CARD.validate_json(card.read_bytes())
    except (OSError, ValidationError):
        return None
    return voice if voice.name == card.parent.name else None
