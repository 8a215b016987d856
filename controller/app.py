"""The composition root: the only file that knows every machine. Builds desk and worker."""

import secrets
import signal
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog
import uvicorn
from fastapi import FastAPI

from audio.reading.lexicon import official_lexicon
from audio.shelf import Shelf
from controller.bus.broker import USERNAME
from controller.bus.client import Arrived, BrokerAddress, BusClient, parse_broker_url
from controller.bus.inbox import SUBSCRIPTIONS, Inbox
from controller.bus.outbox import Outbox
from controller.clock.jobs import AlarmClock, Job
from controller.clock.time import present
from controller.errors import LeaseLostError
from controller.flow import dispatch, planning, reading, voicing
from controller.flow.enrolment import Reachable
from controller.ports import Lease, Ledger
from controller.settings import EMBEDDED, Settings
from controller.site import Site, open_site
from controller.store.unit import open_ledger
from controller.studio import StudioChild
from controller.web import api
from schedules.vocabulary import Digest
from wire import topics
from wire.enrolment import Broker

log = structlog.get_logger()

_ROLL_EVERY = timedelta(minutes=10)
_SEND_EVERY = timedelta(milliseconds=200)


def open_store(settings: Settings) -> Ledger:
    return open_ledger(settings.database)


def broker_address(settings: Settings, site: Site) -> BrokerAddress:
    if settings.broker_url != EMBEDDED:
        return parse_broker_url(settings.broker_url)
    return BrokerAddress(
        host="127.0.0.1", port=settings.broker_port, username=USERNAME, password=site.broker_password
    )


def reachable(settings: Settings, site: Site) -> Reachable:
    """Return where poles find this site, as their enrolment says it."""
    address = broker_address(settings, site)
    broker = Broker(
        host=address.host, port=address.port, username=address.username, password=address.password
    )
    return Reachable(issuer=settings.issuer, broker=broker, clips_url=f"{settings.desk}/clips")


class DeskProgram:
    """Pages and API, and the broker link: what people and poles talk to."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        site = open_site(settings.home, present())
        ledger = open_store(settings)
        self._outbox = Outbox(ledger, lambda topic, payload: self._bus.publish(topic, payload, retain=True))
        inbox = Inbox(ledger, present, site.keys, settings.issuer, self._send)
        self._bus = BusClient(
            broker_address(settings, site),
            f"{settings.issuer}-desk-{secrets.token_hex(4)}",
            (*SUBSCRIPTIONS, (topics.MARK, 0)),
            on_arrived=lambda arrived: self._arrived(arrived, inbox),
            on_connected=lambda: self._outbox.connected(present()),
            on_acknowledged=self._outbox.acknowledged,
        )
        self._alarm_clock = AlarmClock(
            [Job(name="send", every=_SEND_EVERY, act=lambda: self._outbox.step(present()))],
            settings.time_zone,
        )
        desk = api.Desk(
            ledger=ledger,
            clock=present,
            token=site.token,
            zone=ZoneInfo(settings.time_zone),
            find_clip=_finder(settings.shelf),
            is_broker_connected=lambda: self._bus.is_connected,
        )
        self.web = api.build(desk, lifespan=self._lifespan)

    def run(self) -> None:
        configuration = uvicorn.Config(
            self.web,
            host=self._settings.desk_host,
            port=self._settings.desk_port,
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=2,
        )
        uvicorn.Server(configuration).run()

    @asynccontextmanager
    async def _lifespan(self, _app: FastAPI) -> AsyncIterator[None]:
        self._bus.start()
        self._alarm_clock.start()
        log.info("desk ready", address=self._settings.desk)
        yield
        self._alarm_clock.stop()
        self._bus.stop()

    def _arrived(self, arrived: Arrived, inbox: Inbox) -> None:
        if arrived.topic == topics.MARK:
            self._outbox.mark_seen()
        else:
            inbox.take(arrived)

    def _send(self, topic: str, payload: bytes) -> None:
        self._bus.publish(topic, payload, retain=False)


class WorkerProgram:
    """Advances the belt. Its work is done in its own time, in child processes where it is heavy."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._site = open_site(settings.home, present())
        self._ledger = open_store(settings)
        self._lexicon = official_lexicon()
        self._studio = StudioChild(settings)
        self._stopping = threading.Event()
        every = settings.advance_every
        self._alarm_clock = AlarmClock(
            [
                Job(name="advance", every=every, act=lambda: self._until_idle(self._advance)),
                Job(name="voice", every=every, act=lambda: self._until_idle(self._voice)),
                Job(name="roll", every=_ROLL_EVERY, act=lambda: planning.replan_all(self._ledger)),
            ],
            settings.time_zone,
        )

    def run(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._stopping.set())
        planning.replan_all(self._ledger)
        self._alarm_clock.start()
        log.info("worker ready")
        self._stopping.wait()
        self._studio.stop()
        self._alarm_clock.stop()

    def _until_idle(self, advance: Callable[[], bool]) -> None:
        while not self._stopping.is_set():
            try:
                if not advance():
                    return
            except LeaseLostError as error:
                log.warning("lease lost", work=str(error))

    def _advance(self) -> bool:
        settings, keys = self._settings, self._site.keys
        public = [key.public() for key in keys.values()]
        return (
            reading.advance(self._ledger, self._lease("reading"), self._lexicon)
            or planning.advance(
                self._ledger,
                self._lease("planning"),
                issuer=settings.issuer,
                horizon=settings.horizon,
                keys=public,
            )
            or dispatch.advance(self._ledger, self._lease("dispatch"), keys)
        )

    def _voice(self) -> bool:
        return voicing.advance(self._ledger, lambda: self._lease("voicing"), self._studio)

    def _lease(self, stage: str) -> Lease:
        now = datetime.now(UTC)
        return Lease(
            holder=f"{self._settings.worker_name}-{stage}", now=now, until=now + self._settings.lease
        )


def _finder(shelf: Path) -> Callable[[Digest], Path | None]:
    held = Shelf(shelf)
    return lambda digest: held.path(digest) if held.holds(digest) else None
