"""Has the sentences of a clip heard again, one by one, and tells what was misheard. Never stops a clip."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from audio.errors import ShelfError
from audio.hearing.back_check import BackCheck
from audio.hearing.comparing import Misheard, misheard
from audio.hearing.errors import HearingError, RecogniserUnavailableError
from audio.hearing.kept import HeardFolder
from audio.hearing.recogniser import Recogniser
from audio.language import READ_BY_RULES, SpokenLanguage
from audio.reading.lexicon import Lexicon, official_lexicon
from audio.reading.values import Sentence
from audio.speech import Speech

_REST_SECONDS = 600.0
"""A recogniser that cannot listen is asked again so much later, lest each clip wait for a model to fail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A sentence, and how to fetch it as it was spoken."""

    sentence: Sentence
    language: SpokenLanguage
    speech: Callable[[], Speech]


class BackChecker:
    """Listens with one recogniser, and keeps what it heard."""

    def __init__(
        self, recogniser: Recogniser, kept: HeardFolder, *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._recogniser = recogniser
        self._kept = kept
        self._monotonic = monotonic
        self._unavailable = ""
        self._rests_until = 0.0

    def knows(self, language: SpokenLanguage) -> bool:
        """Tell whether it can compare what it hears: figures of other languages are read by no rules."""
        return language in READ_BY_RULES and language in self._recogniser.card.languages

    def check(
        self,
        utterances: Sequence[Utterance],
        *,
        within: timedelta,
        report: Callable[[], None] = lambda: None,
    ) -> BackCheck | None:
        """Return what was misheard, or None where it knows none of the languages.

        Each sentence is `report`ed before it is heard. What was not heard `within` the time stays unheard.
        """
        ends = self._monotonic() + within.total_seconds()
        known = [(number, one) for number, one in enumerate(utterances) if self.knows(one.language)]
        if not known:
            return None
        found: list[Misheard] = []
        for number, one in known:
            report()
            try:
                words = self._heard(one, ends)
            except (HearingError, ShelfError, OSError) as error:
                return self._told(found, failed=error.why if isinstance(error, HearingError) else str(error))
            found += misheard(one.sentence, words, number=number, lexicon=_lexicon(one.language))
        return self._told(found)

    def _heard(self, one: Utterance, ends: float) -> str:
        speech, card = one.speech(), self._recogniser.card
        words = self._kept.find(speech, language=one.language, by=card)
        if words is None:
            words = self._asked(speech, one.language, ends)
            self._kept.keep(words, speech, language=one.language, by=card)
        return words

    def _asked(self, speech: Speech, language: SpokenLanguage, ends: float) -> str:
        now, name = self._monotonic(), self._recogniser.card.name
        if now < self._rests_until:
            raise RecogniserUnavailableError(name, self._unavailable)
        try:
            return self._recogniser.hear(speech, language=language, within=timedelta(seconds=ends - now))
        except RecogniserUnavailableError as error:
            self._unavailable, self._rests_until = error.why, self._monotonic() + _REST_SECONDS
            raise

    def _told(self, found: Sequence[Misheard], *, failed: str = "") -> BackCheck:
        return BackCheck(recogniser=self._recogniser.card.name, misheard=tuple(found), failed=failed)


@cache
def _lexicon(language: SpokenLanguage) -> Lexicon:
    return official_lexicon(language)
