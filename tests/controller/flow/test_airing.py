from datetime import UTC, datetime, timedelta

from controller.flow.airing import state
from controller.outlook.airings import AiringState, KnownPlay, Refused, Tally
from schedules.vocabulary import BroadcastId, Class, Ending, PlayId, Rule, Status

STARTS = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
POLES = 3


def _play(
    tally: Tally = Tally(),  # noqa: B008 - a frozen value
    *,
    withdrawn_at: datetime | None = None,
    last_started: datetime | None = None,
) -> KnownPlay:
    return KnownPlay(
        id=PlayId("play"),
        broadcast=BroadcastId("b"),
        title="Thông báo",
        class_=Class.ROUTINE,
        status=Status.ACTUAL,
        starts=STARTS,
        length=2 * MINUTE,
        withdrawn_at=withdrawn_at,
        tally=tally,
        last_started=last_started,
    )


def _refused(poles: int, ending: Ending = Ending.MISSED) -> Refused:
    return Refused(ending=ending, rule=Rule.QUIET_WINDOW, by=None, poles=poles)


def _state(play: KnownPlay, at: datetime, *refused: Refused) -> AiringState:
    return state(play, poles=POLES, refused=refused, now=at)


def test_a_play_to_come_is_planned_until_some_pole_has_it_armed() -> None:
    before = STARTS - MINUTE

    assert _state(_play(), before) is AiringState.PLANNED
    assert _state(_play(Tally(received=3)), before) is AiringState.PLANNED
    assert _state(_play(Tally(received=3, armed=1)), before) is AiringState.ARMED


def test_it_will_not_sound_only_where_every_pole_refuses_it_whole() -> None:
    before = STARTS - MINUTE

    assert _state(_play(), before, _refused(3)) is AiringState.WILL_NOT_SOUND
    assert _state(_play(), before, _refused(2), _refused(1)) is AiringState.WILL_NOT_SOUND
    assert _state(_play(), before, _refused(2)) is AiringState.PLANNED
    assert _state(_play(), before, _refused(3, Ending.CUT_SHORT)) is AiringState.PLANNED


def test_where_nobody_listens_nothing_is_refused() -> None:
    assert state(_play(), poles=0, refused=(), now=STARTS - MINUTE) is AiringState.PLANNED


def test_it_sounds_while_some_pole_has_begun_and_told_no_end() -> None:
    some = Tally(armed=3, started=3, sounding=1, finished=2)

    assert _state(_play(some), STARTS + MINUTE) is AiringState.SOUNDING


def test_a_pole_that_falls_silent_while_it_sounds_does_not_sound_for_ever() -> None:
    fallen = Tally(armed=1, started=1, sounding=1)

    assert _state(_play(fallen), STARTS + 3 * MINUTE) is AiringState.UNPROVED
    late = _play(fallen, last_started=STARTS + 2 * MINUTE)
    assert _state(late, STARTS + 3 * MINUTE) is AiringState.SOUNDING


def test_it_is_finished_where_every_pole_that_told_of_it_finished() -> None:
    assert _state(_play(Tally(started=2, finished=2)), STARTS + 9 * MINUTE) is AiringState.FINISHED
    assert _state(_play(Tally(finished=2, missed=1)), STARTS + 9 * MINUTE) is AiringState.FELL_SHORT
    assert _state(_play(Tally(started=1, cut_short=1)), STARTS + 9 * MINUTE) is AiringState.FELL_SHORT


def test_a_play_gone_by_of_which_nobody_told_is_unproved() -> None:
    assert _state(_play(Tally(armed=3)), STARTS + MINUTE) is AiringState.ARMED
    assert _state(_play(Tally(armed=3)), STARTS + 3 * MINUTE) is AiringState.UNPROVED


def test_a_withdrawal_counts_unless_it_was_heard_to_its_end_before() -> None:
    withdrawn = STARTS + MINUTE

    assert _state(_play(withdrawn_at=withdrawn), withdrawn) is AiringState.WITHDRAWN
    cut = Tally(started=3, cut_short=3)
    assert _state(_play(cut, withdrawn_at=withdrawn), withdrawn) is AiringState.WITHDRAWN
    heard = Tally(started=3, finished=3)
    later = STARTS + 9 * MINUTE
    assert _state(_play(heard, withdrawn_at=later), later) is AiringState.FINISHED
    assert _state(_play(Tally(missed=3), withdrawn_at=later), later) is AiringState.FELL_SHORT
