"""Where on the map: degrees and minutes, degrees with a decimal point, and directions by their letters."""

import re

from audio.reading.lexicon import Lexicon
from audio.reading.numbers import cardinal, written
from audio.reading.rule import Rule, rule
from audio.reading.starts import figures_before

_DIRECTIONS = {"N": "bắc", "B": "bắc", "S": "nam", "E": "đông", "Đ": "đông", "W": "tây", "T": "tây"}


def _coordinate(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`17°25'N`: directions by their English or Vietnamese letters."""
    words = [cardinal(found["degrees"]), "độ", cardinal(found["minutes"]), "phút"]
    if found["seconds"]:
        words += cardinal(found["seconds"]), "giây"
    return " ".join(filter(None, [*words, _DIRECTIONS.get(found["direction"] or "", "")]))


def _pair(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`18,2N-106,9E` of storm bulletins."""
    north, east = _degrees(found["north"]), _degrees(found["east"])
    return f"{north} độ vĩ bắc {east} độ kinh đông"


def _decimal(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`14.847 độ vĩ Bắc`: there are not so many thousand degrees."""
    return _degrees(found["said"])


def _degrees(number: str) -> str:
    return written(number.replace(".", ","))


_START = r"(?<![\w.,])"
_COORDINATE = (
    rf"{_START}(?P<degrees>[0-9]{{1,3}})° ?(?P<minutes>[0-9]{{1,2}})['’′] ?"
    r"(?:(?P<seconds>[0-9]{1,2})(?:[\"”″]|['’′]{2}) ?)?(?P<direction>[NSEWBĐT])?(?!\w)"
)
_NUMBER = r"[0-9]{1,3}(?:[.,][0-9]{1,4})?"
_PAIR = rf"{_START}(?P<north>{_NUMBER})[NB](?: ?[-–;,] ?| )(?P<east>{_NUMBER})[EĐ](?!\w)"
_DECIMAL = (
    rf"{_START}(?P<said>[0-9]{{1,3}}\.[0-9]{{1,6}})"
    r"(?= ?(?:độ |° ?)?(?:(?:[Vv]ĩ|[Kk]inh)(?: độ)? (?:[Bb]ắc|[Nn]am|[Đđ]ông|[Tt]ây)|(?<=°)[NSEWBĐ](?!\w)))"
)

_NORTH = figures_before("[0-9]{0,2}(?:[.,][0-9]{1,4})?[NB][ ,;–-]")
_POINT = figures_before(r"[0-9]{0,2}\.[0-9]{1,6} ?[°độĐVvKk]")

COORDINATE_RULES: tuple[Rule, ...] = (
    rule("coordinate", _COORDINATE, _coordinate, at=figures_before("[0-9]{0,2}°")),
    rule("pair of coordinates", _PAIR, _pair, at=_NORTH),
    rule("decimal degrees", _DECIMAL, _decimal, at=_POINT),
)
