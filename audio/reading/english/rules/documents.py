"""Numbers of documents and standards: `No. 35/2022/ND-CP`, `15/QD-TTg`, `ISO 9001:2015`."""

import re

from audio.reading.english.letters import spelled
from audio.reading.english.numbers import cardinal, digit_by_digit, year
from audio.reading.letters import CAPITAL, LATIN
from audio.reading.lexicon import Lexicon
from audio.reading.rule import FIGURES, Rule, rule

_PART = rf"[{CAPITAL}][{LATIN}]{{0,9}}[0-9]{{0,2}}"
_ISSUER = rf"(?P<issuer>{_PART}(?:[-/&.]{_PART}){{0,5}})"
_DOCUMENT = (
    r"(?<![\w/.,-])(?P<number>[0-9]{1,6})(?P<letter>[a-z]?)(?: ?/ ?(?P<year>[12][0-9]{3}))? ?/ ?"
    rf"{_ISSUER}(?!\w)"
)
_KINDS = "Decree|Circular|Decision|Law|Resolution|Directive|Plan|Notice|Instruction|Letter|Dispatch|Ordinance"
_WITHOUT_ISSUER = (
    rf"(?<!\w)(?:(?:{_KINDS})(?: [Nn]o\.)?|[Nn]o\.) (?P<said>(?P<number>[0-9]{{1,6}})/(?P<year>20[0-9]{{2}}))"
    r"(?![\w/])"
)
_STANDARD = (
    rf"(?<!\w)(?P<body>TCVN|QCVN|TCXDVN|ISO|IEC|EN|ASTM|JIS|KS)(?:/[{CAPITAL}]{{2,6}})?[ -]?"
    rf"(?P<number>[0-9]{{2,6}})(?P<part>(?:-[0-9]{{1,3}})?)"
    rf"(?::(?P<year>[12][0-9]{{3}}))?(?:/(?P<issuer>{_PART}))?(?!\w)"
)
_PIECE = re.compile(rf"[{LATIN}]+|[0-9]+")


def _document(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    """`35/2022/ND-CP`: thirty five of twenty twenty two N D C P."""
    issuer = found["issuer"]
    if not found["year"] and not _has_letters_only_in_capitals(issuer):
        return None
    words = [_numbered(found)]
    return " ".join([*words, _letters(issuer)])


def _has_letters_only_in_capitals(issuer: str) -> bool:
    """`15/QD-TTg` is a document; `24/Hanoi` and `5/Month` are none."""
    return not any(len(part) > 3 and part[1:].islower() for part in re.split("[-/.&]", issuer)) and (
        len(issuer) > 1
    )


def _numbered(found: re.Match[str]) -> str:
    number = cardinal(found["number"])
    letter = found.groupdict().get("letter")
    said = f"{number} {spelled(letter)}" if letter else number
    return f"{said} of {year(found['year'])}" if found["year"] else said


def _without_issuer(found: re.Match[str], _lexicon: Lexicon) -> str:
    return _numbered(found)


def _letters(issuer: str) -> str:
    letters: list[str] = []
    said: list[str] = []
    for piece in _PIECE.findall(issuer):
        if piece.isdigit():
            said += spelled("".join(letters)), cardinal(piece)
            letters = []
        else:
            letters.append(piece)
    return " ".join(filter(None, [*said, spelled("".join(letters))]))


def _standard(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`ISO 9001:2015` and `TCVN 5945:2011`."""
    number = found["number"]
    words = [spelled(found["body"])]
    words.append(cardinal(number) if len(number) < 4 or number[1:3] == "00" else digit_by_digit(number))
    if found["part"]:
        words.append(cardinal(found["part"][1:]))
    if found["year"]:
        words.append(year(found["year"]))
    if found["issuer"]:
        words.append(_letters(found["issuer"]))
    return " ".join(words)


DOCUMENT_RULES: tuple[Rule, ...] = (
    rule("standard", _STANDARD, _standard),
    rule("document number", _DOCUMENT, _document, at=FIGURES),
    rule("document of a year", _WITHOUT_ISSUER, _without_issuer),
)
