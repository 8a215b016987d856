"""Where in a document something stands: Điều 12a, điểm đ khoản 1, Mục 3.2, phiên bản 1.5."""

import re

from audio.reading.letters import spelled
from audio.reading.lexicon import Lexicon
from audio.reading.numbers import dotted
from audio.reading.rule import Listed, Rule, rule

_ARTICLES = "[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Mm]ục|[Tt]iểu mục|[Pp]hụ lục|[Mm]ẫu số|[Bb]iểu số|ĐIỀU|KHOẢN|MỤC"
_NUMBERED = (
    rf"{_ARTICLES}|[Pp]hần|[Bb]ảng|[Bb]iểu|[Mm]ẫu|[Hh]ình|[Pp]hiên bản|[Vv]ersion|[Pp]hần mềm|[Cc]hương"
)


def _numbering(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`3.2` after Mục, and `12a` after Điều."""
    number, letter = found["number"], found["letter"] or ""
    return f"{dotted(number)} {spelled(letter)}".strip()


def _point(piece: re.Match[str]) -> str:
    return spelled(piece[0])


_POINTS = r"(?<!\w)(?:[Đđ]iểm|[Tt]iết) (?P<said>[a-zđ](?:(?:, | và )[a-zđ](?!\w)){0,9})(?!\w)"
_NUMBER = r"[0-9]{1,3}"
_LETTER_AND_END = r"(?P<letter>[a-zđ])?)(?![\w]|[.,/-][0-9])"
_ARTICLE = rf"(?:{_ARTICLES}) (?P<said>(?P<number>{_NUMBER}(?:\.[0-9]{{1,2}}){{0,4}}){_LETTER_AND_END}"
_NUMBERING = rf"(?:{_NUMBERED}) (?P<said>(?P<number>{_NUMBER}(?:\.[0-9]{{1,2}}){{1,4}}){_LETTER_AND_END}"

ARTICLE_RULES: tuple[Rule, ...] = (
    Listed(name="point", pattern=re.compile(_POINTS), piece=re.compile(r"(?<!\w)[a-zđ](?!\w)"), say=_point),
    rule("article", rf"(?<!\w){_ARTICLE}", _numbering),
    rule("numbering", rf"(?<!\w){_NUMBERING}", _numbering),
)
