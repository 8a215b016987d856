"""SIGKILL a pole between armed and started, and mid-play: it plays, resumes or reports by the rule."""

from datetime import timedelta

import pytest

from bench import main_job
from bench.site import Site
from schedules.vocabulary import JOIN_WITHIN
from tests.system import walks

pytestmark = pytest.mark.system


def test_a_pole_killed_between_armed_and_started_plays_on_time(site: Site) -> None:
    prepared = walks.ready_notice(site, 200)
    identity, starts = walks.broadcast_in(site, prepared, 12)
    walks.until_armed(site, identity)

    with walks.deaf_broker(site):
        site.poles[0].kill()
        site.poles[0].start()
        walks.until_instant(starts + timedelta(seconds=1))

    walks.assert_sounded_once_everywhere(site, walks.until_ended(site, identity), prepared)


def test_a_pole_killed_mid_play_resumes_and_reports_one_ending(site: Site) -> None:
    prepared = walks.ready_notice(site, 201, walks.TEXT)
    identity, starts = walks.broadcast_in(site, prepared, 5)
    walks.until_armed(site, identity)
    main_job.wait_until_all(site, identity, ("started",), 40)
    walks.until_instant(starts + JOIN_WITHIN * 2)

    site.poles[0].kill()
    site.poles[0].start()

    proofs = walks.until_ended(site, identity)
    killed = next(proof for proof in proofs if proof["pole"] == site.poles[0].pole)
    lines = walks.sounded(site, killed)
    assert killed["ending"] == "finished"
    assert killed["start_error_ms"] < 50
    assert len(lines) == 2
    assert lines[-1]["outcome"] == "finished"


def test_a_pole_that_was_away_at_the_instant_says_missed(site: Site) -> None:
    prepared = walks.ready_notice(site, 202)
    identity, starts = walks.broadcast_in(site, prepared, 6)
    walks.until_armed(site, identity)

    site.poles[0].kill()
    walks.until_instant(starts + JOIN_WITHIN * 2)
    site.poles[0].start()

    proofs = walks.until_ended(site, identity)
    away = next(proof for proof in proofs if proof["pole"] == site.poles[0].pole)
    assert away["ending"] == "missed"
    assert away["rule"] == "too_late"
    assert walks.sounded(site, away) == []
