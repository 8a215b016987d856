"""What a model file says about itself, without the engine: the properties that its makers wrote into it.

An ONNX file is one protobuf message, ModelProto of onnx.proto3: field 7 is the graph, which is stepped
over, and each field 14 a pair of key (1) and value (2). A file that was cut off does not end on a field.
"""

from collections.abc import Iterator
from io import SEEK_CUR, BytesIO
from pathlib import Path
from typing import IO

from audio.models.errors import BrokenModelError

_GRAPH, _PROPERTY = 7, 14
_LONGEST_PROPERTY = 1_000_000


def onnx_facts(file: Path) -> dict[str, str]:
    """Return the properties of a model.

    Raises:
        BrokenModelError: it is no ONNX file, or not a whole one.
    """
    try:
        with file.open("rb") as stream:
            return _facts(stream, file.stat().st_size)
    except (EOFError, UnicodeDecodeError) as error:
        raise BrokenModelError(file.name, str(error)) from error


def _facts(stream: IO[bytes], size: int) -> dict[str, str]:
    facts: dict[str, str] = {}
    numbers: set[int] = set()
    for number, content in _fields(stream, size, wanted=_PROPERTY):
        numbers.add(number)
        if number == _PROPERTY:
            pair = dict(_fields(BytesIO(content), len(content), wanted=None))
            facts[pair.get(1, b"").decode()] = pair.get(2, b"").decode()
    if _GRAPH not in numbers:
        raise EOFError("there is no model in it")
    return facts


def _fields(stream: IO[bytes], size: int, *, wanted: int | None) -> Iterator[tuple[int, bytes]]:
    """Yield number and content of each field; only the content of the `wanted` one is read, or of all."""
    while stream.tell() < size:
        number, kind = divmod(_varint(stream), 8)
        match kind:
            case 0:
                _varint(stream)
                length = 0
            case 1:
                length = 8
            case 2:
                length = _varint(stream)
            case 5:
                length = 4
            case _:
                raise EOFError("it is no ONNX file")
        if length > size - stream.tell():
            raise EOFError("its end is missing")
        yield number, _content(stream, length, is_wanted=wanted in {None, number})


def _content(stream: IO[bytes], length: int, *, is_wanted: bool) -> bytes:
    if is_wanted and length <= _LONGEST_PROPERTY:
        return stream.read(length)
    stream.seek(length, SEEK_CUR)
    return b""


def _varint(stream: IO[bytes]) -> int:
    value = 0
    for turn in range(10):
        byte = stream.read(1)
        if not byte:
            raise EOFError("its end is missing")
        value |= (byte[0] & 0x7F) << 7 * turn
        if byte[0] < 0x80:
            return value
    raise EOFError("it is no ONNX file")
