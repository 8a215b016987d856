"""What the walks under faults have in common: start a main job, and say what it must come to."""

import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from bench import main_job
from bench.main_job import Prepared
from bench.site import Site, SiteError, wait_for

RATE = 48_000
TEXT = (
    "Thông báo số {number}. Ban quản lý khu công nghiệp tiếp nhận hồ sơ từ ngày 01/12/2026. "
    "Người lao động mang theo căn cước công dân. Mọi thắc mắc xin gửi về Bộ phận một cửa. Xin cảm ơn.\n"
)
"""Takes a while to read and voice, and sounds long enough to be killed in the midst of it."""
SHORT_TEXT = "Thông báo số {number}. Xin cảm ơn.\n"
"""Each walk hears its notice to the end: six seconds of it do where the length has no part."""


def ready_notice(site: Site, number: int, text: str = SHORT_TEXT) -> Prepared:
    """A notice of its own, read, voiced and approved."""
    written = text.format(number=number).encode()
    prepared = main_job.prepare(site.api, written, file_name="walk.txt", seconds=0, tell=lambda _words: None)
    main_job.approve(site.api, prepared)
    return prepared


def broadcast_in(site: Site, prepared: Prepared, seconds: float) -> tuple[str, datetime]:
    starts = main_job.next_instant(timedelta(seconds=seconds))
    return main_job.broadcast(site.api, prepared, starts=starts), starts


def until_armed(site: Site, identity: str) -> None:
    main_job.wait_until_all(site, identity, ("armed", "started"), 60)


def until_ended(site: Site, identity: str, seconds: float = 90) -> list[dict[str, Any]]:
    return main_job.wait_until_ended(site, identity, seconds)


def assert_sounded_once_everywhere(site: Site, proofs: list[dict[str, Any]], prepared: Prepared) -> None:
    """Every pole reported finished, and its files hold the clip once, whole and on time."""
    assert len(proofs) == len(site.poles)
    for proof in proofs:
        assert proof["ending"] == "finished", proof
        assert abs(proof["start_error_ms"]) < 50, proof
        lines = sounded(site, proof)
        assert [line["offset"] for line in lines] == [0], lines
        assert abs(lines[0]["frames"] / RATE - prepared.seconds) < 0.001


def until_instant(instant: datetime) -> None:
    """Wait for it, as real processes make us."""
    ahead = (instant - datetime.now(UTC)).total_seconds()
    wait_for("an instant", lambda: datetime.now(UTC) > instant or None, max(ahead, 0) + 10)


@contextmanager
def deaf_broker(site: Site) -> Iterator[None]:
    """Stop the embedded broker in its tracks: what a pole still knows is on its own disk."""
    broker = broker_pid(site)
    os.kill(broker, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(broker, signal.SIGCONT)


def sounded(site: Site, proof: dict[str, Any]) -> list[dict[str, Any]]:
    """What the pole of `proof` wrote into its files of that play, in order."""
    pole = next(pole for pole in site.poles if pole.pole == proof["pole"])
    return [line for line in pole.sounded() if line["cue"].startswith(proof["play"])]


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def children_of(pid: int, name: str) -> list[int]:
    """Process ids of the children of `pid` whose command line holds `name`."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [int(child) for child in found if name in _command_line(int(child))]


def wait_for_event(site: Site, event: str, after: int, **fields: str) -> None:
    """Wait until the site logged `event` with `fields` after its first `after` lines; looks without rest."""
    deadline = time.monotonic() + 60
    with site.program.log.open(encoding="utf-8", errors="replace") as log:
        for line in islice(_whole_lines(log, deadline), after, None):
            if line.startswith("{") and _is(json.loads(line), event, fields):
                return
    raise SiteError(f"waited in vain for the event {event!r}")


def _whole_lines(log: TextIO, deadline: float) -> Iterator[str]:
    """A line is written in two pieces, so a reader this quick may find half of it."""
    begun = ""
    while time.monotonic() < deadline:
        begun += log.readline()
        if begun.endswith("\n"):
            yield begun
            begun = ""
        else:
            time.sleep(0.001)  # a real process is waited for


def _is(line: dict[str, Any], event: str, fields: dict[str, str]) -> bool:
    return line.get("event") == event and all(line.get(name) == value for name, value in fields.items())


def _command_line(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")


def finish_preparing(site: Site, notice: str) -> Prepared:
    """Wait until a notice that was taken in is voiced, whatever is killed meanwhile."""
    voicing = main_job.wait_until_voiced(site.api, notice)
    return Prepared(notice=notice, part=0, clip=voicing["clip"], seconds=voicing["seconds"])


def until_desk_is_back(site: Site) -> None:
    wait_for("the desk to be back", site.health, 60)


def broker_pid(site: Site) -> int:
    """The embedded broker: the child of the site's program that is none of ours."""
    listening = [pid for pid in children_of(site.program.pid, "") if pid not in _programs(site)]
    assert len(listening) == 1, listening
    return listening[0]


def _programs(site: Site) -> set[int]:
    return {site.pid_of("desk"), site.pid_of("worker")}
