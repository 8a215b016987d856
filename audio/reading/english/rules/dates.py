"""Days, months and years: `1 July 2025`, `July 1, 2025`, `01/07/2025`, `Q3/2025`, `2021–2025`, the 1990s."""

import re
from datetime import date

from audio.reading.english.moments import (
    DAY,
    ENDS,
    MONTH,
    MONTH_NAME,
    MONTHS,
    STARTS,
    TO,
    YEAR,
    day_of_month,
    month_named,
    numbered_day,
)
from audio.reading.english.numbers import cardinal, ordinal, year
from audio.reading.lexicon import Lexicon
from audio.reading.rule import FIGURES, Rule, Said, Unsure, rule
from audio.reading.values import Stake, Why

_NTH = "(?:st|nd|rd|th)?"
_OF_YEAR = rf"(?:,? (?P<year>{YEAR})(?![\w,]|[.][0-9]))?"
_DAY_FIRST = (
    rf"(?<![\w/.,-])(?P<the>the )?(?:(?P<from>{DAY}){_NTH}(?P<link> ?[-–—~] ?| to | and | or |, )(?:the )?)?"
    rf"(?P<day>{DAY}){_NTH}(?: of)? (?P<month>{MONTH_NAME}){_OF_YEAR}"
)
_DAY_BEGINS = re.compile(r"(?:the )?(?=[0-3]?[0-9](?:st|nd|rd|th)?(?: | ?[-–—~]|,))")
_MONTH_FIRST = (
    rf"(?<!\w)(?P<month>{MONTH_NAME}) (?:the )?(?P<from>{DAY}){_NTH}"
    rf"(?:(?P<link> ?[-–—~] ?| to | and )(?P<to>{DAY}){_NTH})?"
    rf"(?!\w|[:.][0-9]){_OF_YEAR}"
)
_MONTH_BEGINS = re.compile(r"(?<!\w)(?=[JFMASONDjfmasond][aepucoAEPUCO][nbrylgptvcNBRYLGPTVC])")
_NUMBERED = (
    rf"{STARTS}(?P<a>[0-3]?[0-9])(?P<mark>[/.-])(?P<b>[0-3]?[0-9])(?P=mark)(?P<year>{YEAR}|[0-9]{{2}}){ENDS}"
)
_YEAR_FIRST = rf"{STARTS}(?P<year>{YEAR})(?P<mark>[/.-])(?P<month>{MONTH})(?P=mark)(?P<day>{DAY}){ENDS}"
_CUE = (
    "[Oo]n|[Ff]rom|[Bb]y|[Uu]ntil|[Tt]ill|[Bb]efore|[Aa]fter|[Ss]ince|[Dd]ated?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?"
)
_WITHOUT_YEAR = rf"(?<!\w)(?:{_CUE}),?:? (?P<said>(?P<day>{DAY})/(?P<month>{MONTH})){ENDS}"
_PERIOD = (
    r"(?<!\w)(?P<kind>[QH])(?P<nth>[1-4])(?P<next> ?[-–] ?[QH]?[2-4])?"
    rf"(?:[/ -]| of )(?P<year>{YEAR})(?![\w/]|[.,][0-9])"
)
_YEARS = rf"{STARTS}(?P<from>{YEAR})(?:{TO})(?P<to>{YEAR}|[0-9]{{2}}){ENDS}"
_YEAR_ALONE = rf"{STARTS}(?P<year>{YEAR})(?![\w/%²³]|[.,:/-][0-9]| ?(?:%|million|billion|thousand))"
_DECADE = rf"{STARTS}(?P<year>(?:1[89]|20)[0-9]0)['’]?s(?!\w)"
_YEAR_CUE = re.compile(
    rf"(?:(?<!\w)(?:[Ii]n|[Oo]f|[Bb]y|[Ss]ince|[Yy]ears?|[Uu]ntil|[Ff]rom|[Tt]o|[Bb]efore|[Aa]fter|[Dd]uring|[Ff]or|"
    rf"[Ee]arly|[Ll]ate|[Mm]id|[Ee]nd|and|[Tt]he)|{MONTH_NAME},?) $"
)
_PLURAL = re.compile(r" [a-z]{3,}s(?!\w)")
_NEAR = 12


def _day_first(found: re.Match[str], _lexicon: Lexicon) -> str:
    month = month_named(found["month"])
    until = day_of_month(found["day"], month, found["year"])
    if not found["from"]:
        return until
    link = {"and": "and", "or": "or", ",": "and"}.get(found["link"].strip(), "to")
    return f"the {ordinal(found['from'])} {link} {until}"


