"""The last guard before a voice: what a reading should have put into words never reaches it as it stands."""

import re

from audio.errors import UnspeakableError
from audio.reading.letters import CAPITAL, LATIN

_WORDS = re.compile(rf"[{LATIN}]+(?:,? [{LATIN}]+)*")
_LETTERS = re.compile(rf"(?<![{LATIN}])[{CAPITAL}]{{2,}}(?![{LATIN}])")


def refuse_unspeakable(spoken: str) -> None:
    """Pass a sentence of letters, spaces and commas, none of its words an abbreviation.

    Raises:
        UnspeakableError: there is a digit, a sign, or a word of capitals in it.
    """
    words = _WORDS.match(spoken)
    if words is None or words.end() < len(spoken):
        raise UnspeakableError(spoken, at=words.end() if words else 0)
    letters = _LETTERS.search(spoken)
    if letters:
        raise UnspeakableError(spoken, at=letters.start())
