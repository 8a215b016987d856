"""Which doubtful places of a notice nobody has decided yet."""

from audio.reading.decisions import Correction
from audio.reading.decisions import from_json as decisions_from_json
from audio.reading.values import Doubt, Stake, Why
from audio.reading.written import from_json
from controller.entries import Notice


def open_doubts(notice: Notice) -> tuple[Doubt, ...]:
    """Return them in the order of the text; none where there is no reading yet."""
    if notice.reading is None:
        return ()
    settled = frozenset(decisions_from_json(notice.decisions).settled)
    return tuple(doubt for doubt in from_json(notice.reading).doubts if as_read(doubt) not in settled)


def as_read(doubt: Doubt) -> Correction:
    """Return the place with the words it is read with now."""
    return Correction(span=doubt.span, said=doubt.said)


def alike(doubt: Doubt, notice: Notice) -> tuple[Doubt, ...]:
    """Return the open doubts that one decision settles: all places of an abbreviation, else only this."""
    if not is_abbreviation(doubt):
        return (doubt,)
    written = doubt.span.of(notice.text)
    doubts = filter(is_abbreviation, open_doubts(notice))
    return tuple(one for one in doubts if one.span.of(notice.text) == written)


def is_abbreviation(doubt: Doubt) -> bool:
    return doubt.stake is Stake.NAME and doubt.why is not Why.NOT_SPOKEN
