"""The contract that others read: schemas, topics, and samples of every released version."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wire.codec import unseal
from wire.schemas import documents
from wire.signature import KeyId, KeyRing, Purpose, TrustedKey

WIRE = Path(__file__).parents[2] / "docs" / "wire"
SAMPLES = sorted(WIRE.glob("samples/*/*.jws"))


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

    assert json.loads(message.model_dump_json(by_alias=True)).items() >= told["message"].items()


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
