"""A number that the text writes out itself: "15 (mười lăm) ngày" is said once.

Laws, procedures and invoices write amounts in figures and in words, so that nobody can change one alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audio.reading.lexicon import Lexicon
from audio.reading.numbers import DIGITS, NUMBER, written
from audio.reading.rule import Claim, Rule, Unsure, matches
from audio.reading.starts import figures_before
from audio.reading.values import Stake, Why

_TWICE = re.compile(
    rf"(?<![\w.,/-])(?P<number>{NUMBER})(?P<unit>(?: ?[^\W\d_]{{1,10}}(?: [^\W\d_]{{1,10}})?)?) ?"
    r"(?P<bracket>\((?:(?:[Vv]iết )?[Bb]ằng chữ(?: là)?:? ?)?(?P<words>[^\W\d_][^()\n\d]{1,150})\))"
)
_BEGINS = figures_before(r"[0-9.,]{0,20}[^\n()]{0,24}?\(")
_SAME = {
    "lăm": "năm",
    "nhăm": "năm",
    "mốt": "một",
    "tư": "bốn",
    "lẻ": "linh",
    "ngàn": "nghìn",
    "tỉ": "tỷ",
    "mười": "mươi",
    "đ": "đồng",
    "vnd": "đồng",
    "vnđ": "đồng",
}
_SILENT = frozenset({"chẵn"})
_NUMERALS = frozenset({*DIGITS, "linh", "mươi", "trăm", "nghìn", "triệu", "tỷ", "phẩy", "đồng"})
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidInWords:
    """The bracket is silent where it says what stands before it, a doubt where it says another number."""

    name: str = "said in words"

    def claims(self, text: str, lexicon: Lexicon) -> Iterator[Claim]:  # noqa: ARG002 - needs none
        for found in matches(_TWICE, text, at=_BEGINS):
            said, bare, unit = map(_words, (found["words"], written(found["number"]), found["unit"]))
            start, end = found.span("bracket")
            if said in (bare, (*bare, *unit)):
                start -= text[start - 1] == " "
                yield Claim(start=start, end=end, said="", rule=self.name)
            elif _NUMERALS.issuperset(said[: -len(unit)] if unit and said[-len(unit) :] == unit else said):
                yield Claim.of(start, end, _other(found), rule=self.name)


def _other(found: re.Match[str]) -> Unsure:
    """Both are said: only a person knows which of the two numbers is meant."""
    words = " ".join(_WORD.findall(found["words"]))
    stake = Stake.MONEY if "đồng" in f"{found['words']} {found['unit']}" else Stake.NUMBER
    return Unsure(said=words, stake=stake, why=Why.WORDS_DIFFER)


def _words(said: str) -> tuple[str, ...]:
    """Return words in the one form that all ways of saying a number share."""
    words = _WORD.findall(said.casefold())
    return tuple(_SAME.get(word, word) for word in words if word not in _SILENT)


REPEAT_RULES: tuple[Rule, ...] = (SaidInWords(),)
