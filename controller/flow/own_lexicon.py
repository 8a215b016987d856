"""The official lexicon with the organisation's dictionary before it; readings and pages ask here."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from audio.language import SpokenLanguage
from audio.reading.lexicon import Entry, Lexicon, official_lexicon
from controller.entries import Beside, DictionaryEntry, EntryId, Wording
from controller.ports import Unit

_Made = tuple[int, tuple[DictionaryEntry, ...], dict[SpokenLanguage, Lexicon]]
"""After which change, what stands since then, and what was made of it."""


class OwnLexicon:
    """Made anew only after a change, since every notice asks for it. Threads may share it."""

    def __init__(self, official: Lexicon) -> None:
        self.official = official
        self._official = {official.language: official}
        self._made: _Made = (0, (), {})

    def lexicon(self, unit: Unit, language: SpokenLanguage = SpokenLanguage.VIETNAMESE) -> Lexicon:
        """Return what a notice in this language is read by just now."""
        _, standing, made = self._newest(unit)
        if language not in made:
            made[language] = self._with(language, (one.wording for one in standing))
        return made[language]

    def entries(self, unit: Unit) -> Sequence[DictionaryEntry]:
        """Return the organisation's standing entries, by what is written."""
        return self._newest(unit)[1]

    def without(self, unit: Unit, entry: EntryId | None, language: SpokenLanguage) -> Lexicon:
        """Return what a notice would be read by if this entry were not there."""
        if entry is None:
            return self.lexicon(unit, language)
        return self._with(language, self._others(unit, entry))

    def trying(self, unit: Unit, wording: Wording, entry: EntryId | None) -> Lexicon:
        """Return what a notice would be read by if this entry had, or a new one were, that wording."""
        return self._with(wording.language, [*self._others(unit, entry), wording])

    def _others(self, unit: Unit, entry: EntryId | None) -> list[Wording]:
        return [one.wording for one in self.entries(unit) if one.id != entry]

    def _with(self, language: SpokenLanguage, wordings: Iterable[Wording]) -> Lexicon:
        if language not in self._official:
            self._official[language] = official_lexicon(language)
        return with_wordings(self._official[language], (one for one in wordings if one.language == language))

    def _newest(self, unit: Unit) -> "_Made":
        number = unit.dictionary.last_change()
        if self._made[0] != number:
            standing = tuple(unit.dictionary.standing())
            self._made = number, standing, {}
        return self._made


def with_wordings(lexicon: Lexicon, wordings: Iterable[Wording]) -> Lexicon:
    """Put wordings before the entries of a lexicon, those with a context first.

    Raises:
        LexiconError: something else than letters and spaces would be spoken.
    """
    ordered = sorted(wordings, key=_generality)
    return lexicon.with_entries(entry for wording in ordered for entry in _entries(wording))


def forms(wording: Wording) -> tuple[str, ...]:
    """Return in which capitals it holds: just as written, or in small ones and capitals too."""
    written = wording.written
    if wording.is_case_sensitive:
        return (written,)
    capitalised = written[:1].upper() + written[1:]
    return tuple(dict.fromkeys((written, written.lower(), written.upper(), capitalised, written.title())))


def normal(text: str) -> str:
    """Return text as readings see it: letters composed, one space between words."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _generality(wording: Wording) -> tuple[bool, bool]:
    return wording.beside is Beside.ANYWHERE, not wording.is_case_sensitive


def _entries(wording: Wording) -> Iterator[Entry]:
    context = re.escape(wording.context)
    before, after = None, None
    match wording.beside:
        case Beside.AFTER:
            before = re.compile(rf"(?<!\w){context}\s+$", re.IGNORECASE)
        case Beside.BEFORE:
            after = re.compile(rf"\s+{context}(?!\w)", re.IGNORECASE)
        case Beside.ANYWHERE:
            pass
    for form in forms(wording):
        yield Entry(abbreviation=form, spoken=wording.spoken, before=before, after=after)
