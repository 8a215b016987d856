"""How long a voicing takes yet: told late rather than wrong, and calmly."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import accumulate, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from controller.entries import Section, Voicing, VoicingId, VoicingState
from controller.web.pace import FINISHING, MINUTE, Paces, Rise, estimate
from schedules.vocabulary import Class, NoticeId
from tests.controller.belt import START

SECOND = timedelta(seconds=1)
paces = st.floats(0.2, 30).map(lambda seconds: timedelta(seconds=seconds))
patiently = settings(deadline=None)
wholes = st.integers(20, 600)
Told = list[tuple[timedelta | None, timedelta]]
"""What was told at each look, and what was true."""


def voicing(done: int, whole: int, *, version: int = 1, state: VoicingState = VoicingState.WANTED) -> Voicing:
    section = Section(notice=NoticeId("n"), first=0, last=whole)
    return Voicing(
        id=VoicingId(1), class_=Class.ROUTINE, sections=(section,), done=done, version=version, state=state
    )


def look(paces: Paces, done: int, whole: int, at: timedelta, *, version: int = 1) -> timedelta | None:
    return paces.left([voicing(done, whole, version=version)], START + at).get(VoicingId(1))


def watch(sentences: Sequence[timedelta], *, kept: int = 0, every: timedelta = SECOND) -> Told:
    """Look at a voicing again and again; each sentence takes its time, but for those that were kept."""
    ends = [timedelta(0)] * kept + list(accumulate(sentences))
    watching, end = Paces(), ends[-1] + FINISHING * len(ends)
    return [(look(watching, bisect_right(ends, at), len(ends), at), end - at) for at in instants(end, every)]


def instants(until: timedelta, every: timedelta) -> Iterator[timedelta]:
    at = every / 3
    while at < until:
        yield at
        at += every


def said(told: Told) -> list[timedelta]:
    return [words for words, _ in told if words]


@patiently
@given(paces, wholes, st.integers(1, 5))
def test_at_an_even_pace_it_is_told_within_a_step_and_never_more_than_before(
    pace: timedelta, whole: int, every: int
) -> None:
    told = watch([pace] * min(whole, int(2400 * SECOND / pace)), every=every * SECOND)

    for words, true in told:
        assert words is None or true * 0.8 - 2 * pace <= words <= max(true * 1.6, true + MINUTE) + 4 * pace
    assert all(later <= earlier for earlier, later in pairwise(said(told)))


@patiently
@given(st.lists(st.floats(0.5, 1.5), min_size=20, max_size=300), st.floats(0.3, 6))
def test_sentences_of_uneven_length_never_make_it_twice_or_half_the_truth(
    lengths: list[float], seconds: float
) -> None:
    told = watch([timedelta(seconds=seconds * length) for length in lengths])

    for words, true in told:
        assert words is None or true / 2 <= words + 20 * SECOND <= 2 * true + 2 * MINUTE


@patiently
@given(paces, st.integers(20, 200), st.integers(1, 500))
def test_what_was_kept_from_before_promises_nothing(pace: timedelta, whole: int, kept: int) -> None:
    sentences = [pace] * min(whole, int(1200 * SECOND / pace))

    for words, true in watch(sentences, kept=kept):
        assert words is None or words >= true * 0.8 - 2 * pace


@patiently
@given(paces, st.integers(1, 400))
def test_before_enough_is_seen_nothing_is_told(pace: timedelta, whole: int) -> None:
    told = watch([pace] * min(whole, int(1200 * SECOND / pace)))

    first = next((nth for nth, (words, _) in enumerate(told) if words), None)
    assert first is None or (first >= 10 and told[first][1] > 15 * SECOND)


@patiently
@given(st.lists(st.tuples(st.floats(0, 100), st.integers(0, 50)), max_size=60))
def test_whatever_is_seen_what_is_told_is_a_whole_number_of_minutes(looks: list[tuple[float, int]]) -> None:
    watching = Paces()

    for at, done in looks:
        words = look(watching, done, 50, timedelta(seconds=at))

        assert words is None or (words >= MINUTE and not words % MINUTE)


def test_of_a_short_notice_nothing_is_told() -> None:
    assert said(watch([SECOND] * 25)) == []


def test_a_long_notice_counts_down_to_less_than_a_minute() -> None:
    told = said(watch([SECOND] * 300))

    assert list(dict.fromkeys(told)) == [6 * MINUTE, 5 * MINUTE, 4 * MINUTE, 3 * MINUTE, 2 * MINUTE, MINUTE]
    assert told[-1] == MINUTE


def test_a_slow_pace_is_told_in_wide_steps() -> None:
    told = said(watch([20 * SECOND] * 200, every=5 * SECOND))

    assert list(dict.fromkeys(told))[:3] == [75 * MINUTE, 60 * MINUTE, 55 * MINUTE]


def test_a_voice_that_falls_is_forgotten_with_its_pace() -> None:
    watching = Paces()
    for second in range(60):
        before = look(watching, second, 300, second * SECOND)

    after = [look(watching, 1 + nth, 300, (60 + 5 * nth) * SECOND) for nth in range(12)]

    assert before == 6 * MINUTE
    assert after[0] is None
    assert after[-1] == 25 * MINUTE


def test_what_is_taken_up_anew_is_seen_anew() -> None:
    watching = Paces()
    for second in range(60):
        look(watching, second, 300, second * SECOND)

    assert look(watching, 60, 300, 600 * SECOND, version=2) is None


def test_of_what_stands_still_nothing_is_told_any_more() -> None:
    watching = Paces()
    for second in range(60):
        look(watching, second, 300, second * SECOND)

    told = [look(watching, 59, 300, (60 + second) * SECOND) for second in range(240)]

    assert (told[0], told[-1]) == (5 * MINUTE, None)


def test_a_look_that_comes_late_changes_nothing() -> None:
    watching = Paces()
    for second in range(60):
        before = look(watching, second, 300, second * SECOND)

    assert look(watching, 57, 300, 58.5 * SECOND) == before
    assert look(watching, 59, 300, 59.5 * SECOND) == before == 6 * MINUTE


def test_when_the_clock_is_set_back_the_pace_is_seen_anew() -> None:
    watching, hour = Paces(), timedelta(hours=1)
    for second in range(60):
        before = look(watching, second, 300, hour + second * SECOND)

    after = [look(watching, 60 + second, 300, second * SECOND) for second in range(60)]

    assert before == 6 * MINUTE
    assert (after[0], after[-1]) == (None, 5 * MINUTE)


def test_only_what_is_being_voiced_has_time_left() -> None:
    watching = Paces()

    for second in range(60):
        left = watching.left([voicing(second, 300, state=VoicingState.STOPPED)], START + second * SECOND)

    assert left == {}


def test_one_step_alone_tells_no_pace() -> None:
    assert estimate([], 9, START) is None
    assert estimate([Rise(START, 1)], 9, START) is None
    assert estimate([Rise(START, 1), Rise(START + MINUTE, 100)], 900, START + MINUTE) is None
