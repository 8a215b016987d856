"""A reading beside its text, sentence by sentence, with the places that are said otherwise than written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from audio.documents.debris import Reason
from audio.documents.personal import Held
from audio.documents.spoken import spoken_places
from audio.documents.traces import Kind
from audio.reading import decisions
from audio.reading.parts import spoken_length
from audio.reading.values import Reading, Sentence, Word
from audio.reading.written import from_json
from audio.span import SourceSpan
from controller.entries import Notice
from controller.flow.contacts import contact_of
from controller.flow.doubts import open_doubts
from controller.web.words import Words

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A contact that may be allowed in every notice, and its place in the text."""

    written: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A place set aside or held back, or taken back from there. `is_personal` where it is about a person."""

    text: str
    reason: str
    start: int
    end: int
    is_taken_back: bool
    is_personal: bool
    offer: Offer | None = None


def parts(notice: Notice, words: Words, *, allowed: frozenset[str] = frozenset()) -> dict[str, object]:
    """Return what the notice's page shows of its reading; empty while it waits for one.

    `allowed` are the contacts that its reading let through, in their normal forms.

    Where all was left out there is no reading, and yet people may have some of it spoken.
    """
    reading = from_json(notice.reading) if notice.reading else None
    left_out = _left_out(notice, words, allowed) if reading or notice.problem else []
    silent = sum(not one.is_taken_back for one in left_out)
    return {
        "lines": _lines(notice, reading) if reading else [],
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


def _left_out(notice: Notice, words: Words, allowed: frozenset[str]) -> list[LeftOut]:
    """Return what is left out in the order of the text; of one place, why a person is told in it first."""
    taken_back = decisions.from_json(notice.decisions).taken_back
    places = spoken_places(notice.text, allowed=allowed, released=taken_back)
    told = {one.span: reason_words(one.reason, words) for one in places.set_aside}
    held = {one.span: kind_words(one.kind, words) for one in places.held}
    offered = {one.span: one for one in places.held if one.span not in taken_back}
    return [
        LeftOut(
            text=" ".join(span.of(notice.text).split()),
            reason=reason,
            start=span.start,
            end=span.end,
            is_taken_back=span in taken_back,
            is_personal=span in held,
            offer=_offer(offered.get(span), notice.text),
        )
        for span, reason in sorted((told | held).items())
    ]


def _offer(held: Held | None, text: str) -> Offer | None:
    found = contact_of(held, text) if held else None
    if held is None or found is None:
        return None
    return Offer(written=found.written, start=held.place.start, end=held.place.end)


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


def reason_words(reason: Reason, words: Words) -> str:  # noqa: C901, PLR0911, PLR0912 - one line a reason
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
        case Reason.LETTERHEAD:
            return words.say("head of a letter")
        case Reason.POSTED:
            return words.say("day of posting")
        case Reason.FOOTER:
            return words.say("foot of a web page")
        case Reason.PAGE_MARK:
            return words.say("page number or heading of a page")
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
        case Kind.BIRTH_DATE:
            return words.say("personal: day of birth")
        case Kind.HOME_ADDRESS:
            return words.say("personal: home address")
        case Kind.PRIVATE_EMAIL:
            return words.say("personal: private e-mail address")
        case Kind.HEALTH:
            return words.say("personal: health of a named person")
        case Kind.DEBT_OR_VIOLATION:
            return words.say("personal: debt or violation of a named person")
