"""Numbers that are dialled or copied: digit by digit, before any rule takes them for amounts."""

import re

from audio.reading.lexicon import Lexicon
from audio.reading.numbers import digit_by_digit
from audio.reading.rule import FIGURES, Rule, rule

_PHONE = (
    r"(?<![\w.,+])\(?(?:\+ ?84|0)[0-9]{0,4}\)?(?:(?:\. |[ .-])?[0-9]{1,5}){1,5}"
    r"(?![\w]|[.,][0-9]|/[0-9]|-[0-9])"
)
_SERVICE = r"(?<![\w.,])1[89]00(?:[ .-]?[0-9]{4}|[ .-]?[0-9]{2}[ .-]?[0-9]{2})(?![\w]|[.,][0-9])"
_SHORT = (
    r"(?:[Gg]ọi(?: ngay)?|[Tt]ổng đài|[Hh]otline|[Đđ]ường dây nóng|[Cc]ứu hỏa|[Cc]ấp cứu)(?: số)?:? "
    r"(?P<said>1[0-9]{2})(?![\w]|[.,][0-9])"
)
_ACCOUNT = (
    r"(?:[Tt]ài khoản(?: số)?|STK|[Mm]ã số(?: thuế| doanh nghiệp| dự án)?|MST|MSDN|"
    r"(?:CCCD|CMND|[Cc]ăn cước(?: công dân)?|[Hh]ộ chiếu)(?: số)?|[Ss]ố hiệu|[Ss]ố định danh):? "
    r"(?P<said>[0-9](?:[ .-]?[0-9]){4,19})(?![\w]|[.,][0-9])"
)


def _phone(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    """A Vietnamese number has ten digits, eleven before 2018; with +84 one less and the code."""
    count = sum(sign.isdigit() for sign in found[0])
    if not 9 <= count <= 12:
        return None
    plus = "cộng " if "+" in found[0] else ""
    return plus + digit_by_digit(found[0])


def _digits(found: re.Match[str], _lexicon: Lexicon) -> str:
    return digit_by_digit(found["said"] if "said" in found.re.groupindex else found[0])


PHONE_RULES: tuple[Rule, ...] = (
    rule("account", _ACCOUNT, _digits),
    rule("phone", _PHONE, _phone),
    rule("service phone", _SERVICE, _digits, at=FIGURES),
    rule("short phone", _SHORT, _digits),
)
