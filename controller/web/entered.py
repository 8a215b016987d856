"""What somebody typed into a form: read field by field, with a fault at each field that is wrong.

Nothing typed is lost: a page that names faults shows again what stands in `Entered.values`.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from .words import Words

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(slots=True)
class Entered:
    """The fields of one form. `faults` fills while they are read; a field keeps its first fault."""

    values: Mapping[str, Sequence[str]]
    words: Words
    faults: dict[str, str] = field(default_factory=dict)

    def first(self, name: str) -> str:
        return next(iter(self.values.get(name, ())), "")

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(value for value in self.values.get(name, ()) if value)

    def with_file_as(self, name: str) -> "Entered":
        """Return it with a chosen text file as typed text, since browsers forget which file was chosen."""
        file = self.first("file")
        if not file or self.first(name).strip():
            return self
        seen = file.encode("latin-1").decode("utf-8", errors="replace")
        return Entered({**self.values, name: [seen]}, self.words, self.faults)

    def fault(self, name: str, why: str) -> None:
        self.faults.setdefault(name, why)

    def line(self, name: str, *, missing: str | None, most: int = 200) -> str:
        """Return one line without edges; `missing` says what to enter where it may not be empty."""
        value = _CONTROL.sub("", " ".join(self.first(name).split()))
        if not value and missing is not None:
            self.fault(name, missing)
        if len(value) > most:
            self.fault(
                name,
                self.words.say(
                    "Shorten this to %(most)s characters; it has %(length)s", most=most, length=len(value)
                ),
            )
        return value

    def choice(self, name: str, known: Collection[str], *, missing: str) -> str:
        value = self.first(name)
        if value not in known:
            self.fault(name, missing)
        return value

    def choices(self, name: str, known: Collection[str], *, missing: str) -> tuple[str, ...]:
        values = self.all(name)
        if not values or not set(values) <= set(known):
            self.fault(name, missing)
        return values

    def day(self, name: str, *, missing: str) -> date | None:
        """Return a date as browsers send it (2026-11-23) or as people write it (23/11/2026)."""
        text = self.first(name).strip()
        if not text:
            self.fault(name, missing)
            return None
        turned = re.sub(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$", _year_first, text)
        try:
            return date.fromisoformat(turned)
        except ValueError:
            self.fault(
                name, self.words.say("“%(value)s” is no date; write it like 23/11/2026", value=text[:40])
            )
            return None

    def time(self, name: str, *, missing: str) -> time | None:
        """Return a time of day: 14:00, 14h00, 14h or 14.00."""
        text = self.first(name).strip()
        if not text:
            self.fault(name, missing)
            return None
        found = re.fullmatch(r"(\d{1,2})(?:\s*[:hg.]\s*(\d{2})?)?(?::\d{2})?", text, re.IGNORECASE)
        if found and int(found[1]) < 24 and int(found[2] or 0) < 60:
            return time(int(found[1]), int(found[2] or 0))
        self.fault(name, self.words.say("“%(value)s” is no time; write it like 14:00", value=text[:40]))
        return None


def _year_first(found: re.Match[str]) -> str:
    return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}"
