"""Ages as adverts for workers write them: `18-45t`, `từ 18t`; by itself the letter stands for a ton."""

import re

from audio.reading.cues import follows
from audio.reading.lexicon import Lexicon
from audio.reading.moments import TO
from audio.reading.numbers import cardinal
from audio.reading.rule import Rule, rule
from audio.reading.starts import figures_before


def _ages(found: re.Match[str], _lexicon: Lexicon) -> str:
    return f"{cardinal(found['from'])} đến {cardinal(found['to'])} tuổi"


def _age(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    return f"{cardinal(found['age'])} tuổi" if follows(found.string, found.start(), _CUE) else None


_AGE = "[1-9][0-9]?"
_CUE = re.compile(r"(?<!\w)(?:[Tt]ừ|[Đđ]ủ|[Tt]uổi|[Nn]am|[Nn]ữ|NV|LĐ|người|trẻ|cháu):? $")
_ENDS = r"(?![\w/])"

_SPAN = figures_before(rf"[0-9]?t?{TO}[0-9]{{1,2}}t")

AGE_RULES: tuple[Rule, ...] = (
    rule("ages", rf"(?<![\w.,/-])(?P<from>{_AGE})t?{TO}(?P<to>{_AGE})t{_ENDS}", _ages, at=_SPAN),
    rule("age", rf"(?<![\w.,/-])(?P<age>{_AGE})t{_ENDS}", _age, at=figures_before("[0-9]?t")),
)
