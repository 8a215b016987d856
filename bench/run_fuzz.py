"""``scripts/bench fuzz [--seconds N]``: guided fuzzing of the way from text to words, ten minutes of it.

atheris watches which lines of our code an input reaches, and grows inputs that reach more. It lives
in a virtual environment of its own that goes away again.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_SECONDS = int(os.environ.get("ZONECAST_FUZZ_SECONDS", "600"))
_ATHERIS = "atheris==3.0.0"
_RUNS = re.compile(r"Done (\d+) runs in (\d+) second")
_COVERED = re.compile(r"cov: (\d+)")
_SEEDS = (
    "Nghị định 35/2022/NĐ-CP ngày 28/5/2022; 1.527 tỷ USD, 2-3 (hai) %\n",
    "Liên hệ ông Nguyễn Văn A, 0912 345 678\nLượt xem: 1.234\n",
    "Decree No. 5 of 1 July 2025: USD 1.5m, Art. 5(2)(a)\n",
    "&#x30;1/2³ ￿²½ Ⅷ 한 ",
)


def run() -> Mapping[str, object]:
    """Fuzz for ten minutes. Raises `CalledProcessError` with the input at which a property failed."""
    with tempfile.TemporaryDirectory(prefix="zonecast-fuzz-") as name:
        folder = Path(name)
        python = _python(folder / "venv")
        seeds = folder / "seeds"
        seeds.mkdir()
        for number, seed in enumerate(_SEEDS):
            (seeds / str(number)).write_text(seed, encoding="utf-8")
        told = _fuzz(python, seeds, folder)
    runs, seconds = map(int, (_RUNS.findall(told) or [("0", "0")])[-1])
    return {
        "inputs": runs,
        "seconds": seconds,
        "coverage": int((_COVERED.findall(told) or ["0"])[-1]),
        "faults": 0,
    }


def _python(folder: Path) -> Path:
    uv = Path(sys.executable).with_name("uv")
    subprocess.run([uv, "venv", "-q", "--python", sys.executable, folder], check=True)
    python = folder / "bin" / "python"
    subprocess.run([uv, "pip", "install", "-q", "--python", python, _ATHERIS], check=True)
    return python


def _fuzz(python: Path, seeds: Path, folder: Path) -> str:
    command = [python, Path(__file__).with_name("fuzzed.py"), f"-max_total_time={_SECONDS}", "-max_len=400"]
    done = subprocess.run(
        [*command, f"-artifact_prefix={folder}/", "-timeout=20", seeds],
        check=False,
        capture_output=True,
        text=True,
        errors="replace",
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
    )
    if done.returncode:
        sys.stderr.write(done.stderr[-4000:])
        raise subprocess.CalledProcessError(done.returncode, command)
    return done.stderr
