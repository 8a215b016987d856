"""The desk put together: API, clips and the link to the broker; what people and poles talk to."""

import secrets
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog
import uvicorn
from fastapi import FastAPI

from audio.reading.lexicon import official_lexicon
from audio.shelf import Shelf
from controller.bus.client import Arrived, BusClient
from controller.bus.inbox import SUBSCRIPTIONS, Inbox
from controller.bus.outbox import Outbox
from controller.clock.jobs import AlarmClock, Job
from controller.clock.time import present
from controller.flow import people, sign_in
from controller.flow.own_lexicon import OwnLexicon
from controller.machines.documents import DocumentReader
from controller.machines.passwords import Argon2Passwords
from controller.machines.recording_room import RecordingRoom
from controller.machines.sound_room import SoundRoom
from controller.machines.uploads import SoundOpener
from controller.machines.voice_room import VoiceRoom
from controller.outside.web import Web
from controller.settings import Settings
from controller.site import forget_first_run_code, is_first_run_code, new_token, open_site
from controller.web import application
from controller.web.desk import Desk, FirstRun
from controller.web.render import Templates
from schedules.vocabulary import Digest
from wire import topics

from .places import broker_address, first_run_address, open_store

log = structlog.get_logger()

_SEND_EVERY = timedelta(milliseconds=200)
_SWEEP_EVERY = timedelta(days=1)
_TURN_SECONDS = 0.0005
"""How long a thread works before another gets its turn. Every word with the database gives the turn away,
and a page has some thirty of them: with Python's 5 ms it would wait that long for each behind live pieces."""


class DeskProgram:
    """Pages and API, and the broker link: what people and poles talk to."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        site = open_site(settings.home, present())
        self._ledger = ledger = open_store(settings)
        self._outbox = Outbox(
            ledger,
            lambda topic, payload: self._bus.publish(topic, payload, retain=True),
            self._set_mark,
        )
        inbox = Inbox(ledger, present, site.keys, settings.issuer, self._send)
        self._bus = BusClient(
            broker_address(settings, site),
            f"{settings.issuer}-desk-{secrets.token_hex(4)}",
            (*SUBSCRIPTIONS, (topics.MARK, 0)),
            on_arrived=lambda arrived: self._arrived(arrived, inbox),
            on_connected=lambda: self._outbox.connected(present()),
            on_disconnected=self._outbox.disconnected,
            on_acknowledged=self._outbox.acknowledged,
        )
        self._alarm_clock = AlarmClock(
            [
                Job(name="send", every=_SEND_EVERY, act=lambda: self._outbox.step(present())),
                Job(name="sweep", every=_SWEEP_EVERY, act=self._sweep),
            ],
            settings.time_zone,
        )
        self._voices = VoiceRoom(settings)
        desk = Desk(
            ledger=ledger,
            clock=present,
            token=site.token,
            zone=ZoneInfo(settings.time_zone),
            find_clip=_finder(settings.shelf),
            is_broker_connected=lambda: self._bus.is_connected,
            passwords=Argon2Passwords(),
            new_token=new_token,
            first_run=FirstRun(
                is_code=partial(is_first_run_code, settings.home),
                forget=partial(forget_first_run_code, settings.home),
            ),
            lexicon=OwnLexicon(official_lexicon()),
            templates=Templates(ZoneInfo(settings.time_zone)),
            documents=DocumentReader(),
            web=Web(),
            voices=self._voices,
            recordings=RecordingRoom(settings.recordings, SoundOpener(settings.recordings)),
            sounds=SoundRoom(settings),
            site_name=settings.site_name,
            is_encrypted=settings.desk.startswith("https://"),
            is_in_development=settings.in_development,
        )
        self.web = application.build(desk, lifespan=self._lifespan)

    def run(self) -> None:
        sys.setswitchinterval(_TURN_SECONDS)
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
        self._say_how_to_begin()
        yield
        self._alarm_clock.stop()
        self._voices.close()
        self._bus.stop()
        self._ledger.close()

    def _say_how_to_begin(self) -> None:
        """While nobody can sign in, tell the operator how: only they see this line."""
        if people.has_nobody(self._ledger):
            log.info("first run", address=first_run_address(self._settings))
        else:
            forget_first_run_code(self._settings.home)

    def _sweep(self) -> None:
        log.info("swept", ended=sign_in.sweep(self._ledger, present()))

    def _arrived(self, arrived: Arrived, inbox: Inbox) -> None:
        if arrived.topic == topics.MARK:
            self._outbox.mark_seen(arrived.payload)
        else:
            inbox.take(arrived)

    def _set_mark(self, payload: bytes) -> None:
        """At QoS 0, which the client never sends again on another connection."""
        self._bus.publish(topics.MARK, payload, retain=True, qos=0)

    def _send(self, topic: str, payload: bytes) -> None:
        self._bus.publish(topic, payload, retain=False)


def _finder(shelf: Path) -> Callable[[Digest], Path | None]:
    held = Shelf(shelf)
    return lambda digest: held.path(digest) if held.holds(digest) else None
