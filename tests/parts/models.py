"""Tiny voice models, made here: they hum one note, the longer the more letters a text has.

An ONNX file is one protobuf message (onnx.proto3); the few fields that are needed are written by hand.
"""

import hashlib
import json
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

SAMPLE_RATE = 16_000
SAMPLES_A_LETTER = 1_000
SECONDS_A_LETTER = 0.05
_FLOAT, _INT64 = 1, 7
_LETTERS = "abcdefghijklmnopqrstuvwxyzàáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"


def mms_model(folder: Path, *, language: str = "vie", speakers: int = 1) -> Path:
    """Make a folder as of MMS: letters in, a hum out."""
    folder.mkdir(parents=True)
    facts = {
        "model_type": "vits",
        "comment": "mms",
        "language": language,
        "frontend": "characters",
        "add_blank": "1",
        "sample_rate": str(SAMPLE_RATE),
        "n_speakers": str(speakers),
    }
    (folder / "model.onnx").write_bytes(humming_model(facts))
    letters = "\n".join(f"{letter} {number}" for number, letter in enumerate(_LETTERS, start=2))
    (folder / "tokens.txt").write_text(f"_ 0\n  1\n{letters}\n", encoding="utf-8")
    return folder


def piper_model(folder: Path) -> Path:
    """Make a folder as of Piper, which takes phonemes: marks and tones are signs of their own.

    As theirs it draws numbers, here a faint hiss.
    """
    folder.mkdir(parents=True)
    facts = {
        "model_type": "vits",
        "comment": "piper",
        "language": "Vietnamese",
        "voice": "vi",
        "sample_rate": str(SAMPLE_RATE),
        "n_speakers": "1",
    }
    (folder / "vi_VN-hum-medium.onnx").write_bytes(_piper(facts))
    signs = (
        "_^$ !'(),-.:;?abcdefghijklmnopqrstuvwxyz0123456789æðøħŋœɐɑɒɓɔɕɖɗəɚɛɜɡɣɤɥɦɨɪɫɬɯɲɳɵɹɾʁʂʃʈʉʊʋʌʎʏʐʑʒʔˈˌː"
    )
    lines = [f"{sign} {number}\n" for number, sign in enumerate(signs)]
    (folder / "tokens.txt").write_text("".join(lines), encoding="utf-8")
    return folder


def _piper(facts: Mapping[str, str]) -> bytes:
    nodes = [
        _node("Gather", ["scales", "second"], ["slowness"]),
        _node("Cast", ["input_lengths"], ["signs"], to=_FLOAT),
        _node("Mul", ["signs", "samples_a_sign"], ["usual"]),
        _node("Mul", ["usual", "slowness"], ["slowed"]),
        _node("Squeeze", ["slowed"], ["count"]),
        _node("Range", ["zero", "count", "one"], ["times"]),
        _node("Mul", ["times", "pitch"], ["angles"]),
        _node("Sin", ["angles"], ["full"]),
        _node("RandomNormalLike", ["full"], ["drawn"]),
        _node("Mul", ["drawn", "hiss"], ["noise"]),
        _node("Mul", ["full", "level"], ["soft"]),
        _node("Add", ["soft", "noise"], ["both"]),
        _node("Reshape", ["both", "shape"], ["output"]),
    ]
    values = {
        "samples_a_sign": SAMPLES_A_LETTER,
        "zero": 0,
        "one": 1,
        "pitch": 0.06,
        "level": 0.5,
        "hiss": 0.01,
    }
    constants = [_number_constant(name, value) for name, value in values.items()]
    constants += [_integers("second", 1), _integers("shape", 1, 1, 1, -1)]
    inputs = [
        _value("input", _INT64, [1, None]),
        _value("input_lengths", _INT64, [1]),
        _value("scales", _FLOAT, [3]),
    ]
    return _model(nodes, constants, inputs, _value("output", _FLOAT, [1, 1, 1, None]), facts)


def own_catalogue(folder: Path, address: str, archive: Path, *, name: str = "mms") -> Path:
    """Write a catalogue that offers one archive at an address."""
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    own = folder / "catalogue.toml"
    own.write_text(
        f"""
        [[voice]]
        name = "{name}"
        title = "MMS"
        address = "{address}"
        bytes = {archive.stat().st_size}
        sha256 = "{digest}"
        unpacked_bytes = 10000
        licence = "CC BY 4.0"
        licence_address = "https://licence.example/"
        languages = ["vi"]
        """,
        encoding="utf-8",
    )
    return own


