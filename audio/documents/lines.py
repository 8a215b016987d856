"""A page as its lines, each knowing where it stands. Cleaning looks at nothing smaller or larger."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from audio.reading.plain import plain
from audio.span import SourceSpan

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_ENDS = tuple('.!?…:;"”’)|')
PROSE = 150
"""A line of so many characters is running text, not a heading or a caption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line as it looks: plain letters, single spaces. Empty where nothing in it can be seen."""

    text: str
    span: SourceSpan
    """Without the white space around it; never empty."""

    @property
    def is_prose(self) -> bool:
        return len(self.text) >= PROSE

    @property
    def is_short(self) -> bool:
        return not self.is_prose

    @property
    def is_ended(self) -> bool:
        """Tell whether it ends as sentences, headings before a list, or quotations do."""
        return self.text.endswith(_ENDS)


def lines_of(text: str) -> Sequence[Line]:
    return tuple(
        Line(text=_seen(stripped), span=SourceSpan(start=start, end=start + len(stripped)))
        for found in _LINE.finditer(text)
        if (stripped := found[0].strip())
        for start in (found.start() + len(found[0]) - len(found[0].lstrip()),)
    )


def _seen(line: str) -> str:
    return " ".join(plain(line, kept=None).text.split())
