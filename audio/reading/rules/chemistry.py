"""Substances as permits and limits of pollution write them: `H2SO4`, `NaOH`, `PO43-`, `Cr6+`, CAS numbers."""

import re

from audio.reading.letters import spelled
from audio.reading.lexicon import Lexicon
from audio.reading.numbers import cardinal, digit_by_digit
from audio.reading.rule import Rule, rule

_CHARGES = {"+": "cộng", "-": "trừ"}
_ELEMENT = "Cl|Na|Ca|Mg|Al|Fe|Cu|Zn|Pb|Hg|Cd|Cr|Mn|Ni|Si|Ba|Ag|[HCNOSPK]"
_MOLECULE = (
    rf"(?<![\w.-])(?=[A-Z]{{1,5}}(?:[a-z]|[0-9]{{1,2}}[A-Z]))(?:(?:{_ELEMENT})[0-9]{{0,2}}){{2,8}}(?![\w-])"
)
"""Of two elements or more; `CN1` and `PC07` with all their figures at the end are codes."""
_ION = (
    r"(?<![\w.-])(?P<ion>(?:PO4|SO4|CO3|HCO3|NO3|NO2|NH4|CrO4|Cr|Fe|Cu|Zn|Cl|CN|S|F))"
    r"(?P<number>[1-9]?)(?P<charge>[+-])(?=[ ,;.:)]|\Z)"
)
_PIECE = re.compile(r"[A-Z][a-z]?|[0-9]+")
_CAS = r"(?<!\w)CAS(?: số| No\.?)?:? (?P<said>[0-9]{2,7}-[0-9]{2}-[0-9])(?!\w)"


def _by_piece(written: str) -> str:
    pieces = _PIECE.findall(written)
    return " ".join(cardinal(piece) if piece.isdigit() else spelled(piece) for piece in pieces)


def _molecule(found: re.Match[str], _lexicon: Lexicon) -> str:
    return _by_piece(found[0])


def _ion(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`PO43-`: three is the charge, not a tail of forty-three."""
    number = cardinal(found["number"]) if found["number"] else ""
    return " ".join(filter(None, [_by_piece(found["ion"]), number, _CHARGES[found["charge"]]]))


def _cas(found: re.Match[str], _lexicon: Lexicon) -> str:
    return digit_by_digit(found["said"])


CHEMISTRY_RULES: tuple[Rule, ...] = (
    rule("ion", _ION, _ion, at=re.compile("[PSCHNFZ][A-Za-z]{0,2}[0-9]{0,2}[+-]")),
    rule("molecule", _MOLECULE, _molecule, at=re.compile("[A-Z][a-z]?[0-9]{0,2}[A-Z]")),
    rule("CAS number", _CAS, _cas, at=re.compile("CAS")),
)
