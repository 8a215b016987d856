"""What a notice tells of persons is held out of its reading, and stands in no log."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from audio.documents.spoken import spoken_places
from audio.reading.written import from_json
from controller.entries import NoticeState
from controller.errors import AlreadyDoneError, ControllerError, WrongInputError
from controller.flow import decisions
from controller.flow.editions import edition
from controller.log import traceback_without_words
from controller.ports import Unit
from schedules.vocabulary import NoticeId
from tests.audio.documents.persons import HELD
from tests.controller.belt import Belt

NUMBER = "0912000111"
TEXT = f"Cổng 3 mở lại lúc 7 giờ.\nMọi phản ánh xin gọi {NUMBER} trước 17 giờ.\n"
TELLING = (
    "Nguyễn Văn",
    "Trần",
    NUMBER,
    "0912 000 111",
    "019085000123",
    "20A-123.45",
    "gmail",
    "xử phạt",
    "Cam Giá",
)


def spoken(belt: Belt, name: NoticeId) -> str:
    with belt.ledger.reading() as unit:
        return from_json(unit.notices.get(name).reading or "").spoken


def test_a_telephone_number_of_a_person_is_not_read(belt: Belt) -> None:
    name = belt.take_in(TEXT)

    belt.run()

    assert spoken(belt, name) == "Cổng ba mở lại lúc bảy giờ"


def test_a_place_that_somebody_ticked_is_read(belt: Belt) -> None:
    name = belt.take_in(TEXT)
    [held] = spoken_places(TEXT).held
    with belt.ledger.reading() as unit:
        seen = edition(unit.notices.get(name))

    decisions.take_back(belt.ledger, name, held.span, seen=seen)
    belt.run()

    assert "không chín một hai" in spoken(belt, name)


def test_a_notice_of_nothing_but_personal_data_fails_in_words(belt: Belt) -> None:
    name = belt.take_in(f"Xin gọi {NUMBER}.")

    belt.run()

    with belt.ledger.reading() as unit:
        stored = unit.notices.get(name)
    assert stored.state is NoticeState.FAILED
    assert NUMBER not in stored.problem


@pytest.mark.parametrize("problem", ["", "espeak-ng: the library is missing"])
def test_nothing_of_a_person_stands_in_a_log_of_the_belt(
    belt: Belt, capfd: pytest.CaptureFixture[str], problem: str
) -> None:
    belt.enrol()
    belt.studio.problem = problem

    with capture_logs() as logs:
        for _, text in HELD:
            belt.take_in(f"Cổng 3 mở lại lúc 7 giờ.\n{text}\n")
        belt.run()

    written = "".join([json.dumps(logs, ensure_ascii=False, default=repr), *capfd.readouterr()])
    assert "reading" in written
    assert [told for told in TELLING if told in written] == []


def twice(unit: Unit, name: NoticeId) -> None:
    unit.notices.add(unit.notices.get(name))


def unstorable(unit: Unit, name: NoticeId) -> None:
    unit.notices.add(replace(unit.notices.get(name), id=NoticeId("other"), text=f"{TEXT}\x00"))


@pytest.mark.parametrize(("spoil", "expected"), [(twice, AlreadyDoneError), (unstorable, WrongInputError)])
def test_an_error_of_the_database_quotes_no_notice(
    belt: Belt, spoil: Callable[[Unit, NoticeId], None], expected: type[ControllerError]
) -> None:
    name = belt.take_in(TEXT)

    with pytest.raises(expected) as failed, belt.ledger.writing() as unit:
        spoil(unit, name)

    assert NUMBER not in str(failed.value)
    assert NUMBER not in traceback_without_words(failed.value)
