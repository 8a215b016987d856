"""The order in which writings are recognised: what only looks like an amount goes before amounts."""

from audio.reading.rule import Rule
from audio.reading.rules.acronyms import ACRONYM_RULES, FORMULA_RULES
from audio.reading.rules.ages import AGE_RULES
from audio.reading.rules.articles import ARTICLE_RULES
from audio.reading.rules.capitals import CAPITAL_RULES
from audio.reading.rules.chemistry import CHEMISTRY_RULES
from audio.reading.rules.codes import CODE_RULES, FILE_RULES, MODEL_RULES
from audio.reading.rules.coordinates import COORDINATE_RULES
from audio.reading.rules.dates import DATE_RULES
from audio.reading.rules.days import DAY_RULES
from audio.reading.rules.definitions import DEFINITION_RULES
from audio.reading.rules.documents import DOCUMENT_RULES
from audio.reading.rules.money import MONEY_RULES
from audio.reading.rules.ordinals import ORDINAL_RULES, WEEK_RULES
from audio.reading.rules.phones import PHONE_RULES
from audio.reading.rules.quantities import NUMBER_RULES, QUANTITY_RULES, UNIT_RULES
from audio.reading.rules.rates import RATE_RULES
from audio.reading.rules.ratios import RATIO_RULES, SCALE_RULES
from audio.reading.rules.repeats import REPEAT_RULES
from audio.reading.rules.romans import ROMAN_RULES
from audio.reading.rules.scores import SCORE_RULES
from audio.reading.rules.short_months import SHORT_MONTH_RULES
from audio.reading.rules.signatures import SIGNATURE_RULES
from audio.reading.rules.signs import BULLET_RULES, SYMBOL_RULES
from audio.reading.rules.standards import STANDARD_RULES
from audio.reading.rules.sums import DIFFERENCE_RULES, SUM_RULES
from audio.reading.rules.times import TIME_RULES
from audio.reading.rules.web import WEB_RULES

RULES: tuple[Rule, ...] = (
    *DEFINITION_RULES,
    *REPEAT_RULES,
    *WEB_RULES,
    *STANDARD_RULES,
    *DOCUMENT_RULES,
    *FILE_RULES,
    *ARTICLE_RULES,
    *PHONE_RULES,
    *BULLET_RULES,
    *DIFFERENCE_RULES,
    *SCORE_RULES,
    *SCALE_RULES,
    *DATE_RULES,
    *DAY_RULES,
    *WEEK_RULES,
    *SHORT_MONTH_RULES,
    *TIME_RULES,
    *AGE_RULES,
    *COORDINATE_RULES,
    *MONEY_RULES,
    *ORDINAL_RULES,
    *ROMAN_RULES,
    *CHEMISTRY_RULES,
    *CODE_RULES,
    *SIGNATURE_RULES,
    *CAPITAL_RULES,
    *FORMULA_RULES,
    *MODEL_RULES,
    *RATIO_RULES,
    *RATE_RULES,
    *QUANTITY_RULES,
    *UNIT_RULES,
    *NUMBER_RULES,
    *SUM_RULES,
    *ACRONYM_RULES,
    *SYMBOL_RULES,
)
