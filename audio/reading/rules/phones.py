"""Numbers that are dialled or copied: digit by digit, before any rule takes them for amounts."""

import re

from audio.reading.lexicon import Lexicon
from audio.reading.numbers import digit_by_digit
from audio.reading.rule import MASK, Listed, Rule, Said, Unsure, rule
from audio.reading.starts import figures_before
from audio.reading.values import Stake, Why

_PHONE = (
    r"(?<![\w.,+])\(?(?:\+ ?84|0)[0-9]{0,4}\)?(?: ?\([0-9]{1,4}\))?(?:(?:\. |[ .-])?[0-9]{1,5}){1,5}"
    r"(?![\w]|[.,][0-9]|/[0-9]|-[0-9])"
)
_SERVICE = r"(?<![\w.,])1[89]00(?:[ .-]?[0-9]{4}|[ .-]?[0-9]{2,3}[ .-]?[0-9]{2,3})(?![\w]|[.,][0-9])"
_SHORT = (
    r"(?:[GgTtHhĐđCc](?:ọi(?: ngay)?|ổng đài|otline|ường dây nóng|ứu hỏa|ấp cứu|iện thoại)|(?<!\w)S?ĐT|"
    r"[Tt]rung tâm(?= 11[2-5]))(?: số)?:? "
    r"(?P<said>1[0-9]{2,3}(?:(?:, | và | hoặc | hay |/| - )1[0-9]{2,3}){0,4})(?![\w]|[.,][0-9]|/[0-9])"
)
_WHOM = (
    r"(?<![\w.,/])1[0-9]{2}(?= ?\((?:[Cc]ông an|[Cc]ảnh sát|[Cc]ấp cứu|[Cc]ứu hỏa|[Cc]hữa cháy|PCCC|"
    r"[Bb]ảo vệ trẻ em|[Tt]ổng đài))"
)
"""`113 (công an)`: the brackets say who answers."""
_BEFORE_AN_ACCOUNT = re.compile(
    r"(?:[Tt]ài khoản(?: số)?|STK|[Mm]ã số(?: thuế| doanh nghiệp| dự án)?|MST|MSDN|"
    r"(?:CCCD|CMND|[Cc]ăn cước(?: công dân)?|[Hh]ộ chiếu)(?: số)?|[Ss]ố hiệu|[Ss]ố định danh)"
    rf"(?: ?{MASK}{{1,40}})?:? $"
)
_ACCOUNT = r"[0-9](?:[ .-]?[0-9]){4,19}(?![\w]|[.,][0-9])"
_FARTHEST = 72
"""So many characters before a number may say that it is of an account."""
_TREASURY_ACCOUNT = r"[Tt]ài khoản(?: số)?:? (?P<said>[0-9]{4})(?![\w]|[.,][0-9]| (?:nghìn|triệu|tỷ|đồng))"

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


def _account(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    before = _BEFORE_AN_ACCOUNT.search(found.string, max(0, found.start() - _FARTHEST), found.start())
    return digit_by_digit(found[0]) if before else None


def _hidden(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`0208 3861 xxx`: what the page keeps back is said as it stands."""
    signs = (sign for sign in found[0] if sign not in " .-")
    return " ".join("ích" if sign in "xX*" else digit_by_digit(sign) for sign in signs)


def _digits(found: re.Match[str], _lexicon: Lexicon) -> str:
    return digit_by_digit(found["said"] if "said" in found.re.groupindex else found[0])


def _each(piece: re.Match[str]) -> str:
    return digit_by_digit(piece[0])


_HIDDEN = r"(?<![\w.,+])0[0-9]{2,4}[ .-]?[0-9]{0,4}[ .-]?[xX*]{2,4}(?!\w)"
_HIDDEN_BEGINS = re.compile("0(?=[0-9 .-]{2,11}[xX*]{2})")
_FROM_ABROAD = r"\(\+?84[-. ][0-9]{1,3}\) ?[0-9](?:[ .-]?[0-9]){6,8}(?!\w)"
_ANOTHER = rf"(?<={MASK}) ?/ ?(?P<said>[0-9]{{3,4}}[ .]?[0-9]{{3,4}})(?![\w]|[.,/][0-9])"

PHONE_RULES: tuple[Rule, ...] = (
    rule("account", _ACCOUNT, _account, at=figures_before("(?:[ .-]?[0-9]){4}")),
    rule("account of a treasury", _TREASURY_ACCOUNT, _digits),
    rule("hidden phone", _HIDDEN, _hidden, at=_HIDDEN_BEGINS),
    rule("phone", _PHONE, _phone),
    rule("phone from abroad", _FROM_ABROAD, _digits, at=re.compile(r"\(\+?84")),
    rule("another phone", _ANOTHER, _digits, at=re.compile(" ?/ ?(?=[0-9])")),
    rule("service phone", _SERVICE, _digits, at=figures_before("[0-9]00")),
    Listed(name="short phone", pattern=re.compile(_SHORT), piece=re.compile("1[0-9]{2}"), say=_each),
    rule("short phone and whom it reaches", _WHOM, _digits, at=figures_before(r"[0-9]{2} ?\(")),
)
