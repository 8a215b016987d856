"""What one pole's program is started with: who it is, where it keeps things, how it sounds."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from wire.enrolment import Enrolment


class OutputChoice(StrEnum):
    CARD = "card"
    WAV = "wav"
    VIRTUAL = "virtual"
    """Sounds nowhere and says that it did: to try a network without horns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    enrolment: Enrolment
    home: Path
    output: OutputChoice = OutputChoice.CARD
    wav_folder: Path | None = None
    device: str | None = None
    keepalive: timedelta = timedelta(seconds=25)
    drift_ppm: float = 2.0
    """How much the monotonic clock may run wrong; 2 is the rating of a good RTC (DS3231)."""
    has_rtc: bool = False
    """Whether the kernel's clock may be believed again after a power cut without network."""
    reserve_bytes: int = 64 * 1024 * 1024
    """Room on the disk that clips leave to board, journal and log."""

    @property
    def board_file(self) -> Path:
        return self.home / "board.sqlite"

    @property
    def clips_folder(self) -> Path:
        return self.home / "clips"

    @property
    def lock_file(self) -> Path:
        return self.home / "agent.lock"
