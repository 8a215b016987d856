"""What a web page or an office file carries along and nobody wants to hear, by how it looks.

Each recogniser looks at one line among its neighbours. None knows a particular site.
"""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum

from audio.documents.lines import Line


class Reason(StrEnum):
    """Why a place was set aside."""

    CAPTION = "caption"
    NAVIGATION = "navigation"
    RELATED = "related"
    """Headlines of other articles."""
    COUNTER = "counter"
    """Visitors, views."""
    CONTACT = "contact"
    """Persons with their telephone numbers."""
    SIGNATURE = "signature"
    CLOSING_MARK = "closing_mark"
    """`./.`, the mark that a document ends here."""
    TABLE_BAR = "table_bar"
    SEPARATOR = "separator"
    REPEATED_WORD = "repeated_word"
    """A slip of the keyboard, such as "đang đang"."""


Recognise = Callable[[Sequence[Line], int], bool]

_NAVIGATION_WORDS = (
    "trang chủ|giới thiệu|tin tức|thư viện ảnh|video|hỏi đáp|góp ý|liên hệ|sơ đồ (?:trang|website)|rss|"
    "đóng|lưu thông tin|lưu|in trang|in bài viết|in bài|bản in|tải về|tải xuống|chia sẻ|theo dõi|quay lại|"
    "về đầu trang|lên đầu trang|đầu trang|trước|sau|xem thêm|đọc thêm|xem tiếp|"
    "bình luận|gửi bình luận|ý kiến bạn đọc|thông tin bạn đọc|gửi cho bạn bè|gửi email|email|"
    "sitemap|facebook|zalo|twitter|youtube|"
    "đăng nhập|đăng xuất|đăng ký|tìm kiếm|cỡ chữ|logo|development|menu|home|print|share|like|copyright|"
    "english|tiếng việt"
)
_NAVIGATION = re.compile(rf"(?:(?:{_NAVIGATION_WORDS}|a\+|a-)(?:[\s|/>»«•·,.:-]+|$))+", re.IGNORECASE)
_OTHERS = "khác|liên quan|mới hơn|cũ hơn|mới nhất|cùng chuyên mục|đã đưa|nổi bật|xem nhiều"
_RELATED = re.compile(
    rf"(?:(?:các )?(?:tin|bài)(?: viết| tức| bài)? (?:{_OTHERS})(?:[\s:»>.]+|$))+", re.IGNORECASE
)
_COUNTER = re.compile(
    r"th[ôố]ng kê (?:lượt )?truy cập|(?:tổng )?(?:số )?lượt (?:truy cập|xem|đọc)|"
    r"số người (?:đang )?(?:truy cập|online)|(?:đang|khách) (?:truy cập|online|trực tuyến)|"
    r"(?:hôm nay|hôm qua|tuần này|tháng này|tất cả)\s*:\s*[\d.,]+$",
    re.IGNORECASE,
)
_HOTLINE = re.compile(
    r"(?:đường dây nóng|hotline|thông tin liên hệ|danh bạ|số điện thoại cần biết)\s*:?", re.IGNORECASE
)
_PERSON = re.compile(r"(?:-\s*)?(?:Ông|Bà|Đ/c|Đồng chí|Anh|Chị|ÔNG|BÀ)[ :]+(?P<initial>\w)")
_PHONE_LINE = re.compile(
    r"(?:[-+•]\s*)?(?:điện thoại|đt|sđt|di động|mobile|tel|fax|máy lẻ|email|e-mail)\b[^:]{0,20}:",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"(?<!\d)(?:0|\+84[ .]?)[35789]\d(?:[ .-]?\d){7}(?!\d)")
_SIGNATURE = re.compile(
    r"\(?(?:đã ký|ký tên|ký, ghi rõ)|(?:tác giả|người ký|ký bởi|nguồn|nguồn tin|người viết|biên tập)\s*:|"
    r"\(?theo [^.]{2,40}\)$|-? ?lưu\s*: ?vt\b",
    re.IGNORECASE,
)
_SIGNING = re.compile(r"(?:TM|KT|TL|TUQ)\.\s?\S|(?:Nơi nhận|NƠI NHẬN)\s*:")
_NAME = re.compile(r"\w{1,7}(?:\s+\w{1,7}){1,4}")
_PICTURE = re.compile(
    r"(?:\(?ảnh|hình ảnh|hình|toàn cảnh|quang cảnh|khung cảnh|phối cảnh|một góc|bên trong|"
    r"đại biểu|các đại biểu|đại diện|lãnh đạo|công chức|viên chức|cán bộ|công nhân|người dân|"
    r"đoàn công tác|đoàn|đồng chí|ông|bà)\b",
    re.IGNORECASE,
)
_TEXT_ENDS = (".", "”", '"')
_CREDIT = re.compile(r"\(?(?:ảnh|photo)\s*:[^.]{0,40}\)?\.?$", re.IGNORECASE)
_SEPARATOR = re.compile(r"[\W_]+")


