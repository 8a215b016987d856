"""``scripts/bench NAME [--json]``: prints a table for people, or one JSON object as its last line.

It ends with 1 where a figure named in ``broken`` is not what we claim; never for being slow.
"""

import argparse
import json
import sys
from collections.abc import Callable, Mapping

from bench import (
    run_alarming,
    run_desk,
    run_dividing,
    run_fuzz,
    run_main_job,
    run_reading,
    run_sound,
    run_voicing,
)

Bench = Callable[[], Mapping[str, object]]
BENCHES: Mapping[str, Bench] = {
    "alarming": run_alarming.run,
    "desk": run_desk.run,
    "dividing": run_dividing.run,
    "fuzz": run_fuzz.run,
    "main-job": run_main_job.run,
    "reading": run_reading.run,
    "sound": run_sound.run,
    "voicing": run_voicing.run,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("name", choices=sorted(BENCHES))
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    figures = BENCHES[wanted.name]()
    for name, figure in figures.items():
        print(f"{name:<28}{figure}", file=sys.stderr if wanted.json else sys.stdout)
    if wanted.json:
        print(json.dumps(figures))
    return 1 if figures.get("broken") else 0


if __name__ == "__main__":
    sys.exit(main())
