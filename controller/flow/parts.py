"""A long notice in pieces that are heard in passing: its headline and its parts.

How it is divided follows from its reading; a piece gets a number and a clip once somebody asks for it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from audio.reading.parts import Division, divide, spoken_length
from audio.reading.written import from_json
from audio.span import SourceSpan
from controller.entries import Notice, Section
from controller.errors import ChangedMeanwhileError, NotFoundError, NotYetError
from controller.ports import Ledger
from schedules.vocabulary import NoticeId

from .editions import edition

_WHOLE = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The headline or a part, the place in the text that it says, and about how long it sounds."""

    section: Section
    span: SourceSpan
    length: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Divided:
    """A notice of about `length`: its headline, where it has one, and then its parts in order."""

    length: timedelta
    pieces: tuple[Piece, ...]


def divided(notice: Notice) -> Divided:
    """Divide a notice by its reading. It has no pieces before it is read, nor where it is short."""
    if notice.reading is None:
        return Divided(length=timedelta(0), pieces=())
    reading = from_json(notice.reading)
    spans = [sentence.span for sentence in reading.sentences]
    pieces = (
        Piece(section=section, length=length, span=_from_to(spans[section.first], spans[section.last - 1]))
        for section, length in _runs(divide(reading, text=notice.text), notice.id)
    )
    return Divided(length=spoken_length(reading), pieces=tuple(pieces))


def want_parts(ledger: Ledger, notice: NoticeId, *, seen: str | None = None) -> tuple[int, ...]:
    """Ask for the clips of the headline and of every part; return their numbers, new or known.

    `seen` is the edition whose division was seen; None takes whichever stands there. They say what
    the notice says and a fixed cue, so its approval is theirs too.

    Raises:
        NotFoundError: there is no such notice.
        NotYetError: it has no reading yet, or nobody chose what of it shall be heard.
        ChangedMeanwhileError: it is no longer the edition `seen`, or is changed just now.
    """
    standing = _read(ledger, notice, seen)
    return _want(ledger, standing, divided(standing).pieces)


def want_piece(ledger: Ledger, notice: NoticeId, place: int, *, seen: str | None = None) -> int:
    """Ask for the clip of one piece, by its place among `Divided.pieces`; return its number.

    Raises:
        NotFoundError: there is no such notice or piece.
        NotYetError, ChangedMeanwhileError: as in `want_parts`.
    """
    standing = _read(ledger, notice, seen)
    asked = divided(standing).pieces[place : place + 1]
    if not asked:
        raise NotFoundError(f"notice {notice} has no piece {place}")
    [number] = _want(ledger, standing, asked)
    return number


def _runs(division: Division, notice: NoticeId) -> Iterator[tuple[Section, timedelta]]:
    """Yield each piece with its length; parts know which of how many they are, the headline does not."""
    if division.headline:
        headline = division.headline
        yield Section(notice=notice, first=headline.first, last=headline.last), headline.length
    for nth, run in enumerate(division.parts, start=1):
        section = Section(notice=notice, first=run.first, last=run.last, nth=nth, of=len(division.parts))
        yield section, run.length


def _from_to(first: SourceSpan, last: SourceSpan) -> SourceSpan:
    return SourceSpan(start=first.start, end=last.end)


def _read(ledger: Ledger, name: NoticeId, seen: str | None) -> Notice:
    with ledger.reading() as unit:
        notice = unit.notices.get(name)
    if seen is not None and edition(notice) != seen:
        raise ChangedMeanwhileError(f"{name} was changed since it was seen")
    if notice.reading is None:
        raise NotYetError("the notice has no reading yet, so it cannot be divided")
    return notice


def _want(ledger: Ledger, notice: Notice, pieces: Sequence[Piece]) -> tuple[int, ...]:
    """Number them, unless another reading came while this one was divided."""
    with ledger.writing() as unit:
        if unit.notices.get_to_change(notice.id).reading != notice.reading:
            raise ChangedMeanwhileError(f"{notice.id} was changed meanwhile")
        if not any(voicing.part == _WHOLE for voicing in unit.voicings.of_notice(notice.id)):
            raise NotYetError("nobody chose what of the notice shall be heard")
        return tuple(unit.voicings.want_part(piece.section) for piece in pieces)
