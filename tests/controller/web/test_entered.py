"""Fields of forms, one by one: what people write is understood, what is wrong has its fault."""

from datetime import date, time

import pytest

from controller.entries import Language
from controller.web.entered import Entered, one_line, packed
from controller.web.words import Words
from tests.controller.belt import ZONE_TIME

WORDS = Words(Language.VIETNAMESE, ZONE_TIME)


def entered(**values: str) -> Entered:
    return Entered({name: [value] for name, value in values.items()}, WORDS)


@pytest.mark.parametrize(
    "text", ["2026-11-03", "3/11/2026", "03/11/2026", "3.11.2026", "03-11-2026", " 3/11/2026 "]
)
def test_a_date_is_read_as_people_write_it(text: str) -> None:
    assert entered(day=text).day("day", missing="") == date(2026, 11, 3)


@pytest.mark.parametrize(
    "text", ["", "x", "31/02/2026", "2026-13-01", "9999-12-31", "0001-01-01", "1/1/1", "٣/١١/٢٠٢٦", "3/11/26"]
)
def test_what_is_no_date_of_our_time_is_a_fault(text: str) -> None:
    form = entered(day=text)

    assert form.day("day", missing="thiếu") is None
    assert form.faults["day"]


@pytest.mark.parametrize("text", ["14:00", "14h", "14h00", "14H00", "14.00", "14g00", "14 h 00", "14:00:00"])
def test_a_time_is_read_as_people_write_it(text: str) -> None:
    assert entered(at=text).time("at", missing="") == time(14)


@pytest.mark.parametrize("text", ["", "24:00", "14:60", "-1:00", "14:0", "trưa", "14:00 pm", "14:00:99"])
def test_what_is_no_time_of_day_is_a_fault(text: str) -> None:
    form = entered(at=text)

    assert form.time("at", missing="thiếu") is None
    assert form.faults["at"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  a \r\n\t b ", "a b"),
        ("a\x00b\x1bc\x85d\x7f", "a b c d"),
        ("a\u202eb\u2066c\u2069", "a b c"),
        ("👩‍👩‍👧 Cổng 1", "👩‍👩‍👧 Cổng 1"),
    ],
)
def test_one_line_holds_only_what_can_be_seen(text: str, line: str) -> None:
    assert one_line(text) == line


def test_a_field_keeps_its_first_fault() -> None:
    form = entered()
    form.fault("a", "một")
    form.fault("a", "hai")

    assert form.faults == {"a": "một"}


@pytest.mark.parametrize("content", [b"", b"\x00\xff\r\n", "Thông báo".encode()])
def test_a_file_is_carried_byte_for_byte(content: bytes) -> None:
    assert entered(file=packed(content)).file("file") == content


@pytest.mark.parametrize("text", ["chữ", "a", "====", "\x00"])
def test_what_was_never_packed_is_no_file(text: str) -> None:
    assert entered(file=text).file("file") == b""


def test_a_file_is_shown_as_text_only_where_nothing_was_typed() -> None:
    file = packed("Từ tệp.".encode())

    assert entered(file=file, text="").with_file_as("text").first("text") == "Từ tệp."
    assert entered(file=file, text="Đã gõ.").with_file_as("text").first("text") == "Đã gõ."
    assert entered(file=packed(b"\xff\x00"), text="").with_file_as("text").first("text") == ""