def supertonic_model(folder: Path, *, speakers: int = 10) -> Path:
    """Make a folder as of Supertonic: four stages, of which the first tells the length and the last hums,
    as loud as its noise is strong.

    Letters and their marks are counted apart, with the two tags of the language around them.
    """
    folder.mkdir(parents=True)
    for stage, content in _stages().items():
        (folder / f"{stage}.int8.onnx").write_bytes(content)
    sizes = {"ae": {"sample_rate": 24_000, "base_chunk_size": 512}}
    more = {"ttl": {"chunk_compress_factor": 6, "latent_dim": 24}}
    (folder / "tts.json").write_text(json.dumps(sizes | more), encoding="utf-8")
    (folder / "unicode_indexer.bin").write_bytes(struct.pack("<65536i", *range(65_536)))
    numbers = speakers * (2 * 3 + 4 * 5)
    head = struct.pack("<6q", speakers, 2, 3, speakers, 4, 5)
    (folder / "voice.bin").write_bytes(head + struct.pack(f"<{numbers}f", *[0.1] * numbers))
    return folder


def _stages() -> dict[str, bytes]:
    ids = _value("text_ids", _INT64, [1, None])
    style = _value("style_ttl", _FLOAT, [1, None, None])
    mask = _value("text_mask", _FLOAT, [1, 1, None])
    latent_mask = _value("latent_mask", _FLOAT, [1, 1, None])
    latent, noisy, emb, clear = (
        _value(name, _FLOAT, [1, None, None])
        for name in ("latent", "noisy_latent", "text_emb", "denoised_latent")
    )
    steps = [_value(name, _FLOAT, [1]) for name in ("current_step", "total_step")]
    style_dp = _value("style_dp", _FLOAT, [1, None, None])
    length = [
        _node("Shape", ["text_ids"], ["sides"]),
        _node("Gather", ["sides", "second"], ["letters"]),
        _node("Cast", ["letters"], ["count"], to=_FLOAT),
        _node("Mul", ["count", "seconds_a_letter"], ["duration"]),
    ]
    length_constants = [_integers("second", 1), _number_constant("seconds_a_letter", SECONDS_A_LETTER)]
    hum = [
        _node("Shape", ["latent"], ["sides"]),
        _node("Gather", ["sides", "third"], ["lengths"]),
        _node("Squeeze", ["lengths"], ["length"]),
        _node("Cast", ["length"], ["chunks"], to=_FLOAT),
        _node("Mul", ["chunks", "chunk"], ["count"]),
        _node("Range", ["zero", "count", "one"], ["times"]),
        _node("Mul", ["times", "pitch"], ["angles"]),
        _node("Sin", ["angles"], ["full"]),
        _node("ReduceMax", ["latent"], ["noise"]),
        _node("Mul", ["noise", "level"], ["strength"]),
        _node("Mul", ["full", "strength"], ["soft"]),
        _node("Reshape", ["soft", "shape"], ["wav_tts"]),
    ]
    hum_constants = [
        _integers("third", 2),
        _integers("shape", 1, -1),
        *(
            _number_constant(name, value)
            for name, value in {"chunk": 512 * 6, "zero": 0, "one": 1, "pitch": 0.06, "level": 0.1}.items()
        ),
    ]
    same_style = [_node("Identity", ["style_ttl"], ["text_emb"])]
    same_latent = [_node("Identity", ["noisy_latent"], ["denoised_latent"])]
    duration = _value("duration", _FLOAT, [1])
    sound = _value("wav_tts", _FLOAT, [1, None])
    return {
        "duration_predictor": _model(length, length_constants, [ids, style_dp, mask], duration),
        "text_encoder": _model(same_style, [], [ids, style, mask], emb),
        "vector_estimator": _model(same_latent, [], [noisy, emb, style, latent_mask, mask, *steps], clear),
        "vocoder": _model(hum, hum_constants, [latent], sound),
    }


