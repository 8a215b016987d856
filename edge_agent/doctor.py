"""A plain check list for the engineer below the mast: what is in order, what is not."""

import shutil
import socket
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from edge_agent.settings import OutputChoice, Settings

_BROKER_PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Finding:
    what: str
    is_fine: bool
    words: str


def examine(settings: Settings) -> list[Finding]:
    """Look at everything once; nothing is changed, a running agent is not disturbed."""
    return list(_look(settings))


def _look(settings: Settings) -> Iterator[Finding]:
    enrolment = settings.enrolment
    yield Finding("enrolment", is_fine=True, words=f"{enrolment.pole} of {enrolment.issuer}")
    yield _broker(enrolment.broker.host, enrolment.broker.port)
    yield _board(settings.board_file)
    yield _room(settings)
    yield _output(settings)


def _broker(host: str, port: int) -> Finding:
    try:
        socket.create_connection((host, port), timeout=_BROKER_PATIENCE).close()
    except OSError as error:
        return Finding("broker", is_fine=False, words=f"{host}:{port} does not answer: {error}")
    return Finding("broker", is_fine=True, words=f"{host}:{port} answers")


def _board(file: Path) -> Finding:
    """Read only, by a connection of its own."""
    if not file.exists():
        return Finding("board", is_fine=True, words="none yet; the agent begins one")
    try:
        sql = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
        try:
            held = sql.execute("SELECT count(*) FROM held WHERE content IS NOT NULL").fetchone()[0]
            clips = sql.execute("SELECT count(*) FROM clips").fetchone()[0]
            unfiled = sql.execute("SELECT count(*) FROM reports WHERE filed_at IS NULL").fetchone()[0]
            anchor = sql.execute("SELECT value FROM facts WHERE name = 'anchor'").fetchone()
        finally:
            sql.close()
    except sqlite3.Error as error:
        return Finding("board", is_fine=False, words=f"{file}: {error}")
    clock = "clock was confirmed" if anchor and anchor[0] else "clock never confirmed by the controller"
    words = f"{held} messages held, {clips} clips, {unfiled} reports not filed yet, {clock}"
    return Finding("board", is_fine=bool(anchor and anchor[0]), words=words)


def _room(settings: Settings) -> Finding:
    folder = next(one for one in (settings.home, *settings.home.parents) if one.exists())
    free = shutil.disk_usage(folder).free
    return Finding(
        "room", is_fine=free > settings.reserve_bytes, words=f"{free // 1_000_000} MB free in {folder}"
    )


def _output(settings: Settings) -> Finding:
    """Ask PortAudio for its cards only where a card is wanted."""
    if settings.output is not OutputChoice.CARD:
        return Finding("output", is_fine=True, words=settings.output.value)
    try:
        import sounddevice  # noqa: PLC0415 - it loads a C library that a pole with WAV output may lack

        device = sounddevice.query_devices(settings.device, "output")
    except (OSError, ValueError, ImportError) as error:
        return Finding("output", is_fine=False, words=str(error))
    except Exception as error:  # noqa: BLE001 - PortAudioError is not importable where the library is absent
        return Finding("output", is_fine=False, words=f"no sound card: {error}")
    return Finding("output", is_fine=True, words=str(device["name"]))
