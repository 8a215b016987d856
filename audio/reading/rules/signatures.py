"""The block at the foot of a document: in whose name it is signed."""

import re

from audio.reading.letters import CAPITAL
from audio.reading.lexicon import Lexicon
from audio.reading.rule import Rule, rule

_SAID = {"TM": "thay mặt", "KT": "ký thay", "TL": "thừa lệnh", "TUQ": "thừa ủy quyền", "Q": "quyền"}
_TITLE = "CHỦ TỊCH|PHÓ|GIÁM ĐỐC|TỔNG|TRƯỞNG|BỘ TRƯỞNG|CHÁNH|[Cc]hủ tịch|[Gg]iám đốc|[Tt]rưởng|[Bb]ộ trưởng"


def _signature(found: re.Match[str], _lexicon: Lexicon) -> str:
    return _SAID[found["said"].rstrip(". ")]


SIGNATURE_RULES: tuple[Rule, ...] = (
    rule("signature", rf"(?<!\w)(?P<said>(?:TM|KT|TL|TUQ)\.) ?(?=[{CAPITAL}]{{2}})", _signature),
    rule("acting", rf"(?<!\w)(?P<said>Q\.) ?(?={_TITLE})", _signature),
)
