"""Where in a document something stands: Điều 12a, điểm đ khoản 1, Mục 3.2, phiên bản 1.5."""

import re

from audio.reading.cues import follows
from audio.reading.letters import spelled
from audio.reading.lexicon import Lexicon
from audio.reading.numbers import cardinal, dotted
from audio.reading.rule import Listed, Rule, rule
from audio.reading.starts import figures_before

_ARTICLES = "[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Mm]ục|[Tt]iểu mục|[Pp]hụ lục|[Mm]ẫu số|[Bb]iểu số|ĐIỀU|KHOẢN|MỤC"
_NUMBERED = (
    rf"{_ARTICLES}|[Pp]hần|[Bb]ảng|[Bb]iểu|[Mm]ẫu|[Hh]ình|[Pp]hiên bản|[Vv]ersion|[Pp]hần mềm|[Cc]hương"
)


def _numbering(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`3.2` after Mục, and `12a` after Điều."""
    number, letter = found["number"], found["letter"] or ""
    return f"{dotted(number)} {spelled(letter)}".strip()


def _only_numbering(found: re.Match[str], lexicon: Lexicon) -> str | None:
    return _numbering(found, lexicon) if follows(found.string, found.start(), _BEFORE_A_NUMBERING) else None


def _span_of_articles(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    """`Điều 12 - 15` and `trang 3-5`: from the one to the other; `cổ phần 26-3` runs backwards."""
    if int(found["from"]) >= int(found["to"]) or not follows(found.string, found.start(), _BEFORE_A_SPAN):
        return None
    return f"{cardinal(found['from'])} đến {cardinal(found['to'])}"


def _tight_list(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    """`Khoản 4,6`: two of them, no decimal."""
    if not follows(found.string, found.start(), _BEFORE_A_LIST):
        return None
    return " ".join(map(cardinal, found[0].split(",")))


def _point(piece: re.Match[str]) -> str:
    return spelled(piece[0])


_POINTS = r"(?<!\w)(?:[Đđ]iểm|[Tt]iết) (?P<said>[a-zđ](?:(?:, | và )[a-zđ](?!\w)){0,9})(?!\w)"
_NUMBER = r"[0-9]{1,3}"
_LETTER_AND_END = r"(?P<letter>[a-zđ])?)(?![\w]|[.,/-][0-9])"
_ARTICLE = rf"(?:{_ARTICLES}) (?P<said>(?P<number>{_NUMBER}(?:\.[0-9]{{1,2}}){{0,4}}){_LETTER_AND_END}"
_NUMBERING = rf"(?P<said>(?P<number>{_NUMBER}(?:\.[0-9]{{1,2}}){{1,4}}){_LETTER_AND_END}"
_BEFORE_A_NUMBERING = re.compile(rf"(?<!\w)(?:{_NUMBERED}) $")

_SPAN = rf"(?P<from>{_NUMBER}) ?[-–] ?(?P<to>{_NUMBER})(?![\w]|[.,/-][0-9])"
_BEFORE_A_SPAN = re.compile(
    r"(?<!\w)(?:[Đđ]iều|ĐIỀU|[Kk]hoản|[Mm]ục|[Cc]hương|[Pp]hần|[Tt]rang|tr\.|[Tt]iêu chí|[Cc]âu|"
    r"[Ss]ố thứ tự) $"
)
_TIGHT_LIST = r"[0-9]{1,3}(?:,[0-9]{1,3}){1,8}(?![\w]|[./-][0-9])"
_BEFORE_A_LIST = re.compile(r"(?<!\w)(?:[Đđ]iều|[Kk]hoản|[Mm]ục|[Cc]hương) $")

ARTICLE_RULES: tuple[Rule, ...] = (
    rule("span of articles", _SPAN, _span_of_articles, at=figures_before("[0-9]{0,2} ?[-–]")),
    Listed(name="point", pattern=re.compile(_POINTS), piece=re.compile(r"(?<!\w)[a-zđ](?!\w)"), say=_point),
    rule("articles", _TIGHT_LIST, _tight_list, at=figures_before("[0-9]{0,2},[0-9]")),
    rule("article", rf"(?<!\w){_ARTICLE}", _numbering),
    rule("numbering", _NUMBERING, _only_numbering, at=figures_before(r"[0-9]{0,2}\.[0-9]")),
)
