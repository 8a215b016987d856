"""Days of a month without a year: `ngày 5/3`, `12-16/5`, `3/9, 4/9 và 5/9`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audio.reading.calendar import is_in_no_year
from audio.reading.lexicon import Lexicon
from audio.reading.moments import spoken_day
from audio.reading.rule import Claim, Rule, Said, Unsure, matches
from audio.reading.shares import SPAN, is_day
from audio.reading.starts import figures_before
from audio.reading.values import Stake, Why

_BEGINS = figures_before("[0-9]?(?:[/.-]| ?[-–—~])")
_LINKS = frozenset({", ", " và ", " hoặc ", "; ", " đến ", " đến hết ", " đến ngày ", ", ngày ", " và ngày "})

_LONGEST_LINK = max(map(len, _LINKS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Days of a month without a year, alone, as a span, or several in a row."""

    name: str = "day"

    def claims(self, text: str, lexicon: Lexicon) -> Iterator[Claim]:  # noqa: ARG002 - needs none
        last = -1
        for found in matches(SPAN, text, at=_BEGINS):
            is_near = last >= 0 and last >= found.start() - _LONGEST_LINK
            follows = is_near and text[last : found.start()] in _LINKS
            if _is_possible(found) and is_day(found, follows=follows):
                last = found.end()
                yield Claim.of(found.start(), last, _said(found), rule=self.name)


def _said(found: re.Match[str]) -> Said:
    """Say it as it stands, also where no year has such a day."""
    if is_in_no_year(int(found["day"]), int(found["month"])):
        return Unsure(said=_spoken(found), stake=Stake.DATE, why=Why.NO_SUCH_DAY)
    return _spoken(found)


def _spoken(found: re.Match[str]) -> str:
    until = spoken_day(found["to"])
    return f"{spoken_day(found['from'])} đến {until}" if found["from"] else until


def _is_possible(found: re.Match[str]) -> bool:
    """`20-12/5` runs backwards: no span of days of one month."""
    begins = found["from"]
    return not begins or not begins.isdigit() or int(begins) < int(found["day"])


DAY_RULES: tuple[Rule, ...] = (Days(),)
