"""Neural voices through sherpa-onnx: offline, of any model folder that was installed, well understood."""

from importlib import metadata

from audio.errors import SpeechFailedError, VoiceUnavailableError
from audio.language import SpokenLanguage
from audio.speech import Grade, Speech, VoiceCard
from audio.voices.engine import NeuralEngine, Request

_SETTINGS = "2"
"""Counts up whenever the helper would make another sound of the same words."""
_ENGINE = "sherpa-onnx"


class NeuralVoice:
    """One speaker of one installed voice. Its engine serves the other speakers too."""

    def __init__(self, engine: NeuralEngine, *, speaker: int = 0) -> None:
        voice = engine.voice
        self.card = VoiceCard(
            name=f"{voice.name}:{voice.speakers[speaker]}" if len(voice.speakers) > 1 else voice.name,
            version=f"{voice.digest[:12]}-{metadata.version(_ENGINE)}-{_SETTINGS}",
            grade=Grade.GOOD,
            languages=frozenset(voice.model.languages),
            at_once=engine.lanes.count,
        )
        self._engine = engine
        self._speaker = speaker

    def say(self, words: str, *, language: SpokenLanguage, rate: float) -> Speech:
        if language not in self.card.languages:
            raise VoiceUnavailableError(self.card.name, f"it does not speak {language}")
        if not any(sign.isalnum() for sign in words):
            raise SpeechFailedError(self.card.name, "there is no word in it")
        said = words.lower() if self._engine.voice.model.is_by_letters else words
        request = Request(words=said, language=language, speaker=self._speaker, rate=rate)
        return self._engine.say(request, name=self.card.name)

    def close(self) -> None:
        """Give back what its engine holds, for the other speakers too."""
        self._engine.close()
