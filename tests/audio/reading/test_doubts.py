"""Where two readings are possible, or a date cannot be, a person is asked; elsewhere nobody is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.reading.decisions import Correction
from audio.reading.lexicon import Lexicon, official_lexicon
from audio.reading.read import read
from audio.reading.values import Doubt, Stake, Why
from audio.reading.written import from_json, to_json

LEXICON = official_lexicon()


def _doubt(text: str) -> tuple[Doubt, str]:
    """Return the only doubt of a text, and the words it is about."""
    [doubt] = read(text, lexicon=LEXICON).doubts
    return doubt, doubt.span.of(text)


@pytest.mark.parametrize(
    ("text", "place", "stake", "said", "others"),
    [
        ("Kết quả họp 5/6.", "5/6", Stake.DATE, "năm trên sáu", ("năm tháng sáu",)),
        (
            "Thông báo tới các hộ 2-3.",
            "2-3",
            Stake.DATE,
            "hai đến ba",
            ("hai tháng ba", "hai ba"),
        ),
        ("Công ty 26-3 tuyển", "26-3", Stake.DATE, "hai mươi sáu tháng ba", ("hai mươi sáu ba",)),
        ("Tăng đều 1.5 so với", "1.5", Stake.NUMBER, "một chấm năm", ("một phẩy năm",)),
        (
            "Vốn 1,527 tỷ USD",
            "1,527",
            Stake.MONEY,
            "một phẩy năm hai bảy",
            ("một nghìn năm trăm hai mươi bảy",),
        ),
        (
            "Thu 2,150đ",
            "2,150đ",
            Stake.MONEY,
            "hai phẩy một năm không đồng",
            ("hai nghìn một trăm năm mươi đồng",),
        ),
        (
            "Vốn 3.131.93 tỷ đồng",
            "3.131.93",
            Stake.MONEY,
            "ba nghìn một trăm ba mươi mốt phẩy chín mươi ba",
            ("ba chấm một trăm ba mươi mốt chấm chín mươi ba",),
        ),
        (
            "Thu 15.00.000 đồng",
            "15.00.000",
            Stake.MONEY,
            "mười lăm chấm không chấm không không không",
            ("một triệu năm trăm nghìn",),
        ),
        ("Có 3,250 hộ", "3,250", Stake.NUMBER, "ba phẩy hai năm không", ("ba nghìn hai trăm năm mươi",)),
    ],
)
def test_two_readings_are_a_doubt_with_the_other_beside_it(
    text: str, place: str, stake: Stake, said: str, others: tuple[str, ...]
) -> None:
    doubt, written = _doubt(text)

    assert (written, doubt.stake, doubt.why) == (place, stake, Why.TWO_READINGS)
    assert (doubt.said, doubt.others) == (said, others)


@pytest.mark.parametrize(
    ("text", "place", "stake", "why"),
    [
        ("Gọi số 0280 123 45 để hỏi", "0280 123 45", Stake.PHONE, Why.ODD_LENGTH),
        ("Liên hệ 01234567890 ngay", "01234567890", Stake.PHONE, Why.ODD_LENGTH),
        ("Hạn nộp ngày 31/6/2025.", "31/6/2025", Stake.DATE, Why.NO_SUCH_DAY),
        ("Hạn nộp ngày 31/6.", "31/6", Stake.DATE, Why.NO_SUCH_DAY),
        ("Từ ngày 32/5/2025", "32/5/2025", Stake.DATE, Why.NO_SUCH_DAY),
        ("Họp 15/13/2025", "15/13/2025", Stake.DATE, Why.NO_SUCH_DAY),
        ("Ca từ 8h75", "8h75", Stake.DATE, Why.NO_SUCH_TIME),
        ("Xe đi lúc 25h30", "25h30", Stake.DATE, Why.NO_SUCH_TIME),
        ("Họp ngày 29/02/2025.", "29/02/2025", Stake.DATE, Why.NO_SUCH_DAY),
        ("Thứ Hai, ngày 05/6/2025", "05/6/2025", Stake.DATE, Why.OTHER_WEEKDAY),
        ("Ngày 05/6/2025 (thứ 6)", "05/6/2025", Stake.DATE, Why.OTHER_WEEKDAY),
        ("Chủ nhật 02/6/2025", "02/6/2025", Stake.DATE, Why.OTHER_WEEKDAY),
        ("Nộp 15 (mười) ngày", "(mười)", Stake.NUMBER, Why.WORDS_DIFFER),
        (
            "Nộp 1.500 (một nghìn ba trăm đồng) đồng",
            "(một nghìn ba trăm đồng)",
            Stake.MONEY,
            Why.WORDS_DIFFER,
        ),
        ("Theo QXWZ quy định", "QXWZ", Stake.NAME, Why.UNKNOWN_LETTERS),
        ("Công ty 하이퐁 tuyển", "하이퐁", Stake.NAME, Why.NOT_SPOKEN),
        ("Giá 500 ₩ một cái", "₩", Stake.MONEY, Why.NOT_SPOKEN),
        ("Khi a ≠ b thì", "≠", Stake.NUMBER, Why.NOT_SPOKEN),
    ],
)
def test_what_cannot_be_or_is_not_known_is_a_doubt(text: str, place: str, stake: Stake, why: Why) -> None:
    doubt, written = _doubt(text)

    assert (written, doubt.stake, doubt.why) == (place, stake, why)


@pytest.mark.parametrize(
    "text",
    [
        "Họp ngày 5/6 tại xã.",
        "Sáng 5/6 mưa.",
        "Có 5/6 dự án xong, đạt 2/3 tổng số.",
        "Trực 24/7.",
        "Nghỉ lễ 30-4, 1-5; mở cửa từ 20-12.",
        "Theo thang điểm 10/10.",
        "Vốn 1,104 tỷ đồng trong tổng số 45,67 tỷ đồng.",
        "Trong 2-3 ngày tới, theo khoản 2-3 Điều 5.",
        "Nhiệt độ 26-33 độ, rộng 40-80mm.",
        "Theo mục 1.5 và phiên bản 3.2.1",
        "Vốn 1.527 tỷ đồng, 0,125 ha và 12,5 %.",
        "Gọi 0208.3855.123, 0912 345 678, +84 24 3825 1234, 1900 1234 hoặc 069.2345.678",
        "Số CCCD 019085004321",
        "Thứ Năm, ngày 05/6/2025; ngày 08/6/2025 (Chủ nhật)",
        "Sửa đổi lần thứ 2 ngày 05/6/2025",
        "Ngày 29/02/2024",
        "Khu công nghiệp (KCN), UBND tỉnh",
        "Nộp 15 (mười lăm) ngày, 3.000.000 đồng (ba triệu đồng chẵn), 2 (hai) và 5 (có sẵn).",
        "→ Xem • ★ “trích”",
    ],
)
def test_where_the_words_around_tell_nobody_is_asked(text: str) -> None:
    assert read(text, lexicon=LEXICON).doubts == ()


def test_money_dates_and_telephones_are_grave_and_names_are_not() -> None:
    text = "Vốn 1,527 tỷ; hạn 31/6/2025; gọi 01234567890; QXWZ; tăng đều 1.5 lần"

    found = {doubt.span.of(text): doubt.is_grave for doubt in read(text, lexicon=LEXICON).doubts}

    assert found == {"1,527": True, "31/6/2025": True, "01234567890": True, "QXWZ": False, "1.5": False}


def test_what_a_person_said_is_no_doubt_any_more(lexicon: Lexicon) -> None:
    text = "Kết quả họp 5/6."
    [doubt] = read(text, lexicon=lexicon).doubts

    decided = read(text, lexicon=lexicon, corrections=[Correction(span=doubt.span, said=doubt.others[0])])

    assert decided.doubts == ()
    assert decided.spoken == "Kết quả họp năm tháng sáu"


def test_a_silent_place_may_be_decided_too(lexicon: Lexicon) -> None:
    text = "Công ty 하이퐁 tuyển"
    [doubt] = read(text, lexicon=lexicon).doubts

    decided = read(text, lexicon=lexicon, corrections=[Correction(span=doubt.span, said="Hải Phòng")])

    assert decided.spoken == "Công ty Hải Phòng tuyển"
    assert decided.doubts == ()


def test_doubts_are_written_down_and_read_again(lexicon: Lexicon) -> None:
    reading = read("Vốn 1,527 tỷ; hạn 31/6/2025; 하이퐁", lexicon=lexicon)

    assert from_json(to_json(reading)) == reading
    assert len(reading.doubts) == 3


def test_a_reading_that_was_just_read_from_its_writing_is_given_again(lexicon: Lexicon) -> None:
    written = to_json(read("Vốn 1,527 tỷ", lexicon=lexicon))
    again = "".join(written)

    assert from_json(again) is from_json(written)


def test_a_reading_written_before_there_were_doubts_has_none() -> None:
    assert from_json('{"sentences": []}').doubts == ()


@given(st.text())
def test_doubts_lie_inside_the_text_in_order(text: str) -> None:
    spans = [doubt.span for doubt in read(text, lexicon=LEXICON).doubts]

    assert spans == sorted(spans)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@given(st.text(alphabet="0123456789/-., ngàytháđồUSDAKC₩한\n", max_size=60))
def test_deciding_every_doubt_leaves_none(text: str) -> None:
    reading = read(text, lexicon=LEXICON)
    corrections = [Correction(span=doubt.span, said=doubt.said or "im") for doubt in reading.doubts]

    decided = read(text, lexicon=LEXICON, corrections=sorted(corrections))

    assert {doubt.span for doubt in decided.doubts} & {one.span for one in corrections} == set()


def test_an_abbreviation_of_several_meanings_is_a_doubt_where_nothing_around_it_tells() -> None:
    doubt, written = _doubt("Gửi KH trước.")

    assert (written, doubt.said, doubt.stake) == ("KH", "kế hoạch", Stake.NAME)
    assert "khách hàng" in doubt.others


@pytest.mark.parametrize("text", ["Kinh doanh (KD) mà KD tốt", "Các KH bị mất điện", "kế hoạch (KH), và KH"])
def test_where_the_text_tells_its_meaning_nobody_is_asked(text: str) -> None:
    assert read(text, lexicon=LEXICON).doubts == ()
