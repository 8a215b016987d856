"""What was said beside what was heard: which numbers and names were not heard as they are spoken.

Words that are neither may differ, since every recogniser mistakes some; a sentence of which less than half
was heard is told as a whole.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from audio.hearing.folding import Sounding, is_number, is_number_word, soundings
from audio.hearing.places import Kind, Place, places
from audio.language import SpokenLanguage
from audio.reading.lexicon import Lexicon
from audio.reading.read import read
from audio.reading.values import Sentence
from audio.span import SourceSpan

_LEAST_HEARD = 0.5
_BETWEEN_FIGURES = re.compile(r"(?<=[0-9])(?=[0-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Misheard:
    """A place that was `spoken` so and `heard` otherwise; `heard` is empty where nothing was.

    `sentence` counts from 0 within what was voiced, `span` is the place in the source.
    """

    sentence: int
    span: SourceSpan
    kind: Kind
    spoken: str
    heard: str


def misheard(sentence: Sentence, heard: str, *, number: int, lexicon: Lexicon) -> tuple[Misheard, ...]:
    """Return the places of the sentence with that number which were not heard as they are spoken.

    What was `heard` is read by our own rules first, in the language of `lexicon`, so that figures of a
    recogniser are the words of a voice: as a number, or figure by figure.
    """
    own = places(sentence, lexicon.language)
    ways = [_Alignment(sentence, said, lexicon.language) for said in _spoken_forms(heard, lexicon)]
    best = max(ways, key=lambda way: way.share(own))
    if best.share(own) < _LEAST_HEARD:
        return (_whole(sentence, best, number),)
    return tuple(
        Misheard(
            sentence=number,
            span=place.span,
            kind=place.kind,
            spoken=place.spoken,
            heard=best.heard_at(place),
        )
        for place in own
        if not any(way.has(place) for way in ways)
    )


def _spoken_forms(heard: str, lexicon: Lexicon) -> Iterator[str]:
    """Give what was heard as words: as it stands, in small letters, and with its figures one by one."""
    for text in dict.fromkeys((heard, heard.lower(), _BETWEEN_FIGURES.sub(" ", heard))):
        yield read(text, lexicon=lexicon).spoken.replace("\n", " ")


def _whole(sentence: Sentence, best: "_Alignment", number: int) -> Misheard:
    return Misheard(
        sentence=number, span=sentence.span, kind=Kind.SENTENCE, spoken=sentence.spoken, heard=best.heard
    )


class _Alignment:
    """The words of a sentence beside those that were heard."""

    def __init__(self, sentence: Sentence, heard: str, language: SpokenLanguage) -> None:
        self.heard = " ".join(heard.split())
        self._language = language
        self._said = soundings(sentence.spoken, language)
        self._heard = soundings(heard, language)
        said, heard_so = ([word.folded for word in words] for words in (self._said, self._heard))
        matcher = SequenceMatcher(None, said, heard_so, autojunk=False)
        self._steps = matcher.get_opcodes()
        self._alike = {
            at for block in matcher.get_matching_blocks() for at in range(block.a, block.a + block.size)
        }

    def share(self, own: Sequence[Place]) -> float:
        """How much of what was said was heard, from 0 to 1. A place counts as one word, however long."""
        inside = {at for place in own for at in range(place.start, place.end)}
        plain = set(range(len(self._said))) - inside
        total = len(plain) + len(own)
        return (len(plain & self._alike) + sum(map(self.has, own))) / total if total else 1.0

    def has(self, place: Place) -> bool:
        """Tell whether a place was heard as it is spoken, however its words are parted: `sam sung`."""
        return _joined(self._at(place)) == _joined(self._said[place.start : place.end])

    def heard_at(self, place: Place) -> str:
        return " ".join(word.written for word in self._at(place))

    def _at(self, place: Place) -> Sequence[Sounding]:
        words: list[Sounding] = []
        for step, start, end, heard_start, heard_end in self._steps:
            first, last = max(start, place.start), min(end, place.end)
            heard = self._heard[heard_start:heard_end]
            if step == "equal":
                words += heard[first - start : last - start] if first < last else []
            elif first < last or self._adds(heard, place, start, end):
                words += heard
        return words

    def _adds(self, heard: Sequence[Sounding], place: Place, start: int, end: int) -> bool:
        """Tell whether words that were heard between, or for, others belong to a place around or beside them.

        Around them they do; beside them where they may be a part of its number: `ba mươi` for `ba`, and for
        `ba ngày` too, but not `ba không`.
        """
        is_between = start == end
        if is_between and place.start < start < place.end:
            return True
        numbers = [word for word in heard if is_number_word(word, self._language)]
        if place.kind is not Kind.NUMBER or not numbers or end < place.start or place.end < start:
            return False
        return is_between or is_number(numbers)


def _joined(words: Sequence[Sounding]) -> str:
    return "".join(word.folded for word in words)
