"""Abbreviations and how they are spoken: the organisation's, and those a text defines itself.

The official list is `lexicon.csv` beside this file, checked by hand. A row may name what must
stand before or after (as an expression) for it to hold; the first row that fits is taken.
"""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources

from audio.errors import LexiconError
from audio.language import SpokenLanguage
from audio.reading.letters import LATIN

_HEAD = re.compile(r"\w+")
_SPEAKABLE = re.compile(rf"[{LATIN}]+(?: [{LATIN}]+)*")
_PACKAGES = {SpokenLanguage.VIETNAMESE: "audio.reading", SpokenLanguage.ENGLISH: "audio.reading.english"}
_CONTEXT = 24
"""How many characters around an abbreviation its conditions may look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One way to say `abbreviation`. `in_codes` only within document numbers such as 12/CT-TTg."""

    abbreviation: str
    spoken: str
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    in_codes: bool = False

    @property
    def is_unconditional(self) -> bool:
        return self.before is None and self.after is None and not self.in_codes

    def fits(self, text: str, start: int) -> bool:
        end = start + len(self.abbreviation)
        return (
            text.startswith(self.abbreviation, start)
            and not self._goes_on(text, end)
            and (not self.before or self.before.search(text, max(0, start - _CONTEXT), start) is not None)
            and (not self.after or self.after.match(text, end, end + _CONTEXT) is not None)
        )

    def _goes_on(self, text: str, end: int) -> bool:
        """Tell whether the word is longer than the abbreviation: `TT` is not the start of `TTHC`."""
        if end == len(text) or not self.abbreviation[-1].isalnum():
            return False
        return text[end].isalpha() or text[end] == "_" or (text[end].isdigit() and self.after is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Entries by the first run of letters of their abbreviation, longest first.

    What it is read by is in its language.
    """

    by_head: Mapping[str, tuple[Entry, ...]]
    language: SpokenLanguage = SpokenLanguage.VIETNAMESE

    @classmethod
    def of(
        cls, entries: Iterable[Entry], *, language: SpokenLanguage = SpokenLanguage.VIETNAMESE
    ) -> "Lexicon":
        """Arrange entries; of equal length, the earlier goes first.

        Raises:
            LexiconError: an entry would let a digit or a symbol reach the voice.
        """
        heads: dict[str, list[Entry]] = {}
        for entry in entries:
            head = _HEAD.match(entry.abbreviation)
            if head is None or not _SPEAKABLE.fullmatch(entry.spoken):
                raise LexiconError(entry.abbreviation, spoken=entry.spoken)
            heads.setdefault(head[0], []).append(entry)
        return cls(
            by_head={
                head: tuple(sorted(found, key=lambda entry: -len(entry.abbreviation)))
                for head, found in heads.items()
            },
            language=language,
        )

    def at(self, text: str, start: int, head: str) -> Entry | None:
        """Return the entry for what stands at `start`, where the run of letters `head` begins."""
        for entry in self.by_head.get(head, ()):
            if not entry.in_codes and entry.fits(text, start):
                return entry
        return None

    def rivals(self, entry: Entry) -> tuple[str, ...]:
        """Return what else `entry` may mean, where it is taken only because nothing around it told.

        What a text or the organisation defines itself has no rival.
        """
        alike = [one for one in self._whole(entry.abbreviation) if not one.in_codes]
        if not entry.is_unconditional or sum(one.is_unconditional for one in alike) > 1:
            return ()
        return tuple(dict.fromkeys(one.spoken for one in alike if one.spoken != entry.spoken))

    def in_code(self, part: str) -> str | None:
        """Return how a part of a document number is said, such as `QĐ` or `UBND`."""
        own = [entry.spoken for entry in self._whole(part) if entry.in_codes]
        return own[0] if own else self.alone(part)

    def alone(self, abbreviation: str) -> str | None:
        """Return how an abbreviation is said with nothing around it."""
        return next((entry.spoken for entry in self._whole(abbreviation) if entry.is_unconditional), None)

    def with_entries(self, entries: Iterable[Entry]) -> "Lexicon":
        """Return a lexicon in which `entries` go before those of this one."""
        own = [entry for found in self.by_head.values() for entry in found]
        return Lexicon.of([*entries, *own], language=self.language)

    def _whole(self, abbreviation: str) -> list[Entry]:
        head = _HEAD.match(abbreviation)
        entries = self.by_head.get(head[0], ()) if head else ()
        return [entry for entry in entries if entry.abbreviation == abbreviation]


def official_lexicon(language: SpokenLanguage = SpokenLanguage.VIETNAMESE) -> Lexicon:
    """Read the list of abbreviations that ships with ZoneCast; empty for a language without rules."""
    package = _PACKAGES.get(language)
    if package is None:
        return Lexicon.of((), language=language)
    source = resources.files(package).joinpath("lexicon.csv").read_text(encoding="utf-8")
    return read_lexicon(source, language=language)


def read_lexicon(source: str, *, language: SpokenLanguage = SpokenLanguage.VIETNAMESE) -> Lexicon:
    """Parse a CSV with the columns abbreviation, spoken, where, before, after.

    Raises:
        LexiconError: a row is no entry.
    """
    return Lexicon.of((_entry(row) for row in csv.DictReader(source.splitlines())), language=language)


def _entry(row: Mapping[str, str | None]) -> Entry:
    abbreviation, spoken = row.get("abbreviation") or "", row.get("spoken") or ""
    try:
        return Entry(
            abbreviation=abbreviation,
            spoken=spoken,
            before=re.compile(f"(?:{row['before']})$") if row.get("before") else None,
            after=re.compile(str(row["after"])) if row.get("after") else None,
            in_codes=row.get("where") == "code",
        )
    except re.error as error:
        raise LexiconError(abbreviation, spoken=spoken) from error
