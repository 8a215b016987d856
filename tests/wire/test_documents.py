"""The contract that others read: schemas, topics, and samples of every released version."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wire.codec import unseal
from wire.messages import Levels
from wire.schemas import documents
from wire.signature import KeyId, KeyRing, Purpose, TrustedKey

WIRE = Path(__file__).parents[2] / "docs" / "wire"
SAMPLES = sorted(WIRE.glob("samples/*/*.jws"))


def holds(message: object, told: object) -> bool:
    """Whether `message` says all that was told; what came later has its default, at any depth."""
    if isinstance(told, dict) and isinstance(message, dict):
        return all(name in message and holds(message[name], value) for name, value in told.items())
    if isinstance(told, list) and isinstance(message, list):
        return len(told) == len(message) and all(map(holds, message, told))
    return message == told


@pytest.mark.parametrize("name", sorted(documents()))
def test_the_committed_document_is_what_the_code_says(name: str) -> None:
    remedy = "python -m wire.schemas docs/wire"
    assert (WIRE / name).read_text(encoding="utf-8") == documents()[name], remedy


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_sample_of_a_released_version_decodes_for_ever(sample: Path) -> None:
    told = json.loads(sample.with_suffix(".json").read_text(encoding="utf-8"))
    key = told["key"]
    ends = datetime.fromisoformat(key["ends"])
    trusted = TrustedKey(id=KeyId(key["id"]), purpose=Purpose(key["purpose"]), x=key["x"], ends=ends)

    message = unseal(
        told["topic"], sample.read_bytes(), KeyRing([trusted]), datetime(2026, 11, 22, tzinfo=UTC)
    )

    assert holds(json.loads(message.model_dump_json(by_alias=True)), told["message"])


def test_an_older_posting_says_nothing_of_tests_and_gets_a_low_level() -> None:
    told = json.loads((WIRE / "samples/v1/posting.json").read_text(encoding="utf-8"))["message"]["levels"]

    levels = Levels.model_validate_json(json.dumps(told))

    assert "test" not in told
    assert levels.test.day_db < levels.routine.day_db
    assert levels.test.night_db < levels.routine.night_db


def test_there_is_a_sample_of_every_kind() -> None:
    assert {path.stem for path in SAMPLES if path.parent.name == "v1"} >= {
        "playlist",
        "orders",
        "posting",
        "filed",
        "now",
        "presence",
        "heartbeat",
        "reports",
        "ask_time",
    }
