from datetime import UTC, datetime, time, timedelta

import pytest

from controller.entries import Pole
from controller.flow.condition import condition, is_out_of_touch
from controller.outlook.poles import PoleState
from schedules.vocabulary import Address, PoleId
from wire.messages import Heartbeat, PostingMessage, QuietLine
from wire.signature import KeyId, Purpose, TrustedKey

NOW = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def _posting(*, is_locked_out: bool = False) -> str:
    return PostingMessage(
        issuer="zonecast",
        address="p-gate",
        revision=1,
        issued_at=NOW,
        expires_at=NOW,
        addresses=("p-gate",),
        quiet_windows=(QuietLine(opens=time(21), closes=time(5)),),
        keys=(),
        is_locked_out=is_locked_out,
    ).model_dump_json(by_alias=True)


def _beat(**told: object) -> str:
    envelope = {"issuer": "p-gate", "address": "p-gate", "revision": 1, "issued_at": NOW, "expires_at": NOW}
    words = {"version": "1", "is_clock_trusted": True, **told}
    return Heartbeat.model_validate(envelope | words).model_dump_json(by_alias=True)


def _pole(
    *,
    heard: timedelta | None = timedelta(),
    is_online: bool = True,
    posting: str = _posting(),
    heartbeat: str = _beat(),
) -> Pole:
    return Pole(
        id=PoleId("p-gate"),
        name="Cổng 3",
        addresses=(Address("p-gate"),),
        posting=posting,
        key=TrustedKey(id=KeyId("k"), purpose=Purpose.POLE, x="x", ends=NOW),
        clips_token_digest="",
        is_online=is_online,
        heard_at=None if heard is None else NOW - heard,
        heartbeat="" if heard is None else heartbeat,
    )


def _states(pole: Pole) -> list[PoleState]:
    return [cause.state for cause in condition(pole, NOW).causes]


def test_a_pole_that_speaks_and_has_nothing_to_complain_of_is_fine() -> None:
    assert condition(_pole(heard=12 * MINUTE), NOW).state is PoleState.FINE


def test_a_pole_never_heard_is_neither_silent_nor_lost() -> None:
    assert _states(_pole(heard=None, is_online=False)) == [PoleState.NEVER_HEARD]


@pytest.mark.parametrize("is_online", [True, False])
def test_a_pole_without_heartbeats_is_silent_whatever_the_broker_says(*, is_online: bool) -> None:
    found = condition(_pole(heard=13 * MINUTE, is_online=is_online), NOW)

    assert (found.state, found.causes[0].since) == (PoleState.SILENT, NOW - 13 * MINUTE)


def test_a_pole_that_the_broker_calls_offline_is_lost_at_once() -> None:
    pole = _pole(heard=MINUTE, is_online=False)

    assert _states(pole) == [PoleState.LOST]
    assert is_out_of_touch(pole, NOW)


def test_all_that_is_wrong_is_told_worst_first() -> None:
    pole = _pole(
        heard=20 * MINUTE,
        posting=_posting(is_locked_out=True),
        heartbeat=_beat(
            is_clock_trusted=False, faults=("no sound card",), clips_missing=("a" * 64, "b" * 64), refused=3
        ),
    )

    causes = condition(pole, NOW).causes

    assert [cause.state for cause in causes] == [
        PoleState.SILENT,
        PoleState.CLOCK_UNTRUSTED,
        PoleState.FAULTS,
        PoleState.CLIPS_MISSING,
        PoleState.LOCKED_OUT,
        PoleState.REFUSED,
    ]
    assert [cause.count for cause in causes] == [0, 0, 1, 2, 0, 3]
    assert causes[2].faults == ("no sound card",)
