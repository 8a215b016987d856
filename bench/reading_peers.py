"""Other normalisers of Vietnamese, each in a virtual environment of its own that goes away again.

They run in a child process, on the same text, and are timed there, without their start.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PEERS: Mapping[str, tuple[str, str]] = {
    "vietnormalizer": (
        "vietnormalizer==0.2.3",
        "from vietnormalizer import VietnameseNormalizer as Peer",
    ),
    "sea-g2p": ("sea-g2p==0.10.0", "from sea_g2p import Normalizer as Peer"),
}
"""What to install, and what to import as `Peer`; both have `normalize(text)`."""
_PATIENCE_SECONDS = 240
_TIMED = """
import json, sys, time
{imported}
text = open(sys.argv[1], encoding="utf-8").read()
peer = Peer()
try:
    peer.normalize(text)
    pieces = [text]
except BaseException:
    pieces = text.splitlines()
took = []
while len(took) < int(sys.argv[2]) and sum(took) < 60:
    begun = time.perf_counter()
    for piece in pieces:
        peer.normalize(piece)
    took.append(time.perf_counter() - begun)
print(json.dumps([min(took), len(pieces)]))
"""


def seconds_of(name: str, text: Path, *, turns: int, folder: Path) -> tuple[float, int] | str:
    """Return the least seconds that the peer took for `text` and in how many pieces, or why it has no figure.

    A peer that breaks down over one long string gets the same text line by line.
    """
    wanted, imported = PEERS[name]
    python = folder / name / "bin" / "python"
    uv = Path(sys.executable).with_name("uv")
    try:
        _run(uv, "venv", "-q", folder / name)
        _run(uv, "pip", "install", "-q", "--python", python, wanted)
        told = _run(python, "-c", _TIMED.format(imported=imported), text, turns)
    except subprocess.TimeoutExpired:
        return f"not done after {_PATIENCE_SECONDS} s"
    except (OSError, subprocess.CalledProcessError) as error:
        return f"cannot be installed or run here: {getattr(error, 'stderr', '') or error}".strip()[:200]
    seconds, pieces = json.loads(told.splitlines()[-1])
    return float(seconds), int(pieces)


def _run(*command: object) -> str:
    done = subprocess.run(
        [str(part) for part in command], check=True, capture_output=True, text=True, timeout=_PATIENCE_SECONDS
    )
    return done.stdout
