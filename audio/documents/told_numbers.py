"""Numbers and addresses that lead to a person: telephones, identity cards, accounts, plates, mails.

Each is told from what only looks like it by the words beside it. Decree numbers, money, dates, tax codes
of firms and public hotlines are nobody's.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from audio.documents.passages import Passage
from audio.documents.traces import Kind, Trace

_GAP = r"[ .()\-–·]{0,2}"
_MOBILE = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?:\(?\+?\(?84\)?{_GAP}(?:\(0\){_GAP})?|\(?0)(?P<net>[35789]|"
    rf"1[2689])(?:{_GAP}\d){{8}}(?!\d)"
)
_LANDLINE = re.compile(rf"(?<!\d)(?<!\d[.,])(?:\(?\+?84\)?{_GAP}|\(?0)2(?:{_GAP}\d){{8,9}}(?!\d)")
_DATE = re.compile(r"\(?\d{1,2}[.\- ]\d{1,2}[.\- ](?:19|20)\d\d(?!\d)|\(?\d\d(?: \d\d){4}(?!\d)")
"""01-02-2026 10, and lists such as 03 05 07 08 09."""
_CODE = re.compile(
    r"(?:mã(?: số| hiệu| định danh)?(?: [^\W\d_]{1,12}){0,4}|mã số (?:thuế|doanh nghiệp)[^,.;\d]{0,60}|"
    r"MST|MSDN|tài khoản|STK|số TK|số (?:hiệu|"
    r"chế tạo|khung|đăng ký|lô|phiếu|tờ khai|vận đơn)|"
    r"số seri|sê-?ri|"
    r"hồ sơ|giấy (?:phép|chứng nhận|xác nhận)[^\d.;]{0,40}|GCN[^\d\W]{0,6}|quyết định|hợp đồng|hóa đơn|"
    r"văn bản|"
    r"công văn|biên lai|lô|thửa|tờ bản đồ|tọa độ|công tơ|đồng hồ|vận đơn|"
    r"tờ khai)(?: điện tử)?(?: số)?\s*[:.]?\s*(?:là )?$|=\s*$",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"\s*(?:đồng|đ|VNĐ|VND|USD|tỷ|triệu|nghìn|m2|m²|m3|m³|ha|km|kg|tấn|kWh|kW|MW|%|người|lượt|hồ sơ|"
    r"sản phẩm|cái)(?!\w)",
    re.IGNORECASE,
)
_FIRM = re.compile(r"công ty|TNHH|cổ phần|doanh nghiệp|DNTN|hợp tác xã|HTX|chi nhánh|tập đoàn", re.IGNORECASE)
_CALL = re.compile(
    r"điện thoại|(?<!\w)(?:đt|sđt|dđ|tel|di động|zalo|gọi|liên hệ|liên lạc)(?!\w)",
    re.IGNORECASE,
)
_PUBLIC = "đường dây nóng|hotline|tổng đài|trực ban|trực chỉ huy|số trực|một cửa|tiếp nhận"
_PUBLIC_LINE = re.compile(rf"{_PUBLIC}|văn thư|văn phòng|cơ quan", re.IGNORECASE)
_AT_HOME = re.compile(r"(?:nhà riêng|điện thoại nhà)[^\d.;]{0,20}$", re.IGNORECASE)
_SPOKEN_FOR = re.compile(
    rf"{_PUBLIC}|(?<!\w)(?:cho biết|cho hay|thông tin|thông báo|phát biểu|yêu cầu|đề nghị|nhấn mạnh|"
    rf"khẳng định)",
    re.IGNORECASE,
)
"""Between a name and a number: the number is an office's after all."""
_OF_AN_OFFICE = re.compile(
    r"(?:hoặc|hay|và)(?: (?:gọi|số|đến|tới|liên hệ|điện thoại))* (?:văn phòng|phòng|ban|trung tâm|bộ phận|"
    r"công ty|sở|UBND|công an|trạm|chi nhánh|chi cục)(?!\w)[^,;.()]{0,60}[\s(:,.]*"
    r"(?:(?:số )?(?:điện thoại|ĐT|SĐT)"
    r"[\s:.]*)?$",
    re.IGNORECASE,
)
"""The number after the second of two is the office's: "chị Hoa hoặc Văn phòng Ban (0208...)"."""
_CALLED_AFTER = re.compile(r"\s*[(–,-]?\s*(?:gặp |của |do )?$")
_BETWEEN = re.compile(r"[\s\-–,;/().]*(?:hoặc|và|hay)?[\s\-–,;/().]*")
_CALL_LINE = re.compile(r"[\s\-+•]*(?:số )?(?:điện thoại|đt|sđt|tel|máy)\b", re.IGNORECASE)
_BESIDE = 100
"""So many characters from a name its number may stand."""
_BEFORE = 80

