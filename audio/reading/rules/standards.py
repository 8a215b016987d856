"""Standards and technical regulations: `TCVN 5945:2011`, `QCVN 11-MT:2015/BTNMT`, `ISO 9001:2015`."""

import re

from audio.reading.compounds import code_part
from audio.reading.cues import follows
from audio.reading.letters import CAPITAL, spelled
from audio.reading.lexicon import Lexicon
from audio.reading.numbers import cardinal, digit_by_digit
from audio.reading.rule import Rule, rule
from audio.reading.starts import figures_before

_BODIES = "TCVN|QCVN|TCXDVN|QCXDVN|TCXD|TCCS|QCĐP|ISO|IEC|HACCP"
_BODY = rf"(?P<body>(?:{_BODIES})(?:[/ ](?:ISO|IEC|EN|ASTM|BS|JIS)){{0,2}})"
_STANDARD = (
    rf"(?<!\w){_BODY} ?(?P<number>[0-9]{{1,6}})(?P<part>(?:-(?:[0-9]{{1,3}}(?![0-9])|[A-Z]{{1,4}}))?)"
    rf"(?:(?: ?: ?|-)(?P<year>(?:19|20)[0-9]{{2}}))?(?:/(?P<issuer>[{CAPITAL}]{{2,8}}))?(?!\w)"
)
_AMENDMENT = r"(?<![\w.,])(?P<number>[0-9]{1,2}):(?P<year>(?:19|20)[0-9]{2})(?!\w)"
_BEFORE_AN_AMENDMENT = re.compile(r"(?:[Ss]ửa đổi|SỬA ĐỔI)(?: lần)? $")


def _standard(found: re.Match[str], lexicon: Lexicon) -> str:
    """Up to three figures are a number, four and more go one by one."""
    number, part = found["number"], found["part"][1:]
    words = [lexicon.alone(body) or spelled(body) for body in re.split("[/ ]", found["body"])]
    words.append(cardinal(number) if len(number) < 4 else digit_by_digit(number))
    if part:
        words.append(cardinal(part) if part.isdigit() else spelled(part))
    if found["year"]:
        words += "năm", cardinal(found["year"])
    if found["issuer"]:
        words.append(code_part(found["issuer"], lexicon))
    return " ".join(words)


def _amendment(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    """`Sửa đổi 1:2023` of a standard: its number and its year."""
    if not follows(found.string, found.start(), _BEFORE_AN_AMENDMENT):
        return None
    return f"{cardinal(found['number'])} năm {cardinal(found['year'])}"


def _national(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    """`Tiêu chuẩn quốc gia 3153-1979`, its letters in words."""
    if not follows(found.string, found.start(), _BEFORE_A_NATIONAL):
        return None
    number = found["number"]
    said = cardinal(number) if len(number) < 4 else digit_by_digit(number)
    return f"{said} năm {cardinal(found['year'])}"


def _of_a_branch(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`20 TCN 27-91`: the branch, its letters, a number and a year of two figures."""
    number, year = found["number"], found["year"]
    said = cardinal(number) if len(number) < 4 else digit_by_digit(number)
    branch = f"{cardinal(found['branch'])} " if found["branch"] else ""
    return f"{branch}tiêu chuẩn ngành {said} {f'năm {cardinal(year)}' if len(year) == 4 else cardinal(year)}"


_BRANCH = r"(?<![\w.,])(?:(?P<branch>[0-9]{2}) ?)?TCN ?"
_OF_A_BRANCH = rf"{_BRANCH}(?P<number>[0-9]{{1,4}})[-:](?P<year>[0-9]{{4}}|[0-9]{{2}})(?![\w/-])"
_NATIONAL = r"(?<![\w.,])(?P<number>[0-9]{2,6})[-:](?P<year>(?:19|20)[0-9]{2})(?![\w/-]|[.,][0-9])"
_BEFORE_A_NATIONAL = re.compile(r"[Tt]iêu chuẩn (?:quốc gia|Quốc gia|Việt Nam|ngành)(?: số)?:? $")

STANDARD_RULES: tuple[Rule, ...] = (
    rule("standard of a branch", _OF_A_BRANCH, _of_a_branch, at=re.compile("[0-9]{2} ?TCN|TCN")),
    rule("standard in words", _NATIONAL, _national, at=figures_before("[0-9]{1,5}[-:](?:19|20)")),
    rule("standard", _STANDARD, _standard, at=re.compile("TC|QC|I[SE]|HA")),
    rule("amendment of a standard", _AMENDMENT, _amendment, at=figures_before("[0-9]?:[0-9]{4}")),
)
