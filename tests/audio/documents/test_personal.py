"""What is about persons is held; what only looks so is read."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.documents.personal import Held, may_hold, normal, personal, without
from audio.documents.spoken import spoken_places
from audio.documents.traces import Kind
from audio.span import SourceSpan
from tests.audio.documents.persons import HELD, READ

PIECES = [
    "0912 000 111",
    "0208.3999.111",
    "1900 1234",
    "+84",
    "(84)",
    "019085000123",
    "CCCD số",
    "20A-123.45",
    "a@gmail.com",
    "Ông Nguyễn Văn Mẫu",
    "bà A",
    "Nguyễn Văn",
    "Trưởng phòng",
    "điện thoại",
    "đường dây nóng",
    "tài khoản",
    "Kho bạc",
    "trú tại tổ 5, phường Cam Giá",
    "bị xử phạt",
    "dương tính",
    "Danh sách cá nhân nợ:",
    "hoặc",
    "đang đang",
    "Đóng",
    ",",
    ";",
    ".",
    ". ",
    ":",
    " - ",
    "(",
    ")",
    " | ",
    "|",
    "\n",
    "- ",
    "./.",
    "&nbsp;",
    "½",
    "⑴",
    "\u200b",
    "e\u0323\u0302",
]
TEXTS = (
    st.text()
    | st.lists(st.sampled_from(PIECES)).map("".join)
    | st.lists(st.sampled_from(PIECES)).map(" ".join)
)


def lines(text: str) -> list[SourceSpan]:
    return [SourceSpan(start=line.start(), end=line.end()) for line in re.finditer(r"[^\n]+", text)]


def held(text: str, *allowed: str) -> tuple[Held, ...]:
    return personal(text, lines(text), allowed=frozenset(allowed))


def left(text: str, *allowed: str) -> str:
    """What is spoken of a text of one line, with its gaps closed as the reader closes them."""
    rest = without(lines(text), [one.span for one in held(text, *allowed)])
    return re.sub(r"\s+(?=[,.;])", "", " ".join(" ".join(span.of(text) for span in rest).split()))


@pytest.mark.parametrize(("kind", "text"), HELD)
def test_what_is_about_a_person_is_held_and_its_kind_is_told(kind: Kind, text: str) -> None:
    assert {one.kind for one in held(text)} == {kind}


@pytest.mark.parametrize("text", READ)
def test_what_is_public_is_read_whole(text: str) -> None:
    assert held(text) == ()


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (
            "Xin liên hệ ông Nguyễn Văn Mẫu, số điện thoại 0912 000 111, để được hướng dẫn.",
            "Xin liên hệ ông Nguyễn Văn Mẫu, để được hướng dẫn.",
        ),
        ("Chị Lê Thị Mẫu (CMND: 090 000 123) đến nhận kết quả.", "Chị Lê Thị Mẫu đến nhận kết quả."),
        (
            "Gọi đường dây nóng 0208.3999.111 hoặc số 0912 000 111 để được giải đáp.",
            "Gọi đường dây nóng 0208.3999.111 để được giải đáp.",
        ),
        (
            "Xin gọi 0912 000 111 trước khi đến. Hồ sơ nộp tại Bộ phận một cửa.",
            "Hồ sơ nộp tại Bộ phận một cửa.",
        ),
        (
            "Đầu mối: ông Nguyễn Văn Mẫu, 0912.000.111; bà Lê Thị Thử, 0912.000.222.",
            "Đầu mối: ông Nguyễn Văn Mẫu; bà Lê Thị Thử.",
        ),
        ("Đề nghị: gọi 0912.000.111 khi có cháy; cắt điện khi ra về.", "Đề nghị: cắt điện khi ra về."),
        ("Đề nghị: gọi 0912.000.111 khi có cháy; gọi 0912.000.222 khi ngập.", ""),
        (
            "Anh Nguyễn Văn Mẫu, CCCD số 019085000123 do Cục Cảnh sát cấp, trú tổ 7, xã Mẫu, được thưởng.",
            "Anh Nguyễn Văn Mẫu, được thưởng.",
        ),
        ("2 | Nguyễn Văn Mẫu | 0912000111 | Tổ trưởng", ""),
    ],
)
def test_what_remains_reads_as_a_sentence(text: str, rest: str) -> None:
    assert left(text) == rest


def test_a_list_of_debtors_goes_with_its_heading_and_what_follows_is_read() -> None:
    text = "Danh sách cá nhân nợ tiền:\n- Nguyễn Văn Mẫu\n- Trần Thị Thử\nĐề nghị mọi người trả sớm."

    rest = without(lines(text), [one.span for one in held(text)])

    assert [span.of(text) for span in rest] == ["Đề nghị mọi người trả sớm."]


def test_the_exact_place_is_told() -> None:
    text = "Xin liên hệ ông Nguyễn Văn Mẫu, số điện thoại 0912\xa0000 111, để được hướng dẫn."

    [one] = held(text)

    assert one.place.of(text) == "0912\xa0000 111"
    assert one.span.of(text) == ", số điện thoại 0912\xa0000 111"


@pytest.mark.parametrize(
    ("place", "remembered"),
    [
        ("0912.000 111", "0912000111"),
        ("+84 912-000-111", "0912000111"),
        ("(+84) 912 000 111", "0912000111"),
        ("+84 (0) 912 000 111", "0912000111"),
        ("84912000111", "0912000111"),
        ("０９１２ 000 111", "0912000111"),
        ("0912&nbsp;000&nbsp;111", "0912000111"),
        ("(0208) 3999 111", "02083999111"),
        ("Mau.Nguyen@Gmail.com", "mau.nguyen@gmail.com"),
        ("20A-123.45", "20a12345"),
    ],
)
def test_a_place_is_remembered_however_it_is_written(place: str, remembered: str) -> None:
    assert normal(place) == remembered
    assert normal(remembered) == remembered


def test_a_number_allowed_once_is_read_however_it_is_written() -> None:
    text = "Đường dây nóng: 0912.000.111. Zalo: 0912 000 222."

    assert left(text, normal("+84 912 000 111")) == "Đường dây nóng: 0912.000.111."


@pytest.mark.parametrize(
    "text",
    [
        "Ông Nguyễn Văn Mẫu, CCCD số 019085000123, vắng mặt.",
        "Xe ô tô biển kiểm soát 20A-123.45 đỗ sai chỗ.",
    ],
)
def test_only_what_everybody_may_know_is_allowed_once_and_for_all(text: str) -> None:
    [held] = spoken_places(text).held

    allowed = frozenset({normal(held.place.of(text))})

    assert spoken_places(text, allowed=allowed).held == (held,)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Gọi 0912.000.111 ngay.", "0912000111"),
        ("Gọi +84 (0) 912-000-111 ngay.", "0912000111"),
        ("Gọi ０９１２ 000 111 ngay.", "0912000111"),
        ("Gọi 0912&nbsp;000&#160;111 ngay.", "0912000111"),
        ("Thư: BQL @ Gmail.com", "bql@gmail.com"),
    ],
)
def test_a_quick_look_misses_no_way_of_writing(text: str, form: str) -> None:
    assert may_hold(text, form)
    assert not may_hold("Gọi 0912 000 222, thư khac@gmail.com.", form)


def test_what_is_released_is_read_and_nothing_else() -> None:
    text = "Ngập thì gọi 0912 000 111. Cháy thì gọi 0912 000 222."
    first, second = spoken_places(text).held

    spoken = spoken_places(text, released=frozenset({first.span}))

    assert [span.of(text).strip() for span in spoken.kept] == ["Ngập thì gọi 0912 000 111."]
    assert spoken.held == (first, second)


def test_debris_taken_back_is_looked_at_too() -> None:
    text = "Cổng 3 mở lại.\nẢnh: anh Mẫu, điện thoại 0912 000 111"
    [aside] = spoken_places(text).set_aside

    spoken = spoken_places(text, released=frozenset({aside.span}))

    assert "0912" not in "".join(span.of(text) for span in spoken.kept)


def test_no_officials_number_is_spoken_even_if_cleaning_forgot_it() -> None:
    text = (
        "Đường dây nóng\n\n"
        "Ông Nguyễn Văn Mẫu - Trưởng ban\nĐiện thoại: 0257. 3999\xa0111\xa0- 0912 000 111\n\n"
        "Bà Lê Thị Thử - Chánh Văn phòng\nĐiện thoại: 0257.\xa03999 222 - 0912 000 222"
    )

    kept = without(lines(text), [one.span for one in held(text)])

    assert [span.of(text) for span in kept] == [
        "Đường dây nóng",
        "Ông Nguyễn Văn Mẫu - Trưởng ban",
        "Bà Lê Thị Thử - Chánh Văn phòng",
    ]


@given(TEXTS)
def test_what_is_held_lies_in_order_within_what_is_kept_and_never_overlaps(text: str) -> None:
    spoken = spoken_places(text)

    cleaned = spoken_places(text, released=frozenset(one.span for one in spoken.held)).kept
    assert all(any(_lies_in(one.span, span) for span in cleaned) for one in spoken.held)
    assert_in_order([one.span for one in spoken.held])
    assert_in_order(sorted([*spoken.kept, *(one.span for one in spoken.held)]))


@given(TEXTS)
def test_nothing_more_is_held_of_what_remains(text: str) -> None:
    kept = spoken_places(text).kept

    assert personal(text, kept) == ()


@given(TEXTS)
def test_no_word_is_lost_between_what_is_spoken_and_what_is_told_to_be_left_out(text: str) -> None:
    spoken = spoken_places(text)

    told = {at for span in spoken.kept for at in range(span.start, span.end)}
    told |= {at for one in spoken.held for at in range(one.span.start, one.span.end)}
    told |= {at for one in spoken.set_aside for at in range(one.span.start, one.span.end)}
    assert not "".join(sign for at, sign in enumerate(text) if at not in told).strip()


def assert_in_order(spans: Sequence[SourceSpan]) -> None:
    end = 0
    for span in spans:
        assert end <= span.start < span.end
        end = span.end


def _lies_in(inner: SourceSpan, outer: SourceSpan) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
