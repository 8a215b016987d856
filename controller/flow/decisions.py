"""What staff decide about a notice not yet approved: words in place of a rule's, places taken back, doubts.

Each decision makes it another edition. Unless a place is right as it stands, it is read and voiced
anew, and approved as what it is then.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from audio.reading.decisions import Correction, Decisions, from_json, to_json
from audio.reading.lexicon import Lexicon
from audio.reading.read import read
from audio.reading.values import Doubt
from audio.span import SourceSpan
from controller.entries import Notice
from controller.errors import AlreadyDoneError, ChangedMeanwhileError, WrongInputError
from controller.ports import Ledger, Unit
from schedules.vocabulary import NoticeId

from .doubts import alike, as_read, open_doubts
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
    place = Correction(span=span, said=_words(said, lexicon))
    _decide(ledger, name, span, lambda _, known: known.correct(place), seen=seen)


def decide(
    ledger: Ledger, name: NoticeId, span: SourceSpan, said: str, *, lexicon: Lexicon, seen: str
) -> None:
    """Decide what was in doubt at just this place: it is right as it is read now, or said otherwise.

    An abbreviation is decided wherever it stands in the notice. Where the reading is right, its clip stays.
    Raises as `say_otherwise`; `ChangedMeanwhileError` also where nothing is in doubt there.
    """
    words = _words(said, lexicon)
    _decide(ledger, name, span, lambda notice, known: _decided(notice, known, span, words), seen=seen)


def settle_all(ledger: Ledger, name: NoticeId) -> None:
    """Find every doubtful place right as it is read now. Raises `NotFoundError`."""
    with ledger.writing() as unit:
        notice = unit.notices.get_to_change(name)
        known = from_json(notice.decisions)
        if not notice.approved_at:
            _keep(unit, notice, known, known.settle(map(as_read, open_doubts(notice))))


def leave_to_rules(ledger: Ledger, name: NoticeId, span: SourceSpan, *, seen: str) -> None:
    """Forget what was said by hand there. Raises as `say_otherwise`."""
    _decide(ledger, name, span, lambda _, known: known.uncorrect(span), seen=seen)


def take_back(ledger: Ledger, name: NoticeId, span: SourceSpan, *, seen: str) -> None:
    """Have a place read that was set aside. Raises as `say_otherwise`."""
    _decide(ledger, name, span, lambda _, known: known.take_back(span), seen=seen)


def set_aside(ledger: Ledger, name: NoticeId, span: SourceSpan, *, seen: str) -> None:
    """Set a place aside again that was taken back. Raises as `say_otherwise`."""
    _decide(ledger, name, span, lambda _, known: known.set_aside(span), seen=seen)


def choose(ledger: Ledger, name: NoticeId, places: Sequence[SourceSpan], *, seen: str) -> None:
    """Have only these places of a long document read. Raises as `say_otherwise`."""
    whole = SourceSpan(start=min((one.start for one in places), default=0), end=_end(places))
    _decide(ledger, name, whole, lambda _, known: known.choose(places), seen=seen)


def _end(places: Sequence[SourceSpan]) -> int:
    return max((one.end for one in places), default=1)


def _words(said: str, lexicon: Lexicon) -> str:
    if len(said) > _LONGEST_SAID:
        raise WrongInputError("said", said, f"expected at most {_LONGEST_SAID} characters")
    return read(said, lexicon=lexicon).spoken.replace("\n", " ")


def _decided(notice: Notice, known: Decisions, span: SourceSpan, words: str) -> Decisions:
    for doubt in alike(_doubt_at(notice, span), notice):
        if words == doubt.said:
            known = known.settle([as_read(doubt)])
        else:
            known = known.correct(Correction(span=doubt.span, said=words))
    return known


def _doubt_at(notice: Notice, span: SourceSpan) -> Doubt:
    for doubt in open_doubts(notice):
        if doubt.span == span:
            return doubt
    raise ChangedMeanwhileError(f"nothing is in doubt there any more in {notice.id}")


def _decide(
    ledger: Ledger,
    name: NoticeId,
    span: SourceSpan,
    change: Callable[[Notice, Decisions], Decisions],
    *,
    seen: str,
) -> None:
    with ledger.writing() as unit:
        notice = unit.notices.get_to_change(name)
        _check(notice, span, seen)
        known = from_json(notice.decisions)
        _keep(unit, notice, known, change(notice, known))


def _keep(unit: Unit, notice: Notice, known: Decisions, decided: Decisions) -> None:
    """What was only found right is neither read nor voiced anew."""
    if decided == known:
        return
    changed = replace(notice, decisions=to_json(decided))
    if replace(decided, settled=known.settled) == known:
        unit.notices.keep_decisions(changed)
    else:
        unit.notices.begin_anew(changed)


def _check(notice: Notice, span: SourceSpan, seen: str) -> None:
    if notice.approved_at:
        raise AlreadyDoneError(f"{notice.id} is approved; write a correction instead")
    if edition(notice) != seen:
        raise ChangedMeanwhileError(f"{notice.id} was changed meanwhile")
    if not 0 <= span.start < span.end <= len(notice.text):
        raise WrongInputError("place", f"{span.start}-{span.end}", "expected a place in the text")
