"""What came of having a clip heard again, and how it is stored."""

import json
from dataclasses import dataclass
from enum import StrEnum

from audio.hearing.comparing import Misheard
from audio.hearing.places import Kind
from audio.span import SourceSpan


class Unheard(StrEnum):
    """Why nobody listened, where it is not the recogniser that says so. Pages have words for each."""

    VOICE_GONE = "voice-gone"
    """What the voice spoke is found by the voice, and that is not here any more."""
    ENDED = "ended"
    """Whoever listens ended over it again and again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackCheck:
    """Which places a `recogniser` misheard.

    Where it `failed`, an `Unheard` or what the recogniser says of it; then not every sentence was heard.
    """

    recogniser: str
    misheard: tuple[Misheard, ...] = ()
    failed: str = ""


def to_json(check: BackCheck) -> str:
    """Return it as a JSON object; `from_json` gives it back unchanged."""
    written = {
        "recogniser": check.recogniser,
        "misheard": [_written(one) for one in check.misheard],
        "failed": check.failed,
    }
    return json.dumps(written, ensure_ascii=False)


def from_json(text: str) -> BackCheck:
    """Read what `to_json` wrote."""
    written = json.loads(text)
    return BackCheck(
        recogniser=written["recogniser"],
        misheard=tuple(
            Misheard(
                sentence=one["sentence"],
                span=SourceSpan(start=one["start"], end=one["end"]),
                kind=Kind(one["kind"]),
                spoken=one["spoken"],
                heard=one["heard"],
            )
            for one in written["misheard"]
        ),
        failed=written["failed"],
    )


def _written(one: Misheard) -> dict[str, str | int]:
    return {
        "sentence": one.sentence,
        "start": one.span.start,
        "end": one.span.end,
        "kind": one.kind,
        "spoken": one.spoken,
        "heard": one.heard,
    }