def _is_separator(lines: Sequence[Line], index: int) -> bool:
    return _SEPARATOR.fullmatch(lines[index].text) is not None


def _is_navigation(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    return line.is_short and _NAVIGATION.fullmatch(line.text) is not None


def _is_counter(lines: Sequence[Line], index: int) -> bool:
    return lines[index].is_short and _COUNTER.match(lines[index].text) is not None


def _is_related(lines: Sequence[Line], index: int) -> bool:
    """The heading, and headlines under it up to the next running text."""
    if lines[index].is_prose:
        return False
    for line in lines[max(0, index - 12) : index + 1][::-1]:
        if _RELATED.fullmatch(line.text):
            return True
        if line.is_prose or line.text.endswith("."):
            return False
    return False


def _is_contact(lines: Sequence[Line], index: int) -> bool:
    """A person with a mobile number; or persons and telephones line by line, with their heading."""
    line = lines[index]
    if line.is_prose:
        return False
    if _names_a_person(line) and _MOBILE.search(line.text):
        return True
    after = lines[index + 1] if index + 1 < len(lines) else None
    if _HOTLINE.fullmatch(line.text):
        return after is not None and (_is_person(after) or _is_telephone(after))
    if _is_person(line):
        return after is not None and _is_telephone(after)
    return (
        _is_telephone(line)
        and index > 0
        and (_is_person(lines[index - 1]) or _is_telephone(lines[index - 1]))
    )


def _is_person(line: Line) -> bool:
    return line.is_short and not line.is_ended and _names_a_person(line)


def _names_a_person(line: Line) -> bool:
    person = _PERSON.match(line.text)
    return person is not None and person["initial"].isupper()


def _is_telephone(line: Line) -> bool:
    return line.is_short and _PHONE_LINE.match(line.text) is not None


def _is_signature(lines: Sequence[Line], index: int) -> bool:
    """Its usual words, what stands under them, or a bare name after the end of the text."""
    line = lines[index]
    if line.is_prose:
        return False
    if _SIGNATURE.match(line.text) or _is_under_signing(lines, index):
        return True
    return _is_name(line) and index > 0 and lines[index - 1].text.endswith(_TEXT_ENDS)


def _is_under_signing(lines: Sequence[Line], index: int) -> bool:
    """Look up to "TM. ỦY BAN NHÂN DÂN" over the office and the name, or "Nơi nhận:" over its dashes."""
    for line in lines[max(0, index - 8) : index + 1][::-1]:
        if _SIGNING.match(line.text):
            return True
        if not (line.text.startswith("-") or line.text.isupper() or _is_name(line)):
            return False
    return False


def _is_name(line: Line) -> bool:
    """Two to five words, each with a capital and no figures."""
    words = line.text.split()
    return _NAME.fullmatch(line.text) is not None and all(
        word[0].isupper() and word.isalpha() for word in words
    )


def _is_caption(lines: Sequence[Line], index: int) -> bool:
    """A short line that tells of a picture: ended by a table bar, credited, or loose in running text."""
    line = lines[index]
    bare = line.text.rstrip(" |")
    if len(bare) > 200 or "|" in bare:
        return False
    if line.text.endswith("|"):
        return not re.search(r"[.!?] ", bare)
    if _CREDIT.search(line.text):
        return True
    between = 0 < index < len(lines) - 1 and lines[index - 1].is_prose and lines[index + 1].is_prose
    return between and not line.is_ended and _PICTURE.match(line.text) is not None


LINE_DEBRIS: tuple[tuple[Reason, Recognise], ...] = (
    (Reason.SEPARATOR, _is_separator),
    (Reason.NAVIGATION, _is_navigation),
    (Reason.COUNTER, _is_counter),
    (Reason.CONTACT, _is_contact),
    (Reason.RELATED, _is_related),
    (Reason.SIGNATURE, _is_signature),
    (Reason.CAPTION, _is_caption),
)
"""In this order: the first that knows a line names the reason."""

PLACE_DEBRIS: tuple[tuple[Reason, re.Pattern[str]], ...] = (
    (Reason.CLOSING_MARK, re.compile(r"(?<=[\w.)\"” ])(?:\./\.|/\./|/\.)(?=\s|$)", re.MULTILINE)),
    (Reason.TABLE_BAR, re.compile(r"\|(?=[ \t]*$)", re.MULTILINE)),
    (
        Reason.REPEATED_WORD,
        re.compile(
            r"(?<!\w)(đang|trên|của|và|các|trong|cho|với|tại|những|về|theo|bằng|được)(?P<again> \1)(?!\w)"
        ),
    ),
)
"""What is set aside within a line that is kept. Where there is a group `again`, only that."""
