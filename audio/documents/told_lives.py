"""What a sentence tells of somebody's life: where they live, that they are ill, fined, owing, arrested.

Only where it is told of a person with a name. An official who speaks about the sick, and a firm that was
fined, are no such persons.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from audio.documents.lines import PROSE
from audio.documents.passages import Passage
from audio.documents.traces import Kind, Trace
from audio.reading.letters import CAPITAL
from audio.span import SourceSpan

_STEP = (
    r"(?i:số(?: nhà)?|nhà|căn hộ|chung cư|phòng|tòa|lô|ngõ|ngách|hẻm|kiệt|đường|phố|tổ(?: dân phố)?|TDP|"
    r"thôn|xóm|ấp|bản|"
    r"buôn|khu phố|KP|khu|phường|P\.|xã|thị trấn|TT\.?|quận|Q\.|huyện|thị xã|TX\.?|thành phố|TP\.?|tỉnh)"
)
_STEP_ENDS = r"(?=[,;()|]|\.(?:\s|$)|\s(?:được|bị|đã|đang|có|là|làm|và|vào|đến|phải|để|nay)\b|\s*$)"
_PLACES = rf"(?:{_STEP}\s*(?=[\d{CAPITAL}])[^,;()|\n]{{1,40}}?{_STEP_ENDS})"
_HOUSE = re.compile(
    r"(?<!\w)(?:(?:hộ khẩu |đăng ký )?(?:thường trú|tạm trú)|hộ khẩu|HKTT|ĐKTT|trú(?! ẩn)|cư trú|cư ngụ|"
    r"ngụ|chỗ ở(?: hiện nay)?|"
    r"nơi ở(?: hiện nay)?|nhà riêng|quê quán|quê|(?:nhà )?ở|địa chỉ(?: nhà)?(?! công ty| trụ sở))"
    rf"(?: tại| ở)?\s*:?\s*(?P<place>{_PLACES}(?:,\s*{_PLACES}){{0,6}})"
)
_NUMBERED_HOUSE = re.compile(r"(?:số(?: nhà)?|ngõ|ngách|hẻm|kiệt|căn hộ|phòng)\s*\d", re.IGNORECASE)
_OWN_HOUSE = re.compile(r"nhà riêng|thường trú|hộ khẩu|HKTT|ĐKTT|chỗ ở|nơi ở|cư trú|ngụ|trú", re.IGNORECASE)
_FIRM = re.compile(
    r"công ty|TNHH|cổ phần|doanh nghiệp|chi nhánh|trụ sở|cơ sở|kho|ban quản lý|BQL|sở|UBND|trung tâm|"
    r"văn phòng|KCN|khu công nghiệp",
    re.IGNORECASE,
)
_AT_THEIRS = re.compile(r"(?<!\w)nhà(?: riêng| trọ)?(?: của)? $", re.IGNORECASE)
_WHERE = re.compile(rf"(?:,| ở| tại|,? địa chỉ:?)\s*(?P<place>{_PLACES}(?:,\s*{_PLACES}){{0,6}})")
_BORN = re.compile(
    r"(?<!\w)(?:sinh(?: ngày)?|ngày sinh|SN)\s*:?\s*"
    r"(?P<place>\d{1,2}(?:[/.-]| tháng )\d{1,2}(?:[/.-]| năm )\d{4})(?!\d)",
    re.IGNORECASE,
)
_NEAR = 120
"""So far behind a name its house may be told."""

_AUXILIARY = (
    r"(?:(?:đã|đang|vừa|hiện|còn|cũng|từng|có|là|con|vợ|chồng|bố|mẹ|sau đó|do|vì|thì|phải|nay|"
    r"được xác định|được phát hiện)\s+)*"
)
_ILL = (
    r"(?:bị )?(?:dương tính|nhiễm (?:HIV|COVID|SARS|virus|vi rút|bệnh|lao|viêm gan|sốt)[^\s,]*|HIV|F0\b|F1\b|"
    r"mắc (?:bệnh|COVID|lao|ung thư|HIV|sốt|tâm thần|chứng)|bị (?:bệnh|ung thư|lao|tâm thần|"
    r"tai nạn lao động|thương|bỏng|ngộ độc)|"
    r"nhập viện|cấp cứu|điều trị (?:bệnh|tại|nội trú|COVID|tâm thần)|chẩn đoán|cách ly|tử vong|mang thai|"
    r"nghiện (?:ma túy|rượu)|"
    r"(?:bị )?sốt (?:xuất huyết|rét|cao)|nghỉ ốm|khuyết tật)"
)
_OWES = (
    r"(?:bị (?:xử phạt|phạt|bắt|khởi tố|tạm giữ|tạm giam|kỷ luật|truy nã|truy tố|cưỡng chế|đình chỉ|"
    r"cảnh cáo|buộc|sa thải|tước|"
    r"xử lý|tuyên|kết án|lập biên bản|thu hồi|nhắc nhở|phê bình)|nộp phạt|chịu phạt|vi phạm|nợ|"
    r"(?:chậm|chưa|không) nộp|"
    r"trộm cắp|đánh bạc|đánh nhau|trốn|lừa đảo|chiếm đoạt|có hành vi|sử dụng ma túy|tàng trữ|bỏ trốn)"
)
_BY_KIND = (
    (Kind.HEALTH, re.compile(rf"[\s–-]*{_AUXILIARY}{_ILL}"), re.compile(rf"(?<!\w){_ILL}")),
    (Kind.DEBT_OR_VIOLATION, re.compile(rf"[\s–-]*{_AUXILIARY}{_OWES}"), re.compile(rf"(?<!\w){_OWES}")),
)
_OF_WHOM = (
    (
        Kind.HEALTH,
        re.compile(
            r"(?<!\w)(?:bệnh nhân|nạn nhân|người bệnh|ca bệnh|ca nhiễm|ca mắc|F0|F1|người nhiễm|"
            r"trường hợp (?:mắc|nhiễm|dương tính)"
            r"[^,.;:]{0,40})(?: là)?\s*:?\s*$",
            re.IGNORECASE,
        ),
    ),
    (
        Kind.DEBT_OR_VIOLATION,
        re.compile(
            r"(?<!\w)(?:(?:xử )?phạt(?: tiền)?|bắt(?: giữ| khẩn cấp| tạm giam)?|khởi tố(?: bị can)?|tạm giữ|"
            r"tạm giam|truy nã|truy tố|kỷ luật|"
            r"sa thải|cưỡng chế|cảnh cáo|bị can|bị cáo|đối tượng|nghi phạm|người vi phạm|con nợ)"
            r"(?: (?:vi phạm )?hành chính| hình sự| lao động)?(?: số tiền [^,;]{1,40}| [\d.,]+ (?:đồng|"
            r"triệu đồng))?(?: đối với| với| là)?"
            r"\s*:?\s*$",
            re.IGNORECASE,
        ),
    ),
)
_ACTS = re.compile(
    r"(?<!\w)(?:cho biết|cho hay|thông tin|thông báo|phát biểu|yêu cầu|đề nghị|nhấn mạnh|khẳng định|"
    r"báo cáo|chỉ đạo|chủ trì|ký|"
    r"kiểm tra|thăm|tặng|trao|động viên|hướng dẫn|ban hành|phổ biến|trả lời|đánh giá|kết luận|tham gia|"
    r"tham dự|dự|điều hành|"
    r"phụ trách|xử lý(?= nghiêm| các| những)|tiếp|nói|cảnh báo|lưu ý|giải đáp|phân công|theo dõi|"
    r"tuyên truyền|quán triệt|"
    r"đại diện|được giao|được cử|được phân công|chịu trách nhiệm)(?!\w)|:",
    re.IGNORECASE,
)
"""What officials do; what follows is not about themselves."""
_WHAT_ONE_IS = re.compile(
    r"[\s–(-]*(?:là |nguyên )?(?:nam |nữ )?(?:công nhân|nhân viên|lao động|người lao động|giám đốc|chủ|"
    r"trú|ngụ|sinh|quê|cư trú|thường trú|"
    r"tạm trú|làm việc|tổ trưởng|lái xe|tài xế|bảo vệ|kỹ sư|quản đốc|kế toán|cán bộ|\d+ tuổi|quốc tịch|"
    r"người|học sinh|sinh viên|nam|nữ)(?!\w)"
)
_OTHERS = re.compile(
    r"(?<!\w)(?:các|những|nhiều|một số|\d+) ?(?:doanh nghiệp|công ty|người|công nhân|hộ|đơn vị|cơ sở|"
    r"trường hợp|đối tượng|ca|bệnh nhân)"
)
_LISTS = re.compile(
    r"danh sách(?!.{0,60}(?:doanh nghiệp|công ty|đơn vị|tổ chức))|(?:các|những) (?:cá nhân|ông bà|"
    r"công nhân|người) ",
    re.IGNORECASE,
)
_LISTED_ILL = re.compile(r"dương tính|(?<!\w)(?:F0|F1|mắc|nhiễm|bệnh|cách ly)(?!\w)", re.IGNORECASE)
_LISTED_OWING = re.compile(
    r"(?<!\w)(?:nợ|vi phạm|xử phạt|bị phạt|chậm nộp|cưỡng chế|kỷ luật|truy nã)(?!\w)",
    re.IGNORECASE,
)
_COMMA = re.compile(r"[,;()–|]| - ")
_TOLD_WITHIN = 240


def lives_told(passage: Passage) -> Iterator[Trace]:
    """Give what is told of the persons that the passage names. Linear in the passage."""
    yield from _houses(passage)
    yield from _births(passage)
    ends = [*(name.start for name in passage.names[1:]), len(passage.text)]
    for name, end in zip(passage.names, ends, strict=False):
        yield from _of(passage.text, name, min(end, name.end + _TOLD_WITHIN))


def heading_told(passage: Passage, under: Kind | None) -> Kind | None:
    """Tell whether the names in this passage stand in a list of persons who owe or are ill, and which.

    `under` is what was said of the passage before.
    """
    if _LISTS.search(passage.text) and len(passage.text) < PROSE and not passage.names:
        cues = ((Kind.HEALTH, _LISTED_ILL), (Kind.DEBT_OR_VIOLATION, _LISTED_OWING))
        return next((kind for kind, cue in cues if cue.search(passage.text)), None)
    return under if passage.names or "|" in passage.text else None


def _houses(passage: Passage) -> Iterator[Trace]:
    for found in _HOUSE.finditer(passage.text):
        if _is_told_of_a_name(passage, found) or _is_a_house(found):
            yield Trace(start=found.start("place"), end=found.end("place"), kind=Kind.HOME_ADDRESS)
    for name in passage.names:
        where = _WHERE.match(passage.text, name.end)
        if where and _AT_THEIRS.search(passage.text, max(0, name.start - 20), name.start):
            yield Trace(start=where.start("place"), end=where.end("place"), kind=Kind.HOME_ADDRESS)


def _births(passage: Passage) -> Iterator[Trace]:
    """A whole day of birth; a year alone tells how old somebody is that others look for."""
    for found in _BORN.finditer(passage.text):
        if passage.names and passage.names[0].start < found.start():
            yield Trace(start=found.start("place"), end=found.end("place"), kind=Kind.BIRTH_DATE)


def _is_told_of_a_name(passage: Passage, found: re.Match[str]) -> bool:
    following = bisect_left(passage.names, found.start(), key=attrgetter("start"))
    named = passage.names[max(0, following - 1) : following]
    if not named or found.start() - named[0].end > _NEAR:
        return False
    return not _FIRM.search(passage.text, named[0].end, found.end())


def _is_a_house(found: re.Match[str]) -> bool:
    """A house by its number, though nobody is named; streets and wards alone are no secret."""
    cue = found[0][: found.start("place") - found.start()]
    return _OWN_HOUSE.search(cue) is not None and _NUMBERED_HOUSE.search(found["place"]) is not None


def _of(text: str, name: SourceSpan, end: int) -> Iterator[Trace]:
    before = text[max(0, name.start - 100) : name.start]
    for kind, of_whom in _OF_WHOM:
        found = of_whom.search(before)
        if found:
            yield Trace(start=name.start - len(before) + found.start(), end=name.end, kind=kind)
            return
    act = _ACTS.search(text, name.end, end)
    yield from _told_of(text, name, act.start() if act else end)


def _told_of(text: str, name: SourceSpan, end: int) -> Iterator[Trace]:
    """Look at what follows the name, clause by clause, while it can still be about them."""
    for clause in _clauses(text, name.end, end):
        for kind, opening, anywhere in _BY_KIND:
            found = opening.match(text, clause.start, clause.end) or _of_one(text, clause, anywhere)
            if found:
                yield Trace(start=name.start, end=found.end(), kind=kind)
                return


def _of_one(text: str, clause: SourceSpan, anywhere: re.Pattern[str]) -> re.Match[str] | None:
    """Look behind what one is: ", công nhân Công ty A bị xử phạt"."""
    if not _WHAT_ONE_IS.match(text, clause.start, clause.end):
        return None
    found = anywhere.search(text, clause.start, clause.end)
    return None if found and _OTHERS.search(text, clause.start, found.start()) else found


def _clauses(text: str, start: int, end: int) -> Iterator[SourceSpan]:
    for comma in _COMMA.finditer(text, start, end):
        yield SourceSpan(start=start, end=comma.start())
        start = comma.end()
    yield SourceSpan(start=start, end=end)
