"""The demo: a whole site on embedded defaults does the main job once, before your eyes."""

import argparse
import json
import shutil
import signal
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench import main_job
from bench.site import ZONE, DeskAwayError, RefusedError, Site, SiteError

POLES = ("p-gate-1", "p-gate-2", "p-canteen")
_NAMES = {ZONE: "Toàn khu", "p-gate-1": "Cổng 1", "p-gate-2": "Cổng 2", "p-canteen": "Nhà ăn ca"}
_SETTINGS = {"ZONECAST_SITE_NAME": "Khu công nghiệp mẫu"}
_RUNS = Path(__file__).parents[1] / "var" / "demo"
_KEPT_RUNS = 10
_SAMPLE = Path(__file__).with_name("sample_notice.txt")
_LEAD = timedelta(seconds=4)
_AFTER = 20


def main() -> int:
    wanted = _arguments()
    text = wanted.notice.read_bytes()
    _forget_old_runs()
    folder = _RUNS / f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{wanted.notice.stem[:20]}"
    _tell(f"a site of its own in {folder}")
    try:
        with Site(folder, POLES, _SETTINGS) as site:
            outcome = _do_main_job(site, text, wanted)
            print(_table(outcome), file=sys.stderr)
            if not wanted.once:
                _stay(site)
    except (SiteError, RefusedError, DeskAwayError) as error:
        _tell(f"failed: {error}")
        return 1
    if wanted.json:
        print(json.dumps(outcome, ensure_ascii=False), flush=True)
    return 0 if all("finished" in pole["stages"] for pole in outcome["poles"]) else 1


def _do_main_job(site: Site, text: bytes, wanted: argparse.Namespace) -> dict[str, Any]:
    _tell(f"the desk answers on http://127.0.0.1:{site.desk_port}; {len(POLES)} poles are enrolled")
    prepared = main_job.prepare(
        site.api, text, file_name=wanted.notice.name, seconds=wanted.seconds, tell=_tell
    )
    for doubt in main_job.grave_doubts(site.api, prepared):
        _tell(f"in doubt, and approved as it is read: {doubt}")
    main_job.approve(site.api, prepared)
    starts = main_job.next_instant(_LEAD)
    identity = main_job.broadcast(site.api, prepared, starts=starts)
    _tell(f"approved; it sounds at {starts.astimezone():%H:%M:%S}")
    main_job.wait_until_all(site, identity, ("armed", "started"), _LEAD.total_seconds() + _AFTER)
    _tell("all poles are armed: it will sound even with the network gone")
    proofs = main_job.wait_until_ended(site, identity, prepared.seconds + _AFTER)
    _tell("the proof is in the database")
    return {
        "notice": prepared.notice,
        "clip": prepared.clip,
        "seconds": prepared.seconds,
        "poles": [_pole(site, proof) for proof in proofs],
    }


def _pole(site: Site, proof: dict[str, Any]) -> dict[str, Any]:
    pole = next(pole for pole in site.poles if pole.pole == proof["pole"])
    sounded = [line for line in pole.sounded() if str(line["cue"]).startswith(proof["play"])]
    wav = str(pole.wav_folder / sounded[-1]["file"]) if sounded else None
    return {
        "pole": proof["pole"],
        "stages": proof["stages"],
        "start_error_ms": proof["start_error_ms"],
        "wav": wav,
    }


def _table(outcome: dict[str, Any]) -> str:
    head = f"{'pole':<12}" + "".join(f"{stage:<14}" for stage in main_job.STAGES) + "start error"
    rows = [head]
    for pole in outcome["poles"]:
        instants = (pole["stages"].get(stage, "-") for stage in main_job.STAGES)
        cells = "".join(f"{instant[11:23]:<14}" for instant in instants)
        error = pole["start_error_ms"]
        rows.append(f"{pole['pole']:<12}{cells}" + (f"{error:+.3f} ms" if error is not None else "-"))
    return "\n".join(rows)


def _stay(site: Site) -> None:
    """Go on until Ctrl-C."""
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    for address, name in _NAMES.items():
        site.command("name", address, name)
    _tell(f"the desk: http://127.0.0.1:{site.desk_port}")
    _tell(f"sign in as demo, once and within 15 minutes, with: {site.sign_in_link('demo')}")
    _tell("the site goes on; Ctrl-C stops everything it started")
    stopping.wait()
    _tell("stopping everything")


def _forget_old_runs() -> None:
    _RUNS.mkdir(parents=True, exist_ok=True)
    for old in sorted(_RUNS.iterdir())[:-_KEPT_RUNS]:
        shutil.rmtree(old, ignore_errors=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/demo", description=__doc__)
    parser.add_argument("--once", action="store_true", help="end by itself after one broadcast")
    parser.add_argument("--json", action="store_true", help="print one JSON object as the last line")
    parser.add_argument("--notice", type=_text_file, default=_SAMPLE, help="a UTF-8 text (default: a sample)")
    parser.add_argument(
        "--seconds",
        type=_seconds,
        default=15.0,
        help="read and voice it whole, but broadcast only the sentences of about its first N seconds "
        "(default 15; 0 for all of it)",
    )
    return parser.parse_args()


def _text_file(text: str) -> Path:
    path = Path(text)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"no such file: {text}")
    return path


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 <= seconds <= 3600:
        raise argparse.ArgumentTypeError(f"{text}: between 0 and 3600")
    return seconds


_BEGUN = time.monotonic()


def _tell(words: str) -> None:
    print(f"demo {time.monotonic() - _BEGUN:6.1f} s  {words}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
