"""A model whose chance is fixed: its nodes that draw numbers get seeds.

Without one the engine takes the time of day, and the same words sound a little otherwise each time. With them
an engine that was just loaded always draws the same.

An ONNX file is one protobuf message (onnx.proto3). Whatever is not on the way to such a node is handed on as
it is, and not copied.
"""

import os
import struct
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import IO

_RANDOM = frozenset(
    b"RandomNormal RandomNormalLike RandomUniform RandomUniformLike Bernoulli Multinomial".split()
)
_WITHIN = {
    "model": {7: "graph", 25: "function"},
    "graph": {1: "node"},
    "function": {7: "node"},
    "node": {5: "attribute"},
    "attribute": {6: "graph", 11: "graph"},
}
"""Which field of which message leads to nodes."""
_OPERATION, _ATTRIBUTE = 4, 5
_NAME, _FLOAT_VALUE, _TYPE = 1, 2, 20
_SEED = b"seed"
_FLOAT = 1
_Pieces = list[bytes | memoryview]


class Seeds:
    """Gives seeds to files of a model; what they become is in memory as long as this is."""

    def __init__(self) -> None:
        self._files: list[IO[bytes]] = []

    def sown(self, file: Path) -> Path:
        """Return where the file is read, with seeds where its model draws."""
        content = seeded(file.read_bytes()) if file.suffix == ".onnx" else None
        if content is None:
            return file
        memory = os.fdopen(os.memfd_create(file.name), "wb")
        memory.write(content)
        memory.flush()
        self._files.append(memory)
        return Path(f"/proc/self/fd/{memory.fileno()}")


def seeded(model: bytes) -> bytes | None:
    """Return an ONNX file with a seed of its own at each node that draws; None where none does.

    None also where it is no whole ONNX file, which the engine tells in its own words.
    """
    seeds = count(1)
    try:
        pieces = _rewritten(memoryview(model), "model", seeds)
    except (IndexError, ValueError):
        return None
    return b"".join(pieces) if next(seeds) > 1 else None


def _rewritten(message: memoryview, kind: str, seeds: Iterator[int]) -> _Pieces:
    pieces: _Pieces = []
    for number, whole, content in _fields(message):
        if number in _WITHIN[kind] and content is not None:
            inner = _rewritten(content, _WITHIN[kind][number], seeds)
            pieces += [_head(number, sum(map(len, inner))), *inner]
        else:
            pieces.append(whole)
    if kind == "node" and _draws(message):
        seed = _seed(next(seeds))
        pieces += [_head(_ATTRIBUTE, len(seed)), seed]
    return pieces


def _draws(node: memoryview) -> bool:
    """Whether a node draws numbers and has no seed of its own."""
    said = [(number, content) for number, _, content in _fields(node) if content is not None]
    if not any(number == _OPERATION and bytes(content) in _RANDOM for number, content in said):
        return False
    return not any(number == _ATTRIBUTE and _is_seed(content) for number, content in said)


def _is_seed(attribute: memoryview) -> bool:
    return any(
        number == _NAME and bytes(content or b"") == _SEED for number, _, content in _fields(attribute)
    )


def _seed(value: int) -> bytes:
    name = _head(_NAME, len(_SEED)) + _SEED
    number = _varint(_FLOAT_VALUE << 3 | 5) + struct.pack("<f", value)
    return name + number + _varint(_TYPE << 3) + _varint(_FLOAT)


def _fields(message: memoryview) -> Iterator[tuple[int, memoryview, memoryview | None]]:
    """Give number, whole field, and its content where that has a length.

    Raises:
        IndexError, ValueError: it does not end on a field, or is none.
    """
    at = 0
    while at < len(message):
        begin = at
        key, at = _number(message, at)
        number, kind = divmod(key, 8)
        content: memoryview | None = None
        match kind:
            case 0:
                _, at = _number(message, at)
            case 1:
                at += 8
            case 2:
                length, at = _number(message, at)
                content = message[at : at + length]
                at += length
            case 5:
                at += 4
            case _:
                raise ValueError("no field")
        if at > len(message):
            raise ValueError("its end is missing")
        yield number, message[begin:at], content


def _number(message: memoryview, at: int) -> tuple[int, int]:
    """Return a number and where it ends."""
    value = shift = 0
    while message[at] & 0x80:
        value |= (message[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
    return value | message[at] << shift, at + 1


def _head(number: int, length: int) -> bytes:
    return _varint(number << 3 | 2) + _varint(length)


def _varint(value: int) -> bytes:
    written = bytearray()
    while value > 0x7F:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*written, value])
