"""The numbers that Word draws and does not write: "Điều 1.", "a)", a dash before an item.

Decrees are typed with them, and without them nobody knows which clause is read (ISO/IEC 29500-1, 17.9).
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    format: str
    text: str
    start: int


class Numbering:
    """Counts the numbered paragraphs of one document, in its order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists = {} if root is None else _lists(root)
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)

    def label(self, properties: etree._Element | None) -> str:
        """Return what Word draws before a paragraph with these `numPr`; empty where it draws nothing."""
        if properties is None:
            return ""
        number, depth = _value(properties, "numId"), int(_value(properties, "ilvl") or 0)
        levels = self._lists.get(number, {})
        if depth not in levels:
            return ""
        self._count(number, depth, levels)
        return self._drawn(number, depth, levels)

    def _count(self, number: str, depth: int, levels: Mapping[int, _Level]) -> None:
        counts = self._counts[number]
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]

    def _drawn(self, number: str, depth: int, levels: Mapping[int, _Level]) -> str:
        if levels[depth].format == "bullet":
            return "-"
        return _PLACE.sub(lambda found: self._at(number, int(found[1]) - 1, levels), levels[depth].text)

    def _at(self, number: str, depth: int, levels: Mapping[int, _Level]) -> str:
        level = levels.get(depth)
        return _written(self._counts[number].get(depth, level.start), level.format) if level else ""


def _lists(root: etree._Element) -> dict[str, dict[int, _Level]]:
    drawn = {
        abstract.get(f"{W}abstractNumId", ""): dict(_level(level) for level in abstract.iter(f"{W}lvl"))
        for abstract in root.iter(f"{W}abstractNum")
    }
    return {
        number.get(f"{W}numId", ""): drawn.get(_value(number, "abstractNumId"), {})
        for number in root.iter(f"{W}num")
    }


def _level(level: etree._Element) -> tuple[int, _Level]:
    start = _value(level, "start")
    return int(level.get(f"{W}ilvl", "0")), _Level(
        format=_value(level, "numFmt"),
        text=_value(level, "lvlText"),
        start=int(start) if start.isdigit() else 1,
    )


def _value(element: etree._Element, name: str) -> str:
    found = element.find(f"{W}{name}")
    return "" if found is None else found.get(f"{W}val", "")


def _written(number: int, format_: str) -> str:
    match format_:
        case "lowerLetter":
            return chr(ord("a") + (number - 1) % 26)
        case "upperLetter":
            return chr(ord("A") + (number - 1) % 26)
        case "lowerRoman":
            return _roman(number)
        case "upperRoman":
            return _roman(number).upper()
        case "none":
            return ""
        case _:
            return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (min(number, 400) // value)
        number %= value
    return written
