"""Takes of a notice beside it, to be compared by ear."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from string import ascii_uppercase

from controller.entries import Notice, Voicing, VoicingId, VoicingState
from controller.flow import takes as flow
from controller.outlook.voices import PEOPLE, SeenVoice, name_of
from controller.web.words import Words

from .notice import (
    Progress,
    ShownClip,
    clip,
    progress,
    voice_words,
    voicing_problem,
    voicing_state,
    whole,
)
from .state import State
from .voice import abroad, called


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTake:
    """One of the clips that are compared; `number` is 0 for the notice itself."""

    number: int
    letter: str
    name: str
    state: State | None
    progress: Progress | None
    problem: str
    clip: ShownClip | None
    length: str
    may_be_used: bool


def is_busy(takes: Sequence[Voicing]) -> bool:
    return any(take.state is VoicingState.WANTED for take in takes)


def parts(
    notice: Notice,
    voicings: Sequence[Voicing],
    takes: Sequence[Voicing],
    voices: Sequence[SeenVoice],
    words: Words,
    *,
    allowed: frozenset[str],
    left: Mapping[VoicingId, timedelta],
) -> dict[str, object]:
    """Return what the page compares, and which voices may still be asked for a take.

    `left` is how long a take takes yet, where that is known.
    """
    voicing = whole(voicings)
    own_voice = called(notice.voice, voices) if notice.voice else ""
    if voicing is None or voicing.clip is None:
        return {"own_voice": own_voice, "compared": []}
    known = {name_of(voicing.voice), *(take.take_by for take in takes)}
    may_want = len(takes) < flow.MOST and not is_busy(takes)
    new = [name for name in _may_speak(notice, voices, allowed) if name not in known] if may_want else []
    abroad_too = {voice.name for voice in voices if voice.needs_network}
    return {
        "compared": (
            [_itself(voicing, voices, words), *_shown(takes, notice, voices, words, left=left)]
            if takes
            else []
        ),
        "take_choices": [(name, called(name, voices)) for name in new if name not in abroad_too],
        "online_takes": [(name, called(name, voices), abroad(words)) for name in new if name in abroad_too],
        "most_takes": flow.MOST,
        "own_voice": own_voice,
        "is_recorded": name_of(voicing.voice) == PEOPLE,
    }


def _may_speak(notice: Notice, voices: Sequence[SeenVoice], allowed: frozenset[str]) -> list[str]:
    return [
        name
        for voice in voices
        if flow.refusal(voice.name, notice, voices, allowed=allowed) is None
        for name in voice.names
    ]


def _itself(voicing: Voicing, voices: Sequence[SeenVoice], words: Words) -> ShownTake:
    return ShownTake(
        number=0,
        letter=ascii_uppercase[0],
        name=_who(voicing, voices, words),
        state=None,
        progress=None,
        problem="",
        clip=clip(voicing, words),
        length=_length(voicing, words),
        may_be_used=False,
    )


def _who(voicing: Voicing, voices: Sequence[SeenVoice], words: Words) -> str:
    name = name_of(voicing.voice)
    return voice_words(name, words) if name == PEOPLE else called(name, voices)


def _shown(
    takes: Sequence[Voicing],
    notice: Notice,
    voices: Sequence[SeenVoice],
    words: Words,
    *,
    left: Mapping[VoicingId, timedelta],
) -> list[ShownTake]:
    return [
        _take(letter, take, notice, voices, words, left=left)
        for letter, take in zip(ascii_uppercase[1:], takes, strict=False)
    ]


def _take(
    letter: str,
    take: Voicing,
    notice: Notice,
    voices: Sequence[SeenVoice],
    words: Words,
    *,
    left: Mapping[VoicingId, timedelta],
) -> ShownTake:
    is_ready = take.state is VoicingState.READY
    is_its_own = is_ready and flow.spoken_by_its_own(take)
    return ShownTake(
        number=-take.part,
        letter=letter,
        name=called(take.take_by, voices),
        state=None if is_ready else voicing_state(take.state, words),
        progress=progress(take, words, left=left),
        problem=_fell(take, voices, words) if is_ready else voicing_problem(take, notice.language, words),
        clip=clip(take, words),
        length=_length(take, words),
        may_be_used=is_its_own and not notice.approved_at,
    )


def _length(voicing: Voicing, words: Words) -> str:
    return words.length(voicing.clip.length) if voicing.clip else ""


def _fell(take: Voicing, voices: Sequence[SeenVoice], words: Words) -> str:
    if flow.spoken_by_its_own(take):
        return ""
    return words.say(
        "%(named)s did not speak; what you hear is %(spoke)s",
        named=called(take.take_by, voices),
        spoke=called(name_of(take.voice), voices),
    )
