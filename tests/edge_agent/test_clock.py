"""When the kernel's clock may be believed: numbers in, numbers out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from edge_agent.clock import ASK_EVERY, Anchor, Clock, Reading, Trust

START = Reading(kernel=datetime(2026, 11, 23, 7, 0, tzinfo=UTC), elapsed=timedelta(hours=1))


def later(reading: Reading, *, seconds: float = 0, days: float = 0, stepped: float = 0) -> Reading:
    passed = timedelta(seconds=seconds, days=days)
    return Reading(
        kernel=reading.kernel + passed + timedelta(seconds=stepped), elapsed=reading.elapsed + passed
    )


def a_clock(*, boot: str = "boot-1", saved: Anchor | None = None, has_rtc: bool = False) -> Clock:
    return Clock(boot, drift_ppm=2, has_rtc=has_rtc, saved=saved)


def exchange(clock: Clock, at: Reading, *, trip: float, off: float = 0.0) -> Reading:
    """Ask at `at` a controller that is `off` seconds ahead; return when the answer was there."""
    clock.ask("nonce", at)
    answered = later(at, seconds=trip)
    told = answered.kernel - timedelta(seconds=trip / 2) + timedelta(seconds=off)
    assert clock.hear("nonce", told, answered)
    return answered


def test_nothing_is_believed_before_the_first_answer() -> None:
    assert a_clock().trust(START) is Trust.NONE


def test_an_exact_exchange_gives_trust_for_plays() -> None:
    clock = a_clock()

    at = exchange(clock, START, trip=0.1, off=0.02)

    assert clock.trust(at) is Trust.PLAYS
    assert clock.bound(at) == timedelta(milliseconds=70)


@pytest.mark.parametrize(("trip", "off"), [(0.6, 0.0), (0.1, 0.3)])
def test_a_vague_exchange_is_enough_for_orders_only(trip: float, off: float) -> None:
    clock = a_clock()

    assert clock.trust(exchange(clock, START, trip=trip, off=off)) is Trust.ORDERS


def test_a_clock_that_is_minutes_off_is_not_believed_at_all() -> None:
    clock = a_clock()

    assert clock.trust(exchange(clock, START, trip=0.1, off=90)) is Trust.NONE


def test_an_answer_to_another_question_is_refused() -> None:
    clock = a_clock()
    clock.ask("nonce", START)

    assert not clock.hear("other", START.kernel, later(START, seconds=1))
    assert clock.trust(START) is Trust.NONE


def test_an_answer_counts_once() -> None:
    clock = a_clock()
    at = exchange(clock, START, trip=0.1)

    assert not clock.hear("nonce", at.kernel, at)


def test_the_bound_grows_and_still_serves_after_fourteen_days_without_network() -> None:
    clock = a_clock()
    at = exchange(clock, START, trip=0.1)

    assert clock.trust(later(at, days=14)) is Trust.PLAYS
    assert clock.trust(later(at, days=21)) is Trust.ORDERS


@pytest.mark.parametrize("stepped", [-1.0, 0.5, 3600.0])
def test_a_step_of_the_kernels_clock_beyond_the_bound_ends_trust_and_asks_at_once(stepped: float) -> None:
    clock = a_clock()
    at = exchange(clock, START, trip=0.1)

    at = later(at, seconds=10, stepped=stepped)
    clock.watch(at)

    assert clock.trust(at) is Trust.NONE
    assert clock.ask_at == at.elapsed


def test_a_step_within_the_bound_widens_it() -> None:
    clock = a_clock()
    at = exchange(clock, START, trip=0.2)

    at = later(at, stepped=0.05)
    clock.watch(at)

    assert clock.trust(at) is Trust.PLAYS
    assert clock.bound(at) == timedelta(milliseconds=150)


def test_a_worse_answer_does_not_spoil_a_better_one() -> None:
    clock = a_clock()
    at = exchange(clock, START, trip=0.02)

    at = exchange(clock, later(at, seconds=60), trip=0.8)

    assert clock.trust(at) is Trust.PLAYS
    assert (clock.bound(at) or START.elapsed) < timedelta(milliseconds=20)


def test_an_answer_that_contradicts_what_was_believed_ends_trust() -> None:
    clock = a_clock()
    at = exchange(clock, START, trip=0.02)

    at = exchange(clock, later(at, seconds=60), trip=0.02, off=5)

    assert clock.trust(at) is Trust.ORDERS


def test_a_restart_in_the_same_boot_keeps_trust() -> None:
    clock = a_clock()
    at = exchange(clock, START, trip=0.1)
    assert clock.anchor

    again = a_clock(saved=Anchor.read(clock.anchor.text()))
    again.watch(later(at, seconds=30))

    assert again.trust(later(at, seconds=30)) is Trust.PLAYS


def test_after_a_reboot_only_an_rtc_keeps_trust() -> None:
    clock = a_clock()
    at = exchange(clock, START, trip=0.1)
    reboot = replace(later(at, seconds=600), elapsed=timedelta(seconds=20))

    without, with_rtc = (
        a_clock(boot="boot-2", saved=clock.anchor, has_rtc=has_rtc) for has_rtc in (False, True)
    )
    without.watch(reboot)
    with_rtc.watch(reboot)

    assert without.trust(reboot) is Trust.NONE
    assert with_rtc.trust(reboot) is Trust.PLAYS
    assert (with_rtc.bound(reboot) or START.elapsed) > timedelta(seconds=1)


def test_an_rtc_that_went_back_is_not_believed() -> None:
    clock = a_clock()
    at = exchange(clock, START, trip=0.1)
    reboot = Reading(kernel=at.kernel - timedelta(seconds=1), elapsed=timedelta())

    again = a_clock(boot="boot-2", saved=clock.anchor, has_rtc=True)
    again.watch(reboot)

    assert again.trust(reboot) is Trust.NONE


def test_it_asks_quickly_while_untrusted_and_rarely_after() -> None:
    clock = a_clock()
    clock.hurry(START)
    at, waits = START, []
    for _ in range(4):
        clock.ask("nonce", at)
        waits.append((clock.ask_at - at.elapsed).total_seconds())
        at = later(at, seconds=waits[-1])

    answered = exchange(clock, at, trip=0.1)

    assert waits == [1, 2, 4, 8]
    assert clock.ask_at == answered.elapsed + ASK_EVERY
