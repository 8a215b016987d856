"""What is known of a recogniser without loading it: of which family it is, and which file is what."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from audio.language import SpokenLanguage

_ANY = 24 * 3600.0


class Family(StrEnum):
    """Kinds of models that the engine hears with, for whole recordings."""

    TRANSDUCER = "transducer"
    """Of icefall: Zipformer, Conformer."""
    NEMO_TRANSDUCER = "nemo_transducer"
    ZIPFORMER_CTC = "zipformer_ctc"
    NEMO_CTC = "nemo_ctc"
    WENET_CTC = "wenet_ctc"
    SENSE_VOICE = "sense_voice"
    WHISPER = "whisper"

    @property
    def is_told_the_language(self) -> bool:
        """Whether it wants to know the language before it loads."""
        return self in {Family.SENSE_VOICE, Family.WHISPER}

    @property
    def longest_seconds(self) -> float:
        """How much it hears at once; of what is longer Whisper hears the beginning alone."""
        return 30.0 if self is Family.WHISPER else _ANY


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingModel:
    """A recogniser as it lies in a folder."""

    family: Family
    files: Mapping[str, str]
    """Names in the folder, by what the engine calls them."""
    languages: tuple[SpokenLanguage, ...]
