"""People as a voice: it says the sentences of which there is a recording, and no others.

Where one is missing it speaks nothing at all: a notice in two voices would sound like two notices.
"""

import hashlib
import json
from collections.abc import Collection, Mapping

from audio.errors import RecordingLostError, VoiceUnavailableError
from audio.language import SpokenLanguage
from audio.recordings import RecordingFolder
from audio.speech import Grade, Speech, VoiceCard
from schedules.vocabulary import Digest

NAME = "human"


class HumanVoice:
    """The recordings of one notice, or of whatever else has sentences: digests by words.

    `asked` is all that it will be asked for, so that it refuses the first sentence rather than the last.
    """

    def __init__(
        self,
        folder: RecordingFolder,
        recorded: Mapping[str, Digest],
        *,
        language: SpokenLanguage,
        asked: Collection[str] = (),
    ) -> None:
        self._folder = folder
        self._recorded = dict(recorded)
        self._asked = tuple(asked)
        self.card = VoiceCard(
            name=NAME,
            version=_version(recorded),
            grade=Grade.HUMAN,
            languages=frozenset({language}),
            obeys_rate=False,
        )

    def say(self, words: str, *, language: SpokenLanguage, rate: float) -> Speech:  # noqa: ARG002 - people have one pace
        missing = [one for one in {*self._asked, words} if one not in self._recorded]
        if missing:
            raise VoiceUnavailableError(
                NAME, f"{len(missing)} of {len({*self._asked, words})} sentences are not recorded"
            )
        try:
            return self._folder.fetch(self._recorded[words])
        except RecordingLostError as error:
            lost = self._recorded[words][:12]  # never the words: logs tell of failures
            raise VoiceUnavailableError(NAME, f"the recording {lost} is gone or damaged") from error


def _version(recorded: Mapping[str, Digest]) -> str:
    """Return a name of all recordings together, whichever of them are asked for."""
    return hashlib.sha256(json.dumps(sorted(recorded.items())).encode()).hexdigest()[:16]
