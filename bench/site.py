"""A whole site on this machine with real processes: desk, worker, broker and poles.

The demo, the benches and the system tests all stand on it. Everything started here is
stopped by its own process, and everything it writes is under one folder.
"""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any, Self, TypeVar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

_BIN = Path(sys.executable).parent
ZONE = "z-demo"
_LOOK_EVERY_SECONDS = 0.05
_STOP_SECONDS = 12
T = TypeVar("T")


class SiteError(Exception):
    """The site did not do what was waited for; says what, and where its logs are."""


class DeskAwayError(Exception):
    """The desk does not answer; it may be on its way up again."""


class RefusedError(Exception):
    """The desk answered with an error."""

    def __init__(self, code: int, body: str) -> None:
        super().__init__(f"{code}: {body}")
        self.code = code


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(what: str, look: Callable[[], T | None], seconds: float) -> T:
    """Look until there is an answer; raise `SiteError` after `seconds`."""
    deadline = time.monotonic() + seconds
    while True:
        if (found := look()) is not None:
            return found
        if time.monotonic() > deadline:
            raise SiteError(f"waited {seconds:.0f} s in vain for {what}")
        time.sleep(_LOOK_EVERY_SECONDS)  # a real process is waited for


@dataclass(frozen=True, slots=True)
class Api:
    """The desk's HTTP API as a caller sees it."""

    address: str
    token: str

    def get(self, path: str) -> Any:
        return self._ask(Request(self.address + path))

    def post(self, path: str, body: Mapping[str, object]) -> Any:
        request = Request(
            self.address + path, json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        return self._ask(request)

    def post_notice(self, text: bytes, **fields: str) -> Any:
        path = f"{self.address}/api/notices?{urlencode(fields)}"
        return self._ask(Request(path, text, {"Content-Type": "text/plain; charset=utf-8"}))

    def _ask(self, request: Request) -> Any:
        request.add_header("Authorization", f"Bearer {self.token}")
        try:
            with urlopen(request, timeout=10) as answer:
                return json.load(answer)
        except HTTPError as error:
            raise RefusedError(error.code, error.read().decode(errors="replace")) from error
        except (OSError, HTTPException) as error:
            raise DeskAwayError(str(error)) from error


class Process:
    """A program of ours with its log in a file."""

    def __init__(self, command: Sequence[str], log: Path, environment: Mapping[str, str]) -> None:
        self.command = list(command)
        self.log = log
        self._environment = {**os.environ, **environment}
        self._running: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self._running is not None
        return self._running.pid

    @property
    def is_running(self) -> bool:
        return self._running is not None and self._running.poll() is None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._running = subprocess.Popen(
                self.command, env=self._environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    def kill(self) -> None:
        """SIGKILL, as a power cut would."""
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        self._signal(signal.SIGTERM)

    def _signal(self, number: signal.Signals) -> None:
        if self._running is None:
            return
        self._running.send_signal(number)
        try:
            self._running.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._running.kill()
            self._running.wait()

    def lines(self) -> int:
        """How many whole lines it has logged so far."""
        return self.log.read_bytes().count(b"\n")

    def events(self) -> Iterator[dict[str, Any]]:
        """What it has logged so far."""
        if not self.log.exists():
            return
        for line in self.log.read_text(encoding="utf-8", errors="replace").splitlines():
            with contextlib.suppress(json.JSONDecodeError):
                event = json.loads(line)
                if isinstance(event, dict):
                    yield event


class Pole(Process):
    """One agent that writes what it sounds into WAV files."""

    def __init__(self, pole: str, folder: Path, enrolment: Path) -> None:
        self.pole = pole
        self.wav_folder = folder / "wav"
        self.enrolment = enrolment
        command = [
            str(_BIN / "zonecast-agent"),
            "run",
            f"--enrolment={self.enrolment}",
            f"--home={folder}",
            "--output=wav",
            f"--wav-folder={self.wav_folder}",
        ]
        folder.mkdir(parents=True, exist_ok=True)
        super().__init__(command, folder / "log", {})

    def sounded(self) -> list[dict[str, Any]]:
        """Every stretch it has written, from its timeline."""
        timeline = self.wav_folder / "timeline.jsonl"
        if not timeline.exists():
            return []
        return [json.loads(line) for line in timeline.read_text(encoding="utf-8").splitlines()]


class Site:
    """`zonecast run` and its poles; a context manager that stops all it started."""

    def __init__(
        self, folder: Path, poles: Sequence[str] = (), settings: Mapping[str, str] | None = None
    ) -> None:
        self.folder = folder.resolve()
        self.home = self.folder / "site"
        self.desk_port = free_port()
        self._environment = {
            "ZONECAST_HOME": str(self.home),
            "ZONECAST_DESK_PORT": str(self.desk_port),
            "ZONECAST_BROKER_PORT": str(free_port()),
            **(settings or {}),
        }
        self.folder.mkdir(parents=True, exist_ok=True)
        self.program = Process([str(_BIN / "zonecast"), "run"], self.folder / "site.log", self._environment)
        self.enrolments = self.folder / "enrolments"
        self.poles = [Pole(pole, self.folder / pole, self.enrolments / f"{pole}.json") for pole in poles]
        self._api: Api | None = None

    def __enter__(self) -> Self:
        try:
            self.start()
            self._enrol()
            for pole in self.poles:
                pole.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start the controller and wait until the desk answers."""
        self.program.start()
        wait_for(f"the desk ({self.program.log})", self.health, 60)

    def stop(self) -> None:
        for pole in self.poles:
            pole.stop()
        self.program.stop()

    @property
    def api(self) -> Api:
        if self._api is None:
            token = (self.home / "token").read_text(encoding="utf-8")
            self._api = Api(f"http://127.0.0.1:{self.desk_port}", token)
        return self._api

    def command(self, *arguments: str) -> str:
        """Run a `zonecast` command at this site; return what it printed."""
        done = subprocess.run(
            [str(_BIN / "zonecast"), *arguments],
            env={**os.environ, **self._environment},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SiteError(f"zonecast {' '.join(arguments)}: {done.stderr.strip()}")
        return done.stdout

    def sign_in_link(self, name: str) -> str:
        """Return an address that lets `name` in once; they are made where nobody is there yet."""
        return self.command("sign-in-link", name, "--display-name", "Cán bộ truyền thông").strip()

    def pid_of(self, program: str) -> int:
        """Return the process id of the desk or worker that runs now."""
        started = [event for event in self.program.events() if event.get("event") == "program started"]
        return next(int(event["pid"]) for event in reversed(started) if event.get("name") == program)

    def _enrol(self) -> None:
        new = [pole for pole in self.poles if not pole.enrolment.exists()]
        if new:
            names = [pole.pole for pole in new]
            self.command("enrol", *names, "-o", str(self.enrolments), "--address", ZONE, "--no-quiet-windows")

    def health(self) -> bool | None:
        """True once desk and broker answer, None until then."""
        if not self.program.is_running:
            raise SiteError(f"the site ended: see {self.program.log}")
        try:
            with urlopen(f"http://127.0.0.1:{self.desk_port}/health", timeout=2) as answer:
                return bool(json.load(answer)["is_broker_connected"]) or None
        except (OSError, HTTPException):
            return None