_NUMBER = r"(?P<place>(?<![\w/.,])[A-Z]{0,2}\d(?:[ .\-]?\d){6,14}(?![\d/]))"
_IDENTITY = re.compile(
    r"(?<!\w)(?:CCCD|CMND|CMTND|CMT|ĐDCN|GPLX|căn cước(?: công dân)?|chứng minh (?:nhân dân|thư)|"
    r"hộ chiếu|passport|"
    r"định danh cá nhân|giấy phép lái xe|bằng lái(?: xe)?|(?:mã số|số sổ|số|sổ|mã|thẻ) (?:BHXH|BHYT|"
    r"bảo hiểm (?:xã hội|y tế))|"
    r"(?:MST|mã số thuế) (?:cá nhân|TNCN))(?!\w)"
    rf"[^\d.;\n|]{{0,60}}?{_NUMBER}",
    re.IGNORECASE,
)
_TAX = re.compile(rf"(?<!\w)(?:MST|mã số thuế)(?!\w)[^\d.;\n|]{{0,20}}?{_NUMBER}", re.IGNORECASE)
_CARD = re.compile(r"(?<![\d.,/-])0\d\d[ .]?[0-3]\d\d[ .]?\d{3}[ .]?\d{3}(?![\d/]|[.,]\d)")
"""A citizen card: province, century and sex, year, serial (Circular 59/2021/TT-BCA, article 4)."""
_AMOUNT = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_ACCOUNT = re.compile(
    r"(?<!\w)(?:(?:số )?tài khoản|STK|số TK|TK(?= ?(?:số|:)))(?!\w)[^\d.;\n|]{0,80}?"
    r"(?P<place>(?<![\w/.,])\d(?:[ .\-]?\d){5,19}(?![\d/]))",
    re.IGNORECASE,
)
_BODY = (
    r"kho bạc|ban quản lý|BQL|sở|UBND|ủy ban|cục|công ty|TNHH|doanh nghiệp|trung tâm|quỹ|công đoàn|văn phòng|"
    r"cơ quan|liên đoàn|BHXH|bảo hiểm|bệnh viện|trường|hội|mặt trận|MTTQ|hợp tác xã|đơn vị|đội|công an|"
    r"tòa án|thi hành án|"
    r"kinh phí|ngân sách|lệ phí|phí"
)
_OF_A_BODY = re.compile(rf"(?<!\w)(?:{_BODY})(?!\w)", re.IGNORECASE)
_OF_A_PERSON = re.compile(
    rf"(?:chủ|tên|chủ sở hữu) tài khoản(?: là)?\s*:?\s*(?!(?:{_BODY})(?!\w))\w|tài khoản (?:cá nhân|"
    rf"mang tên|của (?:ông|bà|anh|chị)\b)",
    re.IGNORECASE,
)
_PLATE = re.compile(
    r"(?<![\w/.-])\d\d ?-?[A-ZĐ](?:[A-Z0-9])?[ -]{0,3}\d{3}\.\d\d(?!\w)|"
    r"(?<![\w/.-])\d\d[A-ZĐ]-\d{4,5}(?![\w.])"
)
_NAMED_PLATE = re.compile(
    r"(?<!\w)(?:biển(?: kiểm soát| số(?: xe)?)?|BKS|BS|BSX|xe (?:ô tô|máy|tải|khách)|ô tô|"
    r"xe)(?!\w)[^\d.;\n]{0,30}?"
    r"(?P<place>\d\d ?-?[A-ZĐ](?:[A-Z0-9])?[ .-]{0,3}\d{3}[. ]?\d{1,2})(?![\w])",
    re.IGNORECASE,
)
_MAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9._+-]{1,64} ?@ ?(?P<host>[A-Za-z0-9-]{1,40}(?:\.[A-Za-z]{2,10}){1,4})(?!\w)"
)
_OF_EVERYBODY = re.compile(
    r"(?:gmail|googlemail|yahoo|ymail|rocketmail|hotmail|outlook|live|msn|icloud|me|aol|proton|"
    r"protonmail|pm|yandex|"
    r"mail|gmx|zoho|qq|163|126|naver|daum|hanmail|kakao)\.[a-z]{2,4}(?:\.[a-z]{2})?",
    re.IGNORECASE,
)
"""Hosts where people keep a mailbox of their own."""


def numbers_told(passage: Passage) -> Iterator[Trace]:
    """Give the numbers and mails of persons; two may stand on one place. Linear in the passage."""
    yield from _identities(passage)
    yield from _accounts(passage)
    yield from _plates(passage)
    yield from _mails(passage)
    yield from _phones(passage)


