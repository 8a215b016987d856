"""A voice room without engines: what is installed is there the next moment."""

from dataclasses import replace

from audio.language import SpokenLanguage
from audio.speech import Grade
from controller.errors import AlreadyDoneError, NotFoundError, VoicingFailedError
from controller.outlook.voices import SeenVoice, Standing

VIETNAMESE = (SpokenLanguage.VIETNAMESE,)


class FakeVoiceRoom:
    def __init__(self) -> None:
        self.is_busy = False
        self.is_mute = False
        self.seen = {
            voice.name: voice
            for voice in (
                SeenVoice(
                    name="espeak-ng",
                    title="espeak-ng",
                    standing=Standing.SPEAKS,
                    grade=Grade.FALLBACK,
                    languages=VIETNAMESE,
                    turn=1,
                ),
                SeenVoice(
                    name="gtts",
                    title="gtts",
                    standing=Standing.OFF,
                    grade=Grade.GOOD,
                    languages=VIETNAMESE,
                    needs_network=True,
                ),
                SeenVoice(
                    name="supertonic-3",
                    title="Supertonic 3",
                    standing=Standing.OFFERED,
                    grade=Grade.GOOD,
                    languages=VIETNAMESE,
                    licence="OpenRAIL-M",
                    licence_address="https://licence.example/",
                    size=129_000_000,
                    digest="82fa96f91c4e",
                ),
            )
        }

    def voices(self) -> list[SeenVoice]:
        return list(self.seen.values())

    def install(self, name: str) -> None:
        if self.is_busy:
            raise AlreadyDoneError("another is being fetched")
        if name not in self.seen or self.seen[name].standing is not Standing.OFFERED:
            raise NotFoundError(f"no voice {name!r} to install")
        self.become(name, standing=Standing.UNNAMED, can_be_removed=True)

    def remove(self, name: str) -> None:
        if name not in self.seen or not self.seen[name].can_be_removed:
            raise NotFoundError(f"no voice {name!r}")
        self.become(name, standing=Standing.OFFERED, can_be_removed=False)

    def sample(self, name: str, language: SpokenLanguage) -> bytes:
        if name not in self.seen or language not in self.seen[name].languages:
            raise NotFoundError(f"no voice {name!r} that speaks {language}")
        if self.is_mute:
            raise VoicingFailedError("it did not speak")
        return b"OggS"

    def become(self, name: str, **facts: object) -> None:
        """Make a voice otherwise."""
        self.seen[name] = replace(self.seen[name], **facts)  # type: ignore[arg-type]
