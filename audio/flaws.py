"""What may be amiss with a recorded sentence."""

from enum import StrEnum


class Flaw(StrEnum):
    """What somebody should hear for themselves before it goes on the air."""

    TOO_QUIET = "too_quiet"
    TOO_LOUD = "too_loud"
    """It touches full scale, and may rattle."""
    NOISY = "noisy"
    BEGINS_CUT = "begins_cut"
    ENDS_CUT = "ends_cut"
    UNSURE = "unsure"
    """It was cut out of a longer recording, and the cut may be at a wrong place."""
