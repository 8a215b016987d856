"""Processes that voice the same notice at the same time, some of them killed: nothing is broken or lost."""

import multiprocessing
import random
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from tests.audio import side_by_side
from tests.audio.side_by_side import READING, clips, kept, voiced
from tests.parts.processes import wait_until

pytestmark = pytest.mark.doors
_KILLS = 20


@pytest.fixture(scope="module")
def server() -> Iterator[ForkServerContext]:
    """Return what starts children that have everything loaded."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([side_by_side.__name__])
    return context


@pytest.mark.parametrize("count", [2, 4])
def test_processes_that_voice_the_same_make_the_same_clip(
    tmp_path: Path, server: ForkServerContext, count: int
) -> None:
    with ProcessPoolExecutor(count, mp_context=server) as processes:
        digests = set(processes.map(voiced, [tmp_path] * count))

    assert digests == set(clips(tmp_path))
    assert len(digests) == 1
    assert kept(tmp_path) == len(READING.sentences)
    assert list(tmp_path.rglob("*.part")) == []


def test_whoever_is_killed_leaves_nothing_broken_and_the_next_one_finishes(
    tmp_path: Path, server: ForkServerContext
) -> None:
    draw = random.Random(5)  # noqa: S311 - the same moments at each run
    counts: list[int] = []

    for turn in range(_KILLS):
        folder = tmp_path / str(turn // 10)  # the first kill in each finds nothing kept
        victim = server.Process(target=voiced, args=(folder,))
        victim.start()
        wait_until(partial(_has_kept, folder, draw.randrange(len(READING.sentences))))
        victim.join(draw.uniform(0.0, 0.1))
        victim.kill()
        victim.join()
        counts.append(kept(folder))
        clips(folder)

    with ProcessPoolExecutor(2, mp_context=server) as processes:
        folders = [tmp_path / str(place) for place in range(_KILLS // 10)]
        digests = set(processes.map(voiced, folders))
    assert len(digests) == 1
    assert [kept(folder) for folder in folders] == [len(READING.sentences)] * len(folders)
    assert any(0 < count < len(READING.sentences) for count in counts)


def _has_kept(folder: Path, count: int) -> bool:
    return len(list(folder.glob("sentences/*/*.pcm"))) >= count
