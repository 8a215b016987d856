"""Two spoken forms side by side: the same words, however a letter or a number is spelled."""

import re

_LETTERS = {"b": "bê", "c": "xê", "d": "dê", "đ": "đê", "k": "ca", "h": "hát", "p": "pê", "t": "tê", "ô": "o"}


def same_words(spoken: str) -> str:
    """Return the words without marks and capitals; two forms that only look different become one."""
    words = re.sub(r"[^\w]+", " ", spoken.lower()).strip().replace("mươi bốn", "mươi tư").split()
    return " ".join(_LETTERS.get(word, word) for word in words)
