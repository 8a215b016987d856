"""What poles say, verified by their own keys and handed to the flow; anything else is refused."""

from collections.abc import Callable
from datetime import timedelta

import structlog

from controller.errors import NotFoundError
from controller.flow import proof
from controller.flow.dispatch import Keys, key_for
from controller.ports import Clock, Ledger
from schedules.vocabulary import Address, PoleId
from wire import topics
from wire.codec import seal, unseal
from wire.errors import WireError
from wire.messages import AskTime, Heartbeat, Message, Now, Presence, Reports
from wire.signature import KeyRing
from wire.topics import Kind

from .client import Arrived

log = structlog.get_logger()

Send = Callable[[str, bytes], None]
SUBSCRIPTIONS = (
    # At QoS 1 the embedded broker would give at most 100 retained messages and lose the rest.
    (topics.up_filter(Kind.PRESENCE), 0),
    (topics.up_filter(Kind.HEARTBEAT), 1),
    (topics.up_filter(Kind.REPORTS), 1),
    (topics.up_filter(Kind.ASK_TIME), 1),
)


class Inbox:
    """Takes one message after the other; keeps no state of its own but a count of refusals."""

    def __init__(self, ledger: Ledger, clock: Clock, keys: Keys, issuer: str, send: Send) -> None:
        self._ledger = ledger
        self._clock = clock
        self._keys = keys
        self._issuer = issuer
        self._send = send
        self.refused = 0

    def take(self, arrived: Arrived) -> None:
        try:
            pole = PoleId(topics.parse(arrived.topic).address)
            message = unseal(arrived.topic, arrived.payload, self._ring(pole), self._clock())
        except (WireError, NotFoundError) as error:
            self.refused += 1
            log.warning("message refused", topic=arrived.topic, reason=type(error).__name__, why=str(error))
            return
        self._hand_over(message)

    def _ring(self, pole: PoleId) -> KeyRing:
        with self._ledger.reading() as unit:
            return KeyRing([unit.poles.get(pole).key])

    def _hand_over(self, message: Message) -> None:
        now = self._clock()
        match message:
            case Presence():
                proof.note_presence(self._ledger, message)
            case Heartbeat():
                proof.note_heartbeat(self._ledger, message, now)
            case Reports():
                proof.file(self._ledger, message, issuer=self._issuer, keys=self._keys, now=now)
            case AskTime():
                self._answer(message)
            case _:
                log.warning("message out of place", kind=type(message).__name__)

    def _answer(self, question: AskTime) -> None:
        """Say what time it is, as late as possible before it is sent."""
        now = self._clock()
        answer = Now(
            issuer=self._issuer,
            address=Address(question.address),
            revision=max(1, int(now.timestamp() * 1000)),
            issued_at=now,
            expires_at=now + timedelta(minutes=1),
            nonce=question.nonce,
            now=now,
        )
        sealed = seal(answer, key_for(Kind.NOW, self._keys))
        self._send(topics.down(Kind.NOW, Address(question.address)), sealed)
