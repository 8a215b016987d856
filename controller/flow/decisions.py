"""What staff decide about a notice not yet approved: words in place of a rule's, and places taken back.

Each decision makes it another edition: it is read and voiced anew, and approved as what it is then.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from audio.reading.decisions import Correction, Decisions, from_json, to_json
from audio.reading.lexicon import Lexicon
from audio.reading.read import read
from audio.span import SourceSpan
from controller.entries import Notice
from controller.errors import AlreadyDoneError, ChangedMeanwhileError, WrongInputError
from controller.ports import Ledger
from schedules.vocabulary import NoticeId

from .editions import edition

_LONGEST_SAID = 500


def say_otherwise(
    ledger: Ledger, name: NoticeId, span: SourceSpan, said: str, *, lexicon: Lexicon, seen: str
) -> None:
    """Have a place said in these words, which are themselves read; nothing makes it silent.

    Raises:
        WrongInputError: the place is not in the text, or the words are too many.
        NotFoundError, AlreadyDoneError, ChangedMeanwhileError: as in `intake.change`.
    """
    if len(said) > _LONGEST_SAID:
        raise WrongInputError("said", said, f"expected at most {_LONGEST_SAID} characters")
    words = read(said, lexicon=lexicon).spoken.replace("\n", " ")
    _decide(ledger, name, span, lambda known: known.correct(Correction(span=span, said=words)), seen=seen)


def leave_to_rules(ledger: Ledger, name: NoticeId, span: SourceSpan, *, seen: str) -> None:
    """Forget what was said by hand there. Raises as `say_otherwise`."""
    _decide(ledger, name, span, lambda known: known.uncorrect(span), seen=seen)


def take_back(ledger: Ledger, name: NoticeId, span: SourceSpan, *, seen: str) -> None:
    """Have a place read that was set aside. Raises as `say_otherwise`."""
    _decide(ledger, name, span, lambda known: known.take_back(span), seen=seen)


def set_aside(ledger: Ledger, name: NoticeId, span: SourceSpan, *, seen: str) -> None:
    """Set a place aside again that was taken back. Raises as `say_otherwise`."""
    _decide(ledger, name, span, lambda known: known.set_aside(span), seen=seen)


def choose(ledger: Ledger, name: NoticeId, places: Sequence[SourceSpan], *, seen: str) -> None:
    """Have only these places of a long document read. Raises as `say_otherwise`."""
    whole = SourceSpan(start=min((one.start for one in places), default=0), end=_end(places))
    _decide(ledger, name, whole, lambda known: known.choose(places), seen=seen)


def _end(places: Sequence[SourceSpan]) -> int:
    return max((one.end for one in places), default=1)


def _decide(
    ledger: Ledger,
    name: NoticeId,
    span: SourceSpan,
    change: Callable[[Decisions], Decisions],
    *,
    seen: str,
) -> None:
    with ledger.writing() as unit:
        notice = unit.notices.get_to_change(name)
        _check(notice, span, seen)
        decided = to_json(change(from_json(notice.decisions)))
        if decided != notice.decisions:
            unit.notices.begin_anew(replace(notice, decisions=decided))


def _check(notice: Notice, span: SourceSpan, seen: str) -> None:
    if notice.approved_at:
        raise AlreadyDoneError(f"{notice.id} is approved; write a correction instead")
    if edition(notice) != seen:
        raise ChangedMeanwhileError(f"{notice.id} was changed meanwhile")
    if not 0 <= span.start < span.end <= len(notice.text):
        raise WrongInputError("place", f"{span.start}-{span.end}", "expected a place in the text")
