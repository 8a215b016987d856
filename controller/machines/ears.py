"""What a site has of a machine that listens: the recogniser of one folder, named by the administrator.

Whatever goes wrong with it, the clip goes out; the page then says that the back-check did not run, and why.
"""

import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from audio.errors import AudioError, VoicingCancelledError
from controller.log import traceback_without_words
from schedules.vocabulary import Class

if TYPE_CHECKING:
    from audio.assembly import Section
    from audio.hearing.back_check import BackCheck
    from audio.hearing.checking import BackChecker, Utterance
    from audio.hearing.sherpa import SherpaRecogniser
    from audio.studio import Script

_EMERGENCY = timedelta(seconds=10)
"""So long an emergency waits for a machine that listens, at most."""
_OTHERS = timedelta(hours=1)


class Audience:
    """Those who hear one clip while it is made: nobody, or the machine. Given to the studio as `listen`."""

    def __init__(self, ears: "Ears | None", scripts: "Sequence[Script]", class_: Class) -> None:
        self._ears = ears
        self._scripts = scripts
        self._class = class_
        self.check: BackCheck | None = None
        """What came of it; None where nobody listened."""

    @property
    def heard(self) -> str:
        """What came of it, as it is stored; empty where nobody listened."""
        if self.check is None:
            return ""
        from audio.hearing.back_check import to_json  # noqa: PLC0415 - nothing of hearing where it is off

        return to_json(self.check)

    def listen(self, sections: "Sequence[Section]", report: Callable[[], None]) -> None:
        """Hear what was spoken of each script. Whoever cancels the clip does so in `report`."""
        if self._ears is None:
            return
        from audio.hearing.checking import Utterance  # noqa: PLC0415 - as above

        utterances = [
            Utterance(sentence=sentence, language=script.language, speech=spoken.speech)
            for script, section in zip(self._scripts, sections, strict=True)
            for sentence, spoken in zip(script.reading.sentences, section, strict=True)
        ]
        self.check = self._ears.check(utterances, class_=self._class, report=report)


class Ears:
    """Has what was voiced heard by the recogniser of a `folder`; what it heard is kept in another."""

    def __init__(self, folder: Path, *, kept: Path) -> None:
        self._folder = folder
        self._kept = kept
        self._recogniser: SherpaRecogniser | None = None
        self._checker: BackChecker | None = None

    def check(
        self, utterances: "Sequence[Utterance]", *, class_: Class, report: Callable[[], None]
    ) -> "BackCheck | None":
        """Return what was misheard, or why nobody listened; None where it knows none of the languages.

        `report` is called before each sentence.

        Raises:
            VoicingCancelledError: `report` said so.
        """
        from audio.hearing.back_check import BackCheck  # noqa: PLC0415 - as above

        within = _EMERGENCY if class_ is Class.EMERGENCY else _OTHERS
        try:
            return self._opened().check(utterances, within=within, report=report)
        except (VoicingCancelledError, BrokenPipeError):  # of `report`: nobody wants the clip any more
            raise
        except (AudioError, OSError) as error:
            return BackCheck(recogniser=self._folder.name, failed=str(error))
        except Exception as error:  # noqa: BLE001 - whatever it is, no clip waits for it
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
