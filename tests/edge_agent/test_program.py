"""The real program: a process with its own board, a real broker, clips over HTTP, WAV output."""

import hashlib
import io
import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import paho.mqtt.client as paho
import pytest
from paho.mqtt.enums import CallbackAPIVersion

from edge_agent.pen import Say
from tests.edge_agent import desk as desks
from tests.edge_agent.desk import Desk, play_line
from tests.parts.brokers import BROKERS, free_port
from wire import enrolment
from wire.enrolment import Broker
from wire.messages import ArmedPlay, AskTime, ClipLine, Heartbeat, Message, Presence, Reports
from wire.topics import ROOT

np = pytest.importorskip("numpy")
soundfile = pytest.importorskip("soundfile")

pytestmark = pytest.mark.doors


def now() -> datetime:
    return datetime.now(UTC)


def a_clip(seconds: float) -> tuple[ClipLine, bytes]:
    tone = (0.3 * np.sin(np.arange(int(48_000 * seconds)) * 2 * np.pi * 1000 / 48_000)).astype("float32")
    file = io.BytesIO()
    soundfile.write(file, tone, 48_000, format="OGG", subtype="OPUS")
    content = file.getvalue()
    digest = hashlib.sha256(content).hexdigest()
    return ClipLine(digest=digest, bytes=len(content), length_us=int(seconds * 1_000_000)), content


@contextmanager
def shelf(clips: dict[str, bytes]) -> Iterator[str]:
    class Shelf(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = clips[self.path.rsplit("/", 1)[-1]]
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Shelf)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/clips"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class LiveDesk:
    """A desk on a real broker: answers Now, files reports, keeps what it heard."""

    def __init__(self, port: int) -> None:
        self.desk = Desk()
        self.heard: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self.client = paho.Client(CallbackAPIVersion.VERSION2, client_id="desk")
        self.client.on_message = self._hear
        self.client.on_connect = lambda *_: self.client.subscribe(f"{ROOT}/up/#", 0)
        self.client.connect("127.0.0.1", port, keepalive=5)
        self.client.loop_start()
        while not self.client.is_connected():
            time.sleep(0.01)

    def tell(self, message: Message) -> None:
        topic, sealed = self.desk.sealed(message)
        self.client.publish(topic, sealed, qos=1, retain=True).wait_for_publish(5)

    def wait_for(self, *events: tuple[str, str], seconds: float = 20) -> None:
        self.wait_until(lambda: set(events) <= set(self.desk.events()), seconds=seconds)

    def wait_until(self, is_so: Any, *, seconds: float = 20) -> None:
        deadline = time.monotonic() + seconds
        while not is_so():
            assert time.monotonic() < deadline, self.desk.events()
            try:
                self.heard.get(timeout=0.2)
            except queue.Empty:
                continue

    def heartbeat_plays(self) -> tuple[ArmedPlay, ...]:
        beats = [message for message in self.desk.messages if isinstance(message, Heartbeat)]
        return beats[-1].plays if beats else ()

    def close(self) -> None:
        self.client.disconnect()
        self.client.loop_stop()

    def _hear(self, client: paho.Client, userdata: Any, raw: paho.MQTTMessage) -> None:
        del userdata
        try:
            message = self.desk.read(Say(raw.topic, bytes(raw.payload), raw.retain), now())
        except Exception as error:  # noqa: BLE001 - the edge of a test's thread; it says what it met
            sys.stderr.write(f"desk cannot read: {error!r}\n")
            return
        if isinstance(message, AskTime):
            topic, sealed = self.desk.sealed(self.desk.now(message, now()))
            client.publish(topic, sealed, qos=1)
        if isinstance(message, Reports):
            topic, sealed = self.desk.sealed(
                self.desk.filed(now(), message.journal, message.reports[-1].number)
            )
            client.publish(topic, sealed, qos=1, retain=True)
        self.heard.put(message)


class Agent:
    def __init__(self, folder: Path, port: int, clips_url: str) -> None:
        self.folder = folder
        enrolment.write(
            desks.enrolment(broker=Broker(host="127.0.0.1", port=port), clips_url=clips_url),
            folder / "pole.json",
        )
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "edge_agent", "run", "--enrolment", str(self.folder / "pole.json")]
        command += ["--home", str(self.folder / "home"), "--output", "wav"]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, stderr=log)

    def kill(self) -> None:
        assert self.process
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        assert self.process
        self.process.terminate()
        return self.process.wait(10)

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text()


