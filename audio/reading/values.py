"""A reading and its pieces: what is said, which place in the source it stands for, and what is in doubt."""

from dataclasses import dataclass
from enum import StrEnum

from audio.language import SpokenLanguage
from audio.span import SourceSpan


class Pause(StrEnum):
    """How long the voice rests, from not at all to the breath between two paragraphs."""

    NONE = "none"
    COMMA = "comma"
    CLAUSE = "clause"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What is said for one place in the source, and the rule that made it so.

    `text` holds letters and spaces only: "khu công nghiệp" for `KCN`; in a language without rules
    also figures and what belongs to them. `pause` is NONE or COMMA.
    """

    text: str
    span: SourceSpan
    rule: str
    pause: Pause = Pause.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """What the voice says in one breath. It has at least one word."""

    words: tuple[Word, ...]
    pause: Pause

    @property
    def span(self) -> SourceSpan:
        return SourceSpan(start=self.words[0].span.start, end=self.words[-1].span.end)

    @property
    def spoken(self) -> str:
        """The words as the voice gets them: letters, spaces and commas; and figures as `Word` says."""
        said = "".join(word.text + (", " if word.pause is Pause.COMMA else " ") for word in self.words)
        return said.rstrip(", ")


class Stake(StrEnum):
    """What would be false if a place were read otherwise than it was meant."""

    MONEY = "money"
    DATE = "date"
    """Also a deadline."""
    PHONE = "phone"
    NUMBER = "number"
    NAME = "name"


class Why(StrEnum):
    """Why a place is in doubt."""

    TWO_READINGS = "two_readings"
    UNKNOWN_LETTERS = "unknown_letters"
    """Capitals that no dictionary knows and the text does not define."""
    NOT_SPOKEN = "not_spoken"
    """Letters of another script, or a sign of money or mathematics that has no name here."""
    ODD_LENGTH = "odd_length"
    """A telephone number with more or fewer figures than there are in this country."""
    NO_SUCH_DAY = "no_such_day"
    NO_SUCH_TIME = "no_such_time"
    OTHER_WEEKDAY = "other_weekday"
    """The calendar has another day of the week for that date."""
    WORDS_DIFFER = "words_differ"
    """The number in figures is another than the one in words beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A place that a person should decide: it is `said` so now, and `others` are what else it may be.

    `said` is empty where the place is silent, and `others` where only a person can know better.
    """

    span: SourceSpan
    said: str
    others: tuple[str, ...]
    stake: Stake
    why: Why

    @property
    def is_grave(self) -> bool:
        """Whether nobody may approve before it is decided: money, dates, deadlines, telephone numbers."""
        return self.stake in {Stake.MONEY, Stake.DATE, Stake.PHONE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The spoken form of a text. `doubts` are in the order of the source."""

    sentences: tuple[Sentence, ...]
    doubts: tuple[Doubt, ...] = ()
    language: SpokenLanguage = SpokenLanguage.VIETNAMESE

    @property
    def spoken(self) -> str:
        """One line per sentence."""
        return "\n".join(sentence.spoken for sentence in self.sentences)
