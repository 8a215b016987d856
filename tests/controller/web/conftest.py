from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from audio.reading.lexicon import official_lexicon
from audio.shelf import Shelf
from controller.flow.own_lexicon import OwnLexicon
from controller.site import Site
from controller.web import application
from controller.web.desk import Desk, FirstRun
from controller.web.live import Live
from controller.web.render import Templates
from tests.controller.belt import ZONE_TIME, Belt
from tests.fakes.passwords import FakePasswords
from tests.fakes.recordings import FakeRecordingRoom
from tests.fakes.sounds import FakeSoundRoom
from tests.fakes.voices import FakeVoiceRoom

CODE = "mã của máy này"


class Secrets:
    """A code for the first run that can be forgotten, and tokens that count up."""

    def __init__(self) -> None:
        self.code = CODE
        self._numbers = count(1)

    def new_token(self) -> str:
        return f"token-{next(self._numbers)}"

    def is_code(self, code: str) -> bool:
        return bool(self.code) and code == self.code

    def forget(self) -> None:
        self.code = ""


async def at_once(_seconds: float) -> None:
    """Let no time go by."""


@pytest.fixture
def site(belt: Belt) -> Site:
    return belt.site


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "shelf")


@pytest.fixture(scope="session")
def templates() -> Templates:
    return Templates(ZONE_TIME)


@pytest.fixture
def desk(belt: Belt, shelf: Shelf, templates: Templates, tmp_path: Path) -> Desk:
    secrets = Secrets()
    return Desk(
        ledger=belt.ledger,
        clock=belt.clock,
        token=belt.site.token,
        zone=ZONE_TIME,
        find_clip=lambda digest: shelf.path(digest) if shelf.holds(digest) else None,
        is_broker_connected=lambda: True,
        passwords=FakePasswords(),
        new_token=secrets.new_token,
        first_run=FirstRun(is_code=secrets.is_code, forget=secrets.forget),
        lexicon=OwnLexicon(official_lexicon()),
        templates=templates,
        live=Live(clock=lambda: 0.0, pause=at_once),
        voices=FakeVoiceRoom(),
        recordings=FakeRecordingRoom(),
        sounds=FakeSoundRoom(tmp_path / "sounds"),
    )


@pytest.fixture
def stranger(desk: Desk) -> Iterator[TestClient]:
    """A caller without a token."""
    with TestClient(application.build(desk)) as client:
        yield client


@pytest.fixture
def staff(stranger: TestClient, belt: Belt) -> TestClient:
    stranger.headers["Authorization"] = f"Bearer {belt.site.token}"
    return stranger
