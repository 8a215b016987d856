"""How a broadcast of a class is put together: its tones, its rests, and the music under it.

Staff edit one for each class. Without one it is `OURS`, and every bound here is one that a listener at
a gate would ask for. Loudness is told in LU, relative to the speech, which rules.
"""

import json
import re
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from enum import StrEnum

from audio.errors import TemplateError
from schedules.vocabulary import Class, Digest

_MS = timedelta(milliseconds=1)
_DIGEST = re.compile(r"[0-9a-f]{64}")


class Plain(StrEnum):
    """A tone that needs no file."""

    OURS = "ours"
    """Our own for the class, made from figures."""
    NONE = "none"


Tone = Plain | Digest
"""One of the two, or a loaded sound by its digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The least and the most that a figure of a template may be."""

    least: float
    most: float

    def holds(self, figure: float) -> bool:
        return self.least <= figure <= self.most


LONGEST_TONE = timedelta(seconds=2)
"""Below emergency: who passes the gate came to hear what follows."""
TONE_ABOVE_LU = Bounds(least=0, most=3)
"""Louder, and people turn the loudspeaker down; softer than speech, and nobody looks up."""
REST_SECONDS = Bounds(least=0.2, most=5)
SECTIONS_SECONDS = Bounds(least=0.5, most=10)
SENTENCE_RESTS = Bounds(least=0.8, most=1.5)
TIMES = Bounds(least=1, most=2)
BED_BELOW_SPEECH_LU = Bounds(least=12, most=30)
"""Nearer than 12 LU music masks consonants."""
BED_BELOW_IN_RESTS_LU = Bounds(least=3, most=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bed:
    """Music under a broadcast, and how far below the speech its loudest three seconds lie."""

    music: Digest
    below_speech_lu: float = 18.0
    """While somebody speaks."""
    below_in_rests_lu: float = 9.0

    def __post_init__(self) -> None:
        _check("music", _is_digest(self.music))
        _check("below_speech_lu", BED_BELOW_SPEECH_LU.holds(self.below_speech_lu))
        _check("below_in_rests_lu", BED_BELOW_IN_RESTS_LU.holds(self.below_in_rests_lu))
        _check("below_in_rests_lu", self.below_in_rests_lu <= self.below_speech_lu)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """What surrounds the sentences of a broadcast.

    Raises:
        TemplateError: a figure is out of its bounds.
    """

    opening: Tone = Plain.OURS
    closing: Tone = Plain.OURS
    tone_above_lu: float = 1.0
    """Enough to be noticed, and nobody turns it down."""
    after_opening: timedelta = 400 * _MS
    between_sections: timedelta = 1500 * _MS
    """Also before the whole is said again."""
    before_closing: timedelta = 500 * _MS
    sentence_rests: float = 1.0
    """Times the rest that each sentence asks for."""
    times: int = 1
    """How often the whole is said in one clip."""
    bed: Bed | None = None

    def __post_init__(self) -> None:
        for name in ("opening", "closing"):
            tone = getattr(self, name)
            _check(name, isinstance(tone, Plain) or _is_digest(tone))
        for name in ("after_opening", "before_closing"):
            _check(name, REST_SECONDS.holds(getattr(self, name).total_seconds()))
        _check("between_sections", SECTIONS_SECONDS.holds(self.between_sections.total_seconds()))
        _check("tone_above_lu", TONE_ABOVE_LU.holds(self.tone_above_lu))
        _check("sentence_rests", SENTENCE_RESTS.holds(self.sentence_rests))
        _check("times", TIMES.holds(self.times))

    def without(self, digest: Digest) -> "Template":
        """Return it with our own tone wherever it names this one."""
        return replace(
            self,
            opening=Plain.OURS if self.opening == digest else self.opening,
            closing=Plain.OURS if self.closing == digest else self.closing,
        )

    @property
    def tones(self) -> frozenset[Digest]:
        """The loaded tones that it names."""
        return frozenset(tone for tone in (self.opening, self.closing) if not isinstance(tone, Plain))

    @property
    def sounds(self) -> frozenset[Digest]:
        """The loaded sounds that it names."""
        return self.tones | ({self.bed.music} if self.bed else set())


def check_for(template: Template, class_: Class) -> None:
    """Pass a template for a class. What its sounds are is `audio.sounds`' to know.

    Raises:
        TemplateError: an emergency would lack its tone or have music under it.
    """
    if class_ is Class.EMERGENCY:
        _check("opening", template.opening is not Plain.NONE)
        _check("bed", template.bed is None)


def to_json(template: Template) -> str:
    """Write it; rests in whole milliseconds."""
    return json.dumps(asdict(template), default=lambda rest: rest // _MS, sort_keys=True)


def from_json(written: str) -> Template:
    """Read what `to_json` wrote.

    Raises:
        TemplateError: it is no template, or out of its bounds.
    """
    try:
        values = json.loads(written)
        rests = {name: values[name] * _MS for name in ("after_opening", "between_sections", "before_closing")}
        tones = {name: tone(values[name]) for name in ("opening", "closing")}
        bed = Bed(**values["bed"]) if values["bed"] else None
        return Template(**values | rests | tones | {"bed": bed})
    except (ValueError, TypeError, KeyError) as error:
        raise TemplateError("template", f"it is no template: {error}") from error


def tone(written: str) -> Tone:
    """Return a tone by the word or the digest that names it."""
    return Plain(written) if written in set(Plain) else Digest(written)


def _is_digest(written: object) -> bool:
    return isinstance(written, str) and _DIGEST.fullmatch(written) is not None


def _check(field: str, is_right: bool) -> None:  # noqa: FBT001 - what is checked reads as a claim
    if not is_right:
        raise TemplateError(field, "out of its bounds")


OURS = Template()
