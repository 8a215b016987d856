"""Tiny recognisers, made here: they write a word for each beep, by how high it is, and nothing for silence.

Features are logarithms of energies in 80 bands. Each word has a third of the bands: the third with most
energy wins, unless there is less than what is given to silence.
"""

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audio.speech import Speech
from tests.parts.models import _FLOAT, _INT64, _constant, _field, _model, _node, _number, _value

SAMPLE_RATE = 16_000
_BANDS = 80
_PITCHES = ((100, 500), (900, 1800), (3500, 7000))
"""From where to where the noise of a beep reaches, in Hz: within the thirds of the bands."""
_SILENCE = -10.0


WORDS = ("một", "hai", "ba")


def zipformer_ctc(folder: Path, words: Sequence[str] = WORDS) -> Path:
    """Make a folder as of icefall's Zipformer with CTC, that hears up to three words."""
    return single(folder, {"model_type": "zipformer2_ctc"}, words)


def single(folder: Path, facts: Mapping[str, str], words: Sequence[str] = WORDS) -> Path:
    """Make a folder of one model and its words."""
    return _folder(folder, words, {"model": _ctc(len(words) + 1, facts)})


def transducer(folder: Path, facts: Mapping[str, str] | None = None, words: Sequence[str] = WORDS) -> Path:
    """Make a folder of an encoder that does all the hearing, a decoder without memory, and a joiner."""
    size = len(words) + 1
    encoder = _ctc(size, facts or {"model_type": "zipformer2", "comment": "non-streaming zipformer2"})
    forgetting = [
        _node("Cast", ["y"], ["before"], to=_FLOAT),
        _node("MatMul", ["before", "nothing"], ["told"]),
    ]
    decoder = _model(
        forgetting,
        [_floats("nothing", [0.0] * 2 * size, 2, size)],
        [_value("y", _INT64, [None, 2])],
        _value("told", _FLOAT, [None, size]),
        {"vocab_size": str(size), "context_size": "2"},
    )
    both = [_value(name, _FLOAT, [None, size]) for name in ("encoded", "told")]
    joiner = _model(
        [_node("Add", ["encoded", "told"], ["logit"])],
        [],
        both,
        _value("logit", _FLOAT, [None, size]),
        {"joiner_dim": str(size)},
    )
    return _folder(folder, words, {"encoder": encoder, "decoder": decoder, "joiner": joiner})


def _folder(folder: Path, words: Sequence[str], models: Mapping[str, bytes]) -> Path:
    folder.mkdir(parents=True)
    for name, content in models.items():
        (folder / f"{name}.onnx").write_bytes(content)
    tokens = ["<blk>", *(f"▁{word}" for word in words)]
    lines = "".join(f"{token} {number}\n" for number, token in enumerate(tokens))
    (folder / "tokens.txt").write_text(lines, encoding="utf-8")
    return folder


def beeps(*numbers: int) -> Speech:
    """Return a sound in which the word of each number is heard, counted from 1."""
    silence = np.zeros(round(0.2 * SAMPLE_RATE))
    pieces = [silence, *(piece for number in numbers for piece in (_beep(number), silence))]
    return Speech(samples=np.concatenate(pieces).astype(np.float32), sample_rate=SAMPLE_RATE)


def _beep(number: int) -> NDArray[np.float64]:
    count = round(0.3 * SAMPLE_RATE)
    spectrum = np.fft.rfft(np.random.default_rng(1).uniform(-0.5, 0.5, count))
    lowest, highest = _PITCHES[number - 1]
    hertz = np.fft.rfftfreq(count, 1 / SAMPLE_RATE)
    noise = np.fft.irfft(np.where((lowest < hertz) & (hertz < highest), spectrum, 0), count)
    return noise * np.hanning(count)  # a sharp edge has every pitch


def _ctc(words: int, facts: Mapping[str, str]) -> bytes:
    bands_last = "EncDec" not in facts["model_type"]
    shape: list[int | None] = [None, None, _BANDS] if bands_last else [None, _BANDS, None]
    nodes = [
        _node("Identity", ["x"], ["bands"]) if bands_last else _bands_last("x", "bands"),
        _node("MatMul", ["bands", "shares"], ["energies"]),
        _node("Add", ["energies", "silence"], ["log_probs"]),
        _node("Identity", ["x_lens"], ["log_probs_len"]),
    ]
    third = _BANDS // 3 + 1
    shares = [float(word == 1 + band // third) / third for band in range(_BANDS) for word in range(words)]
    return _model(
        nodes,
        [
            _floats("shares", shares, _BANDS, words),
            _floats("silence", [_SILENCE] + [0.0] * (words - 1), words),
        ],
        [_value("x", _FLOAT, shape), _value("x_lens", _INT64, [None])],
        _value("log_probs", _FLOAT, [None, None, words]),
        facts,
        more_outputs=[_value("log_probs_len", _INT64, [None])],
    )


def _bands_last(source: str, target: str) -> bytes:
    order = _field(1, b"perm") + b"".join(_number(8, side) for side in (0, 2, 1)) + _number(20, 7)
    return _node("Transpose", [source], [target]) + _field(5, order)


def _floats(name: str, values: Sequence[float], *shape: int) -> bytes:
    return _constant(name, _FLOAT, struct.pack(f"<{len(values)}f", *values), shape)
