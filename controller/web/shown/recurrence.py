"""When a broadcast sounds, in words: once, every day, on some days of the week, or by its rule."""

from datetime import date, datetime

from babel.dates import get_day_names

from controller.web.words import Words
from schedules.broadcast import Recurrence

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""As RFC 5545 writes them, in the order of the week."""


def day_choices(words: Words) -> list[tuple[str, str, str]]:
    return [(day, day_name(day, words), "") for day in DAYS]


def day_name(day: str, words: Words) -> str:
    names = get_day_names("wide", "stand-alone", locale=words.language.value)
    name: str = names[DAYS.index(day)]
    return name


def recurrence_words(recurrence: Recurrence, words: Words) -> str:
    at = f"{recurrence.first:%H:%M}"
    if not recurrence.rule:
        return words.moment(recurrence.first.replace(tzinfo=recurrence.zone))
    parts = dict(part.split("=", 1) for part in recurrence.rule.split(";") if "=" in part)
    return _repeat(parts, at, words) + _until(parts, words)


def _repeat(parts: dict[str, str], at: str, words: Words) -> str:
    known = {"FREQ", "BYDAY", "UNTIL"}
    days = parts.get("BYDAY", "").split(",")
    if parts.get("FREQ") == "DAILY" and set(parts) <= known - {"BYDAY"}:
        return words.say("Every day at %(at)s", at=at)
    if parts.get("FREQ") == "WEEKLY" and set(parts) <= known and set(days) <= set(DAYS):
        named = ", ".join(day_name(day, words) for day in DAYS if day in days)
        return words.say("%(days)s at %(at)s", days=named, at=at)
    return words.say("From %(at)s by its own rule (%(rule)s)", at=at, rule=parts.get("FREQ", "?"))


def _until(parts: dict[str, str], words: Words) -> str:
    if "UNTIL" not in parts:
        return ""
    last: date = datetime.strptime(parts["UNTIL"][:8], "%Y%m%d").date()  # noqa: DTZ007 - a local day
    return words.say(", until %(day)s", day=f"{last:%d/%m/%Y}")
