"""What a site has of a machine that listens: the recogniser of one folder, named by the administrator.

Whatever goes wrong with it, the page says that the back-check did not run, and why.
"""

import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from audio.errors import AudioError, VoicingCancelledError
from audio.language import READ_BY_RULES, SpokenLanguage
from controller.log import traceback_without_words

if TYPE_CHECKING:
    from audio.hearing.back_check import BackCheck
    from audio.hearing.checking import BackChecker, Utterance
    from audio.hearing.sherpa import SherpaRecogniser
    from audio.sentences import SentenceFolder
    from audio.speech import VoiceCard
    from audio.studio import Script

_LONGEST = timedelta(hours=1)
"""Lest one clip keep the others from being heard."""


def hears(folder: Path, language: SpokenLanguage) -> bool:
    """Tell whether what is spoken in a language is heard by the recogniser of a folder.

    Where none is known in it, the page of whatever one might hear shall tell so: then it is true.
    """
    from audio.hearing.errors import UnknownRecogniserError  # noqa: PLC0415 - nothing of it where it is off
    from audio.hearing.identify import identify  # noqa: PLC0415 - as above

    if language not in READ_BY_RULES:
        return False
    try:
        return language in identify(folder).languages
    except (UnknownRecogniserError, OSError):
        return True


class Ears:
    """Has what was voiced heard by the recogniser of a `folder`; what it heard is kept in another."""

    def __init__(self, folder: Path, *, kept: Path) -> None:
        self._folder = folder
        self._kept = kept
        self._recogniser: SherpaRecogniser | None = None
        self._checker: BackChecker | None = None

    def hear(
        self, script: "Script", voice: str, *, sentences: "SentenceFolder", report: Callable[[], None]
    ) -> "BackCheck | None":
        """Hear a script as the one of its voices with this identity spoke it; else as `check`."""
        from audio.hearing.back_check import BackCheck, Unheard  # noqa: PLC0415 - nothing of it where it is off

        cards = (one.card for one in script.voices)
        card = next((card for card in cards if card.identity == voice), None)
        if card is None:
            return BackCheck(recogniser=self._folder.name, failed=Unheard.VOICE_GONE)
        return self.check(_utterances(script, card, sentences), report=report)

    def check(self, utterances: "Sequence[Utterance]", *, report: Callable[[], None]) -> "BackCheck | None":
        """Return what was misheard, or why nobody listened; None where it knows none of the languages.

        `report` is called before each sentence.

        Raises:
            VoicingCancelledError: `report` said so.
        """
        from audio.hearing.back_check import BackCheck  # noqa: PLC0415 - as above

        try:
            return self._opened().check(utterances, within=_LONGEST, report=report)
        except (VoicingCancelledError, EOFError, BrokenPipeError):  # of `report`: nobody wants it any more
            raise
        except (AudioError, OSError) as error:
            return BackCheck(recogniser=self._folder.name, failed=str(error))
        except Exception as error:  # noqa: BLE001 - whatever it is, people are told
            sys.stderr.write(traceback_without_words(error) + "\n")
            return BackCheck(recogniser=self._folder.name, failed=type(error).__name__)

    def close(self) -> None:
        """Give back what the recogniser holds."""
        if self._recogniser:
            self._recogniser.close()

    def _opened(self) -> "BackChecker":
        from audio.hearing.checking import BackChecker  # noqa: PLC0415
        from audio.hearing.kept import HeardFolder  # noqa: PLC0415 - as above
        from audio.hearing.sherpa import SherpaRecogniser  # noqa: PLC0415

        if self._checker is None:
            self._recogniser = SherpaRecogniser(self._folder)
            self._checker = BackChecker(self._recogniser, HeardFolder(self._kept))
        return self._checker


def _utterances(script: "Script", card: "VoiceCard", sentences: "SentenceFolder") -> "list[Utterance]":
    from audio.hearing.checking import Utterance  # noqa: PLC0415 - as above

    return [
        Utterance(
            sentence=sentence,
            language=line.language,
            speech=partial(sentences.fetch, line.words, language=line.language, rate=line.rate, voice=card),
        )
        for line, sentence in zip(script.lines, script.reading.sentences, strict=True)
    ]
