"""The contract as documents: JSON Schemas of every message and an AsyncAPI document of the topics.

``python -m wire.schemas docs/wire`` writes them; a test compares what is committed.
"""

import json
import sys
from pathlib import Path
from typing import Any

from . import topics
from .codec import MAX_WIRE_BYTES
from .messages import MESSAGES
from .signature import PURPOSES
from .topics import Kind

_ADDRESS = topics.address("p-example")
_MARK: dict[str, Any] = {
    "address": topics.MARK,
    "description": "The controller's own: the highest revision acknowledged, as decimal text. Missing or "
    "lower: the broker has forgotten. Higher: the controller's database was restored.",
    "x-retained": True,
}


def documents() -> dict[str, str]:
    """Return the text of every document by file name."""
    found = {f"{kind}.schema.json": _text(schema(kind)) for kind in Kind}
    return found | {"asyncapi.json": _text(asyncapi())}


def schema(kind: Kind) -> dict[str, Any]:
    """Return the JSON Schema of what a message of `kind` holds once verified and inflated."""
    return MESSAGES[kind].model_json_schema(by_alias=True)


def asyncapi() -> dict[str, Any]:
    """Return the AsyncAPI 3.0 document."""
    channels = {kind.value: _channel(kind) for kind in Kind}
    operations = {kind.value: _operation(kind) for kind in Kind}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "ZoneCast wire",
            "version": "1",
            "description": "MQTT 3.1.1, QoS 1. Each payload is a JWS (RFC 7515, alg Ed25519) over zlib of "
            f"JSON, at most {MAX_WIRE_BYTES} bytes. Operations are named from the controller's side.",
        },
        "channels": channels | {"mark": _MARK},
        "operations": operations,
    }


def _channel(kind: Kind) -> dict[str, Any]:
    shape = {"payload": {"$ref": f"{kind.value}.schema.json"}, "contentType": "application/jose"}
    return {
        "address": _address(kind),
        "messages": {kind.value: shape},
        "parameters": {"address": {"description": "z-, a-, g- or p- and [a-z0-9-]{1,40}"}},
        "x-retained": kind in topics.RETAINED,
        "x-signed-for": sorted(purpose.value for purpose in PURPOSES[kind]),
    }


def _operation(kind: Kind) -> dict[str, Any]:
    return {
        "action": "send" if _is_down(kind) else "receive",
        "channel": {"$ref": f"#/channels/{kind.value}"},
    }


def _address(kind: Kind) -> str:
    if _is_down(kind):
        return topics.down(kind, _ADDRESS).replace(_ADDRESS, "{address}")
    pole = topics.pole_id(_ADDRESS)
    return topics.up(kind, pole).replace(f"{topics.shard(pole)}/{pole}", "{shard}/{address}")


def _is_down(kind: Kind) -> bool:
    return kind in {Kind.PLAYLIST, Kind.ORDERS, Kind.POSTING, Kind.FILED, Kind.NOW}


def _text(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in documents().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
