"""What people read, in their language: catalogues, and how instants and lengths are written.

The catalogues are Babel's (`locale/LANGUAGE/LC_MESSAGES/messages.po`), compiled when the
desk starts, so that no file has to be built before.
"""

import gettext
from datetime import date, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from controller.entries import Language

CATALOGUES = Path(__file__).with_name("locale")


@cache
def catalogue(language: Language) -> gettext.GNUTranslations:
    path = CATALOGUES / language / "LC_MESSAGES" / "messages.po"
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language.value))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


class Words:
    """One language at one place: everything said there passes through it."""

    def __init__(self, language: Language, zone: ZoneInfo) -> None:
        self.language = language
        self.zone = zone
        self._catalogue = catalogue(language)

    def say(self, message: str, **values: object) -> str:
        return self._catalogue.gettext(message) % values if values else self._catalogue.gettext(message)

    def counted(self, one: str, many: str, number: int, **values: object) -> str:
        return self._catalogue.ngettext(one, many, number) % {"n": number, **values}

    def number(self, number: float) -> str:
        """Return a number as short as it is, its thousands set apart: 200.000, or 1,25."""
        told: str = format_decimal(number, locale=self.language.value)
        return told

    def decimal(self, number: float) -> str:
        """Return a number with one decimal: 81,4."""
        told: str = format_decimal(number, format="#,##0.0", locale=self.language.value)
        return told

    def clock(self, instant: datetime) -> str:
        return f"{instant.astimezone(self.zone):%H:%M}"

    def clock_to_second(self, instant: datetime) -> str:
        return f"{instant.astimezone(self.zone):%H:%M:%S}"

    def day(self, day: date) -> str:
        """Return like `Thứ Hai, 23/11/2026`."""
        name = format_date(day, "EEEE", locale=self.language.value)
        return f"{name}, {day:%d/%m/%Y}"

    def moment(self, instant: datetime) -> str:
        """Return like `14:00, thứ Hai 23/11/2026`."""
        local = instant.astimezone(self.zone)
        name = format_date(local, "EEEE", locale=self.language.value)
        name = name.lower() if self.language is Language.VIETNAMESE else name
        return f"{local:%H:%M}, {name} {local:%d/%m/%Y}"

    def near(self, instant: datetime, now: datetime) -> str:
        """Return the time alone for today, else the whole moment."""
        is_today = instant.astimezone(self.zone).date() == now.astimezone(self.zone).date()
        return self.clock(instant) if is_today else self.moment(instant)

    def length(self, length: timedelta) -> str:
        """Return like `1 phút 20 giây`; whole seconds, as players count them."""
        seconds = int(length.total_seconds())
        minutes, rest = divmod(seconds, 60)
        if not minutes:
            return self.counted("%(n)s second", "%(n)s seconds", rest)
        whole = self.counted("%(n)s minute", "%(n)s minutes", minutes)
        return f"{whole} {self.counted('%(n)s second', '%(n)s seconds', rest)}" if rest else whole

    def since(self, instant: datetime, now: datetime) -> str:
        """Return how long ago, roughly: `2 phút trước`."""
        minutes = max(0, round((now - instant).total_seconds() / 60))
        if minutes < 1:
            return self.say("just now")
        if minutes < 60:
            return self.counted("%(n)s minute ago", "%(n)s minutes ago", minutes)
        if minutes < 48 * 60:
            return self.counted("%(n)s hour ago", "%(n)s hours ago", minutes // 60)
        return self.counted("%(n)s day ago", "%(n)s days ago", minutes // 1440)
