"""The voices as the desk shows and changes them. Slow work runs in processes of their own."""

import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from audio.language import SpokenLanguage
from audio.models.catalogue import Offer, catalogue
from audio.models.errors import UnknownVoiceError
from audio.models.install import pinned
from audio.models.installed import InstalledVoice, broken_voices, installed_voices, remove
from audio.speech import Grade
from controller.errors import AlreadyDoneError, NotFoundError, VoicingFailedError
from controller.machines.voices import OFFLINE, ONLINE, Rack
from controller.outlook.voices import SeenVoice, Standing, voice_named
from controller.settings import Settings

_COMMAND = (sys.executable, "-m", "controller", "voices")
_SAMPLE_SECONDS = 180
_NICE = 10
_PROGRESS = re.compile(r"([0-9]+)(?: of [0-9]+)? MB")
_MEGABYTE = 1_000_000
_FAULT = "zonecast: "


class VoiceRoom:
    """Fetches one voice at a time and makes one sample at a time; others wait."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._folder = settings.installed_voices
        self._turn = threading.Lock()
        self._sampling = threading.Lock()
        self._samples: dict[tuple[str, SeenVoice, SpokenLanguage], bytes] = {}
        self._fetching: _Fetching | None = None

    def voices(self) -> list[SeenVoice]:
        settings = self._settings
        rack = Rack(
            self._folder,
            named=settings.voices,
            offline_voice=settings.offline_voice,
            online_voices=settings.online_voices,
        )
        turns: dict[str, int] = {}
        for turn, voice in enumerate(rack.chain, start=1):
            turns.setdefault(voice.card.name.partition(":")[0], turn)
        seen = [*self._own(turns), *self._offered(), *self._broken()]
        return sorted(seen, key=lambda voice: (voice.turn == 0, voice.turn))

    def install(self, name: str) -> None:
        with self._turn:
            if self._fetching and self._fetching.is_running:
                raise AlreadyDoneError(f"{self._fetching.name} is being fetched")
            if name not in {offer.name for offer in self._to_offer()}:
                raise NotFoundError(f"no voice {name!r} to install")
            self._fetching = _Fetching(name, self._settings)

    def remove(self, name: str) -> None:
        try:
            remove(self._folder, name)
        except UnknownVoiceError as error:
            raise NotFoundError(str(error)) from error

    def sample(self, name: str, language: SpokenLanguage) -> bytes:
        known = voice_named(name, self.voices())
        if known is None or not known.is_here or known.needs_network or language not in known.languages:
            raise NotFoundError(f"no voice {name!r} that speaks {language} here")
        sample = (name, known, language)
        with self._sampling:
            if sample not in self._samples:
                with tempfile.TemporaryDirectory() as folder:
                    self._samples[sample] = self._tried(name, language, Path(folder) / "sample.opus")
            return self._samples[sample]

    def close(self) -> None:
        """End what is being fetched; what has come is kept."""
        with self._turn:
            if self._fetching:
                self._fetching.end()

    def _tried(self, name: str, language: SpokenLanguage, file: Path) -> bytes:
        command = ["try", name, "-o", str(file), "--language", language]
        with _started(command, self._settings) as process:
            try:
                _, told = process.communicate(timeout=_SAMPLE_SECONDS)
            except subprocess.TimeoutExpired as error:
                process.kill()
                raise VoicingFailedError(f"no sentence within {_SAMPLE_SECONDS} s") from error
        if process.returncode:
            raise VoicingFailedError(_fault(told.splitlines()))
        return file.read_bytes()

    def _own(self, turns: dict[str, int]) -> Iterator[SeenVoice]:
        for voice in installed_voices(self._folder):
            yield _installed(voice, turns.get(voice.name, 0))
        always = {OFFLINE: Grade.FALLBACK, ONLINE: Grade.GOOD}
        for name, grade in always.items():
            turn = turns.get(name, 0)
            yield SeenVoice(
                name=name,
                title=_TITLES.get(name, name),
                standing=Standing.SPEAKS if turn else Standing.OFF,
                grade=grade,
                languages=_SPOKEN[name],
                turn=turn,
                needs_network=name == ONLINE,
            )

    def _offered(self) -> Iterator[SeenVoice]:
        fetching = self._fetching
        for offer in self._to_offer():
            own = fetching if fetching and fetching.name == offer.name else None
            is_coming = own is not None and own.is_running
            yield SeenVoice(
                name=offer.name,
                title=offer.title,
                standing=Standing.COMING if is_coming else Standing.OFFERED,
                grade=Grade.GOOD,
                languages=offer.languages,
                licence=offer.licence,
                licence_address=offer.licence_address,
                size=offer.bytes,
                digest=offer.sha256 or pinned(self._folder, offer.name) or "",
                got=own.got if own and is_coming else None,
                problem=own.problem if own and not is_coming else "",
            )

    def _broken(self) -> Iterator[SeenVoice]:
        for name in broken_voices(self._folder):
            yield SeenVoice(
                name=name, title=name, standing=Standing.BROKEN, grade=Grade.GOOD, can_be_removed=True
            )

    def _to_offer(self) -> list[Offer]:
        there = {voice.name for voice in installed_voices(self._folder)} | set(broken_voices(self._folder))
        return [offer for offer in catalogue(self._settings.voice_catalogue) if offer.name not in there]


class _Fetching:
    """One `zonecast voices install` under way."""

    def __init__(self, name: str, settings: Settings) -> None:
        self.name = name
        self.got = 0
        self.problem = ""
        self._process = _started(["install", name], settings)
        self._listener = threading.Thread(target=self._listen, daemon=True, name="zonecast-voice")
        self._listener.start()

    @property
    def is_running(self) -> bool:
        return self._listener.is_alive()

    def end(self) -> None:
        self._process.kill()
        self._listener.join()

    def _listen(self) -> None:
        told: list[str] = []
        with self._process as process:
            for line in process.stderr or ():
                told = [*told[-20:], line.strip()]
                if found := _PROGRESS.fullmatch(line.strip()):
                    self.got = int(found[1]) * _MEGABYTE
        self.problem = _fault(told) if process.returncode else ""


_TITLES = {ONLINE: "Google (gTTS)"}
_SPOKEN = {
    OFFLINE: tuple(one for one in SpokenLanguage if one is not SpokenLanguage.JAPANESE),
    ONLINE: tuple(SpokenLanguage),
}


def _installed(voice: InstalledVoice, turn: int) -> SeenVoice:
    return SeenVoice(
        name=voice.name,
        title=voice.title or voice.name,
        standing=Standing.SPEAKS if turn else Standing.UNNAMED,
        grade=Grade.GOOD,
        languages=voice.model.languages,
        speakers=voice.speakers,
        turn=turn,
        can_be_removed=True,
        licence=voice.licence,
        size=voice.bytes,
        digest=voice.archive_sha256 or "",
    )


def _started(command: list[str], settings: Settings) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [*_COMMAND, *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "ZONECAST_HOME": str(settings.home)},
    )
    os.setpriority(os.PRIO_PROCESS, process.pid, _NICE)
    return process


def _fault(lines: list[str]) -> str:
    """Return what a command said last, without its name."""
    said = [line.removeprefix(_FAULT) for line in lines if line.startswith(_FAULT)]
    return said[-1] if said else "it ended"
