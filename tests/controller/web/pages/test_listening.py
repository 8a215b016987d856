"""What a page carries for whoever listens: marks, rows of the reading, and the words of the player."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from controller.entries import Section, Voicing, VoicingId
from controller.web.shown.listening import listening
from schedules.vocabulary import Class, Clip, Digest, NoticeId
from tests.controller.belt import Belt
from tests.controller.flow.test_parts import LONG

from .browser import Browser
from .page import Page

N1 = NoticeId("n-1")
CLIP = Clip(
    digest=Digest("a" * 64),
    length=timedelta(seconds=9.5),
    marks=(timedelta(seconds=2), timedelta(seconds=4.5), timedelta(milliseconds=7001)),
)
WHOLE = Voicing(
    id=VoicingId("v-1"),
    class_=Class.ROUTINE,
    sections=(Section(notice=N1, first=0, last=3),),
    clip=CLIP,
    waveform="Az_",
)


def players(page: Page) -> list[dict[str, str]]:
    found = re.findall(r'<div class="zc-listen"[^>]*>', page.html)
    return [dict(re.findall(r'data-(\w+)="([^"]*)"', one)) for one in found]


def rows(page: Page) -> list[str]:
    return re.findall(r'data-sentence="([^"]*)"', page.html)


def test_the_opening_tone_comes_before_the_first_mark() -> None:
    heard = listening(WHOLE)

    assert heard is not None
    assert (heard.length, heard.marks, heard.waveform) == (9500, "2000 4500 7001", "Az_")
    assert (heard.notice, heard.first, heard.cues) == (N1, 0, 0)


def test_the_cue_of_a_part_is_no_row_of_the_reading() -> None:
    part = replace(WHOLE, sections=(Section(notice=N1, first=7, last=9, nth=2, of=3),))

    heard = listening(part)

    assert heard is not None
    assert (heard.notice, heard.first, heard.cues) == (N1, 7, 1)


def test_what_a_clip_says_twice_has_its_rows_twice() -> None:
    marks = tuple(timedelta(seconds=at) for at in range(1, 7))
    heard = listening(replace(WHOLE, clip=replace(CLIP, marks=marks)))

    assert heard is not None
    assert (heard.notice, heard.said) == (N1, 3)


@pytest.mark.parametrize("last", [2, 4])
def test_marks_that_are_not_those_of_the_reading_light_no_row(last: int) -> None:
    heard = listening(replace(WHOLE, sections=(Section(notice=N1, first=0, last=last),)))

    assert heard is not None
    assert heard.notice == ""
    assert heard.marks


def test_without_a_clip_there_is_nothing_to_listen_to() -> None:
    assert (listening(None), listening(replace(WHOLE, clip=None))) == (None, None)


def test_each_mark_of_a_notice_and_of_its_parts_has_its_row(staff: Browser, belt: Belt) -> None:
    belt.enrol()
    name = belt.take_in(LONG)
    belt.run()
    there = f"/notices/{name}"
    staff.send(staff.get(there).form(f"{there}/parts"))
    belt.run()

    page = staff.get(there)

    named, found = rows(page), players(page)
    assert named == [f"{name}-{turn}" for turn in range(56)]
    assert len(found) == 5  # the whole, the headline, and three parts
    said = [row for player in found[2:] for row in _rows_of(player)]
    assert _rows_of(found[0]) == named
    assert said == named


def test_the_sound_is_there_without_script_and_the_words_of_the_player_once(
    staff: Browser, belt: Belt
) -> None:
    belt.enrol()
    name = belt.take_in()
    belt.run()

    page = staff.get(f"/notices/{name}")

    [player] = players(page)
    assert f'<audio class="zc-player" controls preload="metadata" src="/clips/{player["clip"]}"' in page.html
    assert page.html.count('<template id="listening"') == 1
    assert "Nghe từ câu @" in page.html
    assert "Câu @ trên @, @" in page.html
    assert "1,25×" in page.html


def test_the_page_of_a_broadcast_has_the_player_too(staff: Browser, belt: Belt) -> None:
    belt.enrol()
    name = belt.take_in()
    belt.run()

    page = staff.get(f"/broadcasts/{belt.wish(name)}")

    [player] = players(page)
    assert player["marks"].startswith("0 1000")
    assert page.html.count('<template id="listening"') == 1


def _rows_of(player: dict[str, str]) -> list[str]:
    """Return the rows as the script counts them."""
    marks, cues, first = len(player["marks"].split()), int(player["cues"]), int(player["first"])
    return [f"{player['notice']}-{first + mark - cues}" for mark in range(cues, marks)]
