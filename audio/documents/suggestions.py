"""What a document says of itself: its title, from when it holds, who must act. Offered, never assumed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from audio.documents.lines import Line, lines_of
from audio.span import SourceSpan

_KINDS = (
    "LUẬT|PHÁP LỆNH|NGHỊ QUYẾT|NGHỊ ĐỊNH|QUYẾT ĐỊNH|THÔNG TƯ|CHỈ THỊ|THÔNG BÁO|KẾ HOẠCH|HƯỚNG DẪN|QUY CHẾ|"
    "QUY ĐỊNH|CÔNG ĐIỆN|CÔNG VĂN|TỜ TRÌNH|BÁO CÁO|GIẤY MỜI|CHƯƠNG TRÌNH|ĐỀ ÁN|PHƯƠNG ÁN|KẾT LUẬN"
)
_KIND = re.compile(rf"(?:{_KINDS})(?=\s*$)")
_KIND_AND_TITLE = re.compile(rf"(?:{_KINDS})(?=\s+[^\W\d_])", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:V/v|Về việc|Trích yếu)\b[\s:.]*", re.IGNORECASE)
_TITLE_LINES = 5
_RULE = re.compile(r"[\W_]+")
_TITLE_ENDS = re.compile(
    r"(?:Căn cứ|Kính gửi|Thực hiện|Theo |Xét |Điều \d|Chương |Số:|[IVX]+\.|\d+\.)", re.IGNORECASE
)
_DAY = r"(?P<day>[0-3]?\d)\s*(?:/|-|\.|tháng)\s*(?P<month>[01]?\d)\s*(?:/|-|\.|năm)\s*(?P<year>[12]\d{3})"
_EFFECTIVE = re.compile(
    rf"(?:có\s+)?hiệu\s+lực(?:\s+thi\s+hành)?\s+(?:kể\s+)?(?:từ\s+)?(?:ngày\s+){_DAY}", re.IGNORECASE
)
_EFFECTIVE_ON_SIGNING = re.compile(
    r"hiệu\s+lực(?:\s+thi\s+hành)?\s+(?:kể\s+)?từ\s+ngày\s+(?:ký|ban\s+hành)(?:\s+ban\s+hành)?", re.IGNORECASE
)
_SIGNED = re.compile(rf"[^\W\d_][^,\n]{{1,40}},\s*ngày\s+{_DAY}", re.IGNORECASE)
_HAVE_TO = re.compile(
    r"(?P<who>[^\W\d_].*?)[\s,]+(?:chịu|có) trách nhiệm"
    r"(?: tổ chức| đôn đốc)?(?: triển khai)? (?:thi hành|thực hiện)"
)
_NUMBERED = re.compile(r"^(?:Điều\s+\d+\s*[.:]\s*|\d+\.\s+|[a-zđ]\)\s+|[-+•]\s*)+")
_HEADING = re.compile(
    r"(?:trách nhiệm|tổ chức|điều khoản)\s+(?:tổ chức\s+)?(?:thi hành|thực hiện)\s*[.:]?\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Some words and the place they were taken from."""

    words: str
    span: SourceSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectiveDate:
    day: date
    span: SourceSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """None, or nothing, where the document does not say."""

    title: Suggestion | None
    effective: EffectiveDate | None
    who_must_act: tuple[Suggestion, ...]


def suggestions(text: str) -> Suggestions:
    """Find what a document says of itself. Takes time in proportion to the length of `text`."""
    lines = lines_of(text)
    return Suggestions(title=_title(lines), effective=_effective(text), who_must_act=tuple(_actors(lines)))


def _title(lines: Sequence[Line]) -> Suggestion | None:
    """Return the kind of document with the lines under it, or what a letter says it is about."""
    head = lines[:60]
    for index, line in enumerate(head):
        if _KIND.fullmatch(line.text.rstrip()):
            return _titled([line, *_below(head[index + 1 :])])
        if line.text.isupper() and _KIND_AND_TITLE.match(line.text):
            return _titled([line, *_capitals(head[index + 1 :])])
        if _SUBJECT.match(line.text):
            return _titled([line])
    return None


def _titled(lines: Sequence[Line]) -> Suggestion:
    span = SourceSpan(start=lines[0].span.start, end=lines[-1].span.end)
    return Suggestion(words=" ".join(line.text for line in lines), span=span)


def _below(lines: Sequence[Line]) -> Iterator[Line]:
    for line in lines[:_TITLE_LINES]:
        if _RULE.fullmatch(line.text) or _TITLE_ENDS.match(line.text) or line.is_prose:
            return
        yield line


def _capitals(lines: Sequence[Line]) -> Iterator[Line]:
    for line in lines[:_TITLE_LINES]:
        if not line.text.isupper() or _TITLE_ENDS.match(line.text):
            return
        yield line


def _effective(text: str) -> EffectiveDate | None:
    """Return the day it names; where that is the day of signing, the day at its head."""
    named = _EFFECTIVE.search(text)
    if named:
        return _dated(named)
    on_signing = _EFFECTIVE_ON_SIGNING.search(text)
    signed = _SIGNED.search(text) if on_signing else None
    return _dated(signed) if signed else None


def _dated(found: re.Match[str]) -> EffectiveDate | None:
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    return EffectiveDate(day=day, span=SourceSpan(start=found.start(), end=found.end()))


def _actors(lines: Sequence[Line]) -> Iterator[Suggestion]:
    """Give the words before "chịu trách nhiệm thi hành", without the number and heading before them."""
    for line in lines:
        start = _after_number(line.text)
        found = _HAVE_TO.match(line.text, start)
        if found:
            span = SourceSpan(start=line.span.start + start, end=line.span.start + found.end("who"))
            yield Suggestion(words=found["who"], span=span)


def _after_number(line: str) -> int:
    numbered = _NUMBERED.match(line)
    start = numbered.end() if numbered else 0
    heading = _HEADING.match(line, start)
    return heading.end() if heading else start
