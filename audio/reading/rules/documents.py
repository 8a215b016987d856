"""Numbers of documents, said by what their letters mean: kind, then who issued it."""

import re

from audio.reading.compounds import code_part
from audio.reading.cues import follows
from audio.reading.letters import CAPITAL, LATIN, spelled
from audio.reading.lexicon import Lexicon
from audio.reading.numbers import cardinal
from audio.reading.rule import MASK, Rule, rule
from audio.reading.starts import figures_before

_PART = rf"[{CAPITAL}][{LATIN}]{{0,14}}[0-9]{{0,2}}"
_LOOSE = rf" ?[-–] ?(?=[{CAPITAL}]{{2}}){_PART}"
"""`NĐ – CP` as careless typists space it; after spaces only what is in capitals goes on."""
_ISSUER = rf"(?P<issuer>{_PART}(?:[-/&.]{_PART}|{_LOOSE}){{0,5}})"
_NUMBER = r"(?<![\w/.,-])(?P<number>[0-9]{1,6})(?P<letter>[a-zđ]?)"
_DOCUMENT = rf"{_NUMBER}(?: ?/ ?(?P<year>[12][0-9]{{3}}))? ?/ ?{_ISSUER}(?!\w)"
_PARTY = rf"{_NUMBER} ?-(?P<year>)(?P<issuer>{_PART}/{_PART}(?:-{_PART}){{0,3}})(?!\w)"
_GLUED = r"(?<!\w)(?P<said>TT|NĐ|QĐ|NQ)(?=[0-9]{1,4}/[0-9A-Z])"
"""`TT23/2010/TT-BTP` as careless typists write it."""
_UNNUMBERED = rf"(?<![\w)/])/ ?(?P<year>20[0-9]{{2}}) ?/ ?(?P<issuer>{_PART}(?:-{_PART}){{1,3}})(?!\w)"
_SEPARATOR = re.compile(" ?[-–/.] ?")
_NO_LETTERS = frozenset({"CT", "TT", "CĐ"})
_LETTER_BEFORE = re.compile(r"[Cc]ông văn(?: số)?:? $")
_OF_A_CITY = re.compile(
    r",?(?: ngày [0-9/.-]{4,10}| ngày [0-9]{1,2} tháng [0-9]{1,2} năm [0-9]{4})?,?"
    r" (?:của )?(?:Ban (?:Thường vụ|Chấp hành) )?(?:Thành ủy|Đảng bộ [Tt]hành phố|Đảng bộ TP)"
)
"""`TU` is of a province, or of a city where the text says so."""
_REGULATION = re.compile(r"[Qq]uy định(?: số)? $")
_ORGAN = re.compile(
    r"(?:ủy ban|hội đồng nhân dân|quốc hội|chính phủ|thủ tướng|chủ tịch|bộ|sở|ban|văn phòng|trung ương|"
    r"tỉnh ủy|huyện ủy|thành ủy|đảng ủy|đảng bộ|mặt trận|đoàn|công đoàn|liên đoàn|tổng|cục|chi cục|công an|"
    r"thanh tra|tòa án|viện|kho bạc|ngân hàng|bảo hiểm|trung tâm|kiểm toán)(?!\w)"
)
"""How the spoken name of an organ begins; what it issued is "of" it."""


def _document(found: re.Match[str], lexicon: Lexicon) -> str | None:
    """`35/2022/NĐ-CP`: ba mươi lăm năm hai nghìn không trăm hai mươi hai nghị định của chính phủ."""
    kind, *issuers = _SEPARATOR.split(found["issuer"])
    if _are_words(kind, *issuers) or not (found["year"] or issuers or lexicon.in_code(kind)):
        return None
    words = [cardinal(found["number"])]
    if found["letter"]:
        words.append(spelled(found["letter"]))
    if found["year"]:
        words += "năm", cardinal(found["year"])
    return " ".join([*words, *_kind_and_issuers(kind, issuers, lexicon, is_letter=_is_letter(found))])


