"""What can be wrong with a wish for time and place."""


class ScheduleError(Exception):
    """The root: what was asked for cannot be planned. Nothing was changed; staff correct the field."""


class PastInstantError(ScheduleError):
    """The instant, or the last one of a recurrence, has already gone by."""


class ExpiredError(ScheduleError):
    """It is no longer valid by the time it could first be heard."""


class RecurrenceError(ScheduleError):
    """A recurrence cannot be read, or happens never or not in our days; the message names the part."""


class NoAddressError(ScheduleError):
    """Nobody would hear it: the broadcast names no address."""


class NothingToPlayError(ScheduleError):
    """The broadcast has no notice in it."""


class ClassOutOfPlaceError(ScheduleError):
    """An actual emergency is an order given now, not a broadcast on a calendar."""
