"""What an RFC 5545 rule says, part by part, before dateutil believes it.

dateutil takes an interval of zero, a thirteenth month or the 30th of February and then
searches for ever, so a rule is read here first.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from .errors import RecurrenceError

_FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY")
_HOLDS_MANY_DAYS = ("YEARLY", "MONTHLY")
_NUMBER = {"INTERVAL": range(1, 10_001), "COUNT": range(1, 100_001)}
_NUMBERS = {
    "BYMONTH": range(1, 13),
    "BYHOUR": range(24),
    "BYMINUTE": range(60),
    "BYSECOND": range(60),
}
_NUMBERS_FROM_EITHER_END = {
    "BYMONTHDAY": range(1, 32),
    "BYYEARDAY": range(1, 367),
    "BYWEEKNO": range(1, 54),
    "BYSETPOS": range(1, 367),
}
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = re.compile(rf"(?P<nth>[+-]?\d{{1,2}})?({'|'.join(_WEEKDAYS)})", re.ASCII)
_UNTIL = re.compile(r"(?P<day>\d{8})(T(?P<hours>\d{6})(?P<utc>Z?))?", re.ASCII)
_LEAP_YEAR = 2024


def read(rule: str, zone: ZoneInfo) -> dict[str, str]:
    """Return the parts of `rule` by name, `UNTIL` as local time in `zone`, ISO 8601.

    `UNTIL` may be UTC, local, or a day, which then counts whole.

    Raises:
        RecurrenceError: a part is unknown, said twice or out of its range, or no day fits.
    """
    parts: dict[str, str] = {}
    for said in rule.upper().strip().removeprefix("RRULE:").split(";"):
        name, _, value = said.partition("=")
        if name in parts:
            raise RecurrenceError(f"{name}: said twice")
        parts[name] = _read(name, value, zone)
    if "FREQ" not in parts:
        raise RecurrenceError("FREQ: missing")
    _check_weekdays(parts)
    _check_days(parts)
    if "BYSETPOS" in parts and parts["FREQ"] not in _HOLDS_MANY_DAYS:
        raise RecurrenceError(f"BYSETPOS: only with {' or '.join(_HOLDS_MANY_DAYS)}")
    if "," in parts.get("BYSECOND", ""):
        raise RecurrenceError("BYSECOND: nothing happens more than once a minute")
    return parts


def _read(name: str, value: str, zone: ZoneInfo) -> str:
    if name == "FREQ" and value not in _FREQUENCIES:
        raise RecurrenceError(f"FREQ: {value!r} is none of {', '.join(_FREQUENCIES)}")
    if name == "UNTIL":
        return _local_until(value, zone)
    if name in _NUMBER:
        _check_range(name, value, _NUMBER[name])
    elif name in _NUMBERS:
        for number in value.split(","):
            _check_range(name, number, _NUMBERS[name])
    elif name in _NUMBERS_FROM_EITHER_END:
        for number in value.split(","):
            _check_range(name, number.removeprefix("-"), _NUMBERS_FROM_EITHER_END[name])
    elif name == "WKST" and value not in _WEEKDAYS:
        raise RecurrenceError(f"WKST: {value!r} is none of {', '.join(_WEEKDAYS)}")
    elif name not in {"FREQ", "BYDAY", "WKST"}:
        raise RecurrenceError(f"{name!r}: unknown part")
    return value


def _check_range(name: str, number: str, allowed: range) -> None:
    if not (number.isascii() and number.isdigit() and int(number) in allowed):
        raise RecurrenceError(f"{name}: {number!r} is not between {allowed[0]} and {allowed[-1]}")


def _local_until(value: str, zone: ZoneInfo) -> str:
    match = _UNTIL.fullmatch(value)
    try:
        if match is None:
            raise ValueError(value)  # noqa: TRY301 - the same mistake as the 40th of a month
        local = datetime.strptime(match["day"] + (match["hours"] or "235959"), "%Y%m%d%H%M%S")  # noqa: DTZ007
        if match["utc"]:
            local = local.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
    except (ValueError, OverflowError) as error:
        raise RecurrenceError(f"UNTIL: {value!r} is no time such as 20261231T170000") from error
    return local.isoformat()


def _check_weekdays(parts: Mapping[str, str]) -> None:
    """Refuse the 99th Monday; only a month or a year has a second one."""
    most = {"YEARLY": 5 if "BYMONTH" in parts else 53, "MONTHLY": 5}.get(parts["FREQ"], 0)
    for day in parts.get("BYDAY", "MO").split(","):
        match = _DAY.fullmatch(day)
        if match is None or (match["nth"] and not 1 <= abs(int(match["nth"])) <= most):
            raise RecurrenceError(f"BYDAY: {day!r} is no day of a {parts['FREQ'].lower()} rule")


def _check_days(parts: Mapping[str, str]) -> None:
    """Refuse the 30th of February."""
    if "BYMONTHDAY" not in parts or "BYMONTH" not in parts:
        return
    longest = max(monthrange(_LEAP_YEAR, int(month))[1] for month in parts["BYMONTH"].split(","))
    if all(abs(int(day)) > longest for day in parts["BYMONTHDAY"].split(",")):
        raise RecurrenceError(f"BYMONTHDAY: no month of {parts['BYMONTH']} has that day")
