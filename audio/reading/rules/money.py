"""Money with its sign or its letters in front, as English and tables write it: `$250.000`, `US$45 triệu`."""

import re

from audio.reading.lexicon import Lexicon
from audio.reading.numbers import NUMBER, written
from audio.reading.rule import Rule, rule

_CURRENCIES = {
    "US$": "đô la Mỹ",
    "USD": "đô la Mỹ",
    "$": "đô la Mỹ",
    "€": "ơ rô",
    "¥": "yên",
    "£": "bảng Anh",
}


def _currency_first(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`$2,5 triệu` with the scale before the currency, `$1.500-2.500` as a range."""
    said = written(found["number"])
    if found["to"]:
        said += f" đến {written(found['to'])}"
    scale = f" {found['scale']}" if found["scale"] else ""
    return f"{said}{scale} {_CURRENCIES[found['sign']]}"


_SCALE = r"(?: ?(?P<scale>(?:nghìn |ngàn )?(?:nghìn|ngàn|triệu|tỷ|tỉ))(?!\w))"
_AMOUNT = rf"(?P<number>{NUMBER})(?: ?[-–~] ?[$€¥£]?(?P<to>{NUMBER}))?"
_SIGN_FIRST = rf"(?P<sign>US\$|[$€¥£]){_AMOUNT}{_SCALE}?(?![\w%])"
_LETTERS_FIRST = rf"(?<![\w.])(?<![0-9] )(?<![uỷỉn] )(?P<sign>USD) ?{_AMOUNT}{_SCALE}(?! (?:đồng|VND|VNĐ))"
"""Without a scale the figures may be a rate: `USD 25.170 đồng`."""

_PAIR = "(?<=USD|EUR|JPY|CNY|GBP|VND)/(?=USD|VN[DĐ])"

_SIGNS, _LETTERS = re.compile(r"US\$|[$€¥£]"), re.compile("USD(?= ?[0-9])")

MONEY_RULES: tuple[Rule, ...] = (
    rule("money sign first", _SIGN_FIRST, _currency_first, at=_SIGNS),
    rule("money letters first", _LETTERS_FIRST, _currency_first, at=_LETTERS),
    rule("pair of currencies", _PAIR, "trên", at=re.compile("/[UV]")),
    rule("currency twice", r"(?<=[0-9ệỷỉn] đồng )VN[DĐ](?!\w)", "", at=re.compile("VN[DĐ]")),
)
