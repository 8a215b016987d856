"""Signs that are no letters: those with a name, bullets that are silent, marks of footnotes."""

import re

from audio.reading.cues import follows
from audio.reading.letters import LATIN
from audio.reading.lexicon import Lexicon
from audio.reading.numbers import digit_by_digit
from audio.reading.rule import MASK, Rule, rule

_SYMBOLS = {
    "%": "phần trăm",
    "&": "và",
    "+": "cộng",
    "=": "bằng",
    ">": "lớn hơn",
    "<": "nhỏ hơn",
    "≥": "lớn hơn hoặc bằng",
    "≤": "nhỏ hơn hoặc bằng",
    "±": "cộng trừ",
    "@": "a còng",
    "°": "độ",
    "$": "đô la",
    "€": "ơ rô",
    "¥": "yên",
    "£": "bảng Anh",
    "×": "nhân",
    "≈": "khoảng",
    "Φ": "phi",
    "φ": "phi",
    "Δ": "đen ta",
}


def _symbol(found: re.Match[str], _lexicon: Lexicon) -> str:
    return _SYMBOLS[found[0]]


def _service_code(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`*202#` as it is keyed."""
    keys = {"*": "sao", "#": "thăng"}
    return " ".join(keys.get(key) or digit_by_digit(key) for key in found[0])


def _bullet(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    return "" if follows(found.string, found.start(), _BEFORE_A_BULLET) else None


def _from_one(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    """`Quý III/2025 - Quý IV/2027`, `Điều 1 - Điều 5`: the same word stands before both ends."""
    begins = _FROM_HEAD.search(found.string, max(0, found.start() - 40), found.start())
    is_same = begins is not None and begins["head"].lower() == found["head"].lower()
    return "đến" if is_same else None


_BULLET = rf"\+(?= ?[{LATIN}])"
_BEFORE_A_BULLET = re.compile(r"(?:(?:\A|\n) {0,20}|[:;.] )$")
_FOOTNOTE = rf"(?<=[{LATIN}])\([0-9]{{1,2}}\)|\[[0-9]{{1,3}}\]"
_HEAD = "(?P<head>[Nn]gày|[Tt]háng|[Qq]uý|[Nn]ăm|[Đđ]iều|[Kk]hoản|[Bb]ước|[Tt]ầng|[Bb]ậc|[Tt]uần|[Hh]ạng)"
_FROM_HEAD = re.compile(rf"(?<!\w){_HEAD} {MASK}+ ?$")
_TO_HEAD = rf"(?P<said>[-–—]) ?{_HEAD} {MASK}"

BULLET_RULES: tuple[Rule, ...] = (
    rule("bullet", _BULLET, _bullet, at=re.compile(r"\+")),
    rule("footnote", _FOOTNOTE, "", at=re.compile(r"[(\[][0-9]")),
    rule("diameter", rf"(?<![{LATIN}])[ØøΦφ](?= ?[0-9])", "phi", at=re.compile("[ØøΦφ]")),
    rule("blank year", r"(?<![0-9])20(?= ?(?:\.{2}|…|__))", "", at=re.compile("20")),
    rule("negative blood", r"(?<!\w)(?:A|B|AB|O)(?P<said>[-−–])(?=[:,;.)]|\Z)", "âm"),
    rule("stars", r"(?<![\w.,])[1-5](?P<said>\*)(?![\w*])", "sao"),
    rule("service code", r"\*[0-9*]{2,14}#", _service_code),
)
SYMBOL_RULES: tuple[Rule, ...] = (
    rule("numbered sign", f"#(?={MASK})", "số"),
    rule("about", rf"(?<![\w{MASK}])(?<!khoảng )(?P<said>~)(?= ?{MASK})", "khoảng"),
    rule("arrow between amounts", rf"(?<={MASK}) ?(?P<said>→|⇒|-{{1,2}}>) ?(?={MASK})", "đến"),
    rule("arrow", "[=–-]{1,2}>", ""),
    rule("up", rf"[↑▲](?= ?{MASK})", "tăng"),
    rule("down", rf"[↓▼](?= ?{MASK})", "giảm"),
    rule("more or less", rf"\+ ?/ ?[-−–](?! ?[{LATIN}])", "cộng trừ"),
    rule("from one to the next", _TO_HEAD, _from_one, at=re.compile("[-–—] ?[NnTtQqĐđKkBbHh]")),
    rule("symbol", f"[{re.escape(''.join(_SYMBOLS))}]", _symbol),
)
"""What is left: nothing of it may reach the voice as it stands."""
