"""Days that a text names: those counted from today, and deadlines."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.documents.days_named import deadlines, from_today

WRITTEN_ON = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Hôm nay mất điện, ngày mai có lại.", ["Hôm nay", "ngày mai"]),
        ("Sáng mai, tuần này và tháng tới", ["Sáng mai", "tuần này", "tháng tới"]),
        ("Hiện nay, năm nay, thứ Hai, ngày 5/6", []),
        ("Công ty Mai Hôm", []),
    ],
)
def test_days_counted_from_today_are_found(text: str, places: list[str]) -> None:
    assert [place.of(text) for place in from_today(text)] == places


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Nộp hồ sơ trước ngày 30/6/2027.", date(2027, 6, 30)),
        ("Hạn chót: 17h00 ngày 05/01/2027", date(2027, 1, 5)),
        ("chậm nhất là ngày 15 tháng 12 năm 2026", date(2026, 12, 15)),
        ("đăng ký đến hết ngày 31/12/2026", date(2026, 12, 31)),
        ("Thời hạn nộp tờ khai quý IV là ngày 31/01/2027", date(2027, 1, 31)),
        ("muộn nhất ngày 25/11", date(2026, 11, 25)),
        ("trước 17 giờ ngày 3/2", date(2027, 2, 3)),
        ("không quá ngày 1.12.2026", date(2026, 12, 1)),
    ],
)
def test_a_deadline_is_found_with_its_day(text: str, day: date) -> None:
    assert [one.day for one in deadlines(text, written_on=WRITTEN_ON)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "Tính đến hết ngày 30/6/2026, toàn tỉnh có 12 dự án.",
        "Nghị định số 35/2022/NĐ-CP ngày 28/5/2022",
        "trước ngày 31/6/2026",
        "trước 15/20 hộ",
        "Có hiệu lực từ ngày 01/7/2026",
    ],
)
def test_other_days_are_no_deadlines(text: str) -> None:
    assert list(deadlines(text, written_on=WRITTEN_ON)) == []


@given(st.text())
def test_any_text_is_looked_through(text: str) -> None:
    for place in from_today(text):
        assert place.of(text).strip()
    for deadline in deadlines(text, written_on=WRITTEN_ON):
        assert deadline.span.of(text)
