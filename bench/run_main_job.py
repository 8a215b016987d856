"""``scripts/bench main-job``: from approval to armed on all poles, and the worst start error."""

import statistics
import sys
import tempfile
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from bench import main_job
from bench.demo import POLES
from bench.site import Site

_ROUNDS = 3
_NOTICE_SECONDS = 60
_SAMPLE = Path(__file__).with_name("sample_notice.txt")
_LEAD = timedelta(seconds=8)


def run() -> Mapping[str, object]:
    """Voice a one-minute notice per round, approve it, and let all poles play it."""
    armed: list[float] = []
    errors: list[float] = []
    with tempfile.TemporaryDirectory() as folder, Site(Path(folder), POLES) as site:
        for turn in range(_ROUNDS):
            text = _notice(turn)
            prepared = main_job.prepare(
                site.api, text, file_name="bench.txt", seconds=_NOTICE_SECONDS, tell=lambda _words: None
            )
            identity, _, seconds = main_job.approve_to_armed(site, prepared, lead=_LEAD)
            armed.append(seconds)
            proofs = main_job.wait_until_ended(site, identity, prepared.seconds + 30)
            errors += [abs(proof["start_error_ms"]) for proof in proofs]
            print(
                f"round {turn + 1}: {prepared.seconds:.0f} s notice, armed after {seconds:.2f} s",
                file=sys.stderr,
            )
    return {
        "approve_to_armed_s": round(statistics.median(armed), 3),
        "approve_to_armed_max_s": round(max(armed), 3),
        "worst_start_error_ms": round(max(errors), 3),
        "median_start_error_ms": round(statistics.median(errors), 3),
        "poles": len(POLES),
        "rounds": _ROUNDS,
    }


def _notice(turn: int) -> bytes:
    """A new text every time, since a clip that is known would not be fetched again."""
    sample = _SAMPLE.read_text(encoding="utf-8")
    return (f"Bản tin số {turn + 1}.\n" + sample * 2).encode()
