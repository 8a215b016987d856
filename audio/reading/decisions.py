"""What people decided about a text where the program might do otherwise, and how it is written down.

They take back what was set aside, say places in their own words, and find others right as they are
read. What a person said goes before every rule.
"""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from audio.reading.lexicon import Lexicon
from audio.reading.plain import Plain
from audio.reading.rule import Claim
from audio.span import SourceSpan

BY_HAND = "by hand"
"""The rule that words of a person come from."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Correction:
    """A place is `said` so: letters and spaces only; it is silent where that is empty."""

    span: SourceSpan
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """All that was decided about one text. Corrections are in order and never overlap."""

    taken_back: frozenset[SourceSpan] = frozenset()
    """Places set aside that are to be read after all."""
    corrections: tuple[Correction, ...] = ()
    settled: tuple[Correction, ...] = ()
    """Doubtful places that somebody found right as they were read, in order."""
    chosen: tuple[SourceSpan, ...] | None = None
    """Of a long document only these places, in order; None is all of it, and () that nobody chose yet."""

    def correct(self, correction: Correction) -> "Decisions":
        """Return these with one more; it replaces those that it touches."""
        others = self.uncorrect(correction.span)
        return replace(others, corrections=tuple(sorted((*others.corrections, correction))))

    def settle(self, places: Iterable[Correction]) -> "Decisions":
        """Find doubtful places right as they are read now."""
        return replace(self, settled=tuple(sorted({*self.settled, *places})))

    def uncorrect(self, span: SourceSpan) -> "Decisions":
        """Leave what touches `span` to the rules again."""
        return replace(self, corrections=_apart(self.corrections, span), settled=_apart(self.settled, span))

    def take_back(self, span: SourceSpan) -> "Decisions":
        return replace(self, taken_back=self.taken_back | {span})

    def choose(self, places: Iterable[SourceSpan]) -> "Decisions":
        """Have only these places read; what lies in another of them, or touches it, is one with it."""
        joined: list[SourceSpan] = []
        for place in sorted(places):
            if joined and place.start <= joined[-1].end:
                joined[-1] = SourceSpan(start=joined[-1].start, end=max(joined[-1].end, place.end))
            else:
                joined.append(place)
        return replace(self, chosen=tuple(joined))

    def set_aside(self, span: SourceSpan) -> "Decisions":
        """Set a place aside again that was taken back."""
        return replace(self, taken_back=self.taken_back - {span})


NONE = Decisions()
NOTHING_CHOSEN = Decisions(chosen=())
"""Of a long document, as long as nobody said what of it shall be heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHand:
    """Corrections as the first of the rules of one page."""

    page: Plain
    corrections: Sequence[Correction]
    name: str = BY_HAND

    def claims(self, text: str, lexicon: Lexicon) -> Iterator[Claim]:
        del text, lexicon
        for one in self.corrections:
            start = bisect_left(self.page.starts, one.span.start)
            end = bisect_right(self.page.ends, one.span.end)
            if start < end:
                yield Claim(start=start, end=end, said=one.said, rule=self.name)


def to_json(decisions: Decisions) -> str:
    """Return the decisions as a JSON object; empty where nothing was decided."""
    if decisions == NONE:
        return ""
    return json.dumps(
        {
            "taken_back": [[span.start, span.end] for span in sorted(decisions.taken_back)],
            "corrections": _written(decisions.corrections),
            "settled": _written(decisions.settled),
            "chosen": None
            if decisions.chosen is None
            else [[span.start, span.end] for span in decisions.chosen],
        },
        ensure_ascii=False,
    )


def from_json(text: str) -> Decisions:
    """Read what `to_json` wrote."""
    if not text:
        return NONE
    written = json.loads(text)
    return Decisions(
        taken_back=frozenset(SourceSpan(start=start, end=end) for start, end in written["taken_back"]),
        corrections=_read(written["corrections"]),
        settled=_read(written.get("settled", ())),
        chosen=None
        if written.get("chosen") is None
        else tuple(SourceSpan(start=start, end=end) for start, end in written["chosen"]),
    )


def _written(places: Iterable[Correction]) -> list[tuple[int, int, str]]:
    return [(one.span.start, one.span.end, one.said) for one in places]


def _read(written: Iterable[tuple[int, int, str]]) -> tuple[Correction, ...]:
    return tuple(Correction(span=SourceSpan(start=start, end=end), said=said) for start, end, said in written)


def _apart(places: Iterable[Correction], span: SourceSpan) -> tuple[Correction, ...]:
    return tuple(one for one in places if not one.span.meets(span))
