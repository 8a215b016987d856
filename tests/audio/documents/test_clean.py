import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.documents.clean import clean
from audio.documents.debris import Reason

PROSE = (
    "Ban Quản lý các khu công nghiệp tỉnh đề nghị các doanh nghiệp rà soát phương án phòng cháy chữa cháy, "
    "tổ chức tập huấn cho người lao động và báo cáo kết quả về Văn phòng Ban trước khi kết thúc quý này."
)


def kept(text: str) -> list[str]:
    return [span.of(text) for span in clean(text).kept]


def reasons(text: str) -> list[tuple[Reason, str]]:
    return [(aside.reason, aside.span.of(text)) for aside in clean(text).set_aside]


def test_a_line_ended_by_a_table_bar_is_a_caption() -> None:
    text = f"{PROSE}\nLực lượng chữa cháy diễn tập tại cổng số hai. |\n{PROSE}"

    assert kept(text) == [PROSE, PROSE]
    assert reasons(text) == [(Reason.CAPTION, "Lực lượng chữa cháy diễn tập tại cổng số hai. |")]


def test_running_text_ended_by_a_table_bar_loses_only_the_bar() -> None:
    text = f"{PROSE} Số tiền là 2,5 tỷ đồng. |"

    assert reasons(text) == [(Reason.TABLE_BAR, "|")]
    assert "2,5 tỷ đồng" in kept(text)[0]


def test_a_loose_line_that_tells_of_a_picture_between_running_text_is_a_caption() -> None:
    caption = "Cán bộ Ban Quản lý hướng dẫn doanh nghiệp nộp hồ sơ"

    assert reasons(f"{PROSE}\n\n   {caption}\n\n{PROSE}") == [(Reason.CAPTION, caption)]


def test_a_heading_between_running_text_is_kept() -> None:
    assert kept(f"{PROSE}\nKết quả thu hút đầu tư\n{PROSE}") == [PROSE, "Kết quả thu hút đầu tư", PROSE]


@pytest.mark.parametrize(
    "line", ["Trang chủ > Tin tức", "Đóng Lưu thông tin", "In trang | Chia sẻ", "Thông tin bạn đọc"]
)
def test_navigation_words_are_set_aside(line: str) -> None:
    assert reasons(f"{PROSE}\n{line}") == [(Reason.NAVIGATION, line)]


@pytest.mark.parametrize("line", ["Thống kê truy cập", "Tổng lượt truy cập: 123.456", "Hôm nay: 87"])
def test_visitor_counters_are_set_aside(line: str) -> None:
    assert reasons(f"{PROSE}\n{line}") == [(Reason.COUNTER, line)]


def test_headlines_under_other_news_are_set_aside() -> None:
    text = f"{PROSE}\nTin tức khác Tin tức khác\nKhai mạc hội thao công nhân\nTuyển dụng kỹ sư điện"

    assert [reason for reason, _ in reasons(text)] == [Reason.RELATED] * 3


def test_running_text_after_other_news_is_kept() -> None:
    assert kept(f"Tin liên quan\nMột đầu đề\n{PROSE}") == [PROSE]


def test_officials_and_their_numbers_are_set_aside_with_their_heading() -> None:
    block = [
        "Đường dây nóng",
        "Bà Lê Thị Mẫu - Trưởng phòng",
        "Điện thoại: 0208. 3999 111 - 0912 000 111",
        "Ông Trần Văn Thử - Phó Trưởng phòng",
        "Điện thoại: 0208. 3999 222 - 0912 000 222",
    ]
    text = "\n\n".join([PROSE, *block])

    assert reasons(text) == [(Reason.CONTACT, line) for line in block]


def test_a_person_with_a_mobile_number_in_one_line_is_set_aside() -> None:
    line = "Ông Trần Văn Thử - Trưởng phòng: 0912.000.111"

    assert reasons(f"{PROSE}\n{line}") == [(Reason.CONTACT, line)]


def test_a_public_hotline_within_the_text_is_kept() -> None:
    line = "Mọi phản ánh xin gọi đường dây nóng 0208.3999.111."

    assert kept(f"{PROSE}\n{line}") == [PROSE, line]


def test_the_closing_mark_and_the_name_below_it_are_set_aside() -> None:
    text = f"{PROSE[:-1]}./.\n\nTrần Văn Thử"

    assert kept(text) == [PROSE[:-1]]
    assert reasons(text) == [(Reason.CLOSING_MARK, "./."), (Reason.SIGNATURE, "Trần Văn Thử")]


def test_a_signature_block_is_set_aside_whole() -> None:
    block = ["TM. BAN QUẢN LÝ", "TRƯỞNG BAN", "Trần Văn Thử", "Nơi nhận:", "- Như trên;", "- Lưu: VT."]

    assert kept("\n".join([PROSE, *block])) == [PROSE]


def test_a_line_of_signs_is_a_separator() -> None:
    assert reasons(f"{PROSE}\n-----***-----") == [(Reason.SEPARATOR, "-----***-----")]


def test_a_word_typed_twice_is_set_aside_once() -> None:
    text = "Công trình còn lại đang đang thi công, xe từ từ đi qua."

    assert kept(text) == ["Công trình còn lại đang", " thi công, xe từ từ đi qua."]
    assert reasons(text) == [(Reason.REPEATED_WORD, " đang")]


def test_a_sentence_wrapped_by_hand_is_one_paragraph() -> None:
    text = "Đề nghị các doanh nghiệp trong khu công nghiệp\n   kiểm tra hệ thống điện trước kỳ nghỉ."

    assert kept(text) == [text]
    assert len(clean(text).joined) == 1


def test_list_items_are_paragraphs_of_their_own() -> None:
    text = "Đề nghị các doanh nghiệp thực hiện những việc sau đây\n- kiểm tra hệ thống điện\n- khóa van nước"

    assert len(kept(text)) == 3


@given(
    st.text()
    | st.lists(st.sampled_from([PROSE, "Đóng", "./.", "|", "\n", " ", "đang đang", "Ông A"])).map(" ".join)
)
def test_only_white_space_lies_between_what_is_kept_and_what_is_set_aside(text: str) -> None:
    cleaned = clean(text)

    spans = sorted([*cleaned.kept, *(aside.span for aside in cleaned.set_aside)])
    end = 0
    for span in spans:
        assert span.start >= end
        assert not text[end : span.start].strip()
        end = span.end
    assert not text[end:].strip()
