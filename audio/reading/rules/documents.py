"""Numbers of documents and standards, said by what their letters mean: kind, then who issued it."""

import re

from audio.reading.letters import CAPITAL, LATIN, spelled
from audio.reading.lexicon import Lexicon
from audio.reading.numbers import cardinal, digit_by_digit
from audio.reading.rule import FIGURES, Rule, rule

_PART = rf"[{CAPITAL}][{LATIN}]{{0,14}}[0-9]{{0,2}}"
_ISSUER = rf"(?P<issuer>{_PART}(?:[-/&.]{_PART}){{0,5}})"
_NUMBER = r"(?<![\w/.,-])(?P<number>[0-9]{1,6})(?P<letter>[a-zđ]?)"
_DOCUMENT = rf"{_NUMBER}(?: ?/ ?(?P<year>[12][0-9]{{3}}))? ?/ ?{_ISSUER}(?!\w)"
_PARTY = rf"{_NUMBER} ?-(?P<year>)(?P<issuer>{_PART}/{_PART}(?:-{_PART}){{0,3}})(?!\w)"
_STANDARD = (
    rf"(?<!\w)(?P<body>TCVN|QCVN|TCXDVN|ISO|IEC|HACCP)(?:/[{CAPITAL}]{{2,6}})? ?"
    rf"(?P<number>[0-9]{{1,6}})(?P<part>(?:-[0-9]{{1,3}})?)"
    rf"(?::(?P<year>[12][0-9]{{3}}))?(?:/(?P<issuer>{_PART}))?(?!\w)"
)
_ORGAN = re.compile(
    r"(?:ủy ban|hội đồng nhân dân|quốc hội|chính phủ|thủ tướng|chủ tịch|bộ|sở|ban|văn phòng|trung ương|"
    r"tỉnh ủy|huyện ủy|thành ủy|đảng ủy|đảng bộ|mặt trận|đoàn|công đoàn|liên đoàn|tổng|cục|chi cục|công an|"
    r"thanh tra|tòa án|viện|kho bạc|ngân hàng|bảo hiểm|trung tâm|kiểm toán)(?!\w)"
)
"""How the spoken name of an organ begins; what it issued is "of" it."""


def _document(found: re.Match[str], lexicon: Lexicon) -> str | None:
    """`35/2022/NĐ-CP`: ba mươi lăm năm hai nghìn không trăm hai mươi hai nghị định của chính phủ."""
    kind, *issuers = re.split("[-/.]", found["issuer"])
    if _are_words(kind, *issuers) or not (found["year"] or issuers or lexicon.in_code(kind)):
        return None
    words = [cardinal(found["number"])]
    if found["letter"]:
        words.append(spelled(found["letter"]))
    if found["year"]:
        words += "năm", cardinal(found["year"])
    return " ".join([*words, *_kind_and_issuers(kind, issuers, lexicon)])


def _are_words(*parts: str) -> bool:
    """`10/Tháng` and `24/Hà Nội` are no documents."""
    return any(len(part) > 3 and part[1:].islower() for part in parts)


def _kind_and_issuers(kind: str, issuers: list[str], lexicon: Lexicon) -> list[str]:
    """A form's letters, `01/ĐK-ĐT`, mean nothing to a listener; they stay letters."""
    letters = kind.rstrip("0123456789")
    if letters != "QH" and lexicon.in_code(letters) is None:
        return [spelled(part) for part in (kind, *issuers)]
    first = _code_part(kind, lexicon)
    if _ORGAN.match(first):
        return [first, *(_office(part, lexicon) for part in issuers)]
    said = [_code_part(part, lexicon) for part in issuers]
    return [first, "của", *said] if said and _ORGAN.match(said[0]) else [first, *said]


def _office(part: str, lexicon: Lexicon) -> str:
    """Short letters after an organ name one of its offices, never a kind of document."""
    return spelled(part) if len(part) <= 3 else _code_part(part, lexicon)


def _party(found: re.Match[str], lexicon: Lexicon) -> str | None:
    """`57-NQ/TW` is said without của: nghị quyết trung ương."""
    kind, *issuers = re.split("[-/]", found["issuer"])
    if lexicon.in_code(kind) is None:
        return None
    said = [cardinal(found["number"]), *(_code_part(part, lexicon) for part in (kind, *issuers))]
    return " ".join(said)


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


DOCUMENT_RULES: tuple[Rule, ...] = (
    rule("standard", _STANDARD, _standard),
    rule("party document", _PARTY, _party, at=FIGURES),
    rule("document number", _DOCUMENT, _document, at=FIGURES),
)
