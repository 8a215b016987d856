"""The guard over what is about persons: held out of the reading until somebody lets it through.

The law asks for consent before personal data is made known (Decree 13/2023/NĐ-CP, article 11), and a
loudspeaker over a gate has asked nobody. Places are told here, never words, so that none gets into a log.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from audio.documents.cuts import Cut, cuts
from audio.documents.traces import Kind
from audio.reading.plain import Plain, plain
from audio.span import SourceSpan

_COUNTRY = re.compile(r"(?:\+\s*|\(\+?)84\D*0?|^84(?=\D*[35789](?:\D*\d){8}\D*$)")
_ENTITY = re.compile(r"&#?\w{1,8};")
_NO_DIGIT = re.compile(r"\D+")
_NO_SIGN = re.compile(r"[\W_]+")
_MOST_LOOKS = 3
"""What was held may have stood between two halves of something else; so it is looked at again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """`span` must not be spoken; `place` in it, or beside it, is what gave the person away."""

    span: SourceSpan
    kind: Kind
    place: SourceSpan


def personal(
    text: str, kept: Sequence[SourceSpan], *, allowed: frozenset[str] = frozenset()
) -> tuple[Held, ...]:
    """Find what of the `kept` spans is about persons, in order; nothing overlaps, all lies within `kept`.

    `allowed` are places in their `normal` form that the organisation let through once and for all.
    Takes any text, and time in proportion to its length.
    """
    found: list[Held] = []
    for _ in range(_MOST_LOOKS):
        more = _look(text, without(kept, [held.span for held in found]), allowed)
        if not more:
            break
        found = sorted([*found, *more], key=lambda held: held.span)
    return tuple(found)


def normal(place: str) -> str:
    """Return the form in which a place is remembered: the digits of a number, a mail in small letters."""
    small = plain(place, kept=None).text.casefold()
    if "@" in small:
        return "".join(small.split())
    return "".join(sign for sign in _COUNTRY.sub("0", small.strip()) if sign.isalnum())


def may_hold(text: str, form: str) -> bool:
    """Whether a place of this normal form may stand in a text, however it is written there; quick."""
    if form.isdecimal():
        digits = _NO_DIGIT.sub("", _ENTITY.sub(" ", text))
        return form.removeprefix("0") in unicodedata.normalize("NFKC", digits)
    small = unicodedata.normalize("NFKC", text).casefold()
    return form in "".join(small.split()) or form in _NO_SIGN.sub("", small)


def without(kept: Sequence[SourceSpan], gone: Sequence[SourceSpan]) -> tuple[SourceSpan, ...]:
    """Return what is left of `kept`. Both are in order; each of `gone` lies within one of `kept`."""
    left: list[SourceSpan] = []
    at = 0
    for span in kept:
        start = span.start
        while at < len(gone) and gone[at].end <= span.end:
            left.append(SourceSpan(start=start, end=gone[at].start))
            start = gone[at].end
            at += 1
        left.append(SourceSpan(start=start, end=span.end))
    return tuple(one for one in left if one.end > one.start)


def _look(text: str, kept: Sequence[SourceSpan], allowed: frozenset[str]) -> list[Held]:
    page = plain(text, kept=kept)
    return list(_in_source(kept, page, cuts(page.text, lambda place: normal(place) in allowed)))


def _in_source(kept: Sequence[SourceSpan], page: Plain, found: Iterable[Cut]) -> Iterator[Held]:
    """Give cuts as places of the source, one for each kept span that they touch."""
    at, last = 0, 0
    for cut in found:
        gone = _stripped(page, cut)
        while at < len(kept) and kept[at].end <= gone.start:
            at += 1
        for span in _shared(kept, at, gone):
            start = max(last, span.start)  # one character may stand for several in plain text
            if span.end > start:
                place = page.span(cut.place.start, cut.place.end)
                yield Held(span=SourceSpan(start=start, end=span.end), kind=cut.kind, place=place)
                last = span.end


def _shared(kept: Sequence[SourceSpan], at: int, gone: SourceSpan) -> Iterator[SourceSpan]:
    while at < len(kept) and kept[at].start < gone.end:
        yield SourceSpan(start=max(kept[at].start, gone.start), end=min(kept[at].end, gone.end))
        at += 1


def _stripped(page: Plain, cut: Cut) -> SourceSpan:
    words = page.text[cut.start : cut.end]
    start = cut.start + len(words) - len(words.lstrip())
    return page.span(start, start + len(words.strip()))
