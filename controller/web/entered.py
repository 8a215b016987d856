"""What somebody typed into a form: read field by field, with a fault at each field that is wrong.

Nothing typed is lost: a page that names faults shows again what stands in `Entered.values`.
"""

import base64
import binascii
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from .words import Words

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and those that turn the direction of what stands beside them (UAX 9)."""
_YEARS = range(2000, 2100)


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

    def file(self, name: str) -> bytes:
        """Return the content of a chosen file; empty where none was chosen."""
        try:
            return base64.b64decode(self.first(name), validate=True)
        except (binascii.Error, ValueError):
            return b""

    def with_file_as(self, name: str) -> "Entered":
        """Return it with a chosen text file as typed text, since browsers forget which file was chosen.

        What is no text is left out: it could be seen by nobody, and still lies where it was chosen.
        """
        text = _as_text(self.file("file"))
        if not text or self.first(name).strip():
            return self
        return Entered({**self.values, name: [text]}, self.words, self.faults)

    def fault(self, name: str, why: str) -> None:
        self.faults.setdefault(name, why)

    def line(self, name: str, *, missing: str | None, most: int = 200) -> str:
        """Return one line without edges; `missing` says what to enter where it may not be empty."""
        value = one_line(self.first(name))
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
        found = _date(turned)
        if found is None:
            self.fault(
                name, self.words.say("“%(value)s” is no date; write it like 23/11/2026", value=text[:40])
            )
        return found

    def time(self, name: str, *, missing: str) -> time | None:
        """Return a time of day: 14:00, 14h00, 14h or 14.00."""
        text = self.first(name).strip()
        if not text:
            self.fault(name, missing)
            return None
        found = re.fullmatch(r"(\d{1,2})(?:\s*[:hg.]\s*(\d{2})?)?(?::[0-5]\d)?", text, re.IGNORECASE)
        if found and int(found[1]) < 24 and int(found[2] or 0) < 60:
            return time(int(found[1]), int(found[2] or 0))
        self.fault(name, self.words.say("“%(value)s” is no time; write it like 14:00", value=text[:40]))
        return None


def one_line(text: str) -> str:
    """Return text on one line, without what nobody sees."""
    return " ".join(_UNSEEN.sub(" ", text).split())


def packed(content: bytes) -> str:
    """Return a file's content as a value of a form, from which `Entered.file` takes it again.

    In Base64, since browsers rewrite the ends of lines in whatever else they carry.
    """
    return base64.b64encode(content).decode("ascii")


def _as_text(content: bytes) -> str:
    try:
        return "" if b"\0" in content else content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""


def _date(text: str) -> date | None:
    """Return a date of our time: the calendar cannot reckon with the first and the last there are."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year in _YEARS else None


def _year_first(found: re.Match[str]) -> str:
    return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}"
