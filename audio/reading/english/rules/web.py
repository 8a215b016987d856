"""Addresses of the web and of mail, said piece by piece: words as words, other letters by name."""

import re

from audio.reading.english.letters import is_word, spelled
from audio.reading.english.numbers import digit_by_digit
from audio.reading.letters import syllables
from audio.reading.lexicon import Lexicon
from audio.reading.rule import Rule, rule

_WEB = (
    r"(?<![\w@.])(?P<scheme>https?://)?(?P<host>(?:[A-Za-z0-9-]{1,63}\.){1,8}"
    r"(?:vn|com|net|org|gov|edu|info|asia|io|int|kr|jp|cn|uk))(?![A-Za-z0-9-])(?P<path>(?:/[\w%.~#?=&+-]*){0,20})"
)
_MAIL = (
    r"(?<![\w.+-])(?P<name>[A-Za-z0-9._+-]{1,64})@(?P<host>(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,10})(?!\w)"
)
_MARKS = {
    ".": "dot",
    "/": "slash",
    "-": "dash",
    "_": "underscore",
    ":": "colon",
    "@": "at",
    "%": "percent",
    "?": "question mark",
    "=": "equals",
    "&": "and",
    "#": "hash",
    "~": "tilde",
    "+": "plus",
}
_PIECE = re.compile(r"[A-Za-z]+|[0-9]+|[^A-Za-z0-9]")
_SHORT = 3
_SAID_AS_WORDS = frozenset({"com", "net", "gov", "edu", "org", "info"})


def _web(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`https://` is silent: nobody has to type it."""
    return _by_piece(found["host"] + found["path"].rstrip(".?"))


def _mail(found: re.Match[str], _lexicon: Lexicon) -> str:
    return f"{_by_piece(found['name'])} at {_by_piece(found['host'])}"


def _by_piece(name: str) -> str:
    return " ".join(filter(None, (_piece(piece) for piece in _PIECE.findall(name))))


def _piece(piece: str) -> str:
    small = piece.lower()
    if not piece.isalnum() or not piece.isascii():
        return _MARKS.get(piece, "")
    if piece.isdigit():
        return digit_by_digit(piece)
    return small if small in _SAID_AS_WORDS or is_word(small) or _is_vietnamese(small) else spelled(small)


def _is_vietnamese(piece: str) -> bool:
    """`bacninh` is a name without its marks; what is as short as `ciz` may be anything."""
    return len(piece) > _SHORT and bool(syllables(piece))


WEB_RULES: tuple[Rule, ...] = (
    rule("e-mail", _MAIL, _mail, at=re.compile(r"(?<![\w.+-])[A-Za-z0-9._+-]{1,64}@")),
    rule("web address", _WEB, _web, at=re.compile(r"(?<![\w@.])(?=[A-Za-z0-9-]{1,63}\.[A-Za-z0-9]|https?:)")),
)
