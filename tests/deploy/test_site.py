"""A whole site by the compose file's start commands and settings, on real machines, without containers."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bench.site import Api, DeskAwayError, Process, free_port, wait_for
from schedules.vocabulary import PoleId
from tests.deploy.broker import Caller, Heard, SiteBroker
from tests.deploy.conftest import Composed
from tests.fakes.postgres import PostgresServer
from wire import enrolment
from wire.topics import Kind, down

PATIENCE_SECONDS = 60
POLE = PoleId("p-demo")
BIN = Path(sys.executable).parent


class Here:
    """The compose file's services on this machine: its names, ports and folders stand for ours."""

    def __init__(self, composed: Composed, folder: Path, broker: SiteBroker, database: str) -> None:
        self.folder = folder
        self.desk = f"http://127.0.0.1:{free_port()}"
        self._services = composed["services"]
        self._ours = {
            "@database/zonecast": "@" + database,
            "broker:1883": f"127.0.0.1:{broker.desk_port}",
            "broker:8883": f"127.0.0.1:{broker.poles_port}",
            "http://desk:18080": self.desk,
            "http://127.0.0.1:18080": self.desk,
            "0.0.0.0": "127.0.0.1",  # noqa: S104 - what it says in a container
            "/var/lib/zonecast-pole": str(folder / "pole"),
            "/var/lib/zonecast": str(folder / "home"),
            "/handed-over": str(folder / "handed-over"),
            "/logins": str(folder / "logins"),
        }
        longest_first = sorted(self._ours, key=len, reverse=True)
        self._theirs = re.compile("|".join(map(re.escape, longest_first)))

    def process(self, service: str) -> Process:
        return Process(self._command(service), self.folder / f"{service}.log", self._environment(service))

    def complete(self, service: str) -> None:
        """Run a service that ends; it must end well."""
        environment = {**os.environ, **self._environment(service)}
        ended = subprocess.run(
            self._command(service), env=environment, capture_output=True, text=True, check=False
        )
        assert ended.returncode == 0, ended.stderr

    def is_healthy(self, service: str) -> bool:
        test = [self._here(word) for word in self._services[service]["healthcheck"]["test"]]
        assert test[0] == "CMD"
        command = [str(BIN / test[1]), *test[2:]]
        return subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode == 0

    def _command(self, service: str) -> list[str]:
        program, *rest = [self._here(word) for word in self._services[service]["command"]]
        return [str(BIN / program), *rest]

    def _environment(self, service: str) -> dict[str, str]:
        said = self._services[service].get("environment", {})
        port = self.desk.rpartition(":")[2]
        return {name: self._here(value) for name, value in said.items()} | {"ZONECAST_DESK_PORT": port}

    def _here(self, text: str) -> str:
        return self._theirs.sub(lambda found: self._ours[found[0]], text)


@pytest.fixture
def broker(tmp_path: Path, composed: Composed) -> Iterator[SiteBroker]:
    password = composed["services"]["broker"]["environment"]["ZONECAST_BROKER_PASSWORD"]
    with SiteBroker(tmp_path / "broker", tmp_path / "logins", password) as running:
        yield running


@pytest.mark.system
def test_every_start_command_runs_and_a_pole_with_its_own_login_reaches_the_desk(
    composed: Composed, tmp_path: Path, broker: SiteBroker, postgres_server: PostgresServer
) -> None:
    database = postgres_server.url(postgres_server.make_database()).rpartition("@")[2]
    here = Here(composed, tmp_path, broker, database)

    here.complete("migrate")
    with _running(here, "desk", "worker"):
        wait_for("the desk's health check", lambda: here.is_healthy("desk") or None, PATIENCE_SECONDS)
        here.complete("enrol")
        here.complete("enrol")  # a second `up` of the demo does so
        with _running(here, "pole"):
            pole = wait_for("the pole to be heard", lambda: _heard(here), PATIENCE_SECONDS)

    assert pole["addresses"] == [POLE, "z-demo"]
    assert pole["program_version"]
    assert pole["refused"] == 0
    _assert_a_pole_hears_what_is_its_own_alone(composed, broker, tmp_path)


def _heard(here: Here) -> dict[str, Any] | None:
    """The pole as the API shows it, once it is online, heard, and trusts the time that the desk told it."""
    token = (here.folder / "home" / "token").read_text(encoding="utf-8")
    try:
        poles = Api(here.desk, token).get("/api/poles")
    except DeskAwayError:
        return None
    found: dict[str, Any] = next(pole for pole in poles if pole["id"] == POLE)
    is_whole = found["is_online"] and found["heard_at"] and found["is_clock_trusted"]
    return found if is_whole else None


def _assert_a_pole_hears_what_is_its_own_alone(composed: Composed, broker: SiteBroker, folder: Path) -> None:
    login = enrolment.read(folder / "handed-over" / f"{POLE}.json").broker
    desk_password = composed["services"]["broker"]["environment"]["ZONECAST_BROKER_PASSWORD"]
    other = down(Kind.POSTING, PoleId("p-other"))

    assert login.username == POLE
    with Caller(broker.poles_port) as nobody:
        assert not nobody.is_let_in
    with (
        Caller(broker.desk_port, "zonecast", desk_password) as desk,
        Caller(broker.poles_port, login.username, login.password) as pole,
    ):
        desk.say(other, b"theirs")
        pole.subscribe(other)
        pole.subscribe(down(Kind.POSTING, POLE))
        heard = pole.next()
    assert heard.topic == down(Kind.POSTING, POLE)
    assert heard != Heard(other, b"theirs")


@contextmanager
def _running(here: Here, *services: str) -> Iterator[None]:
    processes = [here.process(service) for service in services]
    try:
        for process in processes:
            process.start()
        yield
    finally:
        for process in processes:
            process.stop()
