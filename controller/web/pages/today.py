"""Today: what needs a person, what sounds when, how the poles are; and the page of help."""

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from controller.flow import condition
from controller.flow import day as flow_day
from controller.flow import needs as flow_needs
from controller.web.frame import strip_html
from controller.web.live import Piece
from controller.web.shown import help as shown_help
from controller.web.shown import pole as shown_pole
from controller.web.shown import today as shown
from controller.web.visit import Staff, Visit

pages = APIRouter()

_MOST_NEEDS = 8


@pages.get("/")
def show_today(visit: Staff) -> Response:
    day = visit.words.day(visit.now.astimezone(visit.desk.zone).date())
    return visit.show("today.html", day=visit.words.say("Today, %(day)s", day=day), live=_live(visit))


@pages.get("/live/today")
async def follow_today(visit: Staff) -> Response:
    """Stream the day as it goes on."""
    return await visit.desk.live.follow(("today", visit.words.language), lambda _: Piece(_live(visit)))


@pages.get("/live/strip")
def show_strip(visit: Staff) -> Response:
    """Return the strip alone, for pages that stay open."""
    return HTMLResponse(strip_html(visit.desk, visit.words, visit.now))


@pages.get("/help")
def show_help(visit: Staff) -> Response:
    return visit.show("help.html", meanings=shown_help.meanings(visit.words))


def _live(visit: Visit) -> str:
    now, words, zone, ledger = visit.desk.clock(), visit.words, visit.desk.zone, visit.desk.ledger
    places = visit.places()
    airings = flow_day.day(ledger, now.astimezone(zone).date(), zone, now=now)
    lines = shown.lines(airings, places, words)
    found = flow_needs.needs(ledger, now=now, most=_MOST_NEEDS)
    conditions = condition.conditions(ledger, now)
    return visit.part(
        "_today_live.html",
        airings=lines,
        lanes=max((line.lane for line in lines), default=0) + 1,
        hours=range(25),
        now_x=shown.minute_of_day(now, zone),
        needs=shown.needs(found.listed, places, words, now),
        needs_words=words.counted("%(n)s thing needs you", "%(n)s things need you", found.total),
        more_needs=words.counted("and %(n)s more", "and %(n)s more", found.total - len(found.listed))
        if found.total > len(found.listed)
        else "",
        poles=shown.poles(conditions, places, words, now),
        poles_words=shown_pole.summary(conditions, words),
        more_poles=words.counted("and %(n)s more", "and %(n)s more", len(conditions) - shown.MOST_POLES)
        if len(conditions) > shown.MOST_POLES
        else "",
    )
