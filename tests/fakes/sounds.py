"""A sound room without decoders: a file that begins with `ALARM` is a siren, `EMPTY` holds nothing."""

import hashlib
from datetime import timedelta
from pathlib import Path

from audio.errors import AlarmingSoundError, NotASoundError
from audio.sounds import SoundFolder
from audio.template import Template, to_json
from controller.entries import Cast, SoundKind, TidySound
from controller.errors import VoicingFailedError
from schedules.vocabulary import Class, Digest

ALARM, EMPTY = b"siren", b"empty"


class FakeSoundRoom:
    def __init__(self, folder: Path) -> None:
        self.folder = SoundFolder(folder)
        self.length = timedelta(seconds=1.5)
        self.is_mute = False
        self.samples: dict[Digest, tuple[Template, Class, Cast]] = {}

    def load(self, content: bytes, kind: SoundKind, *, for_emergencies: bool) -> TidySound:
        if content.startswith(EMPTY):
            raise NotASoundError("there is no sound in it")
        is_alarm = content.startswith(ALARM) and kind is SoundKind.TONE
        if is_alarm and not for_emergencies:
            raise AlarmingSoundError("wail")
        return TidySound(digest=self.folder.put(content), length=self.length, resembles_alarm=is_alarm)

    def path(self, digest: Digest) -> Path | None:
        path = self.folder._place(digest)
        return path if path.is_file() else None

    def forget(self, digest: Digest) -> None:
        self.folder._place(digest).unlink(missing_ok=True)

    def sample(self, template: Template, class_: Class, cast: Cast) -> Digest:
        if self.is_mute:
            raise VoicingFailedError("no voice spoke")
        name = Digest(hashlib.sha256(to_json(template).encode()).hexdigest())
        self.samples[name] = (template, class_, cast)
        return name

    def heard(self, name: Digest) -> bytes | None:
        return b"OggS" if name in self.samples else None
