"""All that can come to a pole, all it can want done, and what surrounds it.

Both composition roots knock here: they bring events, perform acts, and give the rest.
"""

from collections.abc import Callable
from dataclasses import dataclass

from edge_agent.cache import Discard, Fetch, Fetched, NotFetched
from edge_agent.cues import Event as SpeakerEvent
from edge_agent.cuesheet import Load
from edge_agent.link import Connected, Heard, Lost, Subscribe, Will
from edge_agent.pen import Say
from wire.messages import Horn


@dataclass(frozen=True, slots=True)
class Refit:
    """An act: protect the driver of this horn."""

    horn: Horn


@dataclass(frozen=True, slots=True)
class Vitals:
    """What the machines say of themselves when a heartbeat is due."""

    free_bytes: int | None = None
    temperature_c: float | None = None
    network_bytes: int = 0
    faults: tuple[str, ...] = ()


Event = Connected | Lost | Heard | Fetched | NotFetched | SpeakerEvent
Act = Subscribe | Say | Will | Load | Fetch | Discard | Refit


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a pole is given from outside: its boot, chance, and what its machines feel."""

    boot: str
    new_nonce: Callable[[], str]
    jitter: Callable[[], float]
    vitals: Callable[[], Vitals]
    faults: tuple[str, ...] = ()
    """What was wrong when the program began: a board set aside, for one."""
