"""Broadcasts become whole playlists, and poles' settings their postings: the draft of what is said.

The belt plans each due address as a whole; a draft that says nothing new is dropped.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

import structlog

from controller.entries import Lease, Pole, Publication
from controller.ports import Ledger
from schedules.broadcast import Plan
from schedules.planner import plan
from schedules.vocabulary import Address, Clip, PoleId
from wire.enrolment import key_line
from wire.messages import POSTING_COUNTS_FOR, ClipLine, Message, PlayLine, Playlist, PostingMessage
from wire.signature import TrustedKey
from wire.topics import Kind

log = structlog.get_logger()

_ENVELOPE = {"revision", "issued_at", "expires_at"}


def replan_all(ledger: Ledger) -> None:
    """Mark everything due, so that the horizon rolls and postings are renewed before they end."""
    with ledger.writing() as unit:
        unit.publications.want(Kind.PLAYLIST, unit.broadcasts.addresses() & unit.poles.addresses())
        unit.publications.want(Kind.POSTING, (pole.id for pole in unit.poles.all()))


def advance(
    ledger: Ledger, lease: Lease, *, issuer: str, horizon: timedelta, keys: Iterable[TrustedKey]
) -> bool:
    """Draft one due publication; False where none is due."""
    with ledger.writing() as unit:
        due = unit.publications.claim_due(lease)
    if due is None:
        return False
    log.info("planning", kind=due.kind, address=due.address)
    if due.kind is Kind.POSTING:
        _keep(ledger, lease, due, _posting(ledger, due, lease.now, issuer, tuple(keys)))
        return True
    drafted = _plan(ledger, due.address, lease.now, horizon)
    _remember_plays(ledger, drafted)
    _keep(ledger, lease, due, _playlist(ledger, drafted, lease.now, issuer))
    return True


def _plan(ledger: Ledger, address: Address, now: datetime, horizon: timedelta) -> Plan:
    with ledger.reading() as unit:
        standing = unit.broadcasts.standing_at(address, since=now)
    return plan(standing, address, now=now, horizon=now + horizon)


def _remember_plays(ledger: Ledger, drafted: Plan) -> None:
    with ledger.writing() as unit:
        unit.broadcasts.keep_plays(drafted.address, drafted.plays)


def _playlist(ledger: Ledger, drafted: Plan, now: datetime, issuer: str) -> Playlist:
    clips = {planned.play.clip.digest: planned.play.clip for planned in drafted.plays}
    with ledger.reading() as unit:
        sizes = unit.voicings.sizes(clips)
    return Playlist(
        issuer=issuer,
        address=drafted.address,
        revision=1,
        issued_at=now,
        expires_at=drafted.horizon,
        clips=tuple(clip_line(clip, sizes[digest]) for digest, clip in clips.items()),
        plays=tuple(
            PlayLine(
                id=planned.play.id,
                clip=planned.play.clip.digest,
                starts=planned.play.starts,
                latest_start=planned.play.latest_start,
                valid_until=planned.play.valid_until,
                class_=planned.play.class_,
                source=planned.play.source,
                status=planned.play.status,
                rank=planned.play.rank,
                on_interrupt=planned.play.on_interrupt,
                notice=planned.notice or planned.broadcast,
                part=planned.part,
            )
            for planned in drafted.plays
        ),
    )


def clip_line(clip: Clip, size: int) -> ClipLine:
    return ClipLine(
        digest=clip.digest,
        bytes=size,
        length_us=clip.length // timedelta(microseconds=1),
        marks_ms=tuple(mark // timedelta(milliseconds=1) for mark in clip.marks),
    )


def _posting(
    ledger: Ledger, due: Publication, now: datetime, issuer: str, keys: tuple[TrustedKey, ...]
) -> PostingMessage:
    with ledger.reading() as unit:
        pole = unit.poles.get(PoleId(due.address))
    return posting_of(pole, now, issuer, keys)


def posting_of(pole: Pole, now: datetime, issuer: str, keys: tuple[TrustedKey, ...]) -> PostingMessage:
    """What `pole` is told about itself."""
    own = PostingMessage.model_validate_json(pole.posting)
    return own.model_copy(
        update={
            "issuer": issuer,
            "address": pole.id,
            "issued_at": now,
            "expires_at": now + POSTING_COUNTS_FOR,
            "addresses": pole.addresses,
            "keys": tuple(key_line(key) for key in keys),
        }
    )


def _keep(ledger: Ledger, lease: Lease, due: Publication, draft: Message) -> None:
    digest = hashlib.sha256(draft.model_dump_json(by_alias=True, exclude=_ENVELOPE).encode()).hexdigest()
    with ledger.writing() as unit:
        if digest == due.content_digest and not _is_ageing(due, draft, lease.now):
            unit.publications.leave(due, lease)
        else:
            unit.publications.keep_draft(due, lease, draft.model_dump_json(by_alias=True), digest)


def _is_ageing(due: Publication, draft: Message, now: datetime) -> bool:
    """Whether what is out there has used up a good part of its life."""
    if due.expires_at is None:
        return True
    return due.expires_at - now < (draft.expires_at - now) * 0.8
