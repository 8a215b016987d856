"""A reading beside its text, sentence by sentence, with the places that are said otherwise than written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audio.documents.debris import Reason
from audio.documents.spoken import spoken_places
from audio.documents.traces import Kind
from audio.reading import decisions
from audio.reading.parts import spoken_length
from audio.reading.values import Sentence, Word
from audio.reading.written import from_json
from controller.entries import Notice
from controller.web.words import Words

_AS_WRITTEN = "as written"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some words; `is_turned` where they are said otherwise than they are written."""

    text: str
    is_turned: bool = False
    start: int = 0
    end: int = 0

    def joined(self, other: "Piece") -> "Piece":
        return Piece(text=self.text + other.text, is_turned=self.is_turned, start=self.start, end=other.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceLine:
    start: int
    end: int
    written: tuple[Piece, ...]
    spoken: tuple[Piece, ...]
    is_paragraph_end: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A place set aside or held back, or taken back from there. `is_personal` where it is about a person."""

    text: str
    reason: str
    start: int
    end: int
    is_taken_back: bool
    is_personal: bool


def parts(notice: Notice, words: Words) -> dict[str, object]:
    """Return what the notice's page shows of its reading; empty while it waits for one.

    Where all was left out there is no reading, and yet people may have some of it spoken.
    """
    reading = from_json(notice.reading) if notice.reading else None
    left_out = _left_out(notice, words) if reading or notice.problem else []
    silent = sum(not one.is_taken_back for one in left_out)
    return {
        "lines": sentence_lines(notice.text, reading.sentences) if reading else [],
        "estimate": words.say("About %(length)s of speech", length=words.length(spoken_length(reading)))
        if reading
        else "",
        "left_out": left_out,
        "personal_words": _personal_words(left_out, words),
        "left_out_words": words.counted("%(n)s place left out", "%(n)s places left out", silent),
    }


def _personal_words(left_out: Sequence[LeftOut], words: Words) -> str:
    """Return a warning where something about persons is not spoken; nothing where there is none."""
    held = sum(one.is_personal and not one.is_taken_back for one in left_out)
    if not held:
        return ""
    return words.counted(
        "%(n)s place about a person is not spoken.", "%(n)s places about persons are not spoken.", held
    )


def _left_out(notice: Notice, words: Words) -> list[LeftOut]:
    """Return what is left out in the order of the text; of one place, why a person is told in it first."""
    taken_back = decisions.from_json(notice.decisions).taken_back
    places = spoken_places(notice.text, released=taken_back)
    told = {one.span: reason_words(one.reason, words) for one in places.set_aside}
    held = {one.span: kind_words(one.kind, words) for one in places.held}
    return [
        LeftOut(
            text=" ".join(span.of(notice.text).split()),
            reason=reason,
            start=span.start,
            end=span.end,
            is_taken_back=span in taken_back,
            is_personal=span in held,
        )
        for span, reason in sorted((told | held).items())
    ]


def sentence_lines(text: str, sentences: Sequence[Sentence]) -> list[SentenceLine]:
    return [
        SentenceLine(
            start=sentence.span.start,
            end=sentence.span.end,
            written=_joined(_written(text, sentence)),
            spoken=_joined(_spoken(sentence)),
            is_paragraph_end=sentence.pause == "paragraph",
        )
        for sentence in sentences
    ]


def _written(text: str, sentence: Sentence) -> Iterator[Piece]:
    at = sentence.span.start
    for word in sentence.words:
        if word.span.start > at:
            yield Piece(text=text[at : word.span.start])
        if word.span.end > at:
            start = max(at, word.span.start)
            yield Piece(
                text=text[start : word.span.end], is_turned=_is_turned(word), start=start, end=word.span.end
            )
        at = max(at, word.span.end)


def _spoken(sentence: Sentence) -> Iterator[Piece]:
    for word in sentence.words:
        yield Piece(text=word.text, is_turned=_is_turned(word), start=word.span.start, end=word.span.end)
        yield Piece(text=", " if word.pause == "comma" else " ")


def _is_turned(word: Word) -> bool:
    return word.rule not in {_AS_WRITTEN, "capitals"}


def _joined(pieces: Iterator[Piece]) -> tuple[Piece, ...]:
    """Join neighbours of a kind; white space between two turned words belongs to them."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].is_turned == piece.is_turned:
            joined[-1] = joined[-1].joined(piece)
        elif len(joined) > 1 and piece.is_turned and joined[-2].is_turned and not joined[-1].text.strip():
            gap = joined.pop()
            joined[-1] = joined[-1].joined(gap).joined(piece)
        else:
            joined.append(piece)
    return tuple(joined)


def reason_words(reason: Reason, words: Words) -> str:  # noqa: C901, PLR0911 - one line a reason
    match reason:
        case Reason.CAPTION:
            return words.say("caption of a picture")
        case Reason.NAVIGATION:
            return words.say("words of a web page's menu")
        case Reason.RELATED:
            return words.say("headline of another article")
        case Reason.COUNTER:
            return words.say("visitor counter")
        case Reason.CONTACT:
            return words.say("person with telephone number")
        case Reason.SIGNATURE:
            return words.say("signature block")
        case Reason.CLOSING_MARK:
            return words.say("closing mark")
        case Reason.TABLE_BAR:
            return words.say("bar of a table")
        case Reason.SEPARATOR:
            return words.say("separating line")
        case Reason.REPEATED_WORD:
            return words.say("word typed twice")


def kind_words(kind: Kind, words: Words) -> str:  # noqa: PLR0911 - one line a kind
    match kind:
        case Kind.PHONE:
            return words.say("personal: telephone number of a person")
        case Kind.IDENTITY_NUMBER:
            return words.say("personal: identity number")
        case Kind.BANK_ACCOUNT:
            return words.say("personal: bank account of a person")
        case Kind.PLATE:
            return words.say("personal: number plate")
        case Kind.HOME_ADDRESS:
            return words.say("personal: home address")
        case Kind.PRIVATE_EMAIL:
            return words.say("personal: private e-mail address")
        case Kind.HEALTH:
            return words.say("personal: health of a named person")
        case Kind.DEBT_OR_VIOLATION:
            return words.say("personal: debt or violation of a named person")
