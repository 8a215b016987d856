"""A reading beside its text, sentence by sentence, with the places that are said otherwise than written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from audio.reading.parts import spoken_length
from audio.reading.values import Reading, Sentence, Word
from audio.reading.written import from_json
from audio.span import SourceSpan
from controller.entries import Notice
from controller.flow.doubts import open_doubts
from controller.web.words import Words

from .left_out import left_out_of, personal_words

_AS_WRITTEN = "as written"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some words; `is_turned` where they are said otherwise than they are written, `is_open` in doubt."""

    text: str
    is_turned: bool = False
    is_open: bool = False
    start: int = 0
    end: int = 0

    def joined(self, other: "Piece") -> "Piece":
        return replace(self, text=self.text + other.text, end=other.end)

    def is_like(self, other: "Piece") -> bool:
        return (self.is_turned, self.is_open) == (other.is_turned, other.is_open)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceLine:
    start: int
    end: int
    written: tuple[Piece, ...]
    spoken: tuple[Piece, ...]
    is_paragraph_end: bool


def parts(notice: Notice, words: Words, *, allowed: frozenset[str] = frozenset()) -> dict[str, object]:
    """Return what the notice's page shows of its reading; empty while it waits for one.

    `allowed` are the contacts that its reading let through, in their normal forms.

    Where all was left out there is no reading, and yet people may have some of it spoken.
    """
    reading = from_json(notice.reading) if notice.reading else None
    left_out = left_out_of(notice, words, allowed) if reading or notice.problem else []
    silent = sum(not one.is_taken_back for one in left_out)
    return {
        "lines": _lines(notice, reading) if reading else [],
        "estimate": words.say("About %(length)s of speech", length=words.length(spoken_length(reading)))
        if reading
        else "",
        "left_out": left_out,
        "personal_words": personal_words(left_out, words),
        "left_out_words": words.counted("%(n)s place left out", "%(n)s places left out", silent),
    }


def _lines(notice: Notice, reading: Reading) -> list[SentenceLine]:
    doubted = frozenset(doubt.span for doubt in open_doubts(notice) if not notice.approved_at)
    return sentence_lines(notice.text, reading.sentences, doubted=doubted)


def sentence_lines(
    text: str, sentences: Sequence[Sentence], *, doubted: frozenset[SourceSpan] = frozenset()
) -> list[SentenceLine]:
    """Return the sentences beside their text; places that are `doubted` are marked so."""
    return [
        SentenceLine(
            start=sentence.span.start,
            end=sentence.span.end,
            written=_joined(_written(text, sentence, doubted)),
            spoken=_joined(_spoken(sentence, doubted)),
            is_paragraph_end=sentence.pause == "paragraph",
        )
        for sentence in sentences
    ]


def _written(text: str, sentence: Sentence, doubted: frozenset[SourceSpan]) -> Iterator[Piece]:
    at = sentence.span.start
    for word in sentence.words:
        if word.span.start > at:
            yield Piece(text=text[at : word.span.start])
        if word.span.end > at:
            start = max(at, word.span.start)
            yield Piece(
                text=text[start : word.span.end],
                is_turned=_is_turned(word),
                is_open=word.span in doubted,
                start=start,
                end=word.span.end,
            )
        at = max(at, word.span.end)


def _spoken(sentence: Sentence, doubted: frozenset[SourceSpan]) -> Iterator[Piece]:
    for word in sentence.words:
        yield Piece(
            text=word.text,
            is_turned=_is_turned(word),
            is_open=word.span in doubted,
            start=word.span.start,
            end=word.span.end,
        )
        yield Piece(text=", " if word.pause == "comma" else " ")


def _is_turned(word: Word) -> bool:
    return word.rule not in {_AS_WRITTEN, "capitals"}


def _joined(pieces: Iterator[Piece]) -> tuple[Piece, ...]:
    """Join neighbours of a kind; white space between two turned words belongs to them."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].is_like(piece):
            joined[-1] = joined[-1].joined(piece)
        elif len(joined) > 1 and _goes_on(joined[-2], joined[-1], piece):
            gap = joined.pop()
            joined[-1] = joined[-1].joined(gap).joined(piece)
        else:
            joined.append(piece)
    return tuple(joined)


def _goes_on(turned: Piece, gap: Piece, piece: Piece) -> bool:
    return piece.is_turned and turned.is_like(piece) and not gap.text.strip()
