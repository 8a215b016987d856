"""One whole message of each kind, and keys to sign them, for tests of the wire."""

from datetime import UTC, datetime, time, timedelta

from schedules.vocabulary import Class, DayType, OrderKind, PoleId, Rule
from wire import messages as m
from wire.codec import FIRST_LINK
from wire.signature import KeyId, KeyRing, Purpose, SigningKey, make_key
from wire.topics import Kind

NOW = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
POLE = PoleId("p-gate-1")
ZONE = "z-demo"
CLIP = m.ClipLine(digest="ab" * 32, bytes=240_000, length_us=60_000_000, marks_ms=(0, 9_500, 31_000))
KEYS: dict[Purpose, SigningKey] = {
    purpose: make_key(KeyId(f"{purpose}-test"), purpose, NOW + timedelta(days=365)) for purpose in Purpose
}
RING = KeyRing(key.public() for key in KEYS.values())


def envelope(address: str, revision: int = 7, issuer: str = "zonecast") -> dict[str, object]:
    return {
        "issuer": issuer,
        "address": address,
        "revision": revision,
        "issued_at": NOW,
        "expires_at": NOW + timedelta(days=14),
    }


def play_line(**changes: object) -> m.PlayLine:
    whole: dict[str, object] = {
        "id": "play-1",
        "clip": CLIP.digest,
        "starts": NOW + timedelta(hours=1),
        "latest_start": NOW + timedelta(hours=1, minutes=5),
        "valid_until": NOW + timedelta(days=1),
        "notice": "notice-1",
    }
    return m.PlayLine.model_validate(whole | changes)


def playlist(revision: int = 7, *plays: m.PlayLine) -> m.Playlist:
    return m.Playlist.model_validate(
        envelope(ZONE, revision) | {"clips": (CLIP,), "plays": plays or (play_line(),)}
    )


def key_line(purpose: Purpose) -> m.KeyLine:
    key = KEYS[purpose]
    return m.KeyLine.model_validate({"id": key.id, "purpose": purpose.value, "x": key.x, "ends": key.ends})


def whole_messages() -> dict[Kind, m.Message]:
    hold = {"id": "o-1", "kind": OrderKind.HOLD, "from": NOW, "ends": NOW + timedelta(hours=1)}
    alarm = {
        "id": "o-2",
        "kind": OrderKind.ALARM,
        "from": NOW,
        "ends": NOW + timedelta(minutes=10),
        "clips": (CLIP.digest,),
    }
    report = m.Report(
        number=1, play="play-1", event="started", at=NOW, planned=NOW, error_ms=0.25, previous=FIRST_LINK
    )
    quiet = m.QuietLine(days=(DayType.WORKDAY, DayType.SUNDAY), opens=time(21), closes=time(5, 30))
    beat: dict[str, object] = {
        "version": "0.1.0",
        "held": (m.HeldRevision(kind=Kind.PLAYLIST, address=ZONE, revision=7),),
        "plays": (m.ArmedPlay(play="play-1", stage="armed", since=NOW),),
        "clock_source": "controller",
        "clock_bound_ms": 1.5,
        "is_clock_trusted": True,
    }
    missed = m.Report(
        number=2, play="play-2", event="missed", at=NOW, rule=Rule.QUIET_WINDOW, previous="cd" * 32
    )
    fields: dict[Kind, dict[str, object]] = {
        Kind.PLAYLIST: envelope(ZONE) | {"clips": (CLIP,), "plays": (play_line(),)},
        Kind.ORDERS: envelope(ZONE)
        | {
            "clips": (CLIP,),
            "orders": (
                m.OrderLine.model_validate(hold | {"below": Class.EMERGENCY}),
                m.OrderLine.model_validate(alarm),
            ),
        },
        Kind.POSTING: envelope(POLE)
        | {
            "addresses": (POLE, ZONE),
            "quiet_windows": (quiet,),
            "standing_clips": (CLIP,),
            "keys": (key_line(Purpose.PLAN), key_line(Purpose.ORDER), key_line(Purpose.POSTING)),
        },
        Kind.FILED: envelope(POLE) | {"journal": "j-1", "number": 12},
        Kind.NOW: envelope(POLE) | {"nonce": "n-1", "now": NOW},
        Kind.PRESENCE: envelope(POLE, issuer=POLE) | {"is_online": True, "version": "0.1.0"},
        Kind.HEARTBEAT: envelope(POLE, issuer=POLE) | beat,
        Kind.REPORTS: envelope(POLE, issuer=POLE) | {"journal": "j-1", "reports": (report, missed)},
        Kind.ASK_TIME: envelope(POLE, issuer=POLE) | {"nonce": "n-1"},
    }
    return {kind: m.MESSAGES[kind].model_validate(values) for kind, values in fields.items()}
