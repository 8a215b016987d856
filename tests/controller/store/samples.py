"""Values to store, each as plain as its rules allow."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from audio.language import SpokenLanguage
from controller.entries import Lease, Notice, Pole, Publication, PublicationState, Voicing, Wish
from controller.ports import Ledger
from schedules.broadcast import PlannedPlay, Recurrence
from schedules.vocabulary import (
    Address,
    BroadcastId,
    Class,
    Clip,
    Digest,
    NoticeId,
    Play,
    PlayId,
    PoleId,
    Status,
)
from wire.messages import ArmedPlay, Heartbeat, Report
from wire.signature import KeyId, Purpose, TrustedKey
from wire.topics import Kind

NOW = datetime(2026, 11, 21, 6, 45, 0, 123456, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
ZONE = Address("z-song-cong-2")
GATE = PoleId("p-cong-3")
N1 = NoticeId("n-1")
N2 = NoticeId("n-2")
B1 = BroadcastId("b-1")
CLIP = Clip(
    digest=Digest("a" * 64),
    length=timedelta(seconds=61, microseconds=7),
    marks=(timedelta(), timedelta(milliseconds=2500)),
)

OWN_CLIP = Clip(digest=Digest("b" * 64), length=timedelta(seconds=120))


def lease(holder: str, at: datetime = NOW, lasts: timedelta = MINUTE) -> Lease:
    return Lease(holder=holder, now=at, until=at + lasts)


def notice(name: str = N1, *, at: datetime = NOW, class_: Class = Class.ROUTINE) -> Notice:
    return Notice(
        id=NoticeId(name),
        title="Lịch cấp nước ngày 25/11",
        file_name="lich-cap-nuoc.txt",
        original=b"\xef\xbb\xbfKCN\x00",
        text="KCN Sông Công 2 ngừng cấp nước.",
        category="thông báo",
        class_=class_,
        status=Status.ACTUAL,
        language=SpokenLanguage.VIETNAMESE,
        source_document="12/TB-BQL",
        created_at=at,
    )


def wish(
    name: str = B1,
    *,
    items: tuple[tuple[NoticeId, int], ...] = ((N1, 0),),
    class_: Class = Class.ROUTINE,
) -> Wish:
    return Wish(
        id=BroadcastId(name),
        title="Buổi phát chiều",
        items=items,
        addresses=frozenset({ZONE, Address("a-cong-bac")}),
        recurrence=Recurrence(
            first=datetime(2026, 11, 23, 16, 45),  # noqa: DTZ001 - local time, its zone is beside it
            zone=VIETNAM,
            rule="FREQ=DAILY",
            exceptions=frozenset({datetime(2026, 11, 24, 16, 45)}),  # noqa: DTZ001
        ),
        created_at=NOW,
        class_=class_,
        rank=3,
        grace=timedelta(minutes=10),
        valid_until=NOW + timedelta(days=30),
    )


def planned(play: str, *, broadcast: BroadcastId = B1) -> PlannedPlay:
    starts = NOW + timedelta(hours=2)
    sounding = Play(
        id=PlayId(play), clip=CLIP, starts=starts, latest_start=starts, valid_until=NOW + timedelta(days=1)
    )
    return PlannedPlay(play=sounding, broadcast=broadcast)


def pole(name: str = GATE) -> Pole:
    return Pole(
        id=PoleId(name),
        name="Cổng 3",
        addresses=(ZONE, Address(name), Address("a-cong-bac")),
        posting="{}",
        key=TrustedKey(id=KeyId(f"{name}-1"), purpose=Purpose.POLE, x="x", ends=NOW + timedelta(days=365)),
        clips_token_digest=f"digest of the token of {name}",
    )


def sealed(address: Address, revision: int, kind: Kind = Kind.ORDERS) -> Publication:
    return Publication(
        kind=kind,
        address=address,
        state=PublicationState.SEALED,
        draft="{}",
        content_digest=f"content {revision}",
        revision=revision,
        sealed=b"sealed %d" % revision,
        expires_at=NOW + timedelta(hours=1),
    )


def heartbeat(*plays: ArmedPlay, revision: int = 1, pole: PoleId = GATE) -> Heartbeat:
    return Heartbeat(
        issuer=pole,
        address=pole,
        revision=revision,
        issued_at=NOW,
        expires_at=NOW + MINUTE,
        version="0.1.0",
        plays=plays,
    )


def report(number: int, event: str, *, play: str = "play-1", at: datetime = NOW) -> Report:
    return Report.model_validate(
        {"number": number, "play": play, "event": event, "at": at, "error_ms": 1.5, "previous": "0" * 64}
    )


def store_voiced_notice(
    ledger: Ledger, name: str = N1, *, is_approved: bool = True, awaits_hearing: bool = False
) -> None:
    """Bring a notice to where a broadcast may sound it: read, voiced, approved."""
    mine = lease("sample")
    with ledger.writing() as unit:
        unit.notices.add(notice(name))
        unit.voicings.want(NoticeId(name), 0, 0, 5)
        claimed = unit.voicings.claim_wanted(mine)
        assert claimed is not None
        voiced = replace(claimed, clip=CLIP, bytes=480_000, voice="espeak", awaits_hearing=awaits_hearing)
        unit.voicings.keep_clip(voiced, mine)
        if is_approved:
            unit.notices.approve(NoticeId(name), "Bà Hoa", NOW)


def voice_own(ledger: Ledger, broadcast: BroadcastId = B1, clip: Clip = OWN_CLIP) -> Voicing:
    """Give a broadcast the clip of its own; nothing else may be wanted."""
    mine = lease("sample")
    with ledger.writing() as unit:
        unit.voicings.want_own(broadcast, Class.ROUTINE, 10)
        claimed = unit.voicings.claim_wanted(mine)
        assert claimed is not None
        unit.voicings.keep_clip(replace(claimed, clip=clip, bytes=960_000, voice="espeak"), mine)
    return claimed
