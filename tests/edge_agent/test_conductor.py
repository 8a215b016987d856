"""What sounds and what is reported, through the whole pole with a virtual speaker."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.edge_agent.desk import clip_line, play_line
from tests.edge_agent.yard import Yard

CLIP = clip_line(seconds=10)


@pytest.fixture
def yard(tmp_path: Path) -> Yard:
    yard = Yard(tmp_path)
    yard.post()
    return yard


def test_a_play_sounds_at_its_instant_and_is_reported_started_and_finished(yard: Yard) -> None:
    yard.tell(yard.desk.playlist(yard.now, [play_line("play", CLIP, yard.at(60))], [CLIP]))

    yard.run(80)

    started, finished = yard.desk.reports
    assert (started.event, started.at, started.planned) == ("started", yard.at(60), yard.at(60))
    assert started.error_ms == 0
    assert (finished.event, finished.at, finished.heard_ms) == ("finished", yard.at(70), 10_000)
    assert finished.previous != started.previous
    assert yard.berth.journal.filed() == 2
