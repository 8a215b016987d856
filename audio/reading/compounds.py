"""What longer letters are made of: `BQLKKTKCN` of known abbreviations, `QH15` of a name and a term."""

from audio.reading.letters import spelled
from audio.reading.lexicon import Lexicon
from audio.reading.numbers import cardinal

_LEAST = 3
"""Letters of a part: shorter ones mean too many things."""
_SHORT = frozenset({"VP", "HT", "TT", "BQ", "QL", "TP"})
"""Two letters that may begin a compound all the same."""
_SHORTEST, _LONGEST = 5, 16


def composed(abbreviation: str, lexicon: Lexicon) -> str | None:
    """Return the words of the fewest parts that make up `abbreviation`, or None."""
    size = len(abbreviation)
    if not _SHORTEST <= size <= _LONGEST:
        return None
    best: list[tuple[str, ...] | None] = [()] + [None] * size
    for end in range(_LEAST - 1, size + 1):
        for start in range(end):
            before = best[start]
            if before is None or not _may_be_part(abbreviation[start:end], start):
                continue
            said = lexicon.alone(abbreviation[start:end])
            found = best[end]
            if said and (found is None or len(before) + 1 < len(found)):
                best[end] = (*before, said)
    whole = best[size]
    return " ".join(whole) if whole else None


def code_part(part: str, lexicon: Lexicon) -> str:
    """Return how a part of a document's number is said: `BTC`, `QH15`, letters by name where unknown."""
    known = lexicon.in_code(part)
    if known:
        return known
    letters = part.rstrip("0123456789")
    number = part[len(letters) :]
    head = lexicon.in_code(letters) or composed(letters, lexicon) or spelled(letters)
    if number and letters.endswith("QH"):
        head = f"{head} khóa"
    return f"{head} {cardinal(number)}" if number else head


def _may_be_part(part: str, start: int) -> bool:
    return len(part) >= _LEAST or (start == 0 and part in _SHORT)
