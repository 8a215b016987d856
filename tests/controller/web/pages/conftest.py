from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from controller.flow import people, sign_in
from controller.web import application
from controller.web.desk import Desk
from controller.web.visit import SESSION
from tests.controller.belt import Belt

from .browser import Browser

NAME, PASSWORD = "lan.nguyen", "một câu dễ nhớ của tôi"


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    with TestClient(application.build(desk)) as client:
        yield client


@pytest.fixture
def stranger(client: TestClient) -> Browser:
    return Browser(client)


@pytest.fixture
def lan(desk: Desk, belt: Belt) -> str:
    """Somebody who may sign in; their id."""
    return people.create_first(
        desk.ledger,
        desk.passwords,
        name=NAME,
        display_name="Nguyễn Thị Lan",
        password=PASSWORD,
        now=belt.now,
    )


@pytest.fixture
def staff(client: TestClient, desk: Desk, belt: Belt, lan: str) -> Browser:
    """A browser in which Lan is signed in."""
    return signed_in(Browser(client), desk, belt)


@pytest.fixture
def another(client: TestClient, desk: Desk, belt: Belt, lan: str) -> Browser:
    """Another browser in which Lan is signed in too."""
    return signed_in(Browser(client), desk, belt)


def signed_in(browser: Browser, desk: Desk, belt: Belt) -> Browser:
    opened = sign_in.sign_in(
        desk.ledger,
        desk.passwords,
        name=NAME,
        password=PASSWORD,
        now=belt.now,
        new_token=desk.new_token,
    )
    browser.cookies[SESSION] = opened.token
    return browser
