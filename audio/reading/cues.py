"""Words before figures that tell a numbering, or so many of something, from a day or an amount."""

import re

_NEAR = 24
"""How many characters before figures may tell."""
_NUMBERED = re.compile(
    r"(?<!\w)(?:[Kk]hoảng|[Tt]rong|[Cc]ấp|[Ll]ớp|[Tt]rang|[Đđ]iều|[Đđ]iểm|[Kk]hoản|[Mm]ục|[Cc]hương|[Pp]hần|"
    r"[Tt]iết|(?<!hệ )[Ss]ố|[Tt]ầng|[Bb]ước|[Nn]hóm|[Ll]oại|[Bb]ảng|[Bb]iểu|[Hh]ình|[Mm]ẫu|[Bb]ản|[Pp]hụ lục|"
    r"[Tt]iêu chí|[Qq]uy chuẩn|[Tt]iêu chuẩn|[Gg]óp|[Dd]ạng|[Bb]ậc|[Mm]ức|[Vv]ùng|[Tt]uổi|[Cc]ỡ|[Ll]ô|[Kk]hu|"
    r"[Kk]hối|[Cc]a|[Tt]ổ|[Đđ]ội|[Qq]uầy|[Cc]ửa|[Cc]ổng|[Bb]àn|[Cc]hỉ số UV|"
    r"[Pp]hòng|[Pp]hiên bản|[Vv]|[Ii][Oo][Ss]|[Aa]ndroid|[Ww]indows)(?: số)?:? $"
    r"|(?:\n|\A) *$"
)


def follows(text: str, start: int, cue: re.Pattern[str]) -> bool:
    """Tell whether `cue`, which ends with `$`, stands right before `start`.

    Looking back from figures is many times faster than looking for words everywhere.
    """
    return cue.search(text, max(0, start - _NEAR), start) is not None


def is_numbered(text: str, start: int) -> bool:
    """Tell whether what begins at `start` numbers something (`mục 1.5`), counts it, or begins a line."""
    return _NUMBERED.search(text, max(0, start - _NEAR), start) is not None
