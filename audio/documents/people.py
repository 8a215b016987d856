"""Where a text names a person: a form of address with a name after it, or a family name with its own.

Streets, wards and firms carry the names of people too; what stands before the name tells them apart.
"""

import re
from collections.abc import Iterator

from audio.reading.letters import CAPITAL, LATIN
from audio.span import SourceSpan

_WORD = rf"[{CAPITAL}][{LATIN}]{{0,8}}(?![{LATIN}])"
_TITLES = r"(?:(?:TS|ThS|Ths|PGS|GS|BS|KS|LS|CN)\.? ?){0,2}"
_ADDRESSED = (
    r"(?:[Ôô]ng/[Bb]à|[Ôô]ng \([Bb]à\)|[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Ee]m|[Cc]háu|[Đđ]ồng chí|[Đđ]/c|"
    r"ÔNG|BÀ|ANH|CHỊ|ĐỒNG CHÍ|Đ/C)\.?:? "
)
_FAMILY = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Mai|Đào|Cao|Lương|"
    "Hà|Tạ|Chu|Châu|Tô|Tống|Quách|Nông|Giàng|Lò|Trương|Đoàn|Lâm|Thái|Phùng|Triệu|Vương|Lưu|Tăng|La|Hứa|"
    "NGUYỄN|TRẦN|LÊ|PHẠM|HUỲNH|VŨ|VÕ|ĐẶNG|BÙI|ĐỖ|NGÔ|ĐINH|TRỊNH|TRƯƠNG|"
    "NGUYEN|TRAN|PHAM|HUYNH|HOANG|DANG|BUI|TRINH|TRUONG"
)
_FAMILY_ALONE = "Nguyễn|Trần|Lê|Phạm|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Ngô|Đinh|Trịnh|Trương|Phùng|Dương|Hoàng|Đào"
"""Families after which one word may be a name; those left out begin too many names of places."""
_TELLS_A_PERSON = (
    r"(?=[\s,(–:-]{1,3}(?:bị|còn|đã|đang|vừa|sinh|trú|ngụ|thường trú|tạm trú|CCCD|CMND|căn cước|SĐT|ĐT|"
    r"(?:số )?điện thoại|nợ|vi phạm|dương tính|nhiễm|mắc|tử vong|nhập viện|trộm|đánh bạc|có hành vi|"
    r"nam|nữ|\d\d tuổi|0[35789]\d)(?!\w))"
)
_IS_A_PERSON = "".join(
    rf"|(?<={noun} )"
    for noun in (
        "[Đđ]ối tượng",
        "[Bb]ị can",
        "[Bb]ị cáo",
        "[Bb]ệnh nhân",
        "[Nn]ạn nhân",
        "[Cc]ông nhân",
        "[Nn]hân viên",
        "[Ll]ái xe",
        "[Gg]iám đốc",
        "[Cc]hủ tài khoản",
    )
).removeprefix("|")
_NAME = re.compile(
    rf"(?<![{LATIN}\d])(?:{_ADDRESSED}{_TITLES}(?P<called>{_WORD}(?: {_WORD}){{0,5}})"
    rf"|(?:{_FAMILY}) {_WORD}(?: {_WORD}){{1,3}}"
    rf"|(?<!\d )(?:{_FAMILY_ALONE}) {_WORD}{_TELLS_A_PERSON}|(?:{_IS_A_PERSON})(?:{_FAMILY_ALONE}) {_WORD})"
)
_OFFICE = frozenset(
    {"Trưởng", "Phó", "Giám", "Chủ", "Chánh", "Bí", "Tổng", "Bộ", "Thứ", "Cục", "Chi", "Tham"}
)
"""First words of an office: "Ông Trưởng ban" names nobody."""
_PLACES = re.compile(r"(?:Bà (?:Rịa|Đen|Nà|Triệu|Trưng|Điểm)|Cô Tô|Anh Quốc|Ông Đốc|Hồ Chí Minh)(?!\w)")
_NO_PERSON = re.compile(
    r"(?:đường|phố|phường|xã|quận|huyện|tỉnh|trường|trường (?:THPT|THCS|tiểu học|mầm non)|THPT|THCS|cầu|chợ|"
    r"công viên|sông|núi|ngã tư|ngõ|hẻm|KCN|khu công nghiệp|CCN|cụm công nghiệp|KKT|khu|công ty|TNHH|"
    r"cổ phần|CP|"
    r"DNTN|doanh nghiệp tư nhân|hợp tác xã|HTX|bệnh viện|tập đoàn|đảo|quảng trường|giải thưởng|Hai)\.? ?$",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"(?:công ty|TNHH|cổ phần|DNTN|HTX|tập đoàn)(?: (?:TNHH|cổ phần|CP|MTV|một thành viên|hai thành viên|"
    r"xây dựng|XD|"
    r"thương mại|TM|dịch vụ|DV|sản xuất|SX|đầu tư|cơ khí|vận tải|may|điện tử|thép|gỗ|xuất nhập khẩu|XNK|"
    r"và|&|-)){0,8} $",
    re.IGNORECASE,
)
_BEFORE = 60


def names_in(text: str) -> Iterator[SourceSpan]:
    """Give each name with its form of address, in order, in time proportional to `text`."""
    for found in _NAME.finditer(text):
        if not (_is_office(found) or _is_place(text, found)):
            yield SourceSpan(start=found.start(), end=found.end())


def _is_office(found: re.Match[str]) -> bool:
    return found["called"] is not None and found["called"].split()[0] in _OFFICE


def _is_place(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - _BEFORE) : found.start()]
    is_bare = found["called"] is None
    return bool(
        _PLACES.match(text, found.start()) or _NO_PERSON.search(before) or (is_bare and _FIRM.search(before))
    )
