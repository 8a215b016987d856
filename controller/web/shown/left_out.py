"""What of a notice is not spoken: set aside as no part of it, or held back as about a person."""

from collections.abc import Sequence
from dataclasses import dataclass

from audio.documents.debris import Reason
from audio.documents.personal import Held
from audio.documents.spoken import spoken_places
from audio.documents.traces import Kind
from audio.reading import decisions
from controller.entries import Notice
from controller.flow.contacts import contact_of
from controller.web.words import Words


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


def personal_words(left_out: Sequence[LeftOut], words: Words) -> str:
    """Return a warning where something about persons is not spoken; nothing where there is none."""
    held = sum(one.is_personal and not one.is_taken_back for one in left_out)
    if not held:
        return ""
    return words.counted(
        "%(n)s place about a person is not spoken.", "%(n)s places about persons are not spoken.", held
    )


def left_out_of(notice: Notice, words: Words, allowed: frozenset[str]) -> list[LeftOut]:
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
