"""The process in which a neural model lives. The engine ends it where a model is not as it should be.

Started by `audio.voices.engine`, once a lane, with the folder and the card's `model` as JSON. The first
request only loads the model; each further one is JSON with `words`, `language`, `speaker` and `rate`, and is
answered by a fork, so that nothing said before is heard in it.
"""

import json
import resource
import sys
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from pydantic import TypeAdapter

from audio.engines.ending import end_with
from audio.engines.forking import in_fork
from audio.engines.requests import DONE, FAILED, UNAVAILABLE, answer, hush, next_request, own_pipe, why_not
from audio.models.model import Family, Model
from audio.models.seeding import Seeds

if TYPE_CHECKING:
    from sherpa_onnx import GeneratedAudio, OfflineTts

    from audio.voices.phonemes import Phonemes

_MOST_MEMORY = 8 << 30
"""Of addresses, of which a model uses a part. A damaged file may ask for any number."""
_SECONDS_A_SENTENCE = 180
"""Longer than anybody waits."""
_THREADS = 1
"""Sentences are said side by side in lanes; sums of floats may come out otherwise on more threads; and a fork
has none but the one that forked."""
_STEPS = 8
"""Of Supertonic's refinement, as its makers set it; the engine's own default is 5."""
_LONGEST = "1000"
"""Phonemes said in one breath; the engine's own 200 would break sentences where no comma is."""
_SEED = "1"
"""So that the same words give the same sound."""
_HIGHEST = 0.95


def main() -> None:
    end_with(int(sys.argv[1]))
    folder = Path(sys.argv[2])
    model = TypeAdapter(Model).validate_json(sys.argv[3])
    pipe = own_pipe()
    engine: OfflineTts | None = None
    while (request := next_request()) is not None:
        if engine is None:
            engine, why = _loaded(folder, model)
            answer(UNAVAILABLE if engine is None else DONE, why.encode(), to=pipe)
            hush()
        else:
            said = partial(_said, engine, model, json.loads(request))
            answer(*in_fork(said, seconds=_SECONDS_A_SENTENCE), to=pipe)


def _loaded(folder: Path, model: Model) -> "tuple[OfflineTts | None, str]":
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    try:
        import sherpa_onnx as engine  # noqa: PLC0415 - the parent imports nothing of this

        seeds = Seeds()
        named = {
            name: ",".join(str(seeds.sown(folder / each)) for each in files)
            for name, files in model.files.items()
        }
        rules = named.pop("rule_fsts", "")
        kinds = {
            Family.SUPERTONIC: engine.OfflineTtsSupertonicModelConfig,
            Family.VITS: engine.OfflineTtsVitsModelConfig,
            Family.KOKORO: engine.OfflineTtsKokoroModelConfig,
            Family.MATCHA: engine.OfflineTtsMatchaModelConfig,
        }
        own = engine.OfflineTtsModelConfig(
            **{model.family.value: kinds[model.family](**named)}, num_threads=_THREADS
        )
        config = engine.OfflineTtsConfig(model=own, rule_fsts=rules)
        if not config.validate():
            return None, "a file of it is missing"
        if model.phonemes:
            _phonemes(model.phonemes)
        return engine.OfflineTts(config), ""
    except (ImportError, OSError, RuntimeError, MemoryError, TypeError, ValueError) as error:
        return None, why_not(error)


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
    return DONE, int(sound.sample_rate).to_bytes(4, "big") + samples.astype("<f4").tobytes()


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


if __name__ == "__main__":
    main()
