from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from audio.shelf import Shelf
from controller.site import Site
from controller.web import application
from controller.web.desk import Desk
from tests.controller.belt import ZONE_TIME, Belt, make_belt


@pytest.fixture
def belt(tmp_path: Path) -> Belt:
    return make_belt(tmp_path)


@pytest.fixture
def site(belt: Belt) -> Site:
    return belt.site


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "shelf")


@pytest.fixture
def stranger(belt: Belt, shelf: Shelf) -> Iterator[TestClient]:
    """A caller without a token."""
    desk = Desk(
        ledger=belt.ledger,
        clock=belt.clock,
        token=belt.site.token,
        zone=ZONE_TIME,
        find_clip=lambda digest: shelf.path(digest) if shelf.holds(digest) else None,
        is_broker_connected=lambda: True,
    )
    with TestClient(application.build(desk)) as client:
        yield client


@pytest.fixture
def staff(stranger: TestClient, belt: Belt) -> TestClient:
    stranger.headers["Authorization"] = f"Bearer {belt.site.token}"
    return stranger
