"""How much of a sentence must go with a place, so that what remains still reads as a sentence.

A bracket goes as a bracket, a row of a list as a row, "số điện thoại ..." between commas with one of
its commas, "hoặc số ..." with its conjunction. Anything else takes its sentence, or its item of a list.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from audio.documents.passages import Passage
from audio.documents.traces import Trace
from audio.span import SourceSpan

_LONGEST_BRACKET = 300
_BRACKET = re.compile(r"[()]")
_MARK = re.compile(r"[,;](?=\s)| [-–—] |\|")
_LABEL = (
    r"(?:(?:và|hoặc|hay|có|mang|theo|qua) )?(?:số )?(?:điện thoại|đt|sđt|dđ|di động|mobile|tel|zalo|"
    r"viber|máy|hotline|đường dây nóng|fax|"
    r"liên hệ|e-?mail|gmail|thư điện tử|hộp thư|địa chỉ|cccd|cmnd|cmtnd|cmt|căn cước|chứng minh|hộ chiếu|"
    r"passport|định danh|gplx|"
    r"giấy phép lái xe|mst|mã số|thẻ|sổ|số tài khoản|tài khoản|stk|chủ tài khoản|biển|bks|xe|sinh|quê|"
    r"trú|cư trú|cư ngụ|ngụ|"
    r"thường trú|tạm trú|đăng ký|hộ khẩu|hktt|đktt|chỗ ở|nơi ở|nhà riêng|số)"
)
_APPOSED = re.compile(rf"\s*(?:{_LABEL}(?!\w)[^,;]{{0,80}})?\s*[:.]?\s*", re.IGNORECASE)
_NAMED = re.compile(r"\s*(?:và |hoặc |hay )?")
_RUNS_OUT = re.compile(
    r"[\s\d.()+/\-–]*(?:\([^()]{0,60}\)\s*)?"
    r"(?:(?:hoặc|và|hay|zalo|viber|fax|cấp|gặp|của|do|tại|mở tại|ngân hàng)(?!\w).{0,80})?",
    re.IGNORECASE,
)
_OR = re.compile(
    rf"(?<=[\dn])\)?\s*(?:,|;|/| - | – |,? ?(?:hoặc|hay|và))\s*(?:{_LABEL}(?: (?:số|điện thoại))?\s*:?\s*)?$",
    re.IGNORECASE,
)
_OR_BEFORE = 60
_OWN_BRACKET = re.compile(r"\s*\([^()\d]{0,60}\)")
_OR_ELSE = re.compile(r"\s+(?:hoặc|hay|và)\s+(?=\D{1,60}\d)")
_LEAD = re.compile(
    r"[\s\-–+•*]*(?:(?:mọi|các|chi tiết|thắc mắc|vướng mắc|thông tin|ý kiến|phản ánh|góp ý|xin|vui lòng|hãy|"
    r"đề nghị|kính mời|mời|khi|nếu|có|cần|thêm|hỗ trợ|giúp đỡ|tư vấn|nhu cầu|biết|trao đổi|quý|doanh nghiệp|"
    r"đơn vị|anh chị|bạn|người lao động|thì|và|hoặc|phải|có thể)\s+){0,9}"
    r"(?:liên hệ|liên lạc|gọi|gọi điện|gặp|nhắn tin|báo)(?!\w)(?P<whom>[^;\d]{0,120})",
    re.IGNORECASE,
)
_SAYS_MORE = re.compile(r"(?<!\w)(?:để|trước|sau|khi|tại|từ|vào|nếu|lúc|ở|trong)(?!\w)", re.IGNORECASE)
_MOST_MARKS = 3
_INTRODUCES = re.compile(r"[^,;]{0,150}:\s*")


def clauses(passage: Passage, traces: Sequence[Trace]) -> Iterator[tuple[Trace, SourceSpan]]:
    """Give each trace with what must go, counted as the passage counts; in the order of `traces`."""
    marks = [SourceSpan(start=mark.start(), end=mark.end()) for mark in _MARK.finditer(passage.text)]
    ends = [mark for mark in marks if passage.text[mark.start] == ";"]
    brackets = tuple(_brackets(passage.text))
    for trace in traces:
        gone = (
            _around(brackets, trace)
            or _with_its_lead(passage, _apposition(passage, trace, marks), marks)
            or _with_its_or(passage.text, trace)
            or _item(passage.text, trace, ends)
        )
        yield trace, gone


def _brackets(text: str) -> Iterator[SourceSpan]:
    """Give the outermost brackets that are closed soon enough."""
    open_at: list[int] = []
    for sign in _BRACKET.finditer(text):
        if open_at and sign.start() - open_at[0] > _LONGEST_BRACKET:
            open_at.clear()
        if sign[0] == "(":
            open_at.append(sign.start())
        elif open_at:
            start = open_at.pop()
            if not open_at:
                yield SourceSpan(start=start, end=sign.end())


def _around(brackets: Sequence[SourceSpan], trace: Trace) -> SourceSpan | None:
    at = bisect_right(brackets, trace.start, key=attrgetter("start"))
    found = brackets[max(0, at - 1) : at]
    return next((one for one in found if trace.end < one.end), None)


def _with_its_or(text: str, trace: Trace) -> SourceSpan | None:
    """Take "hoặc số 0912..." after another number, wherever the sentence goes on."""
    begin = max(0, trace.start - _OR_BEFORE)
    joined = _OR.search(text[begin : trace.start])
    if not joined:
        return None
    called = _OWN_BRACKET.match(text, trace.end)
    return SourceSpan(start=begin + joined.start(), end=called.end() if called else trace.end)


def _apposition(passage: Passage, trace: Trace, marks: Sequence[SourceSpan]) -> SourceSpan | None:
    """Take what stands between two marks where it holds little more than the place."""
    text = passage.text
    after = bisect_left(marks, trace.end, key=attrgetter("start"))
    before = bisect_left(marks, trace.start, key=attrgetter("start")) - 1
    if before < 0:
        return None
    left = marks[before]
    end = marks[after].start if after < len(marks) else len(text.rstrip(" .!?…"))
    end = max(end, trace.end)
    is_apposed = _APPOSED.fullmatch(text, left.end, trace.start) or _is_named(passage, left.end, trace.start)
    if not is_apposed or not _RUNS_OUT.fullmatch(text, trace.end, end):
        return None
    other = _OR_ELSE.match(text, trace.end, end)
    return SourceSpan(start=left.start, end=other.start() if other else end)


def _with_its_lead(
    passage: Passage, gone: SourceSpan | None, marks: Sequence[SourceSpan]
) -> SourceSpan | None:
    """Take "mọi chi tiết liên hệ chị Lan" along, where nothing else hangs on it."""
    if gone is None or passage.text[gone.end :].strip(" .!?…"):
        return gone
    at = bisect_left(marks, gone.start, key=attrgetter("start"))
    for mark in [*marks[max(0, at - _MOST_MARKS) : at][::-1], SourceSpan(start=0, end=0)]:
        lead = _LEAD.fullmatch(passage.text, mark.end, gone.start)
        if lead and not _SAYS_MORE.search(lead["whom"]):
            return SourceSpan(start=mark.start, end=gone.end if mark.end else len(passage.text))
    return gone


def _is_named(passage: Passage, start: int, end: int) -> bool:
    """Tell ", bà Trần Thị B 0913..." from a sentence of its own."""
    at = bisect_left(passage.names, start, key=attrgetter("start"))
    named = passage.names[at : at + 1]
    return bool(
        named
        and named[0].end <= end
        and end - named[0].end < 80
        and _NAMED.fullmatch(passage.text, start, named[0].start)
    )


def _item(text: str, trace: Trace, ends: Sequence[SourceSpan]) -> SourceSpan:
    """Take the item between semicolons, or the whole sentence."""
    following = bisect_left(ends, trace.end, key=attrgetter("start"))
    preceding = bisect_left(ends, trace.start, key=attrgetter("start")) - 1
    start = ends[preceding].end if preceding >= 0 else 0
    end = ends[following].end if following < len(ends) else len(text)
    introduced = _INTRODUCES.match(text, start, trace.start) if ends and not start else None
    return SourceSpan(start=introduced.end() if introduced else start, end=end)
