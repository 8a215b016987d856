"""The door: what may be believed of all that comes, and what is held by it.

The pole knocks here with each message. What is refused changes nothing, is counted and
logged with its reason; what is accepted is on disk before anybody acts on it.
"""

import hashlib
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfoNotFoundError

import structlog

from edge_agent.board import Board, Held
from edge_agent.cache import Want
from edge_agent.clock import Trust
from edge_agent.programme import Programme
from schedules.vocabulary import Address, Digest, Order, Play, PlayId
from wire.codec import unseal
from wire.enrolment import Enrolment, trusted
from wire.errors import (
    ExpiredError,
    ForeignError,
    FromFutureError,
    MalformedError,
    OlderError,
    WireError,
)
from wire.messages import (
    MESSAGES,
    ClipLine,
    Filed,
    HeldRevision,
    Message,
    Now,
    Orders,
    Playlist,
    PostingMessage,
)
from wire.signature import KeyRing
from wire.topics import Kind, down

AHEAD_AT_MOST = timedelta(hours=1)
_BEFORE_US = datetime(2020, 1, 1, tzinfo=UTC)
"""A pole that knows no time cannot say that something is over: silence and trust decide later."""
_HEARD_EVERY = timedelta(minutes=10)

log = structlog.get_logger()


class Inbox:
    """Holds the newest posting, and by address the newest playlist and orders."""

    def __init__(self, enrolment: Enrolment, board: Board) -> None:
        self._enrolment = enrolment
        self._board = board
        self._held: dict[tuple[str, str], Held] = {}
        self.posting: PostingMessage | None = None
        self.playlists: dict[Address, Playlist] = {}
        self.orders: dict[Address, Orders] = {}
        self.refused = 0
        self.heard = board.instant("heard")
        """When the controller was last heard, by the pole's clock."""
        self.newest_signed = board.instant("newest_signed")
        self._remember_all()

    @property
    def addresses(self) -> tuple[Address, ...]:
        return tuple(Address(address) for address in self.posting.addresses) if self.posting else ()

    @property
    def topics(self) -> frozenset[str]:
        """All that this pole listens to, each by its exact name."""
        pole = self._enrolment.pole_id
        own = {down(kind, pole) for kind in (Kind.POSTING, Kind.FILED, Kind.NOW)}
        theirs = {down(kind, to) for kind in (Kind.PLAYLIST, Kind.ORDERS) for to in self.addresses}
        return frozenset(own | theirs)

    @property
    def revisions(self) -> tuple[HeldRevision, ...]:
        """What a heartbeat says is held."""
        return tuple(
            HeldRevision.model_validate(
                {"kind": Kind(held.kind), "address": held.address, "revision": held.revision}
            )
            for held in self._held.values()
            if held.content is not None and held.kind != Kind.FILED
        )

    def plays(self) -> list[Play]:
        """The plays of all addresses, soonest first."""
        plays = [play for playlist in self.playlists.values() for play in playlist.domain_plays()]
        return sorted(plays, key=lambda play: play.starts)

    def standing_orders(self) -> list[Order]:
        return [order for orders in self.orders.values() for order in orders.domain_orders()]

    def programme(self, *, counts: bool) -> Programme:
        """Return what decides what sounds; where the posting does not count, the strictest does."""
        plays, orders = tuple(self.plays()), tuple(self.standing_orders())
        if self.posting is None or not counts:
            return Programme(plays=plays, orders=orders)
        return Programme(
            plays=plays,
            orders=orders,
            posting=self.posting.posting(),
            levels=self.posting.levels,
            delay=timedelta(microseconds=self.posting.delay_us),
        )

    def wants(self, ended: frozenset[PlayId]) -> Iterator[Want]:
        """The clips to have: for orders first, then what must always be here, then plays by their instant."""
        lines = {line.digest: Want(Digest(line.digest), line.bytes) for line in self._clip_lines()}
        for order in self.standing_orders():
            yield from (lines[clip.digest] for clip in order.clips)
        if self.posting:
            yield from (lines[line.digest] for line in self.posting.standing_clips)
        yield from (lines[play.clip.digest] for play in self.plays() if play.id not in ended)

    def _clip_lines(self) -> Iterator[ClipLine]:
        """Every clip that is told of, whether or not a play still needs it."""
        for orders in self.orders.values():
            yield from orders.clips
        for playlist in self.playlists.values():
            yield from playlist.clips
        yield from self.posting.standing_clips if self.posting else ()

    def take(self, topic: str, sealed: bytes, *, now: datetime, trust: Trust) -> Message | None:
        """Return what is new in it, or None where it is refused or known; `now` counts as far as `trust`."""
        try:
            return self._take(topic, sealed, now=now, trust=trust)
        except WireError as error:
            self.refused += 1
            reason = type(error).__name__.removesuffix("Error").lower()
            log.warning("message refused", reason=reason, topic=topic, why=str(error))
            return None

    def _take(self, topic: str, sealed: bytes, *, now: datetime, trust: Trust) -> Message | None:
        surely = self.newest_signed or _BEFORE_US if trust is Trust.NONE else now
        message = unseal(topic, sealed, self._ring(), surely)
        self._check_sender(message)
        self._check_times(message, surely, is_trusted=trust is Trust.PLAYS)
        kind = _kind(message)
        if kind is not Kind.NOW and not self._is_newer(kind, message):
            return None
        _check_sense(message)
        with self._board.together():
            self._hold(kind, message)
            self._note_signed(message.issued_at)
        return message

    def _ring(self) -> KeyRing:
        lines = self.posting.keys if self.posting else ()
        return KeyRing((*trusted(self._enrolment.trusted), *trusted(lines)))

    def _check_sender(self, message: Message) -> None:
        if message.issuer != self._enrolment.issuer:
            raise ForeignError(f"from {message.issuer}, not from {self._enrolment.issuer}")
        hears = self.addresses if isinstance(message, Playlist | Orders) else (self._enrolment.pole,)
        if message.address not in hears:
            raise ForeignError(f"to {message.address}, which is not ours")

    def _check_times(self, message: Message, surely: datetime, *, is_trusted: bool) -> None:
        if message.expires_at <= surely and not isinstance(message, Now):
            raise ExpiredError(f"counted until {message.expires_at.isoformat()}")
        if is_trusted and message.issued_at > surely + AHEAD_AT_MOST:
            raise FromFutureError(f"issued at {message.issued_at.isoformat()}")

    def _is_newer(self, kind: Kind, message: Message) -> bool:
        """Whether it changes something; raise `OlderError` for what must not come after what is held."""
        held = self._held.get((kind, message.address))
        if held is None or message.revision > held.revision:
            return True
        if message.revision < held.revision:
            raise OlderError(f"revision {message.revision}, but {held.revision} is held")
        if _digest(_content(message)) != held.digest:
            raise OlderError(f"revision {message.revision} is held with other content")
        return held.content is None

    def _hold(self, kind: Kind, message: Message) -> None:
        if kind is Kind.NOW:
            return
        content = _content(message)
        held = Held(
            kind=kind,
            address=message.address,
            revision=message.revision,
            digest=_digest(content),
            content=zlib.compress(content),
        )
        self._keep(held)
        self._remember(message)
        if isinstance(message, PostingMessage):
            self._leave_the_rest()

    def _keep(self, held: Held) -> None:
        self._board.hold(held)
        self._held[held.kind, held.address] = held

    def _remember(self, message: Message) -> None:
        match message:
            case PostingMessage():
                self.posting = message
            case Playlist():
                self.playlists[Address(message.address)] = message
            case Orders():
                self.orders[Address(message.address)] = message

    def _leave_the_rest(self) -> None:
        """Forget what addresses we no longer have told us; their revisions stay known."""
        for held in tuple(self._held.values()):
            if held.kind in {Kind.PLAYLIST, Kind.ORDERS} and held.address not in self.addresses:
                forgotten = Held(
                    kind=held.kind,
                    address=held.address,
                    revision=held.revision,
                    digest=held.digest,
                    content=None,
                )
                self._keep(forgotten)
                self.playlists.pop(Address(held.address), None)
                self.orders.pop(Address(held.address), None)

    def note_heard(self, now: datetime) -> None:
        """The controller spoke; a pole that knows no time cannot say when."""
        if self.heard is None or abs(now - self.heard) > _HEARD_EVERY:
            self._board.keep_instant("heard", now)
        self.heard = now

    def _note_signed(self, at: datetime) -> None:
        if self.newest_signed is None or at > self.newest_signed + _HEARD_EVERY:
            self._board.keep_instant("newest_signed", at)
        self.newest_signed = max(self.newest_signed or at, at)

    def _remember_all(self) -> None:
        for held in self._board.held():
            self._held[held.kind, held.address] = held
            if held.content is not None:
                self._remember(MESSAGES[Kind(held.kind)].model_validate_json(zlib.decompress(held.content)))


def _kind(message: Message) -> Kind:
    match message:
        case PostingMessage() | Playlist() | Orders() | Filed() | Now():
            return message.kind
    raise ForeignError(f"not for a pole: {type(message).__name__}")


def _check_sense(message: Message) -> None:
    """Well formed, and yet it may speak of a time zone that does not exist."""
    if not isinstance(message, PostingMessage):
        return
    try:
        message.posting()
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise MalformedError(f"time_zone: {error}") from error


def _content(message: Message) -> bytes:
    return message.model_dump_json(by_alias=True).encode()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
