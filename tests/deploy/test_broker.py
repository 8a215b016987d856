"""Rights at a site's broker: a real Mosquitto with the configuration that we hand out."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench.site import wait_for
from controller.bus import logins
from controller.entries import Pole
from schedules.vocabulary import Address, PoleId
from tests.deploy.broker import DESK, PATIENCE_SECONDS, Caller, Heard, SiteBroker
from wire.codec import MAX_WIRE_BYTES
from wire.signature import KeyId, Purpose, make_key
from wire.topics import ROOT, Kind, down, up

pytestmark = pytest.mark.doors
SECRET = "a site's secret"
DESK_PASSWORD = "the desk's"
ZONE, OTHER_ZONE = Address("z-mine"), Address("z-other")
GATE, CANTEEN = PoleId("p-gate"), PoleId("p-canteen")
PROBE = b"the last to come"
KEY = make_key(KeyId("k"), Purpose.POLE, datetime(2031, 1, 1, tzinfo=UTC)).public()


def pole(name: PoleId, *addresses: Address) -> Pole:
    heard_at = (Address(name), *addresses)
    return Pole(id=name, name=name, addresses=heard_at, posting="{}", key=KEY, clips_token_digest=name)


KNOWN = [pole(GATE, ZONE), pole(CANTEEN, OTHER_ZONE)]


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[SiteBroker]:
    logins.tell(tmp_path / "logins", SECRET, KNOWN)
    with SiteBroker(tmp_path / "broker", tmp_path / "logins", DESK_PASSWORD) as running:
        yield running


@pytest.fixture
def desk(broker: SiteBroker) -> Iterator[Caller]:
    with Caller(broker.desk_port, DESK, DESK_PASSWORD) as caller:
        assert caller.is_let_in
        yield caller


@pytest.fixture
def gate(broker: SiteBroker) -> Iterator[Caller]:
    with Caller(broker.poles_port, GATE, logins.password(SECRET, GATE)) as caller:
        assert caller.is_let_in
        yield caller


@pytest.mark.parametrize(
    ("name", "password"),
    [
        (None, None),
        ("", ""),
        (GATE, None),
        (GATE, "wrong"),
        (GATE, logins.password(SECRET, CANTEEN)),
        ("p-unknown", logins.password(SECRET, PoleId("p-unknown"))),
        (DESK, DESK_PASSWORD),
    ],
)
def test_nobody_but_a_known_pole_with_its_own_password_comes_in_where_poles_do(
    broker: SiteBroker, name: str | None, password: str | None
) -> None:
    with Caller(broker.poles_port, name, password) as caller:
        assert not caller.is_let_in


@pytest.mark.parametrize(("name", "password"), [(None, None), (GATE, logins.password(SECRET, GATE))])
def test_nobody_but_the_controller_comes_in_where_it_does(
    broker: SiteBroker, name: str | None, password: str | None
) -> None:
    with Caller(broker.desk_port, name, password) as caller:
        assert not caller.is_let_in


def test_a_pole_hears_all_that_is_said_to_it_and_to_its_addresses(desk: Caller, gate: Caller) -> None:
    own = {down(kind, GATE) for kind in (Kind.POSTING, Kind.FILED, Kind.NOW, Kind.PLAYLIST, Kind.ORDERS)}
    said = own | {down(kind, ZONE) for kind in (Kind.PLAYLIST, Kind.ORDERS)}

    for topic in said:
        desk.say(topic, b"1")
        gate.subscribe(topic)

    assert {gate.next().topic for _ in said} == said


@pytest.mark.parametrize(
    "listens_to",
    [
        down(Kind.POSTING, CANTEEN),
        down(Kind.PLAYLIST, CANTEEN),
        down(Kind.PLAYLIST, OTHER_ZONE),
        up(Kind.HEARTBEAT, CANTEEN),
        f"{ROOT}/down/#",
        f"{ROOT}/up/#",
        "#",
    ],
)
def test_a_pole_hears_nothing_that_is_said_to_another(
    broker: SiteBroker, desk: Caller, gate: Caller, listens_to: str
) -> None:
    for topic in (down(Kind.POSTING, CANTEEN), down(Kind.PLAYLIST, CANTEEN), down(Kind.PLAYLIST, OTHER_ZONE)):
        desk.say(topic, b"theirs")
    with Caller(broker.poles_port, CANTEEN, logins.password(SECRET, CANTEEN)) as canteen:
        canteen.say(up(Kind.HEARTBEAT, CANTEEN), b"theirs")

    gate.subscribe(listens_to)
    desk.say(down(Kind.FILED, GATE), PROBE)
    gate.subscribe(down(Kind.FILED, GATE))

    assert gate.next() == Heard(down(Kind.FILED, GATE), PROBE)


@pytest.mark.parametrize(
    "speaks_on",
    [up(Kind.HEARTBEAT, CANTEEN), down(Kind.POSTING, GATE), down(Kind.ORDERS, ZONE)],
)
def test_a_pole_speaks_as_nobody_but_itself(
    broker: SiteBroker, desk: Caller, gate: Caller, speaks_on: str
) -> None:
    desk.subscribe(f"{ROOT}/#")
    gate.try_to_say(speaks_on, b"forged")
    with Caller(broker.poles_port, GATE, logins.password(SECRET, GATE)) as again:
        again.say(up(Kind.HEARTBEAT, GATE), PROBE)

    assert desk.next() == Heard(up(Kind.HEARTBEAT, GATE), PROBE)


def test_the_largest_message_of_ours_passes(desk: Caller, gate: Caller) -> None:
    whole = bytes(MAX_WIRE_BYTES)

    desk.say(down(Kind.PLAYLIST, ZONE), whole)
    gate.subscribe(down(Kind.PLAYLIST, ZONE))

    assert gate.next().payload == whole


def test_a_pole_that_is_enrolled_later_comes_in_and_who_is_connected_stays(
    broker: SiteBroker, tmp_path: Path, gate: Caller, desk: Caller
) -> None:
    late = PoleId("p-late")

    def let_in() -> bool | None:
        with Caller(broker.poles_port, late, logins.password(SECRET, late)) as caller:
            return caller.is_let_in or None

    logins.tell(tmp_path / "logins", SECRET, [*KNOWN, pole(late, ZONE)])

    assert wait_for("the late pole to be let in", let_in, PATIENCE_SECONDS)
    gate.subscribe(down(Kind.NOW, GATE))
    desk.say(down(Kind.NOW, GATE), b"still here")
    assert gate.next().payload == b"still here"


def test_telling_the_same_again_writes_the_same(tmp_path: Path) -> None:
    def told() -> dict[str, bytes]:
        logins.tell(tmp_path, SECRET, KNOWN)
        return {file.name: file.read_bytes() for file in tmp_path.iterdir()}

    assert told() == told()


def test_the_files_hold_no_password_and_the_brokers_user_may_read_them(tmp_path: Path) -> None:
    logins.tell(tmp_path, SECRET, KNOWN)

    for file in tmp_path.iterdir():
        assert file.stat().st_mode & 0o777 == 0o644
        assert logins.password(SECRET, GATE) not in file.read_text(encoding="ascii")


def test_who_is_no_longer_known_is_out(tmp_path: Path) -> None:
    logins.tell(tmp_path, SECRET, KNOWN)
    logins.tell(tmp_path, SECRET, KNOWN[:1])

    assert all(CANTEEN not in file.read_text(encoding="ascii") for file in tmp_path.iterdir())
