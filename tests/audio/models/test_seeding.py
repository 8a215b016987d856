"""Models that draw numbers get seeds; all else in them stays as it is."""

from pathlib import Path

import pytest

from audio.models.onnx_facts import onnx_facts
from audio.models.seeding import seeded
from tests.parts import models
from tests.parts.models import humming_model, piper_model

FACTS = {"model_type": "vits", "comment": "piper"}


def drawing(folder: Path) -> bytes:
    return (piper_model(folder / "piper") / "vi_VN-hum-medium.onnx").read_bytes()


def test_a_model_that_draws_gets_a_seed_at_each_node_that_does(tmp_path: Path) -> None:
    content = drawing(tmp_path)

    sown = seeded(content)

    assert sown is not None
    assert content.count(b"seed") == 0
    assert sown.count(b"seed") == content.count(b"RandomNormalLike") == 1
    (tmp_path / "sown.onnx").write_bytes(sown)
    assert onnx_facts(tmp_path / "sown.onnx")["comment"] == "piper"


def test_a_model_with_seeds_of_its_own_keeps_them(tmp_path: Path) -> None:
    sown = seeded(drawing(tmp_path))

    assert sown is not None
    assert seeded(sown) is None


def test_a_model_that_draws_nothing_stays_as_it_is() -> None:
    assert seeded(humming_model(FACTS)) is None


def test_nodes_within_a_branch_get_seeds_too() -> None:
    """A node whose attribute is a graph, as of If and Loop."""
    within = models._field(1, models._node("RandomNormal", [], ["drawn"]))
    branch = models._field(1, b"then_branch") + models._field(6, within) + models._number(20, 5)
    outer = models._node("If", ["condition"], ["chosen"]) + models._field(5, branch)

    sown = seeded(models._field(7, models._field(1, outer)))

    assert sown is not None
    assert sown.count(b"seed") == 1


@pytest.mark.parametrize("content", [b"", b"no model at all", b"\x3a\xff\xff\xff\xff\x0f", b"\xff" * 40])
def test_what_is_no_model_is_left_to_the_engine(content: bytes) -> None:
    assert seeded(content) is None


def test_a_model_that_was_cut_off_is_left_to_the_engine(tmp_path: Path) -> None:
    content = drawing(tmp_path)

    assert seeded(content[: len(content) // 2]) is None
