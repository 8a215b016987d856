"""The order in which writings are recognised: what only looks like an amount goes before amounts."""

from audio.reading.rule import Rule
from audio.reading.rules.codes import CODE_RULES, WEB_RULES
from audio.reading.rules.dates import DATE_RULES
from audio.reading.rules.definitions import DEFINITION_RULES
from audio.reading.rules.names import CODE_NAME_RULES, GUARD_RULES, NAME_RULES, ROMAN_RULES
from audio.reading.rules.phones import PHONE_RULES
from audio.reading.rules.quantities import QUANTITY_RULES

RULES: tuple[Rule, ...] = (
    *DEFINITION_RULES,
    *WEB_RULES,
    *CODE_RULES,
    *PHONE_RULES,
    *DATE_RULES,
    *ROMAN_RULES,
    *NAME_RULES,
    *CODE_NAME_RULES,
    *QUANTITY_RULES,
    *GUARD_RULES,
)
