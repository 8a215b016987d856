"""Having a model loaded in a process of its own, and telling in the engine's own words why it was not."""

import re
import tempfile

from audio.engines.child import EngineChild
from audio.engines.requests import DONE
from audio.errors import ModelNotLoadedError

_LOAD = b"load"
_LAST_WORDS = 300
_PLACE = re.compile(r"^\S*/csrc/\S+ ")
"""Where in its own code the engine complains."""


def load(child: EngineChild, *, seconds: float) -> None:
    """Start a process and have it load its model, which is what the first request of a process asks for.

    Raises:
        ModelNotLoadedError: it was not loaded, and the process is gone.
    """
    with tempfile.TemporaryFile() as complaints:
        try:
            status, why = child.ask(_LOAD, seconds=seconds, complaints=complaints)
        except TimeoutError as error:
            raise ModelNotLoadedError(f"its model did not load within {seconds:.3g} s") from error
        except (OSError, EOFError) as error:
            complaints.seek(0)
            last = _last_line(complaints.read())
            raise ModelNotLoadedError(f"its model cannot be loaded: {last or error}") from error
    if status != DONE:
        child.end()
        raise ModelNotLoadedError(f"its model cannot be loaded: {why.decode()}")


def _last_line(complaints: bytes) -> str:
    """Return what the engine said last, before it ended its process."""
    lines = complaints.decode(errors="replace").strip().splitlines()
    return _PLACE.sub("", lines[-1])[:_LAST_WORDS] if lines else ""
