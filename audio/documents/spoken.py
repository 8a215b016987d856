"""What of a text is spoken: debris is set aside, and what is about persons is held back.

The belt, the command line and the desk's pages all ask here, so that what staff see is what sounds.
"""

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
) -> Spoken:
    """Tell what is spoken of `text`, in time proportional to its length.

    `allowed` are normal forms (`personal.normal`) that the organisation let through once and for all;
    `released` are spans that somebody ticked in this very text: of debris, or of what is held. Debris
    that was taken back is looked at like the rest, so only a tick on just its span lets a person through.
    """
    cleaned = clean(text)
    taken_back = (one.span for one in cleaned.set_aside if one.span in released)
    looked_at = tuple(sorted((*cleaned.kept, *taken_back)))
    held = personal(text, looked_at, allowed=allowed)
    cuts = [one.span for one in held if one.span not in released]
    return Spoken(kept=without(looked_at, cuts), set_aside=cleaned.set_aside, held=held)
