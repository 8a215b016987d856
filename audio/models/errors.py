"""What can go wrong on the way from a catalogue or a stick to an installed voice."""

from pathlib import Path

from audio.errors import AudioError


class ModelError(AudioError):
    """The root. No voice was installed, changed or removed."""


class CatalogueError(ModelError):
    """A catalogue of the site's own cannot be read; nothing is offered before it is mended."""


class UnknownVoiceError(ModelError):
    """No voice of that name is in the catalogue or installed; it may be mistyped."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"no voice {name!r}; there are: {', '.join(known) or 'none'}")
        self.name = name


class VoiceOffError(ModelError):
    """The voice is here, but the site does not let it speak. An administrator decides that by a setting."""

    def __init__(self, name: str, setting: str) -> None:
        super().__init__(f"voice {name!r} is off here; an administrator allows it by {setting}=true")
        self.name = name


class AlreadyInstalledError(ModelError):
    """A voice of that name is there. It is removed first, so that no clip changes its voice unseen."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is installed; to replace it: zonecast voices remove {name}")
        self.name = name


class UnknownModelError(ModelError):
    """A folder holds no model that can speak here, or not all of one. Says what is missing."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(f"{folder.name}: {why}")


class BrokenModelError(ModelError):
    """A model is damaged or was cut off on its way. It is fetched or copied anew."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} is damaged: {why}")


class UnsafeArchiveError(ModelError):
    """An archive would write outside its folder, or unpack to more than a voice needs. It is not used."""


class DownloadError(ModelError):
    """The address gave no archive. What has come is kept, and the next try goes on from there."""


class NotAnArchiveError(DownloadError):
    """Something else came, such as the log-in page of a network. Nothing of it is kept."""


class WrongDigestError(ModelError):
    """The archive is not the one that was known. Nothing of it is kept: it may be damaged, or exchanged."""

    def __init__(self, name: str, *, expected: str, got: str) -> None:
        super().__init__(f"{name}: digest {got}, and {expected} was expected")
        self.expected = expected
        self.got = got


class NoRoomError(ModelError):
    """The disk has no room for it. Nothing was unpacked."""

    def __init__(self, *, needed: int, free: int) -> None:
        super().__init__(f"{_megabytes(needed)} are needed, and {_megabytes(free)} are free")


class BusyError(ModelError):
    """Another installation runs on this machine. It is waited for."""

    def __init__(self) -> None:
        super().__init__("another installation of a voice is running; try again when it is done")


class UnwritableError(ModelError):
    """The folder of voices cannot be written. Nothing half-made is used."""


def _megabytes(count: int) -> str:
    return f"{count / 1e6:.0f} MB"
