"""The process that opens one tone or piece of music and ends. Started by `controller.machines.sound_room`.

The file comes by standard input. A line of JSON goes to standard output, and after it the sound as FLAC:
decoded, tidied and judged within the bounds that this process puts on itself.
"""

import json
import sys
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from audio.errors import AlarmingSoundError, SoundError, SoundTooLongError, SoundTooShortError
from controller.machines.bounds import OUT_OF_MEMORY, Allowance, bind

if TYPE_CHECKING:
    from audio.alarming.likeness import Likeness
    from audio.speech import Samples


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What the sound is to be."""

    is_music: bool
    for_emergencies: bool


def main() -> None:
    asked = json.loads(sys.argv[1])
    bind(Allowance(**asked.pop("allowance")))
    try:
        told, flac = _opened(Task(**asked))
    except SoundError as error:
        told, flac = _failure(error), b""
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + flac)


def _opened(task: Task) -> tuple[dict[str, object], bytes]:
    from audio import sounds  # noqa: PLC0415 - bound first, then loaded

    samples = _music() if task.is_music else _tone(task)
    resembled = None if task.is_music else _resembled(samples)
    if resembled and not task.for_emergencies:
        raise AlarmingSoundError(resembled)
    told: dict[str, object] = {
        "milliseconds": sounds.length_of(samples) // timedelta(milliseconds=1),
        "resembles_alarm": resembled is not None,
    }
    return told, sounds.as_flac(samples)


def _tone(task: Task) -> "Samples":
    from audio import sounds  # noqa: PLC0415 - as above
    from audio.template import LONGEST_TONE  # noqa: PLC0415

    longest = sounds.LONGEST_EMERGENCY_TONE if task.for_emergencies else LONGEST_TONE
    return sounds.tidied(_decoded(longest), shortest=sounds.SHORTEST_TONE, longest=longest)


def _music() -> "Samples":
    from audio import sounds  # noqa: PLC0415 - as above

    tidy = sounds.tidied(
        _decoded(sounds.LONGEST_MUSIC), shortest=sounds.SHORTEST_MUSIC, longest=sounds.LONGEST_MUSIC
    )
    return sounds.levelled_music(tidy)


def _decoded(longest: timedelta) -> "Samples":
    """Return all samples; what is far longer than it may be is not decoded to its end."""
    import numpy as np  # noqa: PLC0415 - as above

    from audio.decoding import decoded  # noqa: PLC0415
    from audio.sounds import SILENCE_AROUND  # noqa: PLC0415

    try:
        return np.concatenate(list(decoded(sys.stdin.buffer, most=longest + SILENCE_AROUND)))
    except SoundTooLongError as error:
        raise SoundTooLongError(longest) from error


def _resembled(samples: "Samples") -> "Likeness | None":
    from audio.alarming.likeness import likeness  # noqa: PLC0415 - as above

    return likeness(samples)


def _failure(error: SoundError) -> dict[str, object]:
    told: dict[str, object] = {"error": type(error).__name__}
    if isinstance(error, SoundTooLongError | SoundTooShortError):
        told["limit_seconds"] = error.limit.total_seconds()
    if isinstance(error, AlarmingSoundError):
        told["likeness"] = error.likeness
    return told


if __name__ == "__main__":
    main()
