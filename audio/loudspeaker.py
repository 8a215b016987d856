"""The kinds of loudspeaker that speech is shaped for."""

from enum import StrEnum


class Loudspeaker(StrEnum):
    """What most poles of a site speak with."""

    REFLEX_HORN = "reflex-horn"
    LONG_HORN = "long-horn"
    """Far throw, narrow band: nothing very low or very high comes out of it."""
    COLUMN = "column"
    """A column or cabinet for near listeners, who need less help and notice more of it."""
