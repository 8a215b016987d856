"""The process in which a neural model lives. The engine ends it where a model is not as it should be.

Started by `audio.voices.neural` with the folder and the card's `model` as JSON. The first request
only loads the model; each further one is JSON with `words`, `language`, `speaker` and `rate`.
"""

import json
import os
import resource
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from pydantic import TypeAdapter

from audio.models.model import Family, Model
from audio.voices.requests import FAILED, SPOKEN, UNAVAILABLE, answer, next_request

if TYPE_CHECKING:
    from sherpa_onnx import GeneratedAudio, OfflineTts

    from audio.voices.phonemes import Phonemes

_MOST_MEMORY = 8 << 30
"""Of addresses, of which a model uses a part. A damaged file may ask for any number."""
_THREADS = 4
_STEPS = 8
"""Of Supertonic's refinement, as its makers set it; the engine's own default is 5."""
_LONGEST = "1000"
"""Phonemes said in one breath; the engine's own 200 would break sentences where no comma is."""
_SEED = "1"
"""So that the same words give the same sound."""
_HIGHEST = 0.95


def main() -> None:
    parent, folder = int(sys.argv[1]), Path(sys.argv[2])
    model = TypeAdapter(Model).validate_json(sys.argv[3])
    pipe = _own_pipe()
    engine: OfflineTts | None = None
    while (request := next_request(parent)) is not None:
        if engine is None:
            engine, why = _loaded(folder, model)
            answer(UNAVAILABLE if engine is None else SPOKEN, why.encode(), to=pipe)
            _hush()
        else:
            answer(*_said(engine, model, json.loads(request)), to=pipe)


def _loaded(folder: Path, model: Model) -> "tuple[OfflineTts | None, str]":
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    try:
        import sherpa_onnx as engine  # noqa: PLC0415 - the parent imports nothing of this

        named = {name: ",".join(str(folder / each) for each in files) for name, files in model.files.items()}
        rules = named.pop("rule_fsts", "")
        kinds = {
            Family.SUPERTONIC: engine.OfflineTtsSupertonicModelConfig,
            Family.VITS: engine.OfflineTtsVitsModelConfig,
            Family.KOKORO: engine.OfflineTtsKokoroModelConfig,
            Family.MATCHA: engine.OfflineTtsMatchaModelConfig,
        }
        threads = min(_THREADS, os.cpu_count() or 1)
        own = engine.OfflineTtsModelConfig(
            **{model.family.value: kinds[model.family](**named)}, num_threads=threads
        )
        config = engine.OfflineTtsConfig(model=own, rule_fsts=rules)
        if not config.validate():
            return None, "a file of it is missing"
        if model.phonemes:
            _phonemes(model.phonemes)
        return engine.OfflineTts(config), ""
    except (ImportError, OSError, RuntimeError, MemoryError, TypeError, ValueError) as error:
        return None, str(error).splitlines()[0][:300] if str(error) else type(error).__name__


def _said(engine: "OfflineTts", model: Model, request: Mapping[str, str | float]) -> tuple[int, bytes]:
    try:
        sound = _generated(engine, model, request)
    except (RuntimeError, MemoryError) as error:
        return FAILED, type(error).__name__.encode()  # its words may be ours
    samples = np.asarray(sound.samples, dtype=np.float32)
    if not len(samples) or not np.isfinite(samples).all():
        return FAILED, b"it made no sound"
    highest = float(np.abs(samples).max())
    if highest > _HIGHEST:
        samples *= np.float32(_HIGHEST / highest)
    return SPOKEN, int(sound.sample_rate).to_bytes(4, "big") + samples.astype("<f4").tobytes()


def _generated(engine: "OfflineTts", model: Model, request: Mapping[str, str | float]) -> "GeneratedAudio":
    words, speaker, rate = str(request["words"]), int(request["speaker"]), float(request["rate"])
    from sherpa_onnx import GenerationConfig  # noqa: PLC0415

    config = GenerationConfig()
    config.sid, config.speed = speaker, rate
    if model.family is Family.SUPERTONIC:
        config.num_steps = _STEPS
        config.extra = {"lang": str(request["language"]), "seed": _SEED}
    if model.phonemes:
        config.phoneme_codepoints = [_phonemes(model.phonemes).of(words)]
        config.extra = {"max_codepoints_in_sentence": _LONGEST}
    return engine.generate("" if model.phonemes else words, config)


@cache
def _phonemes(voice: str) -> "Phonemes":
    from audio.voices.phonemes import Phonemes  # noqa: PLC0415 - loads a library that most models do without

    return Phonemes(voice)


def _own_pipe() -> int:
    """Keep the pipe to ourselves: a library that prints would write into it."""
    pipe = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return pipe


def _hush() -> None:
    """Once it has loaded, the engine complains of words, which are a notice's and belong nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


if __name__ == "__main__":
    main()
