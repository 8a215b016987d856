"""Titles as people search them: case, accents and tone marks do not count.

Databases fold letters each in their own way (SQLite only those of ASCII), so it is done here, once.
"""

import unicodedata

LONGEST = 500
"""Characters that count; an index of PostgreSQL holds at most 2,704 bytes a row."""
_STROKED = str.maketrans({"đ": "d", "ø": "o", "ł": "l"})
"""Letters with a stroke are letters of their own in Unicode and fall apart into nothing."""


def folded(title: str) -> str:
    """Return `title` in small letters without marks, with single spaces: "Lịch  ĐIỆN" is "lich dien"."""
    apart = unicodedata.normalize("NFKD", title.casefold())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(bare.translate(_STROKED).split())[:LONGEST]
