import pytest

from controller.folding import LONGEST, folded


@pytest.mark.parametrize(
    ("title", "sought"),
    [
        ("Lịch  CẤP NƯỚC ngày 25/11", "lich cap nuoc ngay 25/11"),
        ("ĐIỆN lực Đồng Hỷ", "dien luc dong hy"),
        ("Tie\u0302\u0301ng Vie\u0323\u0302t", "tieng viet"),
        ("", ""),
    ],
)
def test_case_marks_and_spaces_do_not_count(title: str, sought: str) -> None:
    assert folded(title) == sought


def test_a_long_title_is_searched_as_far_as_an_index_holds_it() -> None:
    assert len(folded("ư" * 3000)) == LONGEST