def _month_first(found: re.Match[str], _lexicon: Lexicon) -> str:
    said = f"{month_named(found['month'])} the {ordinal(found['from'])}"
    if found["to"]:
        link = "and" if found["link"].strip() == "and" else "to"
        said = f"{said} {link} the {ordinal(found['to'])}"
    return f"{said} {year(found['year'])}" if found["year"] else said


def _numbered(found: re.Match[str], _lexicon: Lexicon) -> Said | None:
    """`03/04/2025` is the third of April where offices write the day first, but not everywhere."""
    of_year = found["year"] if len(found["year"]) == 4 else f"20{found['year']}"
    if int(found["a"]) == 0 or int(found["b"]) == 0:
        return None
    said = numbered_day(found["a"], found["b"], of_year)
    if said is None:
        return None
    said, other = _after_the(said, found), _the_other_way(found["a"], found["b"], of_year)
    if not _exists(found["a"], found["b"], of_year):
        return Unsure(said=said, stake=Stake.DATE, why=Why.NO_SUCH_DAY)
    return Unsure(said=said, others=(_after_the(other, found),), stake=Stake.DATE) if other else said


def _the_other_way(first: str, second: str, of_year: str) -> str | None:
    """Return what else the two may mean; None where only one way makes a date."""
    may_be_both = int(first) <= 12 and int(second) <= 12 and int(first) != int(second)
    return numbered_day(second, first, of_year) if may_be_both else None


def _exists(first: str, second: str, of_year: str) -> bool:
    day, month = (int(second), int(first)) if int(second) > 12 else (int(first), int(second))
    try:
        date(int(of_year), month, day)
    except ValueError:
        return False
    return True


def _year_first(found: re.Match[str], _lexicon: Lexicon) -> str:
    return day_of_month(found["day"], MONTHS[int(found["month"]) - 1], found["year"])


def _after_the(said: str, found: re.Match[str]) -> str:
    """`the 12/31/2024 deadline` has the article already."""
    before = found.string[max(0, found.start() - 4) : found.start()].lower()
    return said.removeprefix("the ") if before == "the " else said


def _without_year(found: re.Match[str], _lexicon: Lexicon) -> str:
    return day_of_month(found["day"], MONTHS[int(found["month"]) - 1], None)


def _month_of_year(found: re.Match[str], _lexicon: Lexicon) -> str:
    return f"{MONTHS[int(found['month']) - 1]} {year(found['year'])}"


def _short_month(found: re.Match[str], _lexicon: Lexicon) -> str:
    return month_named(found["said"])


def _period(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`Q3/2025` and `H1 2025`."""
    kind = "quarter" if found["kind"] == "Q" else "half"
    until = f" to {cardinal(found['next'][-1])}" if found["next"] else ""
    return f"{kind} {cardinal(found['nth'])}{until} {year(found['year'])}"


def _years(found: re.Match[str], _lexicon: Lexicon) -> str:
    until = found["to"]
    return f"{year(found['from'])} to {year(until) if len(until) == 4 else cardinal(until)}"


def _year_alone(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    """`2500 workers` are no year, and `2000 workers` are none unless a word before says so."""
    before = found.string[max(0, found.start() - _NEAR) : found.start()]
    if _PLURAL.match(found.string, found.end(), found.end() + 20) and not _YEAR_CUE.search(before):
        return None
    return year(found["year"])


def _decade(found: re.Match[str], _lexicon: Lexicon) -> str:
    *before, last = year(found["year"]).split()
    return " ".join([*before, f"{last[:-1]}ies" if last.endswith("y") else f"{last}s"])


DATE_RULES: tuple[Rule, ...] = (
    rule("date", _DAY_FIRST, _day_first, at=_DAY_BEGINS),
    rule("month and day", _MONTH_FIRST, _month_first, at=_MONTH_BEGINS),
    rule("numbered date", _NUMBERED, _numbered, at=FIGURES),
    rule("year first", _YEAR_FIRST, _year_first, at=FIGURES),
    rule("day", _WITHOUT_YEAR, _without_year),
    rule(
        "month of a year",
        rf"{STARTS}(?P<month>{MONTH})/(?P<year>{YEAR})(?![\w/-]|[.,][0-9])",
        _month_of_year,
        at=FIGURES,
    ),
    rule("period", _PERIOD, _period),
    rule(
        "short month",
        r"(?<!\w)(?P<said>(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)(?= )",
        _short_month,
    ),
    rule("years", _YEARS, _years, at=FIGURES),
    rule("decade", _DECADE, _decade, at=FIGURES),
    rule("year", _YEAR_ALONE, _year_alone, at=FIGURES),
)
