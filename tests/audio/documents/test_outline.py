"""A decree opens as a tree, and says what it is, from when it holds and who must act."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from audio.documents.outline import Branch, Division, outline, walk
from audio.documents.suggestions import suggestions

DECREE = """CHÍNH PHỦ
Số: 35/2026/NĐ-CP
Hà Nội, ngày 01 tháng 11 năm 2026
NGHỊ ĐỊNH
Quy định về quản lý khu công nghiệp
và khu kinh tế
_______
Căn cứ Luật Tổ chức Chính phủ;
1. Căn cứ thứ nhất trong danh sách.
Phần thứ nhất
QUY ĐỊNH CHUNG
Chương I
PHẠM VI VÀ
ĐỐI TƯỢNG
Điều 1. Phạm vi điều chỉnh
1. Nghị định này quy định những việc sau:
a) Việc một;
đ) Việc hai.
2. Mục 2 Chương này không áp dụng.
Điều 2. Đối tượng
Mục 2 Chương này áp dụng cho doanh nghiệp.
Chương II
ĐIỀU KHOẢN THI HÀNH
Mục 1. HIỆU LỰC
Điều 3. Hiệu lực thi hành
Nghị định này có hiệu lực thi hành kể từ ngày 15 tháng 12 năm 2026.
Điều 4. Trách nhiệm thi hành
Các Bộ trưởng, Thủ trưởng cơ quan ngang bộ chịu trách nhiệm thi hành Nghị định này./.
TM. CHÍNH PHỦ
1. Danh sách gửi kèm
"""


def names(branches: tuple[Branch, ...]) -> list[str]:
    return [f"{branch.division.name} {branch.number}" for branch in walk(branches)]


def test_a_decree_is_a_tree_of_its_divisions() -> None:
    assert names(outline(DECREE)) == [
        "PART thứ nhất",
        "CHAPTER I",
        "ARTICLE 1",
        "CLAUSE 1",
        "POINT a",
        "POINT đ",
        "CLAUSE 2",
        "ARTICLE 2",
        "CHAPTER II",
        "SECTION 1",
        "ARTICLE 3",
        "ARTICLE 4",
    ]


def test_a_title_stands_beside_its_number_or_below_it() -> None:
    titles = {(each.division, each.number): each.title for each in walk(outline(DECREE))}

    assert titles[Division.PART, "thứ nhất"] == "QUY ĐỊNH CHUNG"
    assert titles[Division.CHAPTER, "I"] == "PHẠM VI VÀ ĐỐI TƯỢNG"
    assert titles[Division.SECTION, "1"] == "HIỆU LỰC"
    assert titles[Division.ARTICLE, "1"] == "Phạm vi điều chỉnh"


def test_a_division_ends_before_the_next_that_it_does_not_hold() -> None:
    (part,) = outline(DECREE)
    first = part.branches[0].branches[0]

    assert first.span.of(DECREE).startswith("Điều 1.")
    assert first.span.of(DECREE).endswith("không áp dụng.")


def test_what_is_signed_below_belongs_to_no_article() -> None:
    (part,) = outline(DECREE)

    assert part.span.of(DECREE).endswith("Nghị định này./.")


def test_a_list_in_a_text_without_articles_is_no_tree() -> None:
    assert outline("Thông báo\n1. Việc một\n2. Việc hai\na) Điểm") == ()


def test_a_decree_of_many_pages_opens_whole() -> None:
    text = "\n".join(f"Điều {n}. Tên điều\n1. Khoản một.\na) Điểm a;\n2. Khoản hai." for n in range(1, 1001))

    assert len(outline(text)) == 1000
    assert len(list(walk(outline(text)))) == 4000


@given(st.lists(st.sampled_from([*DECREE.splitlines(), "", "Phần II. X", "b) y"])).map("\n".join))
def test_a_branch_holds_its_branches_in_order_without_overlap(text: str) -> None:
    def check(branches: tuple[Branch, ...]) -> None:
        for before, after in pairwise(branches):
            assert before.span.end <= after.span.start
        for branch in branches:
            for inner in branch.branches:
                assert inner.division > branch.division
                assert branch.span.start <= inner.span.start
                assert inner.span.end <= branch.span.end
            check(branch.branches)

    check(outline(text))


def test_a_decree_says_its_title_its_date_and_who_must_act() -> None:
    found = suggestions(DECREE)

    assert found.title is not None
    assert found.title.words == "NGHỊ ĐỊNH Quy định về quản lý khu công nghiệp và khu kinh tế"
    assert found.effective is not None
    assert found.effective.day == date(2026, 12, 15)
    assert found.effective.span.of(DECREE) == "có hiệu lực thi hành kể từ ngày 15 tháng 12 năm 2026"
    assert [who.words for who in found.who_must_act] == ["Các Bộ trưởng, Thủ trưởng cơ quan ngang bộ"]
    assert [who.span.of(DECREE) for who in found.who_must_act] == [found.who_must_act[0].words]


def test_a_decision_in_force_on_signing_holds_from_the_day_at_its_head() -> None:
    text = (
        "Thái Nguyên, ngày 5 tháng 3 năm 2026\nQUYẾT ĐỊNH\nVề việc ban hành Quy chế\n"
        "Điều 1. Quyết định này có hiệu lực kể từ ngày ký.\n"
        "Điều 2. Chánh Văn phòng, Trưởng các phòng chuyên môn có trách nhiệm thi hành Quyết định này."
    )

    found = suggestions(text)

    assert found.effective is not None
    assert found.effective.day == date(2026, 3, 5)
    assert [who.words for who in found.who_must_act] == ["Chánh Văn phòng, Trưởng các phòng chuyên môn"]


def test_a_letter_is_titled_by_what_it_is_about() -> None:
    found = suggestions("BAN QUẢN LÝ\nV/v kiểm tra an toàn\nKính gửi: Các doanh nghiệp")

    assert found.title is not None
    assert found.title.words == "V/v kiểm tra an toàn"


def test_a_date_that_no_calendar_has_is_not_suggested() -> None:
    assert suggestions("có hiệu lực từ ngày 31/02/2026").effective is None


def test_a_text_that_says_nothing_of_itself_gets_no_suggestion() -> None:
    found = suggestions("Sáng nay trời mưa.")

    assert (found.title, found.effective, found.who_must_act) == (None, None, ())
