"""SIGKILL desk and worker while a stage of the belt works: the notice still sounds once per pole."""

from datetime import timedelta

import pytest

from bench import main_job
from bench.site import Site
from tests.system import walks

pytestmark = pytest.mark.system


@pytest.mark.parametrize(("number", "stage"), [(100, "reading"), (101, "voicing")])
def test_a_notice_goes_on_whose_belt_was_killed(site: Site, number: int, stage: str) -> None:
    """No broker has a part in this, so one is enough."""
    before = site.program.lines()
    text = walks.TEXT.format(number=number).encode()
    notice = site.api.post_notice(text, file_name="walk.txt")["id"]

    walks.wait_for_event(site, stage, before, notice=notice)
    _kill_both(site)

    prepared = walks.finish_preparing(site, notice)
    main_job.approve(site.api, prepared)
    identity, _ = walks.broadcast_in(site, prepared, 8)
    walks.assert_sounded_once_everywhere(site, walks.until_ended(site, identity), prepared)


@pytest.mark.parametrize(("number", "stage"), [(102, "planning"), (103, "dispatching")])
def test_a_broadcast_goes_on_whose_belt_was_killed(belt_site: Site, number: int, stage: str) -> None:
    site = belt_site
    prepared = walks.ready_notice(site, number)
    before = site.program.lines()

    identity, _ = walks.broadcast_in(site, prepared, 18)
    walks.wait_for_event(site, stage, before, kind="playlist")
    _kill_both(site)

    walks.assert_sounded_once_everywhere(site, walks.until_ended(site, identity), prepared)


def test_a_desk_killed_before_the_broker_has_it_sends_it_again(belt_site: Site) -> None:
    site = belt_site
    prepared = walks.ready_notice(site, 110)
    before = site.program.lines()

    identity, _ = walks.broadcast_in(site, prepared, 18)
    walks.wait_for_event(site, "dispatching", before, kind="playlist")
    walks.kill(site.pid_of("desk"))

    walks.assert_sounded_once_everywhere(site, walks.until_ended(site, identity), prepared)


def test_reports_that_met_a_dead_desk_come_again(belt_site: Site) -> None:
    site = belt_site
    prepared = walks.ready_notice(site, 111)
    identity, starts = walks.broadcast_in(site, prepared, 4)
    walks.until_armed(site, identity)
    main_job.wait_until_all(site, identity, ("started",), 30)
    walks.until_instant(starts + timedelta(seconds=prepared.seconds - 0.5))

    walks.kill(site.pid_of("desk"))

    walks.assert_sounded_once_everywhere(site, walks.until_ended(site, identity), prepared)


def _kill_both(site: Site) -> None:
    walks.kill(site.pid_of("worker"))
    walks.kill(site.pid_of("desk"))
    walks.until_desk_is_back(site)
