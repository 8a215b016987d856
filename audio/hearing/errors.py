"""What can go wrong while a recogniser listens. None of it stops a clip: the back-check is only missing."""

from audio.errors import AudioError


class HearingError(AudioError):
    """The root. Nothing is known of how the speech is understood; people listen, as they do anyway."""

    def __init__(self, recogniser: str, why: str) -> None:
        super().__init__(f"{recogniser}: {why}")
        self.recogniser = recogniser
        self.why = why


class UnknownRecogniserError(HearingError):
    """A folder holds no recogniser that can listen here, or not all of one. Says what was expected."""


class RecogniserUnavailableError(HearingError):
    """The recogniser cannot listen now, whatever was said: its model was not loaded."""


class HearingFailedError(HearingError):
    """The recogniser listened to a sentence and failed: it crashed or took too long."""
