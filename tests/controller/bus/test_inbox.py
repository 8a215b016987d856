"""What poles say reaches the flow when their own key signed it, and nothing else does."""

from datetime import timedelta

import pytest

from controller.bus.client import Arrived
from controller.bus.inbox import Inbox
from schedules.vocabulary import BroadcastId, Ending, PoleId
from tests.controller.belt import Belt
from wire import topics
from wire.codec import FIRST_LINK, link, seal, unseal
from wire.enrolment import Enrolment
from wire.messages import AskTime, Filed, Heartbeat, HeldRevision, Message, Now, Presence, Report, Reports
from wire.signature import KeyRing
from wire.topics import Kind

POLE = PoleId("p-gate-1")


class Pole:
    """Says what a pole says, signed with the key it was handed."""

    def __init__(self, belt: Belt, inbox: Inbox, enrolment: Enrolment) -> None:
        self._belt = belt
        self._inbox = inbox
        self._enrolment = enrolment
        self._revision = 0
        self.links = [FIRST_LINK]

    def envelope(self) -> dict[str, object]:
        self._revision += 1
        return {
            "issuer": POLE,
            "address": POLE,
            "revision": self._revision,
            "issued_at": self._belt.now,
            "expires_at": self._belt.now + timedelta(days=30),
        }

    def say(self, kind: Kind, message: Message) -> None:
        sealed = seal(message, self._enrolment.signing_key())
        self._inbox.take(Arrived(topics.up(kind, POLE), sealed))

    def report(self, number: int, play: str, event: str) -> Report:
        report = Report.model_validate(
            {
                "number": number,
                "play": play,
                "event": event,
                "at": self._belt.now,
                "error_ms": 0.5,
                "previous": self.links[-1],
            }
        )
        self.links.append(link(report))
        return report

    def send(self, *reports: Report, journal: str = "j-1") -> None:
        self.say(
            Kind.REPORTS,
            Reports.model_validate(self.envelope() | {"journal": journal, "reports": reports}),
        )


@pytest.fixture
def sent() -> list[tuple[str, bytes]]:
    return []


@pytest.fixture
def inbox(belt: Belt, sent: list[tuple[str, bytes]]) -> Inbox:
    return Inbox(
        belt.ledger,
        belt.clock,
        belt.site.keys,
        "zonecast",
        lambda topic, payload: sent.append((topic, payload)),
    )


@pytest.fixture
def pole(belt: Belt, inbox: Inbox) -> Pole:
    return Pole(belt, inbox, belt.enrol(POLE))


@pytest.fixture
def played(belt: Belt) -> tuple[BroadcastId, str]:
    """A broadcast and the id of its one play."""
    broadcast = belt.wish(belt.approved_notice())
    belt.run()
    return broadcast, belt.playlist().plays[0].id


def filed_number(belt: Belt) -> int:
    messages = belt.opened(Kind.FILED)
    assert isinstance(messages[-1], Filed)
    return messages[-1].number


def test_a_report_is_stored_and_filed(belt: Belt, pole: Pole, played: tuple[BroadcastId, str]) -> None:
    broadcast, play = played

    pole.send(pole.report(1, play, "started"), pole.report(2, play, "finished"))

    with belt.ledger.reading() as unit:
        (proof,) = unit.proofs.of_broadcast(broadcast)
    assert proof.ending is Ending.FINISHED
    assert proof.start_error_ms == 0.5
    assert filed_number(belt) == 2


def test_a_repeat_is_harmless(belt: Belt, pole: Pole, played: tuple[BroadcastId, str]) -> None:
    broadcast, play = played
    first, second = pole.report(1, play, "started"), pole.report(2, play, "finished")

    pole.send(first, second)
    pole.send(first, second)

    with belt.ledger.reading() as unit:
        assert len(unit.proofs.of_broadcast(broadcast)) == 1
    assert filed_number(belt) == 2


def test_what_comes_after_a_gap_waits_until_the_gap_is_filled(
    belt: Belt, pole: Pole, played: tuple[BroadcastId, str]
) -> None:
    _, play = played
    first, second = pole.report(1, play, "started"), pole.report(2, play, "finished")

    pole.send(second)
    after_gap = filed_number(belt)
    pole.send(first, second)

    assert after_gap == 0
    assert filed_number(belt) == 2


def test_a_second_ending_of_a_play_moves_nothing(
    belt: Belt, pole: Pole, played: tuple[BroadcastId, str]
) -> None:
    broadcast, play = played
    pole.send(pole.report(1, play, "finished"))
    pole.links[:] = [FIRST_LINK]

    pole.send(pole.report(1, play, "missed"), journal="j-new-disk")

    with belt.ledger.reading() as unit:
        (proof,) = unit.proofs.of_broadcast(broadcast)
    assert proof.ending is Ending.FINISHED


def test_a_question_for_the_time_gets_a_signed_answer_with_its_nonce(
    belt: Belt, pole: Pole, sent: list[tuple[str, bytes]]
) -> None:
    pole.say(Kind.ASK_TIME, AskTime.model_validate(pole.envelope() | {"nonce": "n-17"}))

    ((topic, sealed),) = sent
    answer = unseal(topic, sealed, KeyRing(key.public() for key in belt.site.keys.values()), belt.now)
    assert isinstance(answer, Now)
    assert (answer.nonce, answer.now) == ("n-17", belt.now)


def test_presence_and_state_are_noted(belt: Belt, pole: Pole) -> None:
    pole.say(
        Kind.PRESENCE, Presence.model_validate(pole.envelope() | {"is_online": True, "version": "0.1.0"})
    )
    held = (HeldRevision(kind=Kind.POSTING, address=POLE, revision=3),)
    pole.say(Kind.HEARTBEAT, Heartbeat.model_validate(pole.envelope() | {"version": "0.1.0", "held": held}))

    with belt.ledger.reading() as unit:
        stored = unit.poles.get(POLE)
    assert stored.is_online
    assert stored.heard_at == belt.now
    assert "posting" in stored.heartbeat


def test_one_pole_cannot_speak_for_another(belt: Belt, pole: Pole, inbox: Inbox) -> None:
    belt.enrol("p-gate-2")
    message = Presence.model_validate(
        pole.envelope() | {"address": "p-gate-2", "is_online": True, "version": "forged"}
    )
    sealed = seal(message, pole._enrolment.signing_key())

    inbox.take(Arrived(topics.up(Kind.PRESENCE, PoleId("p-gate-2")), sealed))

    with belt.ledger.reading() as unit:
        assert not unit.poles.get(PoleId("p-gate-2")).is_online
    assert inbox.refused == 1


@pytest.mark.parametrize(
    "topic", ["zonecast/v1/up/presence/00/p-nobody", "zonecast/v1/up/nothing/00/p-gate-1", "x"]
)
def test_what_is_not_from_a_pole_of_ours_is_refused_and_counted(inbox: Inbox, pole: Pole, topic: str) -> None:
    inbox.take(Arrived(topic, b"anything"))

    assert inbox.refused == 1
