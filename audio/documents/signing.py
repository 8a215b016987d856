"""Who signed: the words over a name, the name under a text, those a letter goes to, and digital stamps."""

import re
from collections.abc import Sequence

from audio.documents.lines import Line

_SIGNATURE = re.compile(
    r"\(?(?:đã ký|ký tên|ký,)|(?:(?:tin|bài|ảnh|clip|video)(?:, ?| và )){1,2}(?:tin|bài|ảnh|clip|video)\s*:|"
    r"(?:PV|P\.V|BBT|BTV|TTXVN)\.?$|"
    r"(?:tác giả|người ký|người đăng|đăng bởi|phóng viên|nguồn|nguồn tin|người viết|biên tập)\s*:|"
    r"\(?theo [^.]{2,40}\)$|-? ?lưu\s*: ?vt\b",
    re.IGNORECASE,
)
_SIGNING = re.compile(r"(?:TM|KT|TL|TUQ)\.\s?\S|(?:Nơi nhận|NƠI NHẬN)\s*:")
_OFFICE = re.compile(
    r"(?:Q\. ?|QUYỀN )?(?:PHÓ )?(?:TỔNG )?(?:TRƯỞNG (?:BAN|PHÒNG)|CHỦ TỊCH|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|"
    r"(?:CHI )?CỤC TRƯỞNG|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|HIỆU TRƯỞNG|VIỆN TRƯỞNG|BÍ THƯ)(?: [^\W\d_]+){0,8}"
)
_NAME_WITHIN = 3
_NAME = re.compile(r"\w{1,7}(?:\s+\w{1,7}){1,4}")
_TEXT_ENDS = (".", "”", '"')
_STAMP = re.compile(
    r"(?:(?:được )?ký (?:số )?bởi|người ký|(?:thời gian|ngày|giờ) ký(?: số)?|chữ ký số)\s*(?::|[A-ZĐÀ-Ỹ])|"
    r"signature (?:not |is )?(?:verified|valid)|digitally signed",
    re.IGNORECASE,
)
_IN_A_STAMP = re.compile(
    r"(?:e-?mail|cơ quan|tổ chức|đơn vị|chức vụ|lý do|date|reason|location)\s*:|"
    r"(?:ngày )?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}[ T,]+\d{1,2}:\d\d(?::\d\d)?(?: ?[+-]\d\d:?\d\d)?$",
    re.IGNORECASE,
)
_STAMP_REACH = 5


def is_signature(lines: Sequence[Line], index: int) -> bool:
    """Its usual words, what stands under them, or a bare name after the end of the text."""
    line = lines[index]
    if line.is_prose:
        return False
    if _SIGNATURE.match(line.text) or _is_under_signing(lines, index) or _is_stamped(lines, index):
        return True
    return _is_name(line) and index > 0 and lines[index - 1].text.endswith(_TEXT_ENDS)


def _is_under_signing(lines: Sequence[Line], index: int) -> bool:
    """Look up to "TM. ỦY BAN NHÂN DÂN" over the office and the name, or "Nơi nhận:" over its dashes."""
    for at in range(index, max(-1, index - 9), -1):
        line = lines[at]
        if _SIGNING.match(line.text) or _is_office_over_a_name(lines, at):
            return True
        is_such = line.text.startswith("-") or line.text.isupper() or _SIGNATURE.match(line.text)
        if not (is_such or _is_name(line)):
            return False
    return False


def _is_office_over_a_name(lines: Sequence[Line], index: int) -> bool:
    """Tell "TRƯỞNG BAN" over its name from the one a decision begins with, over its grounds."""
    text = lines[index].text
    if not (text.isupper() and _OFFICE.fullmatch(text)):
        return False
    below = lines[index + 1 : index + 1 + _NAME_WITHIN]
    return any(_is_name(line) and not line.text.isupper() for line in below)


def _is_stamped(lines: Sequence[Line], index: int) -> bool:
    """Tell a line of a digital signature, and its fields above and below."""
    if _STAMP.match(lines[index].text):
        return True
    if not _IN_A_STAMP.match(lines[index].text):
        return False
    above = lines[max(0, index - _STAMP_REACH) : index][::-1]
    return _reaches_stamp(above) or _reaches_stamp(lines[index + 1 : index + 1 + _STAMP_REACH])


def _reaches_stamp(others: Sequence[Line]) -> bool:
    for line in others:
        if _STAMP.match(line.text):
            return True
        if not _IN_A_STAMP.match(line.text):
            return False
    return False


def _is_name(line: Line) -> bool:
    """Two to five words, each with a capital and no figures."""
    words = line.text.split()
    return _NAME.fullmatch(line.text) is not None and all(
        word[0].isupper() and word.isalpha() for word in words
    )
