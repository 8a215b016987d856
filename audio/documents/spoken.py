"""What of a text is spoken: debris is set aside, and what is about persons is held back.

The belt, the command line and the desk's pages all ask here, so that what staff see is what sounds.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audio.documents.clean import SetAside, clean
from audio.documents.personal import Held, personal, without
from audio.span import SourceSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """`kept` in order, as `audio.reading.read` takes it, and why the rest is not among it."""

    kept: tuple[SourceSpan, ...]
    set_aside: tuple[SetAside, ...]
    held: tuple[Held, ...]
    """All that is about persons, also what was let through."""


def spoken_places(
    text: str,
    *,
    allowed: frozenset[str] = frozenset(),
    released: frozenset[SourceSpan] = frozenset(),
    chosen: Sequence[SourceSpan] | None = None,
) -> Spoken:
    """Tell what is spoken of `text`, in time proportional to its length.

    `allowed` are normal forms (`personal.normal`) that the organisation let through once and for all;
    `released` are spans that somebody ticked in this very text: of debris, or of what is held. Debris
    that was taken back is looked at like the rest, so only a tick on just its span lets a person through.
    Where places are `chosen`, in order and apart, only what lies in them is spoken.
    """
    cleaned = clean(text)
    taken_back = (one.span for one in cleaned.set_aside if one.span in released)
    looked_at = tuple(sorted((*cleaned.kept, *taken_back)))
    held = personal(text, looked_at, allowed=allowed)
    cuts = [one.span for one in held if one.span not in released]
    kept = without(looked_at, cuts)
    return Spoken(
        kept=kept if chosen is None else tuple(_inside(kept, chosen)), set_aside=cleaned.set_aside, held=held
    )


def _inside(kept: Sequence[SourceSpan], chosen: Sequence[SourceSpan]) -> Iterator[SourceSpan]:
    """Give what two lists of places, both in order, have in common."""
    waiting = deque(chosen)
    for span in kept:
        while waiting and waiting[0].end <= span.start:
            waiting.popleft()
        for place in waiting:
            if place.start >= span.end:
                break
            yield SourceSpan(start=max(span.start, place.start), end=min(span.end, place.end))