def _identities(passage: Passage) -> Iterator[Trace]:
    for found in _IDENTITY.finditer(passage.text):
        is_sum = _is_amount(passage.text, found)
        if _is_of_a_card(found["place"]) and not is_sum and not _CALL.search(found[0]):
            yield _trace(found, Kind.IDENTITY_NUMBER)
    if not passage.names:
        return
    for found in _CARD.finditer(passage.text):
        if not _UNIT.match(passage.text, found.end()):
            yield _trace(found, Kind.IDENTITY_NUMBER)
    for found in _TAX.finditer(passage.text):
        if not _FIRM.search(passage.text, max(0, found.start() - _BEFORE), found.start()):
            yield _trace(found, Kind.IDENTITY_NUMBER)


def _is_of_a_card(number: str) -> bool:
    """Nine or twelve digits, ten for social insurance, up to fifteen for health; a passport has letters."""
    digits = sum(sign.isdecimal() for sign in number)
    return digits >= 9 or (number[0].isalpha() and digits >= 7)


def _is_amount(text: str, found: re.Match[str]) -> bool:
    unit = _UNIT.match(text, found.end()) is not None
    return unit or _AMOUNT.fullmatch(found["place"]) is not None


def _accounts(passage: Passage) -> Iterator[Trace]:
    is_public = _OF_A_BODY.search(passage.text) is not None and not _OF_A_PERSON.search(passage.text)
    for found in _ACCOUNT.finditer(passage.text):
        if not is_public and not _is_amount(passage.text, found):
            yield _trace(found, Kind.BANK_ACCOUNT)


def _plates(passage: Passage) -> Iterator[Trace]:
    for pattern in (_PLATE, _NAMED_PLATE):
        for found in pattern.finditer(passage.text):
            yield _trace(found, Kind.PLATE)


def _mails(passage: Passage) -> Iterator[Trace]:
    for found in _MAIL.finditer(passage.text):
        if _OF_EVERYBODY.fullmatch(found["host"]):
            yield _trace(found, Kind.PRIVATE_EMAIL)


def _phones(passage: Passage) -> Iterator[Trace]:
    """A mobile is somebody's pocket; a landline is somebody's where it stands beside a name."""
    for found in _MOBILE.finditer(passage.text):
        if _is_telephone(passage.text, found):
            yield _trace(found, Kind.PHONE)
    ends_before, was_held = 0, False
    for found in _LANDLINE.finditer(passage.text):
        if not _is_telephone(passage.text, found):
            continue
        is_next = ends_before > 0 and _BETWEEN.fullmatch(passage.text, ends_before, found.start()) is not None
        was_held = was_held if is_next else _is_beside_a_name(passage, found, ends_before)
        ends_before = found.end()
        if was_held:
            yield _trace(found, Kind.PHONE)


def _is_telephone(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - _BEFORE) : found.start()]
    if _DATE.match(text, found.start()) or _CODE.search(before) or _UNIT.match(text, found.end()):
        return False
    return not (_is_tax_code(found[0]) and _FIRM.search(before) and not _CALL.search(before))


def _is_tax_code(number: str) -> bool:
    """Ten digits with the check digit of the General Department of Taxation (Circular 105/2020/TT-BTC)."""
    if not (number.isdecimal() and len(number) == 10):
        return False
    weights = (31, 29, 23, 19, 17, 13, 7, 5, 3)
    total = sum(weight * int(digit) for weight, digit in zip(weights, number[:9], strict=True))
    return 10 - total % 11 == int(number[9])


def _is_beside_a_name(passage: Passage, found: re.Match[str], since: int) -> bool:
    text = passage.text
    if _AT_HOME.search(text, max(0, found.start() - 40), found.start()):
        return True
    following = bisect_left(passage.names, found.start(), key=attrgetter("start"))
    after, named = passage.names[following : following + 1], passage.names[max(0, following - 1) : following]
    if after and _CALLED_AFTER.fullmatch(text, found.end(), after[0].start):
        return True
    if named and since <= named[0].start and found.start() - named[0].end <= _BESIDE:
        between = text[named[0].end : found.start()]
        return not (_SPOKEN_FOR.search(between) or _OF_AN_OFFICE.search(between))
    return since == 0 and passage.is_under_a_name and _is_call(text, found)


def _is_call(text: str, found: re.Match[str]) -> bool:
    """Tell "Điện thoại: 0208..." on a line of its own."""
    is_short = _CALL_LINE.match(text) is not None and found.start() < 40
    return is_short and not _PUBLIC_LINE.search(text, 0, found.start())


def _trace(found: re.Match[str], kind: Kind) -> Trace:
    group: str | int = "place" if "place" in found.re.groupindex else 0
    return Trace(start=found.start(group), end=found.end(group), kind=kind)
