"""``scripts/bench desk``: how fast pages answer while text is voiced, the belt is busy and pages stay open.

The peer is the same desk with the same data, its belt at rest and no page open.
"""

import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.busy_belt import BusyBelt
from bench.demo import POLES
from bench.live_pages import Following, LivePages
from bench.person import Person
from bench.site import Site
from bench.visitor import PAGES, POST, Sample, Visitor

LIVE_PAGES = 60
_SESSIONS = 6
_LANGUAGES = ("vi", "en")
_CLIENTS = 2
_PACE_SECONDS = 0.92
"""A person opens a page about once a second: 327 pages each are five minutes."""
_PAGES_EACH = 327
_RESTING_PAGES_EACH = 70
_RESTING_POSTS = 8
_KINDS = (*PAGES, POST)


def run() -> Mapping[str, object]:
    """Start a site, load it, measure; let it rest, measure again."""
    with tempfile.TemporaryDirectory() as folder, Site(Path(folder), POLES) as site:
        return measure(site, pages_each=_PAGES_EACH, resting_pages_each=_RESTING_PAGES_EACH)


def measure(site: Site, *, pages_each: int, resting_pages_each: int) -> Mapping[str, object]:
    others = os.getloadavg()[0]
    people = [_signed_in(site, number) for number in range(_SESSIONS)]
    with BusyBelt(site) as belt:
        _tell("the belt is busy; opening the live pages")
        with LivePages(people[0].host, _followed(people, belt)) as live:
            begun = time.time()
            busy = _work(people, belt, pages_each)
            window = (begun, time.time())
    _tell("measured; the belt comes to rest")
    belt.rest()
    resting = _work(people, belt, resting_pages_each, PAGES) + _posts_one_by_one(people[0], belt)
    _tell_side_by_side(busy, resting)
    return {
        **_figures(busy, resting),
        "live_pages": round(statistics.median(live.open_counts)),
        "live_pages_least": min(live.open_counts),
        "live_events": dict(live.events),
        **_belt_figures(site, window),
        "machine": f"{os.cpu_count()} cores, load of others before: {others:.1f}",
    }


def _signed_in(site: Site, number: int) -> Person:
    """Every second session is of another person, who reads another language."""
    language = _LANGUAGES[number % len(_LANGUAGES)]
    name = f"bench-{language}"
    link = site.command("sign-in-link", name, "--new", "--display-name", name).strip()
    return Person.speaking(language, link)


def _followed(people: Sequence[Person], belt: BusyBelt) -> list[Following]:
    return [_following(people, belt, number) for number in range(LIVE_PAGES)]


def _following(people: Sequence[Person], belt: BusyBelt, number: int) -> Following:
    turn = number // 3
    cookie = people[turn % len(people)].cookie
    finds: Mapping[str, Callable[[], str]] = {
        "broadcasts": lambda: f"/live/broadcasts/{belt.broadcasts[turn % len(belt.broadcasts)]}",
        "today": lambda: "/live/today",
        "notices": lambda: f"/live/notices/{belt.waiting[turn % len(belt.waiting)]}",
    }
    kind = tuple(finds)[number % 3]
    return Following(cookie=cookie, kind=kind, find=finds[kind])


def _work(
    people: Sequence[Person], belt: BusyBelt, pages: int, kinds: Sequence[str] = _KINDS
) -> list[Sample]:
    visitors = [Visitor(person, belt, seed) for seed, person in enumerate(people[:_CLIENTS])]
    threads = [
        threading.Thread(target=visitor.work, args=(kinds, pages), kwargs={"pace_seconds": _PACE_SECONDS})
        for visitor in visitors
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [sample for visitor in visitors for sample in visitor.samples]


def _posts_one_by_one(person: Person, belt: BusyBelt) -> list[Sample]:
    """A post wakes the belt, so each waits until the one before is voiced."""
    visitor = Visitor(person, belt, seed=_SESSIONS)
    for _ in range(_RESTING_POSTS):
        visitor.open("notice form", time.perf_counter())
        visitor.open(POST, time.perf_counter())
        time.sleep(_PACE_SECONDS)  # as a person pauses between two pages
        belt.rest()
    return visitor.samples


def _figures(busy: Sequence[Sample], resting: Sequence[Sample]) -> dict[str, object]:
    times, calm = _times(busy), _times(resting)
    return {
        "page_p50_ms": _share(times, 50),
        "page_p99_ms": _share(times, 99),
        "page_max_ms": round(max(times), 1),
        "page_p99_from_due_ms": _share([sample.due_ms for sample in busy], 99),
        "idle_page_p50_ms": _share(calm, 50),
        "idle_page_p99_ms": _share(calm, 99),
        "samples": len(times),
        "idle_samples": len(calm),
        "not_answered": sum(not sample.is_answered for sample in (*busy, *resting)),
        "kinds": {kind: _of_kind(kind, busy, resting) for kind in _KINDS},
    }


def _of_kind(kind: str, busy: Sequence[Sample], resting: Sequence[Sample]) -> dict[str, float]:
    times = _times(sample for sample in busy if sample.kind == kind)
    calm = _times(sample for sample in resting if sample.kind == kind)
    return {
        "p50_ms": _share(times, 50),
        "p99_ms": _share(times, 99),
        "idle_p50_ms": _share(calm, 50),
        "idle_p99_ms": _share(calm, 99),
        "samples": len(times),
    }


def _times(samples: Iterable[Sample]) -> list[float]:
    return [sample.ms for sample in samples]


def _share(times: Sequence[float], percent: int) -> float:
    """Return the time within which `percent` of them were: the nearest rank."""
    ordered = sorted(times)
    return round(ordered[max(0, -(-len(ordered) * percent // 100) - 1)], 1)


def _belt_figures(site: Site, window: tuple[float, float]) -> dict[str, object]:
    """Return how busy the belt was, by its own log."""
    seen = [(_instant(event), event) for event in site.program.events() if "timestamp" in event]
    within = [event["event"] for at, event in seen if window[0] <= at <= window[1]]
    length = window[1] - window[0]
    return {
        "measured_s": round(length),
        "voicing_s": round(_voicing_seconds(seen, window), 1),
        "voiced_clips": within.count("voiced"),
        "plans": within.count("planning"),
        "dispatches": within.count("dispatching"),
    }


def _voicing_seconds(seen: Sequence[tuple[float, Mapping[str, Any]]], window: tuple[float, float]) -> float:
    total, since = 0.0, None
    for at, event in seen:
        if event["event"] == "voicing":
            since = at
        elif event["event"] in {"voiced", "voicing failed", "studio stopped"} and since is not None:
            total += max(0.0, min(at, window[1]) - max(since, window[0]))
            since = None
    return total + (max(0.0, window[1] - max(since, window[0])) if since is not None else 0.0)


def _instant(event: Mapping[str, Any]) -> float:
    return datetime.fromisoformat(event["timestamp"]).timestamp()


def _tell_side_by_side(busy: Sequence[Sample], resting: Sequence[Sample]) -> None:
    _tell(f"{'ms':<14}{'busy p50':>10}{'p99':>10}{'idle p50':>10}{'p99':>10}")
    for kind in _KINDS:
        *figures, _samples = _of_kind(kind, busy, resting).values()
        _tell(f"{kind:<14}" + "".join(f"{figure:>10.1f}" for figure in figures))


def _tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
