"""The broker is gone around the instant, or forgets everything: poles play, proofs come, state is back."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bench.main_job import Prepared
from bench.site import Site, free_port, wait_for
from tests.parts.brokers import MosquittoServer
from tests.system import walks
from tests.system.retained import retained_topics

pytestmark = pytest.mark.system

LEAD_SECONDS = 15


def test_poles_play_on_time_without_mosquitto_and_the_proof_comes_later(tmp_path: Path) -> None:
    with MosquittoServer(tmp_path, free_port()) as broker:
        settings = {"ZONECAST_BROKER_URL": f"mqtt://127.0.0.1:{broker.port}"}
        with Site(tmp_path / "site", ("p-gate-1", "p-gate-2"), settings) as site:
            prepared = walks.ready_notice(site, 300)
            identity, starts = walks.broadcast_in(site, prepared, LEAD_SECONDS)
            walks.until_armed(site, identity)

            broker.stop()
            gone = datetime.now(UTC)
            _wait_until_over(starts, prepared)
            during = site.api.get(f"/api/broadcasts/{identity}")["proofs"]
            broker.start()

            proofs = walks.until_ended(site, identity)
            assert gone < starts
            assert all(proof["ending"] is None for proof in during)
            walks.assert_sounded_once_everywhere(site, proofs, prepared)


def test_poles_play_with_broker_and_controller_both_gone(site: Site) -> None:
    prepared = walks.ready_notice(site, 301)
    identity, starts = walks.broadcast_in(site, prepared, LEAD_SECONDS)
    walks.until_armed(site, identity)

    site.program.stop()
    site.poles[0].kill()
    site.poles[0].start()
    _wait_until_over(starts, prepared)
    site.start()

    walks.assert_sounded_once_everywhere(site, walks.until_ended(site, identity), prepared)


def test_an_embedded_broker_that_died_is_started_and_told_everything_again(site: Site) -> None:
    prepared = walks.ready_notice(site, 302)
    identity, _ = walks.broadcast_in(site, prepared, LEAD_SECONDS)
    walks.until_armed(site, identity)
    before = retained_topics(site)

    walks.kill(walks.broker_pid(site))

    wait_for("the retained state", lambda: (before <= retained_topics(site)) or None, 60)
    assert {topic.split("/")[3] for topic in before} >= {"playlist", "posting"}
    walks.assert_sounded_once_everywhere(site, walks.until_ended(site, identity), prepared)


def _wait_until_over(starts: datetime, prepared: Prepared) -> None:
    """Until the poles have long finished, while nobody can hear them say so."""
    walks.until_instant(starts + timedelta(seconds=prepared.seconds + 3))
