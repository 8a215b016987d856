"""Where in a document something stands: Article 5(2)(a), points a and b, Section 3.2, version 2.0.1."""

import re

from audio.reading.english.letters import spelled
from audio.reading.english.numbers import cardinal, dotted
from audio.reading.lexicon import Lexicon
from audio.reading.numbers import roman
from audio.reading.rule import Listed, Rule, rule

_NUMBERED = (
    "Articles?|Art\\.|Clauses?|Points?|Sections?|Sec\\.|Paragraphs?|Para\\.|Items?|Annex(?:es)?|Appendix|Appendices|"
    "Forms?|Tables?|Figures?|Schedules?|Parts?|Rules?|Regulations?|ARTICLE|CLAUSE|SECTION|"
    "articles?|art\\.|clauses?|points?|sections?|paragraphs?|items?|form|table|figure|schedule|rule|"
    "[Vv]ersions?|[Rr]elease|[Ss]oftware"
)
_ARTICLE = (
    rf"(?<!\w)(?P<kind>{_NUMBERED}) "
    r"(?P<said>(?P<number>[0-9]{1,4}(?:\.[0-9]{1,3}){0,4})(?P<letter>[a-z])?"
    r"(?P<below>(?: ?\((?:[0-9]{1,3}|[a-z]|[ivx]{2,5})\)){0,4}))(?![\w%]|[.,/:-][0-9]| ?[-–] ?[0-9])"
)
_BELOW = re.compile(r"[0-9]+|[a-z]+")
_POINTS = (
    r"(?<!\w)(?:[Pp]oints?|[Ii]tems?|[Ss]ub-?paragraphs?) "
    r"(?P<said>\(?[a-z]\)?(?!\w)(?:(?:, | and | or |, and | to | ?[-–] ?)\(?[a-z]\)?(?!\w)){0,9})(?!\w)"
)


def _article(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`5(2)(a)` of an article: five, clause two, point A, as laws of Vietnam are cited."""
    words = [dotted(found["number"])]
    if found["letter"]:
        words.append(spelled(found["letter"]))
    has_clauses = found["kind"].lower().startswith("art")
    below = (_below(piece, has_clauses=has_clauses) for piece in _BELOW.findall(found["below"]))
    return " ".join([*words, *below])


def _below(written: str, *, has_clauses: bool) -> str:
    if written.isdigit():
        return f"clause {cardinal(written)}" if has_clauses else cardinal(written)
    value = roman(written.upper()) if len(written) > 1 else None
    return cardinal(str(value)) if value else f"point {spelled(written)}"


def _point(piece: re.Match[str]) -> str:
    return spelled(piece[0])


ARTICLE_RULES: tuple[Rule, ...] = (
    rule("article", _ARTICLE, _article),
    Listed(name="point", pattern=re.compile(_POINTS), piece=re.compile(r"(?<!\w)[a-z](?!\w)"), say=_point),
)
