"""`5/3`: a day or a share? The words around it tell, and where they do not, the figures.

More than there are of something (`15/9`), a silent zero (`05/4`) or a span (`12-16/5`) is a day;
so is what stands after a word of time or a feast. Before something counted it is a share:
`7/12 dự án`. The document's own words go first, since they are never wrong.
"""

import re

from audio.reading.letters import CAPITAL, LATIN
from audio.reading.moments import DAY, ENDS, MONTH, STARTS
from audio.reading.rule import MASK

SPAN = re.compile(
    rf"{STARTS}(?:(?P<from>{DAY}(?:[/.]{MONTH})?) ?[-–—~] ?)?"
    rf"(?P<to>(?P<day>{DAY})(?P<mark>[/.-])(?P<month>{MONTH})){ENDS}(?! tháng)"
)
"""A day of a month, or several in a row: groups `from`, `to`, `day`, `mark`, `month`."""
_ALWAYS = ("24", "7")
"""All day and all week."""
_FEASTS = {("2", "9"), ("1", "5"), ("1", "6")}
"""Independence, Labour and Children's Day: hardly ever two ninths, a fifth, a sixth."""
_FIFTHS = 5
_SOMETHING = re.compile(rf" (?![{CAPITAL}])[{LATIN}]")
_BEFORE, _AFTER = 44, 32
"""How many characters around a candidate may tell."""

_TIMES_OF_DAY = "[Hh]ôm|[Rr]ạng sáng|[Ss]áng|[Tt]rưa|[Cc]hiều|[Tt]ối|[Đđ]êm"
_CERTAIN = re.compile(
    rf"(?<!\w)(?:(?:[Nn]gày|NGÀY|{_TIMES_OF_DAY})(?: nay| mai| qua| từ)?|[Ll]ễ|[Kk]ỷ niệm|[Mm][ùồ]ng|"
    r"[Hh]ết|[Tt]hứ \w{1,4}|THỨ \w{1,4}|[Nn]gày [0-9]{1,2} (?:đến|tới|và)(?: ngày)?|"
    r"[Cc]hủ nhật|CN|[Dd]ịp|[Kk]ể từ|[Qq]uốc khánh|[Pp]hố|[Đđ]ường|[Bb]ệnh viện),? \(?$"
)
_LIKELY = re.compile(
    r"(?<!\w)(?:[Tt]ừ|[Đđ]ến|[Tt]ới|[Tt]rước|[Ss]au|[Vv]ào|[Hh]ạn|[Tt]ết|[Mm]ừng|[Nn]hân|"
    r"[Pp]hường|[Qq]uảng trường|CP|[Cc]ổ phần|[Cc]hậm nhất|giờ|phút|[0-9]{1,2}[hg](?:[0-5][0-9])?),? \(?$"
    rf"|(?:[Nn]gày|[Ll]ễ) [{CAPITAL}][{LATIN} ]{{1,40}} $"
    rf"|(?<!\w)(?:[Nn]gày|{_TIMES_OF_DAY}) (?:{DAY}(?:,| và|;) (?:ngày )?){{1,6}}$"
    rf"|{MASK}(?:,| và| hoặc| đến| đến hết)(?: ngày)? $"
)
_SHARE_BEFORE = re.compile(
    r"(?<!\w)(?:(?:có|chiếm|lên|đạt|giảm|tăng|gần|hơn|khoảng)(?: đến| tới| từ)?|được|hoàn thành|còn) $"
)
_PLACE_BEFORE = re.compile(
    r"(?<!\w)(?:[Tt]hứ|[Hh]ạng|[Ss]ố(?: nhà)?|[Nn]gõ|[Nn]gách|[Hh]ẻm|[Kk]iệt|[Ll]ô(?: đất)?|[Tt]hửa(?: đất)?|"
    r"[Tt]ổ|[Nn]hà|"
    r"[Tt][ỷỉ] (?:lệ|số|trọng)(?: chọi)?|[Tt]rình độ|[Tt]hang điểm|[Vv]ăn hóa|[Tt]hị lực|[Ll]ớp|"
    r"[Mm]ẫu|[Hh]uyết áp|Km):? $"
)
_COUNTED = re.compile(
    r" (?:số|tổng số|tổng|diện tích|dân số|thời gian|phần|nhiệm kỳ|ngày|giờ|tháng|quý|tuần|lần|lượt|cuộc|vụ|"
    r"ca|người|lao động|công nhân|NLĐ|hộ|cán bộ|đồng chí|đại biểu|thành viên|hội viên|đảng viên|cử tri|"
    r"học sinh|học viên|ngư dân|trẻ|xã|phường|huyện|tỉnh|thành phố|thôn|xóm|bản|làng|tổ|nước|quốc gia|khu|"
    r"cụm|KCN|CCN|"
    r"đơn vị|doanh nghiệp|DN|cơ quan|sở|phòng|ban|ngành|bộ|trường|đoàn|đội|chi bộ|cấp|thành phần|lớp|nhà|"
    r"dự án|nhiệm vụ|hồ sơ|chỉ tiêu|tiêu chí|mục tiêu|kế hoạch|thủ tục|TTHC|nội dung|lĩnh vực|gói|mô hình|"
    r"công trình|hạng mục|kiến nghị|ý kiến|phiếu|câu|bài|mục|khoản|điểm|văn bản|hợp đồng|sản phẩm|phụ tải|"
    r"cây|con|cái|chiếc|cửa|xe|tàu|máy|trạm|tuyến|chặng|quãng|km|ha|"
    r"nghìn|triệu|tỷ|trở lên|lên|xuống|bị)(?!\w)"
)
"""What stands after a share and hardly after a day."""
_SPELL = re.compile(r" (?:ngày|giờ|tháng|tuần|lần|năm|phút)(?!\w)")
_DAY_AFTER = re.compile(
    r" (?:năm (?:19|20)[0-9]{2}|âm lịch|dương lịch|h[àằ]ng năm|\([ÂâDd]L\)|"
    r"\((?:T[2-7]|CN|[Tt]hứ|[Cc]hủ nhật)(?!\w))"
)


