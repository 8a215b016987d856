"""The voices that one command installs: where each is, how large, under which licence."""

import tomllib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from audio.language import SpokenLanguage
from audio.models.errors import CatalogueError, UnknownVoiceError

_MOST_BYTES = 1_000_000_000
"""No voice of today comes near; it bounds what a server may send where no size is known."""
_USUAL_BYTES = 150_000_000
_UNPACKED = 2.0
"""Models hardly shrink in an archive; their dictionaries do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One voice of the catalogue. Sizes in bytes; `sha256` is the archive's, None where not known yet."""

    name: str
    title: str
    address: str
    licence_address: str
    languages: tuple[SpokenLanguage, ...]
    licence: str = ""
    """Names of the licences of model, recordings and dictionaries; empty where only the address tells."""
    speakers: tuple[str, ...] = ()
    bytes: int | None = None
    unpacked_bytes: int | None = None
    sha256: str | None = None

    @property
    def most_bytes(self) -> int:
        return self.bytes or _MOST_BYTES

    @property
    def room(self) -> tuple[int, int]:
        """What its archive and its folder are to be thought to take, in bytes."""
        archive = self.bytes or _USUAL_BYTES
        return archive, self.unpacked_bytes or round(archive * _UNPACKED)


def catalogue(own: Path | None = None) -> tuple[Offer, ...]:
    """Return every voice of our catalogue, those most worth having first, or of a file of the same form.

    Raises:
        CatalogueError: the file cannot be read as one.
    """
    if own is None:
        return parsed((resources.files(__package__) / "catalogue.toml").read_text(encoding="utf-8"))
    try:
        return parsed(own.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CatalogueError(f"{own}: {error}") from error


def parsed(text: str) -> tuple[Offer, ...]:
    """Return the offers of a catalogue in TOML."""
    return tuple(
        Offer(
            **{key: value for key, value in entry.items() if key not in {"languages", "speakers"}},
            languages=tuple(SpokenLanguage(code) for code in entry["languages"]),
            speakers=tuple(entry.get("speakers", ())),
        )
        for entry in tomllib.loads(text)["voice"]
    )


def offer(name: str, offers: tuple[Offer, ...]) -> Offer:
    """Return the offer of that name.

    Raises:
        UnknownVoiceError: there is none.
    """
    for known in offers:
        if known.name == name:
            return known
    raise UnknownVoiceError(name, tuple(known.name for known in offers))
