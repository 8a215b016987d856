"""Live pieces are worked out once for all who watch, and hold nothing of one session but its own token."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import pytest
from fastapi.testclient import TestClient

from controller.entries import Language
from controller.flow import back_check, reading, voicing
from controller.web import application
from controller.web.desk import Desk
from controller.web.live import Live, Piece
from controller.web.render import Templates
from controller.web.visit import SESSION
from schedules.vocabulary import NoticeId
from tests.controller.belt import TEXT, ZONE_TIME, Belt
from tests.controller.web.conftest import at_once
from tests.fakes.ears import FakeEars

from .browser import Browser
from .conftest import signed_in
from .page import read

LOOKS_LIKE_A_TOKEN = '<input name="csrf" value="">'


@pytest.fixture
def voiced(belt: Belt) -> str:
    belt.enrol()
    name = belt.take_in(f"{TEXT} {LOOKS_LIKE_A_TOKEN}")
    belt.run()
    return name


def stream(client: TestClient, browser: Browser, name: str) -> str:
    cookies = {"Cookie": f"{SESSION}={browser.cookies[SESSION]}"}
    return client.get(f"/live/notices/{name}", headers=cookies).text


def csrf(browser: Browser) -> str:
    return browser.get("/notices/new").form("/notices").value("csrf")


def test_each_session_gets_its_own_token_in_a_shared_piece(
    client: TestClient, staff: Browser, another: Browser, voiced: str
) -> None:
    streams = [stream(client, browser, voiced) for browser in (staff, another)]

    assert csrf(staff) != csrf(another)
    assert csrf(staff) in streams[0]
    assert csrf(another) not in streams[0]
    assert csrf(another) in streams[1]
    assert csrf(staff) not in streams[1]
    assert not any('name="csrf" value=""' in one for one in streams)


def test_a_form_of_a_piece_that_came_by_itself_can_be_sent(
    client: TestClient, staff: Browser, belt: Belt, voiced: str
) -> None:
    events = stream(client, staff, voiced)
    html = "\n".join(line.removeprefix("data: ") for line in events.splitlines() if line.startswith("data: "))
    form = read(200, html, {"content-type": "text/html"}, []).form(f"/notices/{voiced}/approve")

    answer = staff.send(form)

    assert answer.code == 303
    with belt.ledger.reading() as unit:
        assert unit.notices.get(NoticeId(voiced)).approved_at


def test_a_text_that_looks_like_the_place_of_a_token_gets_none(
    client: TestClient, staff: Browser, voiced: str
) -> None:
    told = stream(client, staff, voiced)

    assert LOOKS_LIKE_A_TOKEN not in told
    assert told.count(csrf(staff)) == told.count("<form")


def test_one_piece_is_worked_out_at_a_time() -> None:
    at_work, most = set[int](), [0]

    async def watch() -> Sequence[Piece]:
        live, loop = Live(clock=lambda: 0.0, pause=at_once), asyncio.get_running_loop()

        def render(number: int, _before: Piece) -> Piece:
            at_work.add(number)
            asyncio.run_coroutine_threadsafe(at_once(0), loop).result()  # meanwhile others could begin
            most[0] = max(most[0], len(at_work))
            at_work.remove(number)
            return Piece(str(number))

        return await asyncio.gather(*(live.piece(one, partial(render, one)) for one in range(20)))

    pieces = asyncio.run(watch())

    assert [piece.html for piece in pieces] == [str(number) for number in range(20)]
    assert most == [1]


class VoicedMeanwhile(Templates):
    """Templates of a slow desk: while it draws a notice for the first time, the notice is voiced."""

    def __init__(self, belt: Belt) -> None:
        super().__init__(ZONE_TIME)
        self._belt: Belt | None = belt

    def html(self, language: Language, template: str, values: Mapping[str, object]) -> str:
        if template == "notices/_live.html" and self._belt:
            self._belt.run()
            self._belt = None
        return super().html(language, template, values)


def test_a_notice_voiced_while_its_piece_is_drawn_is_followed_to_its_end(
    belt: Belt, desk: Desk, lan: str
) -> None:
    name, seconds = belt.take_in(), [0.0]

    async def pause(some: float) -> None:
        seconds[0] += some

    live = Live(clock=lambda: seconds[0], pause=pause)
    slow = replace(desk, templates=VoicedMeanwhile(belt), live=live)
    with TestClient(application.build(slow)) as client:
        told = stream(client, signed_in(Browser(client), slow, belt), name)

    assert told.endswith("event: done\ndata: -\n\n")
    assert "<audio" in told.split("\n\n")[-3]


class CountedTemplates(Templates):
    """Templates that count how often the piece of a notice is drawn."""

    def __init__(self) -> None:
        super().__init__(ZONE_TIME)
        self.drawn = 0

    def html(self, language: Language, template: str, values: Mapping[str, object]) -> str:
        self.drawn += template == "notices/_live.html"
        return super().html(language, template, values)


def stepped(happenings: Mapping[int, Callable[[], object]]) -> Live:
    """Return a live desk on which these happen, each when so many seconds have gone by."""
    seconds = [0]

    async def pause(some: float) -> None:
        seconds[0] += int(some)
        happenings.get(seconds[0], lambda: None)()

    return Live(clock=lambda: float(seconds[0]), pause=pause)


def drawn(belt: Belt, desk: Desk, name: str, live: Live) -> int:
    """Follow a notice to its end; return how often its piece was drawn."""
    templates = CountedTemplates()
    counted = replace(desk, templates=templates, live=live)
    with TestClient(application.build(counted)) as client:
        told = stream(client, signed_in(Browser(client), counted, belt), name)
    assert told.endswith("event: done\ndata: -\n\n")
    return templates.drawn


def voiced_and_not_heard(belt: Belt) -> str:
    name = belt.take_in()
    reading.advance(belt.ledger, belt.lease(), belt.lexicon)
    voicing.advance(belt.ledger, belt.lease, belt.studio, hears=lambda _: True)
    return name


@pytest.mark.usefixtures("lan")
def test_while_a_machine_listens_for_minutes_nothing_is_drawn_anew(belt: Belt, desk: Desk) -> None:
    name = voiced_and_not_heard(belt)
    live = stepped({300: lambda: back_check.advance(belt.ledger, belt.lease, FakeEars(""))})

    assert drawn(belt, desk, name, live) == 2


@pytest.mark.usefixtures("lan")
def test_while_a_notice_is_voiced_it_is_drawn_when_a_sentence_is_done(belt: Belt, desk: Desk) -> None:
    name = belt.take_in()
    reading.advance(belt.ledger, belt.lease(), belt.lexicon)
    with belt.ledger.writing() as unit:
        claimed = unit.voicings.claim_wanted(belt.lease())
    assert claimed

    def tell(done: int) -> None:
        with belt.ledger.writing() as unit:
            unit.voicings.renew(claimed, belt.lease(), done)

    live = stepped({20: lambda: tell(1), 40: lambda: tell(2), 60: lambda: voicing.stop(belt.ledger, name)})

    assert drawn(belt, desk, name, live) == 4


@pytest.mark.usefixtures("lan")
def test_a_pole_that_comes_while_a_machine_listens_is_offered_at_once(belt: Belt, desk: Desk) -> None:
    name = voiced_and_not_heard(belt)
    live = stepped(
        {
            20: lambda: belt.enrol("p-gate-9"),
            40: lambda: back_check.advance(belt.ledger, belt.lease, FakeEars("")),
        }
    )

    assert drawn(belt, desk, name, live) == 3
