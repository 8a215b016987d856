"""Numbers that are dialled or copied: digit by digit, before any rule takes them for amounts."""

import re

from audio.reading.lexicon import Lexicon
from audio.reading.numbers import digit_by_digit
from audio.reading.rule import FIGURES, Rule, Said, Unsure, rule
from audio.reading.values import Stake, Why

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


_VALID = re.compile("(?:0|84)(?:[35789][0-9]{8}|2[0-9]{9}|69[0-9]{7})|0[0-9]{11}")
"""Mobile prefixes 3, 5, 7, 8 and 9, area codes 2, the police's and army's 69 (Circular 22/2014/TT-BTTTT),

and personal identity numbers of twelve figures, which begin with a nought too (Decree 137/2015/ND-CP).
"""


def _phone(found: re.Match[str], _lexicon: Lexicon) -> Said | None:
    """A mobile number has ten figures, one in a house eleven; with +84 the code stands for the first."""
    figures = "".join(filter(str.isdecimal, found[0]))
    if not 9 <= len(figures) <= 12:
        return None
    said = ("cộng " if "+" in found[0] else "") + digit_by_digit(figures)
    if _VALID.fullmatch(figures):
        return said
    return Unsure(said=said, stake=Stake.PHONE, why=Why.ODD_LENGTH)


def _digits(found: re.Match[str], _lexicon: Lexicon) -> str:
    return digit_by_digit(found["said"] if "said" in found.re.groupindex else found[0])


PHONE_RULES: tuple[Rule, ...] = (
    rule("account", _ACCOUNT, _digits),
    rule("phone", _PHONE, _phone),
    rule("service phone", _SERVICE, _digits, at=FIGURES),
    rule("short phone", _SHORT, _digits),
)
