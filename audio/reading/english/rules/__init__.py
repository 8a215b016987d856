"""The order in which English writings are recognised: what only looks like an amount goes before amounts."""

from audio.reading.english.rules.articles import ARTICLE_RULES
from audio.reading.english.rules.dates import DATE_RULES
from audio.reading.english.rules.definitions import DEFINITION_RULES
from audio.reading.english.rules.documents import DOCUMENT_RULES
from audio.reading.english.rules.money import MONEY_RULES
from audio.reading.english.rules.numerals import NUMERAL_RULES
from audio.reading.english.rules.phones import PHONE_RULES
from audio.reading.english.rules.quantities import NUMBER_RULES, QUANTITY_RULES, RATE_RULES, UNIT_RULES
from audio.reading.english.rules.ratios import RATIO_RULES, SCALE_RULES
from audio.reading.english.rules.signs import BULLET_RULES, SYMBOL_RULES
from audio.reading.english.rules.times import TIME_RULES
from audio.reading.english.rules.web import WEB_RULES
from audio.reading.english.rules.words import ACRONYM_RULES, CODE_RULES, HEADING_RULES, SHORT_FORM_RULES
from audio.reading.rule import Rule
from audio.reading.rules.capitals import Abbreviations

RULES: tuple[Rule, ...] = (
    *DEFINITION_RULES,
    *WEB_RULES,
    *DOCUMENT_RULES,
    *ARTICLE_RULES,
    *PHONE_RULES,
    *BULLET_RULES,
    *SCALE_RULES,
    *DATE_RULES,
    *TIME_RULES,
    *SHORT_FORM_RULES,
    *NUMERAL_RULES,
    *MONEY_RULES,
    *HEADING_RULES,
    Abbreviations(),
    *RATIO_RULES,
    *QUANTITY_RULES,
    *RATE_RULES,
    *UNIT_RULES,
    *CODE_RULES,
    *NUMBER_RULES,
    *ACRONYM_RULES,
    *SYMBOL_RULES,
)
