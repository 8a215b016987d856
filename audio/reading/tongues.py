"""What reading needs of each language: its rules, how it abbreviates, and what its words and rests look like.

Vietnamese and English are said in full by their rules. Of Korean, Chinese and Japanese there are no
rules: sentences end where they are marked, and words and figures go to the voice as they stand.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from audio.language import SpokenLanguage
from audio.reading.english import rules as english
from audio.reading.english.rules.definitions import DEFINITION as ENGLISH_DEFINITION
from audio.reading.letters import LATIN
from audio.reading.lexicon import Entry
from audio.reading.rule import MASK, Rule
from audio.reading.rules import RULES
from audio.reading.rules.definitions import DEFINITION

_SPELT_OUT = re.compile(
    rf"(?P<claimed>{MASK}+)|(?P<word>[{LATIN}]+)|(?P<paragraph>\n)"
    r"|(?P<stop>[.!?…]+[\"”’)\]»]*(?=\s|\Z))|(?P<clause>;)|(?P<comma>[,:()\[\]–—…]|(?<=\s)-(?=\s))"
)
_AS_WRITTEN = re.compile(
    rf"(?P<claimed>{MASK}+)|(?P<word>(?:[^\W_]|(?<=[^\W_])[%°℃]|[$€₩¥£](?=[0-9])"
    r"|(?<=[0-9])[.,:/~–-](?=[0-9])|(?<=[^\W_])['’/@.&-](?=[^\W_]))+)|(?P<paragraph>\n)"
    r"|(?P<stop>[。!?…]+[\"”’)\]」』]*|\.[\"”’)\]]*(?=\s|\Z))|(?P<clause>;)"
    r"|(?P<comma>[,、:()\[\]–—·「」『』《》〈〉【】]|(?<=\s)-(?=\s))"
)
"""A mark between figures is the voice's business, as figures are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """One language. `piece` names what a text consists of: claimed, word, paragraph, stop, clause, comma."""

    piece: re.Pattern[str]
    rules: tuple[Rule, ...] = ()
    defined_in: Callable[[str], Iterable[Entry]] = lambda _text: ()

    @property
    def has_rules(self) -> bool:
        """Whether nothing but letters reaches the voice."""
        return bool(self.rules)


TONGUES: Mapping[SpokenLanguage, Tongue] = {
    SpokenLanguage.VIETNAMESE: Tongue(piece=_SPELT_OUT, rules=RULES, defined_in=DEFINITION.entries),
    SpokenLanguage.ENGLISH: Tongue(
        piece=_SPELT_OUT, rules=english.RULES, defined_in=ENGLISH_DEFINITION.entries
    ),
    SpokenLanguage.KOREAN: Tongue(piece=_AS_WRITTEN),
    SpokenLanguage.CHINESE: Tongue(piece=_AS_WRITTEN),
    SpokenLanguage.JAPANESE: Tongue(piece=_AS_WRITTEN),
}
