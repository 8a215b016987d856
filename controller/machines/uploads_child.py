"""The process that opens one sound file and ends. Started by `controller.machines.uploads`.

The file comes by standard input; samples go to standard output, 48 kHz mono, little-endian float32. What
went wrong is told by the code it ends with.
"""

import json
import sys
from datetime import timedelta

from audio.errors import NotASoundError, SoundTooLongError
from controller.machines.bounds import OUT_OF_MEMORY, Allowance, bind

NO_SOUND, TOO_LONG, NO_ROOM = 3, 4, 5


def main() -> None:
    task = json.loads(sys.argv[1])
    bind(Allowance(**task["allowance"]))
    try:
        _decode(timedelta(seconds=task["most_seconds"]))
    except NotASoundError:
        sys.exit(NO_SOUND)
    except SoundTooLongError:
        sys.exit(TOO_LONG)
    except OSError:  # only what it writes can fail so: its input lies whole on the same disk
        sys.exit(NO_ROOM)
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)


def _decode(most: timedelta) -> None:
    from audio.decoding import decoded  # noqa: PLC0415 - bound first, then loaded

    for block in decoded(sys.stdin.buffer, most=most):
        sys.stdout.buffer.write(block.astype("<f4").tobytes())


if __name__ == "__main__":
    main()
