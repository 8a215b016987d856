"""What can go wrong at a pole, in words for the field engineer who stands below it."""


class EdgeError(Exception):
    """Root of all errors of the pole's program."""


class ClipSpoiltError(EdgeError):
    """A clip cannot be opened or read as sound; the cue fails, the pole goes on with the next."""


class OutputLostError(EdgeError):
    """The card or the disk behind an output is gone; the player ends and is started again."""


class HomeTakenError(EdgeError):
    """Another agent works in this home folder; this one does not start."""


class SetupError(EdgeError):
    """What the program was started with does not fit together; it does not start and says what to change."""
