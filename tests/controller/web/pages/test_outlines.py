"""A decree on the desk: nothing is ticked, what is ticked is read, and how long it sounds is told."""

import re

import pytest

from audio.reading.decisions import from_json
from audio.reading.written import from_json as reading_from_json
from tests.controller.belt import Belt

from .browser import Browser
from .page import Form
from .rules import is_refusal
from .test_notices import notice

ARTICLE = (
    "Điều {number}. Quy định thứ {number}\n" + "1. Người lao động nộp hồ sơ tại bộ phận một cửa. " * 20 + "\n"
)
DECREE = "NGHỊ ĐỊNH\nVề hồ sơ của người lao động\n" + "".join(
    ARTICLE.format(number=number) for number in range(1, 11)
)


@pytest.fixture
def decree(belt: Belt) -> str:
    belt.enrol()
    name = belt.take_in(DECREE)
    belt.run()
    return name


def tree(staff: Browser, name: str) -> Form:
    return staff.get(f"/notices/{name}/outline").form(f"/notices/{name}/outline")


def place(staff: Browser, name: str, words: str) -> str:
    """Return what the box with these words stands for."""
    html = staff.get(f"/notices/{name}/outline").html
    found = re.search(rf'value="(\d+-\d+)"[^>]*>\s*<label[^>]*>{words}', html)
    assert found
    return found[1]


def _whole(staff: Browser, name: str) -> str:
    """Return how long the whole text is said to sound."""
    found = re.search(r"Toàn văn: [^<]*", staff.get(f"/notices/{name}/outline").html)
    assert found
    return found[0]


def test_of_a_decree_nothing_is_ticked_and_nothing_is_voiced(staff: Browser, belt: Belt, decree: str) -> None:
    page = staff.get(f"/notices/{decree}")

    assert "Chọn" in page.words
    assert tree(staff, decree).values("place") == []
    with belt.ledger.reading() as unit:
        assert not unit.voicings.of_notice(notice(belt, decree).id)


def test_what_is_ticked_is_read_and_voiced(staff: Browser, belt: Belt, decree: str) -> None:
    staff.send(tree(staff, decree).forged(place=place(staff, decree, "Điều 3")))
    belt.run()

    spoken = reading_from_json(notice(belt, decree).reading or "").spoken
    assert "Quy định thứ ba" in spoken
    assert "thứ tư" not in spoken


def test_ticking_nothing_is_refused(staff: Browser, belt: Belt, decree: str) -> None:
    form = tree(staff, decree)

    assert is_refusal(staff.send(form), form, "place")
    assert from_json(notice(belt, decree).decisions).chosen == ()


def test_counting_again_keeps_what_is_ticked_and_changes_nothing(
    staff: Browser, belt: Belt, decree: str
) -> None:
    form = tree(staff, decree).forged(place=place(staff, decree, "Điều 3"))

    page = staff.send(form, button=("count", "1"))

    assert page.code == 200
    assert page.form(f"/notices/{decree}/outline").values("place") == form.values("place")
    assert from_json(notice(belt, decree).decisions).chosen == ()


def test_how_long_it_sounds_is_told_by_the_organisations_dictionary(
    staff: Browser, belt: Belt, decree: str
) -> None:
    before = _whole(staff, decree)

    belt.add_to_dictionary("người lao động", "toàn thể anh chị em công nhân và người lao động")

    assert _whole(staff, decree) != before


def test_a_short_notice_is_read_whole(belt: Belt) -> None:
    name = belt.take_in()

    assert notice(belt, name).decisions == ""
