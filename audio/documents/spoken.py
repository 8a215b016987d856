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
    """What nobody has let through."""


def spoken_places(
    text: str,
    *,
    allowed: frozenset[str] = frozenset(),
    released: frozenset[SourceSpan] = frozenset(),
) -> Spoken:
    """Tell what is spoken of `text`, in time proportional to its length.

    `allowed` are normal forms (`personal.normal`) that the organisation let through once and for all;
    `released` are spans of `held` that somebody ticked in this very text.
    """
    cleaned = clean(text)
    found = personal(text, cleaned.kept, allowed=allowed)
    held = tuple(one for one in found if one.span not in released)
    kept = without(cleaned.kept, [one.span for one in held])
    return Spoken(kept=kept, set_aside=cleaned.set_aside, held=held)
