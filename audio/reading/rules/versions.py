"""Figures with dots that are no thousands: `3.2.1` numbers something, `1.5` may be an amount."""

import re

from audio.reading.cues import is_numbered
from audio.reading.lexicon import Lexicon
from audio.reading.numbers import NUMBER, cardinal, dotted, written
from audio.reading.rule import Rule, Said, Unsure, rule
from audio.reading.starts import figures_before
from audio.reading.values import Stake


def _version(found: re.Match[str], _lexicon: Lexicon) -> Said | None:
    """`1.5` is no amount, since thousands come in threes, and may be a decimal if it numbers nothing."""
    if re.fullmatch(NUMBER, found[0]):
        return None
    said, decimal = dotted(found[0]), written(found[0].replace(".", ","))
    is_several = found[0].count(".") > 1
    if is_several and _MONEY.match(found.string, found.end()):
        return _misdotted(found[0], said)
    if not is_several and _SCALED.match(found.string, found.end()):
        return Unsure(said=decimal, others=(said,), stake=Stake.NUMBER)
    if is_several or is_numbered(found.string, found.start()):
        return said
    return Unsure(said=said, others=(decimal,), stake=Stake.NUMBER)


def _misdotted(figures: str, said: str) -> Unsure:
    """`3.131.93 tỷ đồng`: a point for the comma, or a figure too few; only a person can know."""
    decimals = _THOUSANDS_AND_REST.fullmatch(figures)
    if decimals is None:
        return Unsure(said=said, others=(cardinal(figures.replace(".", "")),), stake=Stake.MONEY)
    return Unsure(said=written(f"{decimals[1]},{decimals[2]}"), others=(said,), stake=Stake.MONEY)


def _numbered(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`v2.1.6`."""
    return f"phiên bản {dotted(found['number'])}"


_MONEY = re.compile(r" ?(?:đồng|đ|VN[DĐ]|USD)(?!\w)| (?:nghìn|ngàn|triệu|tỷ|tỉ) (?:đồng|USD|đô)")
_THOUSANDS_AND_REST = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+)\.([0-9]{1,2})")
_SCALED = re.compile(" (?:nghìn|ngàn|triệu|tỷ|tỉ|lần|tấn|điểm phần trăm)(?!\\w)")
"""`1.2 tỷ` is no numbering: the point stands for the comma of a decimal."""
_VERSION = r"(?<![\w.,])[0-9]{1,4}(?:\.[0-9]{1,4}){1,4}(?![\w.]|,[0-9])"

_NUMBERED = r"(?<!\w)[vV](?P<number>[0-9]{1,3}(?:\.[0-9]{1,4}){1,3})(?![\w.]|,[0-9])"

_V = re.compile("[vV](?=[0-9])")


def _long_decimal(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`2356789.12` of a boundary stone: no numbering is so long."""
    return written(found[0].replace(".", ","))


_LONG_DECIMAL = r"(?<![\w.,])[0-9]{5,9}\.[0-9]{1,3}(?![\w.,])"

VERSION_RULES: tuple[Rule, ...] = (
    rule("numbered version", _NUMBERED, _numbered, at=_V),
    rule("long decimal", _LONG_DECIMAL, _long_decimal, at=figures_before(r"[0-9]{4,8}\.[0-9]")),
    rule("version", _VERSION, _version, at=figures_before(r"[0-9]{0,3}\.[0-9]")),
)
