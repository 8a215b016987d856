"""Writings that look like numbers and are names: documents, standards, articles, web addresses."""

import re

from audio.reading.letters import CAPITAL, LATIN, is_pronounceable, spelled, syllables
from audio.reading.lexicon import Lexicon
from audio.reading.numbers import cardinal, digit_by_digit, dotted
from audio.reading.rule import Rule, rule

_PART = rf"[{CAPITAL}][{LATIN}]{{0,14}}[0-9]{{0,2}}"
_ISSUER = rf"(?P<issuer>{_PART}(?:[-/&]{_PART}){{0,5}})"
_DOCUMENT = rf"(?<![\w/.,-])(?P<number>[0-9]{{1,6}})(?:/(?P<year>[12][0-9]{{3}}))?/{_ISSUER}(?!\w)"
_STANDARD = (
    rf"(?<!\w)(?P<body>TCVN|QCVN|TCXDVN|ISO|IEC|HACCP)(?:/[{CAPITAL}]{{2,6}})? ?"
    rf"(?P<number>[0-9]{{1,6}})(?P<part>(?:-[0-9]{{1,3}})?)(?::(?P<year>[12][0-9]{{3}}))?(?:/(?P<issuer>{_PART}))?(?!\w)"
)
_ARTICLES = "[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Mm]ục|[Tt]iểu mục|[Pp]hụ lục|[Mm]ẫu số|ĐIỀU|KHOẢN|MỤC"
_NUMBERED = (
    rf"{_ARTICLES}|[Pp]hần|[Bb]ảng|[Bb]iểu|[Mm]ẫu|[Hh]ình|[Pp]hiên bản|[Vv]ersion|[Pp]hần mềm|[Cc]hương"
)
_WEB = (
    r"(?<![\w@.])(?P<scheme>https?://)?(?P<host>(?:[A-Za-z0-9-]{1,63}\.){1,8}"
    r"(?:vn|com|net|org|gov|edu|info|asia|io))(?![A-Za-z0-9-])(?P<path>(?:/[\w%.~#?=&+-]*){0,20})"
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
_WEB_PIECE = re.compile(r"[A-Za-z]+|[0-9]+|[^A-Za-z0-9]")


def _document(found: re.Match[str], lexicon: Lexicon) -> str | None:
    """`35/2022/NĐ-CP`: ba mươi lăm năm hai nghìn không trăm hai mươi hai nghị định của chính phủ."""
    kind, *issuers = re.split("[-/]", found["issuer"])
    if not found["year"] and not issuers and lexicon.in_code(kind) is None:
        return None
    words = [cardinal(found["number"])]
    if found["year"]:
        words += "năm", cardinal(found["year"])
    words.append(_code_part(kind, lexicon))
    if issuers:
        words += "của", *(_code_part(issuer, lexicon) for issuer in issuers)
    return " ".join(words)


def _code_part(part: str, lexicon: Lexicon) -> str:
    known = lexicon.in_code(part)
    if known:
        return known
    letters = part.rstrip("0123456789")
    number = part[len(letters) :]
    head = "quốc hội khóa" if letters == "QH" else lexicon.in_code(letters) or spelled(letters)
    return f"{head} {cardinal(number)}" if number else head


def _standard(found: re.Match[str], lexicon: Lexicon) -> str:
    """`TCVN 5945:2011` and `QCVN 40:2011/BTNMT`."""
    number = found["number"]
    words = [lexicon.alone(found["body"]) or spelled(found["body"])]
    words.append(cardinal(number) if len(number) < 4 else digit_by_digit(number))
    if found["part"]:
        words.append(cardinal(found["part"][1:]))
    if found["year"]:
        words += "năm", cardinal(found["year"])
    if found["issuer"]:
        words.append(_code_part(found["issuer"], lexicon))
    return " ".join(words)


def _numbering(found: re.Match[str], _lexicon: Lexicon) -> str:
    """`3.2` after Mục, and `12a` after Điều."""
    number, letter = found["number"], found["letter"] or ""
    return f"{dotted(number)} {spelled(letter)}".strip()


def _web(found: re.Match[str], _lexicon: Lexicon) -> str:
    path = found["path"].rstrip(".?")
    scheme = found["scheme"] or ""
    said = [spelled(scheme.partition(":")[0]), "hai chấm xuyệt xuyệt"] if scheme else []
    return " ".join([*said, _name_by_piece(found["host"] + path)])


def _name_by_piece(name: str) -> str:
    return " ".join(filter(None, (_web_piece(piece) for piece in _WEB_PIECE.findall(name))))


def _web_piece(piece: str) -> str:
    """Unmarked Vietnamese is cut into its syllables; what has no vowel is spelled."""
    small = piece.lower()
    if piece.isascii() and piece.isalpha():
        if len(small) <= 3 and small not in {"com", "net", "gov", "edu", "org"}:
            return spelled(small)
        return " ".join(syllables(small)) or (small if is_pronounceable(small) else spelled(small))
    return digit_by_digit(piece) if piece.isdigit() else _MARKS.get(piece, "")


def _mail(found: re.Match[str], _lexicon: Lexicon) -> str:
    return f"{_name_by_piece(found['name'])} a còng {_name_by_piece(found['host'])}"


def _point(found: re.Match[str], _lexicon: Lexicon) -> str:
    return spelled(found["said"])


_NUMBER = r"[0-9]{1,3}"
_LETTER_AND_END = r"(?P<letter>[a-zđ])?)(?![\w]|[.,][0-9])"
_ARTICLE = rf"(?:{_ARTICLES}) (?P<said>(?P<number>{_NUMBER}(?:\.[0-9]{{1,2}}){{0,4}}){_LETTER_AND_END}"
_NUMBERING = rf"(?:{_NUMBERED}) (?P<said>(?P<number>{_NUMBER}(?:\.[0-9]{{1,2}}){{1,4}}){_LETTER_AND_END}"

WEB_RULES: tuple[Rule, ...] = (
    rule("e-mail", _MAIL, _mail),
    rule("web address", _WEB, _web),
)
CODE_RULES: tuple[Rule, ...] = (
    rule("standard", _STANDARD, _standard),
    rule("document number", _DOCUMENT, _document),
    rule("point", r"(?<!\w)(?:[Đđ]iểm|[Tt]iết) (?P<said>[a-zđ])(?!\w)", _point),
    rule("article", rf"(?<!\w){_ARTICLE}", _numbering),
    rule("numbering", rf"(?<!\w){_NUMBERING}", _numbering),
)
