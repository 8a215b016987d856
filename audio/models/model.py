"""What is known of a model folder without loading it: of which family it is, and which file is what."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from audio.language import SpokenLanguage


class Family(StrEnum):
    """Kinds of models that the engine speaks with. Piper and MMS are VITS."""

    SUPERTONIC = "supertonic"
    VITS = "vits"
    KOKORO = "kokoro"
    MATCHA = "matcha"


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A model as it lies in a folder. `sample_rate` in Hz."""

    family: Family
    files: Mapping[str, tuple[str, ...]]
    """Paths below the folder, by what the engine calls them."""
    languages: tuple[SpokenLanguage, ...]
    speakers: int
    sample_rate: int
    phonemes: str = ""
    """Which voice of espeak-ng makes the phonemes that it takes; empty where it takes words."""
    is_by_letters: bool = False
    """It knows small letters alone and leaves out the others without a word."""
