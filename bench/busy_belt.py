"""A belt that never rests: long notices one after the other, each approved and broadcast again and again."""

import contextlib
import threading
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

from bench.main_job import next_instant
from bench.site import ZONE, DeskAwayError, Site, SiteError, wait_for

_SAMPLE = Path(__file__).with_name("sample_notice.txt").read_text(encoding="utf-8")
_SECTIONS = 7
"""So many times the sample is about five minutes of speech."""
_WAITING = 3
"""How many long notices are read, voiced or wait for it at any time."""
_LOOK_EVERY_SECONDS = 1.5
_STANDING = 6
_STEP_MINUTES = 12
_SHIFT_HOURS = (6, 14, 22)
_HERE = ZoneInfo("Asia/Ho_Chi_Minh")
"""The zone of a site that was told none."""
_WEEK = "MO,TU,WE,TH,FR,SA,SU"


class BusyBelt:
    """Feeds the belt from a thread of its own; a context manager that stops feeding."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._addresses = (ZONE, *(pole.pole for pole in site.poles))
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._feed, name="busy-belt", daemon=True)
        self._posted = 0
        self.waiting: tuple[str, ...] = ()
        self.voiced: tuple[str, ...] = ()
        self.broadcasts: tuple[str, ...] = ()

    def __enter__(self) -> Self:
        for number in range(_STANDING):
            self._stand(number)
        self.waiting = tuple(self._post_long() for _ in range(_WAITING))
        self._thread.start()
        wait_for("the first long notice", lambda: self.voiced or None, 300)
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._thread.join()

    def rest(self) -> None:
        """Wait until nothing of the site is left to be read or voiced."""
        wait_for("the belt to rest", self._is_at_rest, 900)

    def _is_at_rest(self) -> bool | None:
        notices = self._site.api.get("/api/notices")
        return all(_is_done(notice) for notice in notices) or None

    def _stand(self, number: int) -> None:
        """Make a short notice that sounds every few minutes at every shift change, and in this hour."""
        notice = self._post(f"Bản tin ngắn số {number + 1}. Đề nghị công nhân đi đúng làn đường.")
        wait_for("a short notice", lambda: _is_done(self._read(notice)) or None, 120)
        now = next_instant(timedelta(minutes=1)).astimezone(_HERE)
        hours = sorted({*_SHIFT_HOURS, now.hour, (now.hour + 1) % 24})
        minutes = range(number * 2 % _STEP_MINUTES, 60, _STEP_MINUTES)
        rule = f"FREQ=WEEKLY;BYDAY={_WEEK};BYHOUR={_listed(hours)};BYMINUTE={_listed(minutes)};BYSECOND=0"
        self._broadcast(notice, number, now, rule)

    def _feed(self) -> None:
        while not self._stopping.wait(_LOOK_EVERY_SECONDS):
            for notice in self.waiting:
                with contextlib.suppress(DeskAwayError):  # it is slow just now; the next look finds it
                    if _is_done(self._read(notice)):
                        self._send_out(notice)

    def _send_out(self, notice: str) -> None:
        """Broadcast what is voiced once a day from now on, and let the next one take its place."""
        number = len(self.voiced)
        begins = next_instant(timedelta(minutes=3 + 7 * number)).astimezone(_HERE)
        self._broadcast(notice, number, begins, f"FREQ=WEEKLY;BYDAY={_WEEK}")
        self.voiced = (*self.voiced, notice)
        self.waiting = (*(one for one in self.waiting if one != notice), self._post_long())

    def _broadcast(self, notice: str, number: int, starts: datetime, rule: str) -> None:
        api = self._site.api
        wish = {
            "title": f"Buổi phát số {len(self.broadcasts) + 1}",
            "items": [{"notice": notice}],
            "addresses": [self._addresses[number % len(self._addresses)]],
            "starts": starts.isoformat(),
            "repeat": rule,
        }
        made = api.post("/api/broadcasts", wish)["id"]
        api.post(f"/api/notices/{notice}/approve", {"by": "Trưởng ban", "doubts_as_read": True})
        self.broadcasts = (*self.broadcasts, made)

    def _post_long(self) -> str:
        self._posted += 1
        return self._post(long_text(self._posted))

    def _post(self, text: str) -> str:
        notice: str = self._site.api.post_notice(text.encode(), file_name="bench.txt")["id"]
        return notice

    def _read(self, notice: str) -> dict[str, Any]:
        answer: dict[str, Any] = self._site.api.get(f"/api/notices/{notice}")
        if answer["problem"]:
            raise SiteError(answer["problem"])
        return answer


def long_text(number: int) -> str:
    """About five minutes of speech in which no sentence was ever voiced before."""
    sections = (_section(f"{number}.{section}") for section in range(1, _SECTIONS + 1))
    return f"Bản tin dài số {number}.\n" + "\n".join(sections)


def _section(number: str) -> str:
    """Put a number into every sentence of the sample, since a sentence that is known is not voiced again."""
    return (
        _SAMPLE.replace("\n\n", "\n")
        .replace(". ", f", theo mục {number}. ")
        .replace(".\n", f", mục {number}.\n")
    )


def _is_done(notice: dict[str, Any]) -> bool:
    voicings = notice["voicings"]
    return bool(voicings) and all(voicing["state"] != "wanted" for voicing in voicings)


def _listed(numbers: Sequence[int]) -> str:
    return ",".join(str(number) for number in numbers)
