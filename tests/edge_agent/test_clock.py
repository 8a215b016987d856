"""What time it is at the pole and what may sound by it: numbers in, numbers out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from edge_agent.clock import ANSWER_SERVES, ASK_AGAIN, ASK_EVERY, Anchor, Clock, Reading, Trust

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


@pytest.mark.parametrize("off", [90, 365 * 86_400, -365 * 86_400])
def test_where_the_kernel_is_far_off_an_answer_gives_the_time_for_orders(off: float) -> None:
    clock = a_clock()

    at = exchange(clock, START, trip=0.1, off=off)
    at = later(at, seconds=59)

    assert clock.trust(at) is Trust.ORDERS
    assert clock.now(at) == at.kernel + timedelta(seconds=off)
    assert clock.offset(at) == timedelta(seconds=off)
    assert timedelta(milliseconds=50) < (clock.bound(at) or START.elapsed) < timedelta(milliseconds=51)


def test_an_answer_serves_for_a_minute() -> None:
    clock = a_clock()
    at = exchange(clock, START, trip=0.1, off=90)
    ends = later(at, seconds=ANSWER_SERVES.total_seconds())

    assert clock.trust(later(ends, seconds=-0.001)) is Trust.ORDERS
    assert clock.look_at(later(ends, seconds=-0.5)) == ends.elapsed
    assert clock.trust(ends) is Trust.NONE
    assert clock.now(ends) == ends.kernel + timedelta(seconds=90)


def test_an_answer_that_took_a_minute_serves_for_nothing() -> None:
    clock = a_clock()

    assert clock.trust(exchange(clock, START, trip=60, off=90)) is Trust.NONE


def test_a_carried_time_goes_on_through_a_step_of_the_kernels_clock() -> None:
    clock = a_clock()
    at = exchange(clock, START, trip=0.1, off=90)
    told = clock.now(at)

    at = later(at, seconds=10, stepped=3600)
    clock.watch(at)

    assert clock.now(at) == told + timedelta(seconds=10)
    assert clock.offset(at) == timedelta(seconds=90 - 3600)
    assert clock.ask_at == at.elapsed


def test_a_noisy_reading_of_the_clocks_does_not_move_what_sounds() -> None:
    clock = a_clock()
    at = exchange(clock, START, trip=0.1, off=90)

    at = later(at, seconds=10, stepped=0.003)
    clock.watch(at)

    assert clock.offset(at) == timedelta(seconds=90)


def test_a_worse_answer_renews_a_carried_time_without_moving_it() -> None:
    clock = a_clock()
    at = exchange(clock, START, trip=0.1, off=90)

    at = exchange(clock, later(at, seconds=40), trip=3, off=91)
    at = later(at, seconds=40)

    assert clock.trust(at) is Trust.ORDERS
    assert clock.offset(at) == timedelta(seconds=90)


def test_an_answer_that_contradicts_a_carried_time_replaces_it() -> None:
    clock = a_clock()
    at = exchange(clock, START, trip=0.1, off=90)

    at = exchange(clock, later(at, seconds=40), trip=3, off=100)

    assert clock.offset(at) == timedelta(seconds=100)


def test_pole_time_is_the_kernels_while_plays_are_trusted() -> None:
    clock = a_clock()

    at = exchange(clock, START, trip=0.1, off=0.1)

    assert clock.offset(at) == timedelta()
    assert clock.now(at) == at.kernel


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
    assert clock.trust(later(at, days=60)) is Trust.NONE


def test_fourteen_days_and_seven_power_cuts_are_survived_with_an_rtc() -> None:
    clock = a_clock(has_rtc=True)
    at = exchange(clock, START, trip=0.4)

    for cut in range(7):
        at = replace(later(at, days=2), elapsed=timedelta(seconds=20))
        clock = a_clock(boot=f"boot-{cut + 2}", saved=clock.anchor, has_rtc=True)
        clock.watch(at)

    assert clock.trust(at) is Trust.PLAYS


def test_an_answer_that_agrees_costs_no_trust_however_slow_it_was() -> None:
    clock = a_clock()
    at = later(exchange(clock, START, trip=0.1), days=14)

    at = exchange(clock, at, trip=2)

    assert clock.trust(at) is Trust.PLAYS
    assert clock.bound(at) == timedelta(seconds=1)


@pytest.mark.parametrize("stepped", [-1.0, 0.5, 3600.0])
def test_a_step_of_the_kernels_clock_beyond_the_bound_leaves_the_last_answer_and_asks_at_once(
    stepped: float,
) -> None:
    clock = a_clock()
    at = exchange(clock, START, trip=0.1)

    at = later(at, seconds=10, stepped=stepped)
    clock.watch(at)

    assert clock.trust(at) is Trust.ORDERS
    assert clock.now(at) == at.kernel - timedelta(seconds=stepped)
    assert clock.ask_at == at.elapsed
    assert clock.trust(later(at, seconds=50)) is Trust.NONE


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
    for _ in range(8):
        clock.ask("nonce", at)
        waits.append((clock.ask_at - at.elapsed).total_seconds())
        at = later(at, seconds=waits[-1])

    answered = exchange(clock, at, trip=0.1)

    assert waits == [1, 2, 4, 8, 15, 20, 20, 20]
    assert ASK_AGAIN[-1] * 3 <= ANSWER_SERVES
    assert clock.ask_at == answered.elapsed + ASK_EVERY
