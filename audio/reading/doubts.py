"""What of a reading a person should decide: what rules were unsure of, and signs that nobody said."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from audio.reading.letters import LATIN
from audio.reading.plain import Plain
from audio.reading.rule import MASK, Claim
from audio.reading.values import Doubt, Stake, Why

_MATHEMATICAL = range(0x2200, 0x2300)
"""Operators; arrows and geometric shapes, of the same category in Unicode, only adorn."""
_UNSAID = re.compile(rf"[^\x00-\x7f{LATIN}{MASK}]+(?: [^\x00-\x7f{LATIN}{MASK}]+)*")


def doubts(page: Plain, masked: str, claims: Iterable[Claim]) -> list[Doubt]:
    """Return them in the order of the source. `masked` is the text without what is claimed."""
    found = [*_of_rules(page, claims), *_unsaid(page, masked)]
    return sorted(found, key=lambda doubt: doubt.span)


def _of_rules(page: Plain, claims: Iterable[Claim]) -> Iterator[Doubt]:
    for claim in claims:
        if claim.unsure:
            yield Doubt(
                span=page.span(claim.start, claim.end),
                said=claim.said,
                others=claim.unsure.others,
                stake=claim.unsure.stake,
                why=claim.unsure.why,
            )


def _unsaid(page: Plain, masked: str) -> Iterator[Doubt]:
    """Letters of other scripts, and signs of money or mathematics without a name; others say nothing."""
    for run in _UNSAID.finditer(masked):
        stake = _stake(run[0])
        if stake:
            span = page.span(run.start(), run.end())
            yield Doubt(span=span, said="", others=(), stake=stake, why=Why.NOT_SPOKEN)


def _stake(run: str) -> Stake | None:
    if any(unicodedata.category(sign) == "Sc" for sign in run):
        return Stake.MONEY
    if any(ord(sign) in _MATHEMATICAL or sign in "÷×±" for sign in run):
        return Stake.NUMBER
    return Stake.NAME if any(map(str.isalpha, run)) else None
