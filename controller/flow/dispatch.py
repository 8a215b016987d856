"""A draft gets its revision and signature and lies ready to be sent."""

from collections.abc import Mapping
from dataclasses import replace

import structlog

from controller.entries import Lease, Publication
from controller.ports import Ledger
from wire.codec import seal
from wire.errors import TooLargeError
from wire.messages import MESSAGES, Message, Playlist
from wire.signature import PURPOSES, Purpose, SigningKey
from wire.topics import Kind

log = structlog.get_logger()

Keys = Mapping[Purpose, SigningKey]


def advance(ledger: Ledger, lease: Lease, keys: Keys) -> bool:
    """Seal one drafted publication; False where none waits."""
    with ledger.writing() as unit:
        drafted = unit.publications.claim_drafted(lease)
        if drafted is None:
            return False
        revision = unit.publications.next_revision(lease.now)
    log.info("dispatching", kind=drafted.kind, address=drafted.address, revision=revision)
    draft = MESSAGES[drafted.kind].model_validate_json(drafted.draft)
    stamped = draft.model_copy(update={"revision": revision, "issued_at": lease.now})
    sealed = seal_publication(drafted, stamped, keys)
    with ledger.writing() as unit:
        unit.publications.keep_sealed(sealed, lease)
    return True


def seal_publication(publication: Publication, message: Message, keys: Keys) -> Publication:
    """Return `publication` with the signed bytes of `message`, its horizon shortened until it fits."""
    try:
        sealed = seal(message, key_for(publication.kind, keys))
    except TooLargeError:
        if not isinstance(message, Playlist) or not message.plays:
            raise
        return seal_publication(publication, _nearer(message), keys)
    return replace(publication, revision=message.revision, sealed=sealed, expires_at=message.expires_at)


def key_for(kind: Kind, keys: Keys) -> SigningKey:
    return next(keys[purpose] for purpose in Purpose if purpose in PURPOSES[kind] and purpose in keys)


def _nearer(playlist: Playlist) -> Playlist:
    """Keep the nearer half of the plays, and end the horizon where the first dropped one starts."""
    plays = sorted(playlist.plays, key=lambda play: play.starts)
    kept, dropped = plays[: len(plays) // 2], plays[len(plays) // 2 :]
    used = {play.clip for play in kept}
    log.warning(
        "horizon shortened",
        address=playlist.address,
        plays=len(kept),
        dropped=len(dropped),
        ends=dropped[0].starts.isoformat(),
    )
    return playlist.model_copy(
        update={
            "plays": tuple(kept),
            "clips": tuple(line for line in playlist.clips if line.digest in used),
            "expires_at": dropped[0].starts,
        }
    )
