"""The process in which a recogniser's model lives. The engine ends it where a model is not as it should be.

Started by `audio.hearing.sherpa` with the folder, the model as JSON, and the language, which is empty where
the model does not want to know. The first request only loads the model; each further one is the sample rate
(4 bytes) and samples (float32), and is answered by the words.
"""

import os
import resource
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from pydantic import TypeAdapter

from audio.engines.ending import end_with
from audio.engines.requests import DONE, FAILED, UNAVAILABLE, answer, hush, next_request, own_pipe, why_not
from audio.hearing.model import Family, HearingModel

if TYPE_CHECKING:
    from sherpa_onnx import OfflineRecognizer

_MOST_MEMORY = 8 << 30
"""Of addresses, of which a model uses a part. A damaged file may ask for any number."""
_THREADS = 2


def main() -> None:
    end_with(int(sys.argv[1]))
    folder, language = Path(sys.argv[2]), sys.argv[4]
    model = TypeAdapter(HearingModel).validate_json(sys.argv[3])
    pipe = own_pipe()
    engine: OfflineRecognizer | None = None
    while (request := next_request()) is not None:
        if engine is None:
            engine, why = _loaded(folder, model, language)
            answer(UNAVAILABLE if engine is None else DONE, why.encode(), to=pipe)
            hush()
        else:
            answer(*_heard(engine, request), to=pipe)


def _loaded(folder: Path, model: HearingModel, language: str) -> "tuple[OfflineRecognizer | None, str]":
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    try:
        from sherpa_onnx import OfflineRecognizer as Engine  # noqa: PLC0415 - the parent imports nothing of this

        makers = {
            Family.TRANSDUCER: Engine.from_transducer,
            Family.NEMO_TRANSDUCER: Engine.from_transducer,
            Family.ZIPFORMER_CTC: Engine.from_zipformer_ctc,
            Family.NEMO_CTC: Engine.from_nemo_ctc,
            Family.WENET_CTC: Engine.from_wenet_ctc,
            Family.SENSE_VOICE: Engine.from_sense_voice,
            Family.WHISPER: Engine.from_whisper,
        }
        told: dict[str, str | int] = {name: str(folder / file) for name, file in model.files.items()}
        told["num_threads"] = min(_THREADS, os.cpu_count() or 1)
        if model.family.is_told_the_language:
            told["language"] = language
        if model.family is Family.NEMO_TRANSDUCER:
            told["model_type"] = model.family.value
        return makers[model.family](**told), ""
    except (ImportError, OSError, RuntimeError, MemoryError, TypeError, ValueError, AssertionError) as error:
        return None, why_not(error)


def _heard(engine: "OfflineRecognizer", request: bytes) -> tuple[int, bytes]:
    try:
        stream = engine.create_stream()
        stream.accept_waveform(int.from_bytes(request[:4], "big"), np.frombuffer(request[4:], dtype="<f4"))
        engine.decode_stream(stream)
        return DONE, str(stream.result.text).encode()
    except (RuntimeError, MemoryError, UnicodeDecodeError) as error:
        return FAILED, type(error).__name__.encode()  # its words may be ours


if __name__ == "__main__":
    main()
