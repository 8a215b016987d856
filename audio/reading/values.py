"""A reading and its pieces: what is said, and which place in the source it stands for."""

from dataclasses import dataclass
from enum import StrEnum

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

    `text` holds letters and spaces only: "khu công nghiệp" for `KCN`. `pause` is NONE or COMMA.
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
        """The words as the voice gets them: letters, spaces and commas, nothing else."""
        said = "".join(word.text + (", " if word.pause is Pause.COMMA else " ") for word in self.words)
        return said.rstrip(", ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The spoken form of a text."""

    sentences: tuple[Sentence, ...]

    @property
    def spoken(self) -> str:
        """One line per sentence."""
        return "\n".join(sentence.spoken for sentence in self.sentences)
