"""The worker put together: it advances the belt; heavy work is done in a child process."""

import signal
import threading
from collections.abc import Callable
from datetime import timedelta

import structlog

from audio.language import SpokenLanguage
from audio.reading.lexicon import official_lexicon
from audio.recordings import RecordingFolder
from audio.sentences import SentenceFolder
from audio.shelf import Shelf
from controller.clock.jobs import AlarmClock, Job
from controller.clock.time import present
from controller.entries import Lease
from controller.errors import LeaseLostError
from controller.flow import back_check, dispatch, planning, reading, sweeping, voicing
from controller.flow.own_lexicon import OwnLexicon
from controller.machines.ears import hears
from controller.machines.studio import HEARING_NICENESS, StudioChild
from controller.settings import Settings
from controller.site import open_site

from .places import open_store

log = structlog.get_logger()

_PUBLISHING = "publishing"
"""One holder for planning and dispatch: a worker that was started again marks everything due, and
planning must not wait for the lease of the dispatch it was killed in. Row versions keep them apart."""
_ROLL_EVERY = timedelta(minutes=10)
_SWEEP_EVERY = timedelta(days=1)


class WorkerProgram:
    """Advances the belt. Its work is done in its own time, in child processes where it is heavy."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._site = open_site(settings.home, present())
        self._ledger = open_store(settings)
        self._lexicon = OwnLexicon(official_lexicon())
        self._studio = StudioChild(settings)
        self._ears = StudioChild(settings, niceness=HEARING_NICENESS)
        self._stopping = threading.Event()
        every = settings.advance_every
        belt = {"read": self._read, "voice": self._voice, "plan": self._plan, "dispatch": self._dispatch}
        if settings.recogniser:
            belt["hear"] = self._hear
        self._alarm_clock = AlarmClock(
            [
                *(Job(name=name, every=every, act=self._until_idle(stage)) for name, stage in belt.items()),
                Job(name="sweep", every=_SWEEP_EVERY, act=self._sweep),
                Job(name="roll", every=_ROLL_EVERY, act=lambda: planning.replan_all(self._ledger)),
            ],
            settings.time_zone,
        )

    def run(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._stopping.set())
        planning.replan_all(self._ledger)
        if not self._settings.recogniser:
            back_check.forgo(self._ledger)
        self._studio.warm()
        self._alarm_clock.start()
        log.info("worker ready")
        self._stopping.wait()
        self._studio.stop()
        self._ears.stop()
        self._alarm_clock.stop()
        self._ledger.close()

    def _until_idle(self, advance: Callable[[], bool]) -> Callable[[], None]:
        def act() -> None:
            while not self._stopping.is_set():
                try:
                    if not advance():
                        return
                except LeaseLostError as error:
                    log.warning("lease lost", work=str(error))

        return act

    def _read(self) -> bool:
        return reading.advance(self._ledger, self._lease("reading"), self._lexicon)

    def _voice(self) -> bool:
        return voicing.advance(self._ledger, lambda: self._lease("voicing"), self._studio, hears=self._hears)

    def _hears(self, language: SpokenLanguage) -> bool:
        return self._settings.recogniser is not None and hears(self._settings.recogniser, language)

    def _hear(self) -> bool:
        return back_check.advance(self._ledger, lambda: self._lease("hearing"), self._ears)

    def _plan(self) -> bool:
        return planning.advance(
            self._ledger,
            self._lease(_PUBLISHING),
            issuer=self._settings.issuer,
            horizon=self._settings.horizon,
            keys=[key.public() for key in self._site.keys.values()],
        )

    def _dispatch(self) -> bool:
        return dispatch.advance(self._ledger, self._lease(_PUBLISHING), self._site.keys)

    def _sweep(self) -> None:
        folders = sweeping.Folders(
            clips=Shelf(self._settings.shelf),
            recordings=RecordingFolder(self._settings.recordings),
            sentences=SentenceFolder(self._settings.sentences),
        )
        gone = sweeping.sweep(self._ledger, folders, now=present())
        log.info(
            "swept",
            clips=gone.clips,
            recordings=gone.recordings,
            files=len(gone.files),
            bytes=gone.bytes,
        )

    def _lease(self, stage: str) -> Lease:
        now = present()
        return Lease(
            holder=f"{self._settings.worker_name}-{stage}", now=now, until=now + self._settings.lease
        )
