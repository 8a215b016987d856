"""Everything that can be wrong with a message. A refused message changes nothing."""


class WireError(Exception):
    """The root: what was said cannot be used. The receiver keeps what it has and counts the refusal."""


class TopicError(WireError):
    """The topic or address does not have the agreed form."""


class TooLargeError(WireError):
    """Over 256 KiB on the wire or 4 MiB inflated. A sender shortens the horizon; a receiver refuses."""


class UnsignedError(WireError):
    """No signature, or none that a key we trust for this purpose, still in force, has made."""


class MalformedError(WireError):
    """Signed by one we trust, and yet not a message we understand."""


class ForeignError(WireError):
    """Signed and well formed, but for another address, of another kind, or by another controller."""


class OlderError(WireError):
    """Its revision is below the one we hold, or equal with other content."""


class ExpiredError(WireError):
    """Its expiry is past."""


class FromFutureError(WireError):
    """Issued more than an hour ahead of a trusted clock."""
