"""What a machine misheard is kept with the clip, and forbids nothing."""

import pytest
from structlog.testing import capture_logs

from audio.hearing.back_check import BackCheck, to_json
from audio.hearing.comparing import Misheard
from audio.hearing.places import Kind
from audio.span import SourceSpan
from controller.flow import approval
from tests.controller.belt import Belt

MISHEARD = Misheard(
    sentence=1, span=SourceSpan(start=45, end=55), kind=Kind.NUMBER, spoken="một", heard="hai"
)


def test_it_is_kept_with_the_clip_and_does_not_hinder_approval(belt: Belt) -> None:
    belt.studio.heard = to_json(BackCheck(recogniser="some-vi", misheard=(MISHEARD,)))
    notice = belt.take_in()

    belt.run()
    approval.approve(belt.ledger, notice, by="Trưởng ban", now=belt.now)

    with belt.ledger.reading() as unit:
        (voicing,) = unit.voicings.of_notice(notice)
        assert unit.notices.get(notice).approved_at
    assert voicing.heard == belt.studio.heard


@pytest.mark.parametrize(
    ("check", "logged"),
    [
        (BackCheck(recogniser="some-vi", misheard=(MISHEARD,)), {"event": "back-check", "misheard": 1}),
        (
            BackCheck(recogniser="some-vi", failed="it ended"),
            {"event": "back-check failed", "why": "it ended"},
        ),
    ],
)
def test_what_came_of_it_is_logged_without_words_of_the_notice(
    belt: Belt, check: BackCheck, logged: dict[str, object]
) -> None:
    belt.studio.heard = to_json(check)
    belt.take_in()

    with capture_logs() as lines:
        belt.run()

    (line,) = [line for line in lines if line["event"].startswith("back-check")]
    assert logged.items() <= line.items()
    assert "hai" not in line.values()
