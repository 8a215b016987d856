"""Addresses of the web and of mail, said piece by piece: unmarked Vietnamese by its syllables."""

import re

from audio.reading.letters import CAPITAL, is_pronounceable, spelled, syllables
from audio.reading.lexicon import Lexicon
from audio.reading.numbers import digit_by_digit
from audio.reading.rule import Rule, rule
from audio.reading.unmarked import with_marks

_WEB = (
    r"(?<![\w@.])(?P<scheme>https?://)?(?P<host>(?:[A-Za-z0-9-]{1,63}\.){1,8}"
    r"(?:vn|com|net|org|gov|edu|info|asia|io|ly|gle|me|app|link))(?![A-Za-z0-9-])(?P<path>(?:/[\w%.~#?=&+-]*){0,20})"
)
_MAIL = (
    r"(?<![\w.+-])(?P<name>[A-Za-z0-9._+-]{1,64})@(?P<host>(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,10})(?!\w)"
)
_MARKS = {
    ".": "chấm",
    "/": "xuyệt",
    "-": "gạch ngang",
    "_": "gạch dưới",
    ":": "hai chấm",
    "@": "a còng",
    "%": "phần trăm",
    "?": "hỏi",
    "=": "bằng",
    "&": "và",
    "#": "thăng",
    "~": "ngã",
    "+": "cộng",
}
_PIECE = re.compile(r"[A-Za-z]+|[0-9]+|[^A-Za-z0-9]")
_SAID_AS_WORDS = frozenset({"com", "net", "gov", "edu", "org"})


def _web(found: re.Match[str], _lexicon: Lexicon) -> str:
    path = found["path"].rstrip(".?")
    scheme = found["scheme"] or ""
    said = [spelled(scheme.partition(":")[0]), "hai chấm xuyệt xuyệt"] if scheme else []
    return " ".join([*said, _by_piece(found["host"] + path)])


def _mail(found: re.Match[str], _lexicon: Lexicon) -> str:
    return f"{_by_piece(found['name'])} a còng {_by_piece(found['host'])}"


def _by_piece(name: str) -> str:
    return " ".join(filter(None, (_piece(piece) for piece in _PIECE.findall(name))))


def _piece(piece: str) -> str:
    """Unmarked Vietnamese is cut into its syllables; what has no vowel is spelled."""
    small = piece.lower()
    if piece.isascii() and piece.isalpha():
        if len(small) <= 3 and small not in _SAID_AS_WORDS:
            return spelled(small)
        whole = small if is_pronounceable(small) else spelled(small)
        return with_marks(small) or " ".join(syllables(small)) or whole
    return digit_by_digit(piece) if piece.isdigit() else _MARKS.get(piece, "")


WEB_RULES: tuple[Rule, ...] = (
    rule("e-mail", _MAIL, _mail),
    rule("web address", _WEB, _web),
    rule("capital address", rf"(?<=[{CAPITAL}])\.VN(?![\w.])", "chấm vê en", at=re.compile(r"\.VN")),
)
