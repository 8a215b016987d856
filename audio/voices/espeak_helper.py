"""The process in which espeak-ng lives: one request in, one fork, one answer out.

Started by `audio.voices.espeak`. It stays single-threaded, so that forking is safe, and ends
when its parent does. A request is JSON with `words`, `voice` and `rate`.
"""

import ctypes
import json
import sys
from collections.abc import Mapping
from functools import partial

from audio.engines.ending import end_with
from audio.engines.forking import in_fork
from audio.engines.requests import DONE, FAILED, UNAVAILABLE, answer, next_request

_SYNCHRONOUS = 2
_NO_EXIT_ON_ERROR = 0x8000
_RATE, _VOLUME = 1, 2
_WORDS_PER_MINUTE = 175
_LEVEL = 70
"""At the library's 100 the samples touch full scale and clip."""
_UTF8 = 1
_PHONEMES = 0x100
"""Between double brackets, which no reading holds."""
_SECONDS_A_SENTENCE = 60
_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


def main() -> None:
    end_with(int(sys.argv[1]))
    voice = _loaded()
    while (request := next_request()) is not None:
        status, body = (
            (UNAVAILABLE, b"the library cannot be loaded")
            if voice is None
            else in_fork(partial(voice.synthesise, json.loads(request)), seconds=_SECONDS_A_SENTENCE)
        )
        answer(status, body)


class _Library:
    """espeak-ng with its data, ready to speak."""

    def __init__(self, library: ctypes.CDLL, sample_rate: int) -> None:
        self._library = library
        self._sample_rate = sample_rate

    def synthesise(self, request: Mapping[str, str | float]) -> tuple[int, bytes]:
        pieces: list[bytes] = []

        def take(samples: "ctypes._Pointer[ctypes.c_short]", count: int, _events: int) -> int:
            if samples and count:
                pieces.append(ctypes.string_at(samples, count * 2))
            return 0

        callback = _CALLBACK(take)
        self._library.espeak_SetSynthCallback(callback)
        if self._library.espeak_SetVoiceByName(str(request["voice"]).encode()):
            return UNAVAILABLE, f"no voice {request['voice']}".encode()
        self._library.espeak_SetParameter(_RATE, round(_WORDS_PER_MINUTE * float(request["rate"])), 0)
        self._library.espeak_SetParameter(_VOLUME, _LEVEL, 0)
        words = str(request["words"]).encode() + b"\0"
        self._library.espeak_Synth(words, len(words), 0, 1, 0, _UTF8 | _PHONEMES, None, None)
        self._library.espeak_Synchronize()
        sound = b"".join(pieces)
        if not sound:
            return FAILED, b"it made no sound"
        return DONE, self._sample_rate.to_bytes(4, "big") + sound


def _loaded() -> _Library | None:
    import espeakng_loader  # noqa: PLC0415 - the client imports this module for its constants only

    try:
        library = ctypes.CDLL(espeakng_loader.get_library_path())
        rate = library.espeak_Initialize(
            _SYNCHRONOUS, 0, str(espeakng_loader.get_data_path()).encode(), _NO_EXIT_ON_ERROR
        )
    except (OSError, RuntimeError):
        return None
    return _Library(library, rate) if rate > 0 else None


if __name__ == "__main__":
    main()
