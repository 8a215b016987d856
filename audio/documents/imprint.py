"""Who answers for a page and when it was put up: a letter's head, the day of posting, a portal's foot.

The state's title and motto stand on every letter (Decree 30/2020/NĐ-CP, appendix I) and say nothing of it.
"""

import re
from collections.abc import Sequence

from audio.documents.lines import Line

MOTTO = (
    r"(?:CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|ĐẢNG CỘNG SẢN VIỆT NAM|"
    r"[Đđ]ộc lập\s*[-–—]\s*[Tt]ự do\s*[-–—]\s*[Hh]ạnh phúc)"
)
_MOTTO = re.compile(rf"(?:{MOTTO}\W*)+", re.IGNORECASE)

_DAY = r"\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d"
_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp][Mm])?"
_WEEKDAY = r"(?:(?:[Tt]hứ (?:[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy|[2-7])|[Cc]hủ [Nn]hật)[\s,–-]*)"
_ZONE = r"(?:\s*\(?GMT ?[+-]\d{1,2}\)?)"
_POSTED = re.compile(
    r"(?:(?:ngày|được|thời gian) đăng(?: tin| bài)?|đăng (?:ngày|lúc)|"
    r"(?:đã )?cập nhật(?: lúc| lần cuối| ngày)?|"
    r"ngày (?:cập nhật|xuất bản)|xuất bản(?: lúc)?|posted on|published(?: on)?|updated(?: on)?)\s*:?\s*"
    rf"{_WEEKDAY}?(?:(?:lúc )?{_CLOCK}\W*)?(?:ngày )?{_DAY}(?:\W+{_CLOCK})?{_ZONE}?\W*"
    r"(?:(?:by|bởi) [\w .]{1,30})?",
    re.IGNORECASE,
)
_CLOCKED = re.compile(
    rf"(?:[^\W\d][^.:\d]{{0,40}}[-–|,]\s*)?{_WEEKDAY}?(?:ngày )?{_DAY}(?:[\s,|–-]+{_CLOCK}){_ZONE}?|"
    rf".{{0,40}}{_DAY}.{{0,20}}{_ZONE}"
)
_CLOCK_FIRST = re.compile(rf"{_WEEKDAY}?{_CLOCK}[\s,|–-]+{_WEEKDAY}?(?:ngày )?{_DAY}")
_DATED = re.compile(rf"{_WEEKDAY}?(?:ngày )?{_DAY}", re.IGNORECASE)

_IMPRINT = re.compile(
    r"(?:copyright\b|bản quyền\b|©|\(c\) ?\d{4}|all rights reserved)|"
    r"giấy phép (?:số|hoạt động|thiết lập|xuất bản|icp|báo chí)\b.*"
    r"(?:GP|TTĐT|trang thông tin|báo chí|BTTTT|STTTT)|"
    r"chịu trách nhiệm (?:chính|nội dung|xuất bản|quản lý)[^:]{0,30}:|(?:vui lòng |đề nghị )?ghi rõ nguồn\b|"
    r"(?:thiết kế|phát triển|xây dựng|vận hành)(?: (?:và|&) (?:thiết kế|phát triển|vận hành))? bởi\b|"
    r"(?:powered|designed|developed) by\b|cơ quan chủ quản\s*:|(?:tổng|trưởng ban) biên tập\s*:",
    re.IGNORECASE,
)
_OF_AN_OFFICE = re.compile(
    r"(?:địa chỉ|trụ sở(?: chính)?|(?:số )?điện thoại|đt|tel|fax|e-?mail|thư điện tử|website|web|hotline|"
    r"đường dây nóng)\s*:|(?:cổng|trang) thông tin điện tử\b",
    re.IGNORECASE,
)
_FOOT_REACH = 8
_BEFORE_TEXT = 12


def is_letterhead(lines: Sequence[Line], index: int) -> bool:
    return _MOTTO.fullmatch(lines[index].text) is not None


def is_posting_date(lines: Sequence[Line], index: int) -> bool:
    """Tell when a page was put up from when something is: by its label, by a clock behind the date.

    A bare date is that only on the first line over running text; under a title it may be the day of
    the event.
    """
    text = lines[index].text
    if _POSTED.fullmatch(text):
        return True
    above = lines[max(0, index - _BEFORE_TEXT) : index]
    if any(line.is_prose for line in above):
        return False
    if _CLOCKED.fullmatch(text):
        return True
    is_over_text = index + 1 < len(lines) and lines[index + 1].is_prose
    is_bare = _CLOCK_FIRST.fullmatch(text) or (index == 0 and _DATED.fullmatch(text))
    return is_over_text and bool(is_bare)


def is_footer(lines: Sequence[Line], index: int) -> bool:
    """Tell the imprint under the text, and the office's address and numbers that stand with it."""
    line = lines[index]
    if line.is_prose or any(below.is_prose for below in lines[index + 1 : index + 1 + _FOOT_REACH]):
        return False
    if _IMPRINT.match(line.text):
        return True
    return _OF_AN_OFFICE.match(line.text) is not None and (
        _reaches_imprint(lines[max(0, index - _FOOT_REACH) : index][::-1])
        or (not _is_introduced(lines, index) and _reaches_imprint(lines[index + 1 : index + 1 + _FOOT_REACH]))
    )


def _reaches_imprint(others: Sequence[Line]) -> bool:
    for line in others:
        if _IMPRINT.match(line.text):
            return True
        if not _OF_AN_OFFICE.match(line.text):
            return False
    return False


def _is_introduced(lines: Sequence[Line], index: int) -> bool:
    """Tell an address that the text itself gives: "Mọi chi tiết liên hệ:" stands over it."""
    for line in lines[max(0, index - _FOOT_REACH) : index][::-1]:
        if not _OF_AN_OFFICE.match(line.text):
            return line.text.endswith(":")
    return False
