"""Every part pages are made of, on one page for developers; it is not there in production."""

from fastapi import APIRouter, Response

from controller.errors import NotFoundError
from controller.web.entered import Entered
from controller.web.shown.state import State, Tone
from controller.web.visit import Anyone

pages = APIRouter()


@pages.get("/dev/components")
def show_components(visit: Anyone) -> Response:
    if not visit.desk.is_in_development:
        raise NotFoundError("there is no such page")
    entered = Entered({"line": ["35/2022/NĐ-CP"], "one": ["b"], "some": ["a"]}, visit.words)
    entered.fault("wrong", visit.words.say("Enter the text of the notice, or choose a file"))
    states = [State(words=tone.value, tone=tone) for tone in Tone]
    return visit.show("components.html", form=entered, states=states)
