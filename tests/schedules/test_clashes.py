"""Who meets whom on the calendar of one address."""

from schedules.broadcast import PlannedPlay
from schedules.clashes import Clash, clashes
from schedules.vocabulary import BroadcastId

from .samples import at, play


def planned(broadcast: str, starts: float, length: float) -> PlannedPlay:
    return PlannedPlay(
        play=play(f"{broadcast} at {starts}", starts, length),
        broadcast=BroadcastId(broadcast),
    )


def clash(begins: float, ends: float, first: str, second: str) -> Clash:
    return Clash(begins=at(begins), ends=at(ends), broadcasts=(BroadcastId(first), BroadcastId(second)))


def test_two_broadcasts_that_overlap_clash_while_they_do() -> None:
    assert clashes([planned("bell", 40, 30), planned("news", 0, 60)]) == (clash(40, 60, "bell", "news"),)


def test_broadcasts_that_only_touch_do_not_clash() -> None:
    assert clashes([planned("news", 0, 60), planned("bell", 60, 30)]) == ()


def test_plays_of_one_broadcast_that_follow_one_another_do_not_clash() -> None:
    assert clashes([planned("news", 0, 60), planned("news", 60, 60)]) == ()


def test_a_broadcast_that_repeats_before_it_has_ended_clashes_with_itself() -> None:
    assert clashes([planned("news", 0, 60), planned("news", 45, 60)]) == (clash(45, 60, "news", "news"),)


def test_many_plays_under_one_of_another_broadcast_are_one_clash() -> None:
    plays = [planned("news", begins, 30) for begins in range(0, 300, 30)]

    assert clashes([*plays, planned("bell", 40, 100)]) == (clash(40, 140, "bell", "news"),)


def test_clashes_on_different_days_are_told_one_by_one_in_their_order() -> None:
    day = 86_400
    plays = [planned("news", n * day, 60) for n in range(3)] + [planned("bell", n * day, 5) for n in range(3)]

    assert clashes(plays) == tuple(clash(n * day, n * day + 5, "bell", "news") for n in range(3))


def test_of_three_at_once_each_pair_clashes() -> None:
    found = clashes([planned("a", 0, 60), planned("b", 10, 60), planned("c", 20, 60)])

    assert [one.broadcasts for one in found] == [("a", "b"), ("a", "c"), ("b", "c")]
