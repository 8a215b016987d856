"""Sums as offices write them: `Lương x 150% x số giờ`, `= (120.000 - 11.000) x 10%`, `= mức tháng : 24`."""

import re

from audio.reading.letters import LATIN
from audio.reading.numbers import NUMBER
from audio.reading.rule import MASK, Listed, Rule, rule
from audio.reading.starts import figures_before

_AND_GOES_ON = r"(?:%| (?:đồng|triệu|tỷ))?(?:\) ?[=xX×:]| ?=| [xX×] )"
_DIFFERENCE = rf"(?<![\w.,]){NUMBER}(?: đồng)?(?P<said> [-–−] )(?={NUMBER}{_AND_GOES_ON})"
"""Two amounts that are taken from each other: a product, a bracket or a result follows."""
_RESULT = re.compile(r"=(?P<said>[^=\n;.]{1,120})")
_FROM_WORDS = re.compile(rf"(?<=[{LATIN}){MASK}]) [-–−] (?=[{LATIN}(])")
_DIVIDED = rf"=[^\n=;:]{{1,80}} (?P<said>:) ?(?=\(?{MASK})"
_IN_A_SUM = r"(?<=[(=x×+] )|(?<=\()"

_TIMES = re.compile(" [xX×] ")

DIFFERENCE_RULES: tuple[Rule, ...] = (
    rule(
        "difference",
        rf"(?:{_IN_A_SUM}){_DIFFERENCE}",
        "trừ",
        at=figures_before(r"[0-9.,]{0,20}(?: đồng)? [-–−] "),
    ),
)
SUM_RULES: tuple[Rule, ...] = (
    rule("divided by", _DIVIDED, "chia"),
    Listed(name="difference of words", pattern=_RESULT, piece=_FROM_WORDS, say=lambda _dash: "trừ"),
    rule("times an amount", rf"(?<=[{LATIN}%){MASK}]) (?P<said>[xX×]) (?=\(?{MASK})", "nhân", at=_TIMES),
    rule("times", rf"(?<=[{LATIN}){MASK}]) (?P<said>x) (?=\(?[{LATIN}])", "nhân", at=_TIMES),
)
"""`x` between amounts and what they are called is no letter."""