def _unnumbered(found: re.Match[str], lexicon: Lexicon) -> str:
    """`……/2025/TT-BTC` of a draft: its number is still to come."""
    kind, *issuers = _SEPARATOR.split(found["issuer"])
    return " ".join(["năm", cardinal(found["year"]), *_kind_and_issuers(kind, issuers, lexicon)])


def _is_letter(found: re.Match[str]) -> bool:
    """An official letter has no kind in its number: `Công văn 12/CT-TTHT` is of a tax office."""
    return follows(found.string, found.start(), _LETTER_BEFORE)


def _are_words(*parts: str) -> bool:
    """`10/Tháng` and `24/Hà Nội` are no documents."""
    return any(len(part) > 3 and part[1:].islower() for part in parts)


def _kind_and_issuers(
    kind: str, issuers: list[str], lexicon: Lexicon, *, is_letter: bool = False
) -> list[str]:
    """A form's letters, `01/ĐK-ĐT`, mean nothing to a listener; they stay letters."""
    letters = kind.rstrip("0123456789")
    if letters != "QH" and lexicon.in_code(letters) is None:
        return [spelled(part) for part in (kind, *issuers)]
    first = spelled(kind) if is_letter and kind in _NO_LETTERS else code_part(kind, lexicon)
    if _ORGAN.match(first):
        return [first, *(_office(part, lexicon) for part in issuers)]
    said = [code_part(part, lexicon) for part in issuers]
    return [first, "của", *said] if said and _ORGAN.match(said[0]) else [first, *said]


def _office(part: str, lexicon: Lexicon) -> str:
    """Short letters after an organ name one of its offices, never a kind of document."""
    return spelled(part) if len(part) <= 3 else code_part(part, lexicon)


def _party(found: re.Match[str], lexicon: Lexicon) -> str | None:
    """`57-NQ/TW` is said without của: nghị quyết trung ương."""
    kind, *issuers = re.split("[-/]", found["issuer"])
    if lexicon.in_code(kind) is None:
        return None
    is_regulation = kind == "QĐ" and follows(found.string, found.start(), _REGULATION)
    said = "quy định" if is_regulation else code_part(kind, lexicon)
    of_a_city = "thành ủy" if _OF_A_CITY.match(found.string, found.end()) else None
    organs = (of_a_city if of_a_city and part == "TU" else code_part(part, lexicon) for part in issuers)
    return " ".join([cardinal(found["number"]), said, *organs])


def _of_a_year(found: re.Match[str], _lexicon: Lexicon) -> str | None:
    """`Nghị định 100/2019`: its number and its year."""
    if not follows(found.string, found.start(), _BEFORE_OF_A_YEAR):
        return None
    return f"{cardinal(found['number'])} năm {cardinal(found['year'])}"


_OF_A_YEAR = r"(?<![0-9/.,-])(?P<number>[0-9]{1,4})/(?P<year>(?:19|20)[0-9]{2})(?![\w/-])"
_BEFORE_OF_A_YEAR = re.compile(
    r"(?<!\w)(?:[Nn]ghị định|[Tt]hông tư|[Nn]ghị quyết|[Qq]uyết định|[Ll]uật|[Cc]hỉ thị|[Pp]háp lệnh|"
    r"NĐ|TT|NQ|QĐ)"
    rf"(?: số:?)? ?$|{MASK}$"
)
"""`Nghị định 100/2019`, without the letters of who issued it."""


def _glued(found: re.Match[str], lexicon: Lexicon) -> str | None:
    return lexicon.in_code(found["said"])


DOCUMENT_RULES: tuple[Rule, ...] = (
    rule("kind glued to its number", _GLUED, _glued, at=re.compile("[TNQ][TĐQ][0-9]")),
    rule("party document", _PARTY, _party, at=figures_before("[0-9]{0,5}[a-zđ]? ?-")),
    rule("document number", _DOCUMENT, _document, at=figures_before("[0-9]{0,5}[a-zđ]? ?/")),
    rule("unnumbered document", _UNNUMBERED, _unnumbered, at=re.compile("/ ?20")),
    rule("document of a year", _OF_A_YEAR, _of_a_year, at=figures_before("[0-9]{0,3}/(?:19|20)")),
)