@pytest.fixture(params=BROKERS)
def port(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[int]:
    port = free_port()
    with BROKERS[request.param](tmp_path, port):
        yield port


@pytest.fixture
def desk(port: int) -> Iterator[LiveDesk]:
    desk = LiveDesk(port)
    yield desk
    desk.close()


@pytest.fixture
def clip() -> tuple[ClipLine, bytes]:
    return a_clip(2.0)


@pytest.fixture
def agent(tmp_path: Path, port: int, clip: tuple[ClipLine, bytes]) -> Iterator[Agent]:
    with shelf({clip[0].digest: clip[1]}) as url:
        agent = Agent(tmp_path, port, url)
        yield agent
        if agent.process and agent.process.poll() is None:
            agent.kill()


def test_a_playlist_becomes_sound_and_the_proof_comes_home(
    agent: Agent, desk: LiveDesk, clip: tuple[ClipLine, bytes]
) -> None:
    starts = now() + timedelta(seconds=5)
    desk.tell(desk.desk.posting(now()))
    desk.tell(desk.desk.playlist(now(), [play_line("play", clip[0], starts)], [clip[0]]))

    agent.start()
    desk.wait_for(("play", "started"), ("play", "finished"))

    started = desk.desk.reports[0]
    assert started.error_ms is not None
    assert abs(started.error_ms) < 50
    assert list((agent.folder / "home" / "wav").glob("*.wav"))
    assert agent.stop() == 0
    desk.wait_until(lambda: any(isinstance(m, Presence) and not m.is_online for m in desk.desk.messages))


def test_a_pole_killed_between_armed_and_started_plays_on_time_and_once(
    agent: Agent, desk: LiveDesk, clip: tuple[ClipLine, bytes]
) -> None:
    starts = now() + timedelta(seconds=8)
    desk.tell(desk.desk.posting(now()))
    desk.tell(desk.desk.playlist(now(), [play_line("play", clip[0], starts)], [clip[0]]))
    agent.start()
    desk.wait_until(lambda: "armed" in [line.stage for line in desk.heartbeat_plays()])

    agent.kill()
    agent.start()
    desk.wait_for(("play", "started"), ("play", "finished"))

    assert desk.desk.events() == [("play", "started"), ("play", "finished")]
    error = desk.desk.reports[0].error_ms
    assert error is not None
    assert abs(error) < 50


def test_a_second_agent_on_the_same_home_is_refused(agent: Agent, desk: LiveDesk) -> None:
    agent.start()
    desk.wait_until(lambda: desk.desk.messages)
    first = agent.process

    agent.start()

    assert agent.process
    assert agent.process.wait(10) == 1
    assert "another agent works in" in agent.log
    agent.process = first


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "edge_agent", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)


@pytest.mark.parametrize(
    ("field", "value"), [("pole", "gate 3"), ("broker", {"host": "h", "port": 0}), ("trusted", [])]
)
def test_a_wrong_enrolment_names_its_field_and_ends_with_2(tmp_path: Path, field: str, value: object) -> None:
    path = tmp_path / "pole.json"
    body = json.loads(desks.enrolment().model_dump_json())
    path.write_text(json.dumps(body | {field: value}))

    done = run("run", "--enrolment", str(path), "--home", str(tmp_path / "home"))

    assert done.returncode == 2
    assert field in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_enrolment_is_said_in_words(tmp_path: Path) -> None:
    done = run("run", "--enrolment", str(tmp_path / "none"), "--home", str(tmp_path))

    assert done.returncode == 2
    assert "enrolment file cannot be read" in done.stderr


def test_the_doctor_names_what_is_wrong(tmp_path: Path) -> None:
    enrolment.write(
        desks.enrolment(broker=Broker(host="127.0.0.1", port=free_port())), tmp_path / "pole.json"
    )

    done = run(
        *("doctor", "--enrolment", str(tmp_path / "pole.json"), "--home", str(tmp_path), "--output", "wav")
    )

    assert done.returncode == 1
    assert "WRONG broker" in done.stdout
    assert "ok    enrolment" in done.stdout


def test_the_agents_process_holds_no_numpy(tmp_path: Path) -> None:
    code = "import sys, edge_agent.app; print({'numpy', 'soundfile', 'sounddevice'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"
