"""The tones and music of the site as the desk loads and hears them. Slow work runs in other processes."""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

from audio.errors import (
    AlarmingSoundError,
    NotASoundError,
    SilentSoundError,
    SoundError,
    SoundMissingError,
    SoundTooLargeError,
    SoundTooLongError,
    SoundTooShortError,
)
from audio.files import shelf_error
from audio.sounds import MOST_BYTES, SoundFolder
from audio.template import Template, to_json
from controller.entries import Cast, SoundKind, TidySound
from controller.errors import VoicingFailedError
from controller.machines import limited, sample_child, sounds_child
from controller.machines.bounds import Allowance
from controller.settings import Settings
from schedules.vocabulary import Class, Digest

_ALLOWANCE = Allowance(memory_bytes=3 << 30, processor_seconds=90, file_bytes=128 << 20)
"""Ten minutes of music are 115 MB of samples, held a few times over."""
_SAMPLE_SECONDS = 180
_NICE = 10
_KEPT_SAMPLES = 8


class SoundRoom:
    """Opens one file and makes one sample at a time; others wait."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._folder = SoundFolder(settings.sounds)
        self._opening = threading.Lock()
        self._sampling = threading.Lock()
        self._samples: dict[Digest, bytes] = {}

    def load(self, content: bytes, kind: SoundKind, *, for_emergencies: bool) -> TidySound:
        if len(content) > MOST_BYTES:
            raise SoundTooLargeError(MOST_BYTES)
        task = sounds_child.Task(is_music=kind is SoundKind.MUSIC, for_emergencies=for_emergencies)
        with self._opening:
            told, flac = _opened(content, task)
        return TidySound(
            digest=self._folder.put(flac),
            length=timedelta(milliseconds=told["milliseconds"]),
            resembles_alarm=bool(told["resembles_alarm"]),
        )

    def path(self, digest: Digest) -> Path | None:
        try:
            return self._folder.path(digest)
        except SoundMissingError:
            return None

    def forget(self, digest: Digest) -> None:
        with suppress(SoundMissingError):
            self._folder.path(digest).unlink(missing_ok=True)

    def sample(self, template: Template, class_: Class, cast: Cast) -> Digest:
        asked = json.dumps({"template": to_json(template), "class": class_, "cast": [*cast.first, cast.rate]})
        name = Digest(hashlib.sha256(asked.encode()).hexdigest())
        with self._sampling:
            if name not in self._samples:
                self._keep(name, self._tried(template, class_, cast))
        return name

    def heard(self, name: Digest) -> bytes | None:
        return self._samples.get(name)

    def _keep(self, name: Digest, sample: bytes) -> None:
        self._samples[name] = sample
        while len(self._samples) > _KEPT_SAMPLES:
            del self._samples[next(iter(self._samples))]

    def _tried(self, template: Template, class_: Class, cast: Cast) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "sample.opus"
            task = json.dumps(
                {
                    "template": to_json(template),
                    "class": class_,
                    "first": cast.first,
                    "rate": cast.rate,
                }
            )
            command = [sys.executable, "-m", sample_child.__name__, str(file)]
            environment = {**os.environ, "ZONECAST_HOME": str(self._settings.home)}
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                env=environment,
            )
            os.setpriority(os.PRIO_PROCESS, process.pid, _NICE)
            _wait(process, task)
            return file.read_bytes()


def _wait(process: subprocess.Popen[str], task: str) -> None:
    with process:
        try:
            told, _ = process.communicate(task, timeout=_SAMPLE_SECONDS)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise VoicingFailedError(f"no sample within {_SAMPLE_SECONDS} s") from error
    if process.returncode:
        raise VoicingFailedError(told.strip() or "it ended")


def _opened(content: bytes, task: sounds_child.Task) -> tuple[dict[str, int], bytes]:
    """Return what the child tells of a file, and its sound; raise what it found wrong."""
    asked = json.dumps(asdict(task) | {"allowance": asdict(_ALLOWANCE)})
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answer:
        try:
            given.write(content)
            given.seek(0)
        except OSError as error:
            raise shelf_error(error, Path(tempfile.gettempdir())) from error
        try:
            code = limited.run(
                sounds_child.__name__, asked, given=given, told=answer, seconds=_ALLOWANCE.wall_seconds
            )
        except TimeoutError as error:
            raise NotASoundError("it took too long to open") from error
        answer.seek(0)
        line, _, flac = answer.read().partition(b"\n")
    if code or not line:
        raise NotASoundError("the program that opens such files gave up on it")
    told = json.loads(line)
    if "error" in told:
        raise _error(told)
    return told, flac


def _error(told: dict[str, str | float]) -> SoundError:
    limit = timedelta(seconds=float(told.get("limit_seconds", 0)))
    match told["error"]:
        case SoundTooLongError.__name__:
            return SoundTooLongError(limit)
        case SoundTooShortError.__name__:
            return SoundTooShortError(limit)
        case SilentSoundError.__name__:
            return SilentSoundError("nothing is heard")
        case AlarmingSoundError.__name__:
            return AlarmingSoundError(str(told.get("likeness", "")))
        case _:
            return NotASoundError("there is no sound in it that can be read")
