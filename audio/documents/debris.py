"""What a web page or an office file carries along and nobody wants to hear, by how it looks.

Each recogniser looks at one line among its neighbours. None knows a particular site.
"""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum

from audio.documents.imprint import MOTTO, is_footer, is_letterhead, is_posting_date
from audio.documents.lines import Line
from audio.documents.menus import is_counter, is_navigation, is_related
from audio.documents.signing import is_signature


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
    """Also the stamp of a digital one."""
    LETTERHEAD = "letterhead"
    """The state's title and motto."""
    POSTED = "posted"
    """When a page was put up."""
    FOOTER = "footer"
    """Who answers for a portal, with address and licence."""
    PAGE_MARK = "page_mark"
    """A page's number, or a heading that stands on each."""
    CLOSING_MARK = "closing_mark"
    """`./.`, the mark that a document ends here."""
    TABLE_BAR = "table_bar"
    SEPARATOR = "separator"
    REPEATED_WORD = "repeated_word"
    """A slip of the keyboard, such as "đang đang"."""


Recognise = Callable[[Sequence[Line], int], bool]

_HOTLINE = re.compile(
    r"(?:đường dây nóng|hotline|thông tin liên hệ|danh bạ|số điện thoại cần biết)\s*:?", re.IGNORECASE
)
_PERSON = re.compile(r"(?:-\s*)?(?:Ông|Bà|Đ/c|Đồng chí|Anh|Chị|ÔNG|BÀ)[ :]+(?P<initial>\w)")
_PHONE_LINE = re.compile(
    r"(?:[-+•]\s*)?(?:điện thoại|đt|sđt|di động|mobile|tel|fax|máy lẻ|email|e-mail)\b[^:]{0,20}:",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"(?<!\d)(?:0|\+84[ .]?)[35789]\d(?:[ .-]?\d){7}(?!\d)")
_PICTURE = re.compile(
    r"(?:\(?ảnh|hình ảnh|hình|toàn cảnh|quang cảnh|khung cảnh|phối cảnh|một góc|bên trong|"
    r"đại biểu|các đại biểu|đại diện|lãnh đạo|công chức|viên chức|cán bộ|công nhân|người dân|"
    r"đoàn công tác|đoàn|đồng chí|ông|bà)\b",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"\(?(?:ảnh|photo)\s*:[^.]{0,40}\)?\.?$", re.IGNORECASE)
_SEPARATOR = re.compile(r"[\W_]+")


def _is_separator(lines: Sequence[Line], index: int) -> bool:
    return _SEPARATOR.fullmatch(lines[index].text) is not None


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
    (Reason.LETTERHEAD, is_letterhead),
    (Reason.POSTED, is_posting_date),
    (Reason.NAVIGATION, is_navigation),
    (Reason.COUNTER, is_counter),
    (Reason.FOOTER, is_footer),
    (Reason.CONTACT, _is_contact),
    (Reason.RELATED, is_related),
    (Reason.SIGNATURE, is_signature),
    (Reason.CAPTION, _is_caption),
)
"""In this order: the first that knows a line names the reason."""

PLACE_DEBRIS: tuple[tuple[Reason, re.Pattern[str]], ...] = (
    (Reason.CLOSING_MARK, re.compile(r"(?<=[\w.)\"” ])(?:\./\.|/\./|/\.)(?=\s|$)", re.MULTILINE)),
    (Reason.LETTERHEAD, re.compile(rf"(?:[|\t]|[ \u00a0]{{3}})[ \u00a0\t]*{MOTTO}[ \t]*$", re.MULTILINE)),
    (Reason.TABLE_BAR, re.compile(r"\|(?=[ \t]*$)", re.MULTILINE)),
    (
        Reason.REPEATED_WORD,
        re.compile(
            r"(?<!\w)(đang|trên|của|và|các|trong|cho|với|tại|những|về|theo|bằng|được)(?P<again> \1)(?!\w)"
        ),
    ),
)
"""What is set aside within a line that is kept. Where there is a group `again`, only that."""