def is_day(found: re.Match[str], *, follows: bool) -> bool:
    """Tell whether what `SPAN` found is a day; it `follows` another day of a row."""
    before = found.string[max(0, found.start() - _BEFORE) : found.start()]
    after = found.string[found.end() : found.end() + _AFTER]
    if _DAY_AFTER.match(after):
        return True
    if _PLACE_BEFORE.search(before) or (found["mark"] == "-" and _SPELL.match(after)):
        return False
    if _CERTAIN.search(before):
        return True
    if found["mark"] != "/":
        return follows
    if _SHARE_BEFORE.search(before) and not found["from"]:
        return False
    likely = follows or _LIKELY.search(before) is not None or _follows_the_day_before(found, before)
    shows = _shows_itself(found)
    return likely and shows if _COUNTED.match(after) else likely or shows


def _shows_itself(found: re.Match[str]) -> bool:
    """Tell whether the figures alone make it a day; `24/7` is the one exception."""
    day, number = found["day"], found["month"]
    if (day, number) == _ALWAYS:
        return False
    is_feast = (day, number) in _FEASTS
    return found["from"] is not None or is_feast or "0" in (day[0], number[0]) or int(day) > int(number)


def _follows_the_day_before(found: re.Match[str], before: str) -> bool:
    """`3, 4/6`: the day right before stands in front."""
    return re.search(rf"(?<![\w.,/]){int(found['day']) - 1}(?:,| và) $", before) is not None


def may_be_day(text: str, start: int, end: int) -> bool:
    """Tell whether nothing around `5/6` says that it is a share, where nothing said that it is a day."""
    found = SPAN.fullmatch(text, start, end)
    if found is None or (found["day"], found["month"]) == _ALWAYS:
        return False
    before = text[max(0, start - _BEFORE) : start]
    is_share = _PLACE_BEFORE.search(before) or _SHARE_BEFORE.search(before) or _COUNTED.match(text, end)
    return not is_share and not _is_usual_share(found)


def _is_usual_share(found: re.Match[str]) -> bool:
    """`2/3 cơ sở`, `11/11 dịch vụ`: a half to some fifths, or all there are, before a small letter."""
    day, number = int(found["day"]), int(found["month"])
    is_usual = day < number <= _FIFTHS or day == number
    return is_usual and _SOMETHING.match(found.string, found.end()) is not None
