"""Which voices a site has and in which order they are asked: the chain of its studio."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from audio.models.catalogue import catalogue
from audio.models.errors import UnknownVoiceError, VoiceOffError
from audio.models.installed import InstalledVoice, installed_voices
from controller.entries import Cast

if TYPE_CHECKING:
    from audio.speech import Voice, VoiceCard
    from audio.voices.engine import NeuralEngine
    from audio.voices.neural import NeuralVoice

OFFLINE, ONLINE = "espeak-ng", "gtts"
_SETTINGS = {OFFLINE: "ZONECAST_OFFLINE_VOICE", ONLINE: "ZONECAST_ONLINE_VOICES"}


class Rack:
    """The voices as they are when it is made; `is_current` tells whether they still are.

    `named` is the order, best first, of ``voice`` or ``voice:speaker``; empty for every installed voice
    and then the online one. The offline voice is last wherever it is not named. Each voice that speaks here
    has so many `lanes`.
    """

    def __init__(
        self,
        folder: Path,
        *,
        named: Sequence[str] = (),
        offline_voice: bool,
        online_voices: bool,
        lanes: int = 1,
    ) -> None:
        self._folder = folder
        self._lanes = lanes
        self._installed = installed_voices(folder)
        self._allowed = {OFFLINE: offline_voice, ONLINE: online_voices}
        self._named = tuple(named) or (*_best_first(self._installed), ONLINE)
        self._made: dict[str, Voice | None] = {}
        self._engines: dict[str, NeuralEngine] = {}

    def is_current(self) -> bool:
        return installed_voices(self._folder) == self._installed

    @cached_property
    def chain(self) -> "tuple[Voice, ...]":
        """Every voice that may speak here, best first. Nothing is loaded before it is asked to speak."""
        names = (*self._named, OFFLINE) if OFFLINE not in self._named else self._named
        return self._voices(names)

    def cast(self, cast: Cast) -> "tuple[Voice, ...]":
        """Return the voices that may speak a section, best first; those it names that are gone are none."""
        voices = dict.fromkeys((*self._voices(cast.first), *self.chain))
        return tuple(voice for voice in voices if may_speak(voice.card, cast))

    def check(self, name: str) -> None:
        """Look whether a voice is here and may speak.

        Raises:
            VoiceOffError: the site does not let it.
            UnknownVoiceError: there is none of that name.
        """
        if not self._allowed.get(name, True):
            raise VoiceOffError(name, _SETTINGS[name])
        if not self._voices((name,)):
            known = self._voices((*_best_first(self._installed), *self._allowed))
            raise UnknownVoiceError(name, tuple(voice.card.name for voice in known))

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return the names in the order that are no voice here, such as one that was removed."""
        return tuple(
            name for name in self._named if name not in self._allowed and self._installed_one(name) is None
        )

    def close(self) -> None:
        """Give back what the voices hold in memory."""
        from audio.voices.espeak import EspeakVoice  # noqa: PLC0415

        for voice in self._made.values():
            if isinstance(voice, EspeakVoice):
                voice.close()
        for engine in self._engines.values():
            engine.close()

    def _voices(self, names: Iterable[str]) -> "tuple[Voice, ...]":
        voices = (self._voice(name) for name in names if self._allowed.get(name, True))
        return tuple(voice for voice in voices if voice is not None)

    def _voice(self, name: str) -> "Voice | None":
        if name not in self._made:
            self._made[name] = self._made_of(name)
        return self._made[name]

    def _made_of(self, name: str) -> "Voice | None":
        from audio.voices.espeak import EspeakVoice  # noqa: PLC0415 - engines are slow to import
        from audio.voices.google import GoogleVoice  # noqa: PLC0415

        match name:
            case "espeak-ng":
                return EspeakVoice(lanes=self._lanes)
            case "gtts":
                return GoogleVoice()
            case _:
                return self._installed_one(name)

    def _installed_one(self, name: str) -> "NeuralVoice | None":
        from audio.voices.neural import NeuralVoice  # noqa: PLC0415

        own, _, speaker = name.partition(":")
        for voice in self._installed:
            if voice.name == own and (not speaker or speaker in voice.speakers):
                number = voice.speakers.index(speaker) if speaker else 0
                return NeuralVoice(self._engine(voice), speaker=number)
        return None

    def _engine(self, voice: InstalledVoice) -> "NeuralEngine":
        """Return the one of an installed voice, which all its speakers share."""
        from audio.voices.engine import NeuralEngine  # noqa: PLC0415

        if voice.name not in self._engines:
            self._engines[voice.name] = NeuralEngine(voice, self._folder / voice.name, lanes=self._lanes)
        return self._engines[voice.name]


def may_speak(card: "VoiceCard", cast: Cast) -> bool:
    """Tell whether a voice may get the words of a cast and was approved, where anything was."""
    if cast.stays_here and card.needs_network:
        return False
    return cast.approved is None or card.identity in cast.approved


def _best_first(voices: Sequence[InstalledVoice]) -> list[str]:
    """Order voices as the catalogue does; those it does not know come first, since somebody brought them."""
    order = [offer.name for offer in catalogue()]
    return sorted(
        (voice.name for voice in voices), key=lambda name: order.index(name) if name in order else -1
    )
