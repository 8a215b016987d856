"""What a notice's page says of the places that are not read."""

import pytest

from audio.documents.traces import Kind
from controller.entries import Language, Notice
from controller.web.shown import left_out, reading
from controller.web.words import Words
from tests.controller.belt import ZONE_TIME, Belt, make_belt

WORDS = Words(Language.ENGLISH, ZONE_TIME)


@pytest.fixture
def belt(tmp_path_factory: pytest.TempPathFactory) -> Belt:
    return make_belt(tmp_path_factory.mktemp("belt"))


def read(belt: Belt, text: str) -> Notice:
    name = belt.take_in(text)
    belt.run()
    with belt.ledger.reading() as unit:
        return unit.notices.get(name)


def test_places_about_persons_stand_among_those_left_out_and_say_so(belt: Belt) -> None:
    notice = read(belt, "Trang chủ > Tin tức\nCổng 3 mở lại.\nXin gọi 0912 000 111 khi cần.")

    shown = reading.parts(notice, WORDS)["left_out"]

    assert isinstance(shown, list)
    assert [(one.text, one.is_personal) for one in shown] == [
        ("Trang chủ > Tin tức", False),
        ("Xin gọi 0912 000 111 khi cần.", True),
    ]
    assert shown[1].reason == left_out.kind_words(Kind.PHONE, WORDS)


def test_what_leaves_nothing_to_say_is_still_shown(belt: Belt) -> None:
    notice = read(belt, "Xin gọi 0912 000 111 khi cần.")

    shown = reading.parts(notice, WORDS)["left_out"]

    assert isinstance(shown, list)
    assert [one.is_personal for one in shown] == [True]


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_words(kind: Kind) -> None:
    assert left_out.kind_words(kind, WORDS).startswith("personal")
