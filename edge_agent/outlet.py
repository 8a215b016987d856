"""Where the sound goes: a card, WAV files, or nowhere, behind one face.

The app knocks here, so that its loop need not know which speaker it has.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from edge_agent.cues import Cue, Event
from edge_agent.settings import OutputChoice, Settings
from edge_agent.speaker import Rig, Speaker
from edge_agent.virtual import VirtualSpeaker
from wire.messages import Horn


class Outlet:
    def __init__(self, settings: Settings, hear: Callable[[Event], None]) -> None:
        self._rig = Rig(
            folder=settings.wav_folder or settings.home / "wav"
            if settings.output is OutputChoice.WAV
            else None,
            device=settings.device,
        )
        self._virtual = VirtualSpeaker(hear, lambda: datetime.now(UTC))
        self._real = None if settings.output is OutputChoice.VIRTUAL else Speaker(self._rig, hear)

    @property
    def faults(self) -> tuple[str, ...]:
        trouble = self._real.trouble if self._real else ""
        return (f"speaker: {trouble}",) if trouble else ()

    def start(self) -> None:
        if self._real:
            self._real.start()

    def load(self, cues: Sequence[Cue]) -> None:
        (self._real or self._virtual).load(cues)

    def refit(self, horn: Horn) -> None:
        self._rig = replace(self._rig, high_pass_hz=horn.high_pass_hz, ceiling_dbfs=horn.ceiling_db)
        if self._real:
            self._real.refit(self._rig)

    def step(self) -> datetime | None:
        """Let a virtual speaker say what it would have said by now, and when it will say more."""
        return None if self._real else self._virtual.step(datetime.now(UTC))

    def close(self) -> None:
        if self._real:
            self._real.close()
