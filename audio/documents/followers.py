"""What says nothing without what was held beside it: "Người này ..." after it, a heading over it.

Alone such words would be riddles, or would still tell of the person.
"""

import re
from collections.abc import Iterator, Sequence

from audio.documents.passages import Passage
from audio.documents.traces import Kind, Trace

_GOES_ON = (
    r"(?:đã|đang|bị|được|phải|còn|vẫn|hiện|có|là|cũng|sẽ|này|ấy|ta|khai|cho biết|thừa nhận|làm việc|vừa|chưa)"
)
_OF_THE_SAME = re.compile(
    r"[\s\-–+•*\"“]*(?:(?:Hiện(?: nay| tại)?|Sau đó|Trước đó|Ngoài ra|Được biết|Theo đó),?\s*)?"
    r"(?:(?:người|trường hợp|bệnh nhân|nạn nhân|đối tượng|công nhân|lao động|nhân viên|cá nhân|nghi phạm)"
    r" (?:này|trên|đó|nói trên|nêu trên)|"
    rf"(?:các|những|hai|ba|cả hai) (?:người|trường hợp|đối tượng|bệnh nhân) (?:này|trên|đó)|"
    rf"(?:ông|bà|anh|chị|em|cháu|họ|bị can) {_GOES_ON}|"
    r"(?:nạn nhân|bệnh nhân|đối tượng|nghi phạm)(?! (?:áp dụng|thuộc|nào|được hưởng)(?!\w))|"
    r"gia đình (?:ông|bà|anh|chị|nạn nhân|bệnh nhân|người này))(?!\w)",
    re.IGNORECASE,
)
_OF_THE_CAR = re.compile(
    r"\s*(?:Chủ (?:xe|phương tiện)|Lái xe|Tài xế|Ai là chủ xe)(?: (?:này|trên))?,? "
    r"(?:đến|liên hệ|gọi|nhận|vui lòng|xin|đề nghị|"
    r"hãy|cần|phải|mang|này|trên|di chuyển)(?!\w)|\s*(?:Chiếc xe|Xe|Phương tiện) (?:này|trên|nói trên)(?!\w)",
    re.IGNORECASE,
)
_HEAD_CELL = re.compile(
    r"(?<!\w)(?:STT|TT|họ (?:và )?tên|điện thoại|SĐT|ĐT|di động|CCCD|CMND|số tài khoản|biển số|địa chỉ|email|"
    r"ngày sinh|năm sinh|ghi chú)(?!\w)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*(?:[-+•*–—]|\(?\w{1,3}[.)])\s")
_LONGEST_HEADING = 150


def speaks_on(passage: Passage, kind: Kind) -> Trace | None:
    """Find how `passage` goes on about the person, or the car, that the one before it was held for."""
    found = (_OF_THE_CAR if kind is Kind.PLATE else _OF_THE_SAME).match(passage.text)
    if found is None or (passage.names and passage.names[0].start >= found.end()):
        return None
    return Trace(start=found.start(), end=found.end(), kind=kind)


def bare_headings(read: Sequence[Passage], gone: Sequence[Kind | None]) -> Iterator[tuple[Passage, Kind]]:
    """Give headings under which every entry is `gone`, with the kind of the first."""
    heads: list[Passage] = []
    entries: list[Kind | None] = []
    for passage, kind in zip(read, gone, strict=True):
        if _is_entry(passage, kind) and heads and not _is_table_head(passage):
            entries.append(kind)
            continue
        yield from _left_bare(heads, entries)
        if entries or not _is_table_head(passage):
            heads = []
        entries = []
        if _is_head(passage) and kind is None:
            heads.append(passage)
    yield from _left_bare(heads, entries)


def _left_bare(heads: Sequence[Passage], entries: Sequence[Kind | None]) -> Iterator[tuple[Passage, Kind]]:
    kinds = [kind for kind in entries if kind]
    if kinds and len(kinds) == len(entries):
        yield from ((head, kinds[0]) for head in heads)


def _is_entry(passage: Passage, kind: Kind | None) -> bool:
    return kind is not None or passage.is_listed or _BULLET.match(passage.text) is not None


def _is_head(passage: Passage) -> bool:
    ends = passage.text.rstrip().endswith(":") and len(passage.text) < _LONGEST_HEADING
    return not passage.names and (ends or _is_table_head(passage))


def _is_table_head(passage: Passage) -> bool:
    cells = passage.text.split(" | ")
    has_figures = any(sign.isdecimal() for sign in passage.text)
    return len(cells) > 1 and not has_figures and any(map(_HEAD_CELL.search, cells)) and not passage.names
