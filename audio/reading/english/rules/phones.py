"""Numbers that are dialled or copied: digit by digit, before any rule takes them for amounts."""

import re

from audio.reading.english.letters import spelled
from audio.reading.english.numbers import digit_by_digit
from audio.reading.lexicon import Lexicon
from audio.reading.rule import FIGURES, Rule, rule

_PHONE = (
    r"(?<![\w.,+])\(?(?:\+ ?[0-9]{1,3}|0)[0-9]{0,4}\)?(?:[ .-]?\(?[0-9]{1,5}\)?){1,5}"
    r"(?![\w]|[.,][0-9]|/[0-9]|-[0-9])"
)
_PHONE_BEGINS = re.compile(r"(?<![\w.,+])\(?(?:\+ ?[1-9]|0[0-9 .)-])")
_SERVICE = r"(?<![\w.,])1[89]00(?:[ .-]?[0-9]{4}|[ .-]?[0-9]{2}[ .-]?[0-9]{2})(?![\w]|[.,][0-9])"
_SHORT = (
    r"(?<!\w)(?:[Cc]all(?:ing)?(?: us)?(?: at| on)?|[Dd]ial|[Rr]ing|[Pp]hone|[Hh]otline|[Ee]mergency|"
    r"[Pp]asscode|[Pp]assword|PIN|[Ee]xt(?:ension)?\.?)"
    r"(?: number| no\.)?:? (?P<said>[0-9]{2,6})(?![\w]|[.,:/-][0-9]| ?%)"
)
_PLATE = (
    r"(?<![\w.,])(?P<said>[1-9][0-9][A-Z][A-Z0-9]?[- ](?:[0-9]{3}\.[0-9]{2}|[0-9]{4,5}))(?![\w]|[.,][0-9])"
)
_PIECE = re.compile("[A-Z]+|[0-9]")
_ACCOUNT = (
    r"(?<!\w)(?:[Aa]ccount|[Tt]ax code|[Bb]usiness code|[Ii]dentity card|ID card|ID|[Pp]assport|"
    r"[Ll]icen[cs]e|"
    r"[Rr]egistration|[Cc]ertificate|[Pp]roject code|[Pp]ermit)(?: number| no\.?| No\.?| code)?(?: is)?:? "
    r"(?P<said>[0-9](?:[ .-]?[0-9]){4,19})(?![\w]|[.,][0-9])"
)


def _phone(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    """A Vietnamese number has ten digits, eleven before 2018; with its country's code nine to thirteen."""
    count = sum(sign.isdigit() for sign in found[0])
    if not 9 <= count <= 13:
        return None
    return ("plus " if "+" in found[0] else "") + digit_by_digit(found[0])


def _digits(found: re.Match[str], _lexicon: Lexicon) -> str:
    return digit_by_digit(found["said"] if "said" in found.re.groupindex else found[0])


def _plate(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`29C-123.45`: figure by figure and letter by letter."""
    pieces = _PIECE.findall(found["said"])
    return " ".join(digit_by_digit(piece) if piece.isdigit() else spelled(piece) for piece in pieces)


PHONE_RULES: tuple[Rule, ...] = (
    rule("plate", _PLATE, _plate, at=FIGURES),
    rule("account", _ACCOUNT, _digits),
    rule("phone", _PHONE, _phone, at=_PHONE_BEGINS),
    rule("service phone", _SERVICE, _digits, at=FIGURES),
    rule("short phone", _SHORT, _digits),
)
