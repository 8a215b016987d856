"""The main job on a whole site: a notice goes in, is approved, and sounds at every pole."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.site import ZONE, Api, DeskAwayError, Site, SiteError, wait_for

_WHOLE = 0
_LONGEST_SECONDS = 600.0
"""An hour of text is voiced in less."""
_WALK_SECONDS = 120.0
_ENDINGS = ("finished", "cut_short", "missed", "failed")
STAGES = ("received", "clip_ready", "armed", "started", "finished")
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A notice that is read, voiced and ready to be approved; `part` is what shall sound of it."""

    notice: str
    part: int
    clip: str
    seconds: float


def prepare(api: Api, text: bytes, *, file_name: str, seconds: float, tell: Tell) -> Prepared:
    """Take a notice in and wait until all of it, and the part of about `seconds`, is voiced."""
    notice = api.post_notice(text, file_name=file_name)["id"]
    tell("the notice is stored; it is being read and voiced")
    _voiced(api, notice, _WHOLE, tell)
    part = _WHOLE
    if seconds:
        part = api.post(f"/api/notices/{notice}/parts", {"seconds": seconds})["part"]
    voicing = _voiced(api, notice, part, tell)
    tell(f"{voicing['seconds']:.1f} s to broadcast, by {voicing['voice']} (grade: {voicing['grade']})")
    return Prepared(notice=notice, part=part, clip=voicing["clip"], seconds=voicing["seconds"])


def broadcast(api: Api, prepared: Prepared, *, starts: datetime, grace_seconds: float = 0) -> str:
    """Ask for a broadcast of it in the whole zone, on time or not at all; return its id."""
    wish = {
        "title": "Thông báo",
        "items": [{"notice": prepared.notice, "part": prepared.part}],
        "addresses": [ZONE],
        "starts": starts.isoformat(),
        "grace_seconds": grace_seconds,
    }
    identity: str = api.post("/api/broadcasts", wish)["id"]
    return identity


def approve(api: Api, prepared: Prepared) -> None:
    """Approve it as it is read, doubtful places too: nobody is there to decide them."""
    told = {"by": "Trưởng ban", "doubts_as_read": True}
    api.post(f"/api/notices/{prepared.notice}/approve", told)


def grave_doubts(api: Api, prepared: Prepared) -> list[str]:
    """Return what staff would have to decide first, each as it is written and read."""
    doubts = api.get(f"/api/notices/{prepared.notice}")["doubts"]
    return [f"{one['written']!r} is read {one['said']!r}" for one in doubts if one["is_grave"]]


def next_instant(lead: timedelta) -> datetime:
    """The next whole second that is at least `lead` away."""
    return (datetime.now(UTC) + lead + timedelta(seconds=1)).replace(microsecond=0)


def wait_until_all(
    site: Site, identity: str, stages: tuple[str, ...], seconds: float
) -> list[dict[str, Any]]:
    """Wait until every pole has come to one of `stages`; return the proofs."""

    def look() -> list[dict[str, Any]] | None:
        try:
            proofs: list[dict[str, Any]] = site.api.get(f"/api/broadcasts/{identity}")["proofs"]
        except DeskAwayError:
            return None  # the desk is being started again
        reached = [proof for proof in proofs if any(stage in proof["stages"] for stage in stages)]
        return proofs if len(reached) >= len(site.poles) else None

    return wait_for(f"all poles to be {' or '.join(stages)}", look, seconds)


def wait_until_ended(site: Site, identity: str, seconds: float) -> list[dict[str, Any]]:
    return wait_until_all(site, identity, _ENDINGS, seconds)


def approve_to_armed(site: Site, prepared: Prepared, *, lead: timedelta) -> tuple[str, datetime, float]:
    """Approve under a standing broadcast; return it, its instant, and the seconds until all are armed."""
    starts = next_instant(lead)
    identity = broadcast(site.api, prepared, starts=starts)
    begun = time.monotonic()
    approve(site.api, prepared)
    wait_until_all(site, identity, ("armed",), lead.total_seconds() + 30)
    return identity, starts, time.monotonic() - begun


def wait_until_voiced(api: Api, notice: str) -> dict[str, Any]:
    """Wait for the whole clip of a notice, through whatever happens to the desk."""

    def look() -> dict[str, Any] | None:
        try:
            return _voiced(api, notice, _WHOLE, lambda _words: None, seconds=_WALK_SECONDS)
        except DeskAwayError:
            return None

    return wait_for("the clip", look, _WALK_SECONDS)


def _voiced(
    api: Api, notice: str, part: int, tell: Tell, *, seconds: float = _LONGEST_SECONDS
) -> dict[str, Any]:
    told = -1

    def look() -> dict[str, Any] | None:
        nonlocal told
        answer = api.get(f"/api/notices/{notice}")
        if answer["problem"]:
            raise SiteError(answer["problem"])
        found: list[dict[str, Any]] = [voicing for voicing in answer["voicings"] if voicing["part"] == part]
        if not found:
            return None
        if found[0]["problem"]:
            raise SiteError(found[0]["problem"])
        if found[0]["done"] != told:
            told = found[0]["done"]
            tell(f"voiced {told} of {found[0]['sentences']} sentences")
        return found[0] if found[0]["state"] == "ready" else None

    return wait_for("the clip", look, seconds)