def humming_model(facts: Mapping[str, str]) -> bytes:
    """Return a model with the inputs of VITS: samples = letters x a constant x slowness, as a fading hum."""
    nodes = [
        _node("Cast", ["x_length"], ["letters"], to=_FLOAT),
        _node("Mul", ["letters", "samples_a_letter"], ["usual"]),
        _node("Mul", ["usual", "length_scale"], ["slowed"]),
        _node("Squeeze", ["slowed"], ["count"]),
        _node("Range", ["zero", "count", "one"], ["times"]),
        _node("Mul", ["times", "pitch"], ["angles"]),
        _node("Sin", ["angles"], ["hum"]),
        _node("Div", ["times", "count"], ["part"]),
        _node("Mul", ["part", "pi"], ["half_turn"]),
        _node("Sin", ["half_turn"], ["swell"]),
        _node("Mul", ["hum", "swell"], ["full"]),
        _node("Mul", ["full", "level"], ["soft"]),
        _node("Reshape", ["soft", "shape"], ["y"]),
    ]
    constants = [
        _constant("samples_a_letter", _FLOAT, struct.pack("<f", SAMPLES_A_LETTER), []),
        _constant("zero", _FLOAT, struct.pack("<f", 0), []),
        _constant("one", _FLOAT, struct.pack("<f", 1), []),
        _constant("pitch", _FLOAT, struct.pack("<f", 2 * 3.14159 * 220 / SAMPLE_RATE), []),
        _constant("pi", _FLOAT, struct.pack("<f", 3.14159), []),
        _constant("level", _FLOAT, struct.pack("<f", 0.5), []),
        _constant("shape", _INT64, struct.pack("<3q", 1, 1, -1), [3]),
    ]
    inputs = [
        _value("x", _INT64, [1, None]),
        _value("x_length", _INT64, [1]),
        *(_value(name, _FLOAT, [1]) for name in ("noise_scale", "length_scale", "noise_scale_w")),
    ]
    return _model(nodes, constants, inputs, _value("y", _FLOAT, [1, 1, None]), facts)


def _model(
    nodes: Sequence[bytes],
    constants: Sequence[bytes],
    inputs: Sequence[bytes],
    output: bytes,
    facts: Mapping[str, str] | None = None,
    *,
    more_outputs: Sequence[bytes] = (),
) -> bytes:
    graph = b"".join(
        [
            *(_field(1, node) for node in nodes),
            _field(2, b"hum"),
            *(_field(5, constant) for constant in constants),
            *(_field(11, value) for value in inputs),
            *(_field(12, value) for value in (output, *more_outputs)),
        ]
    )
    told = (facts or {}).items()
    pairs = [_field(14, _field(1, key.encode()) + _field(2, said.encode())) for key, said in told]
    return _number(1, 8) + _field(8, _number(2, 13)) + _field(7, graph) + b"".join(pairs)


def _number_constant(name: str, value: float) -> bytes:
    return _constant(name, _FLOAT, struct.pack("<f", value), [])


def _integers(name: str, *values: int) -> bytes:
    return _constant(name, _INT64, struct.pack(f"<{len(values)}q", *values), [len(values)])


def _node(kind: str, inputs: Sequence[str], outputs: Sequence[str], *, to: int | None = None) -> bytes:
    names = [_field(1, name.encode()) for name in inputs] + [_field(2, name.encode()) for name in outputs]
    own = [] if to is None else [_field(5, _field(1, b"to") + _number(3, to) + _number(20, 2))]
    return b"".join([*names, _field(4, kind.encode()), *own])


def _constant(name: str, kind: int, content: bytes, shape: Sequence[int]) -> bytes:
    sides = [_number(1, side) for side in shape]
    return b"".join([*sides, _number(2, kind), _field(8, name.encode()), _field(9, content)])


def _value(name: str, kind: int, shape: Sequence[int | None]) -> bytes:
    sides = [_field(1, _field(2, b"n") if side is None else _number(1, side)) for side in shape]
    tensor = _number(1, kind) + _field(2, b"".join(sides))
    return _field(1, name.encode()) + _field(2, _field(1, tensor))


def _number(number: int, value: int) -> bytes:
    return _varint(number << 3) + _varint(value)


def _field(number: int, content: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    written = bytearray()
    while value > 0x7F:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*written, value])
