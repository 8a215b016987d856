"""A notice and its clip as the notice's page shows them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from audio.language import SpokenLanguage
from audio.reading.decisions import from_json
from controller.entries import NO_VOICE, Notice, NoticeState, Voicing, VoicingId, VoicingState
from controller.outlook.lists import NoticeLine
from controller.outlook.voices import PEOPLE, name_of
from controller.web.pace import MINUTE
from controller.web.words import Words
from schedules.vocabulary import Class

from .fault import fault
from .language import language_words
from .listening import Listening, listening
from .state import State, Tone

_WHOLE = 0
_MISSING = re.compile(rf"{PEOPLE}: (\d+) of (\d+) sentences are not recorded(?:; |$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    words: str
    done: int
    whole: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownClip:
    listening: Listening
    words: str
    warnings: tuple[str, ...]


def whole(voicings: Sequence[Voicing]) -> Voicing | None:
    """Return the voicing of the notice as a whole."""
    return next((voicing for voicing in voicings if voicing.part == _WHOLE), None)


def class_words(class_: Class, words: Words) -> str:
    match class_:
        case Class.ROUTINE:
            return words.say("Routine")
        case Class.PRIORITY:
            return words.say("Priority")
        case Class.EMERGENCY:
            return words.say("Emergency")


def class_choices(words: Words) -> list[tuple[str, str, str]]:
    """Emergencies are orders given on a page of their own, so they stand in no form."""
    return [
        (Class.ROUTINE, words.say("Routine"), words.say("Played when scheduled.")),
        (
            Class.PRIORITY,
            words.say("Priority"),
            words.say("Goes first where two want the same time; opens with the priority tone."),
        ),
    ]


def state(notice: Notice | NoticeLine, voicing: VoicingState | None, words: Words) -> State:
    if notice.approved_at:
        return State(words=words.say("Approved"), tone=Tone.GOOD)
    if notice.state is NoticeState.FAILED:
        return State(words=words.say("Could not be read"), tone=Tone.BAD)
    if notice.state is NoticeState.RECEIVED:
        return State(words=words.say("Being read"), tone=Tone.BUSY)
    if voicing is None:
        return State(words=words.say("Choose what of it shall be heard"), tone=Tone.WAIT)
    return voicing_state(voicing, words)


def voicing_state(state: VoicingState, words: Words) -> State:
    match state:
        case VoicingState.WANTED:
            return State(words=words.say("Being voiced"), tone=Tone.BUSY)
        case VoicingState.FAILED:
            return State(words=words.say("Could not be voiced"), tone=Tone.BAD)
        case VoicingState.STOPPED:
            return State(words=words.say("Voicing was stopped"), tone=Tone.WAIT)
        case VoicingState.READY:
            return State(words=words.say("Waits for approval"), tone=Tone.WAIT)


def is_busy(notice: Notice, voicings: Sequence[Voicing]) -> bool:
    """Whether it is being read or voiced."""
    if notice.state is NoticeState.READ:
        return any(one.state is VoicingState.WANTED for one in voicings)
    return notice.state is NoticeState.RECEIVED


def awaits_hearing(voicings: Sequence[Voicing]) -> bool:
    """Whether a machine listens to it, or will, for which nobody waits."""
    return any(one.awaits_hearing for one in voicings)


def can_be_heard(voicings: Sequence[Voicing]) -> bool:
    voicing = whole(voicings)
    return voicing is not None and voicing.clip is not None


def progress_parts(
    notice: Notice, voicings: Sequence[Voicing], words: Words, *, left: Mapping[VoicingId, timedelta]
) -> dict[str, object]:
    """Return what the notice's page shows of its state, its clip, and what may be done now.

    `left` is how long it takes yet, where that is known.
    """
    voicing = whole(voicings)
    return {
        "state": state(notice, voicing.state if voicing else None, words),
        "progress": progress(voicing, words, left=left),
        "clip": clip(voicing, words),
        "problem": problem(notice, voicing, words),
        "covered": covered(notice, voicing, words),
        "may_approve": can_be_heard(voicings) and not notice.approved_at,
        "may_broadcast": can_be_heard(voicings),
        "may_retry": any(one.state is VoicingState.FAILED for one in voicings),
        "may_stop": any(one.state is VoicingState.WANTED for one in voicings),
        "may_go_on": any(one.state is VoicingState.STOPPED for one in voicings),
        "may_change": not notice.approved_at,
        "may_choose": not notice.approved_at and has_outline(notice),
    }


def problem(notice: Notice, voicing: Voicing | None, words: Words) -> str:
    """Return why it was not read or not voiced; empty where it was, or is on its way."""
    return notice.problem or (voicing_problem(voicing, notice.language, words) if voicing else "")


def voicing_problem(voicing: Voicing, language: SpokenLanguage, words: Words) -> str:
    if voicing.problem != NO_VOICE:
        return fault(voicing.problem, words)
    return words.say(
        "No voice here speaks %(language)s. An administrator may allow online voices",
        language=language_words(language, words),
    )


def voice_words(identity: str, words: Words) -> str:
    """Return the name of a voice as clips keep it, without what only tells its versions apart."""
    name = name_of(identity)
    return words.say("people who recorded it") if name == PEOPLE else name


def covered(notice: Notice, voicing: Voicing | None, words: Words) -> str:
    """Return which voices an approval allows; empty where there is no clip, or it is older than that."""
    if voicing is None or voicing.clip is None or not voicing.chain:
        return ""
    spoke = voice_words(voicing.voice, words)
    chain = dict.fromkeys(voice_words(identity, words) for identity in voicing.chain)
    others = ", ".join(voice for voice in chain if voice != spoke)
    if notice.approved_at and others:
        return words.say(
            "Approved with the voice %(voice)s; what is made of it later may also be spoken by %(others)s",
            voice=spoke,
            others=others,
        )
    if notice.approved_at:
        return words.say("Approved with the voice %(voice)s alone", voice=spoke)
    if others:
        return words.say(
            "You approve the voice %(voice)s; approving also allows these to speak what is made of it later: "
            "%(others)s",
            voice=spoke,
            others=others,
        )
    return words.say("You approve the voice %(voice)s and no other", voice=spoke)


def has_outline(notice: Notice) -> bool:
    """Whether it is a document of which some places were, or are to be, chosen."""
    return from_json(notice.decisions).chosen is not None


def heading(notice: Notice, words: Words) -> dict[str, str]:
    return {
        "id": notice.id,
        "title": notice.title,
        "class_words": class_words(notice.class_, words),
        "language": notice.language,
        "text": notice.text,
    }


def written(notice: Notice, words: Words) -> list[tuple[str, str]]:
    """Return what staff wrote beside the text."""
    known = [
        (words.say("Title"), notice.title),
        (words.say("Class"), class_words(notice.class_, words)),
        (words.say("Document"), notice.source_document),
        (words.say("Category"), notice.category),
    ]
    return [(key, value) for key, value in known if value]


def facts(notice: Notice, words: Words) -> list[tuple[str, str]]:
    known = [
        (words.say("Language"), language_words(notice.language, words)),
        (words.say("Document"), notice.source_document),
        (words.say("Category"), notice.category),
        (words.say("File"), notice.file_name if notice.file_name != "notice.txt" else ""),
        (words.say("Saved"), words.moment(notice.created_at)),
        (words.say("Approved by"), _approval(notice, words)),
    ]
    return [(key, value) for key, value in known if value]


def _approval(notice: Notice, words: Words) -> str:
    if notice.approved_at is None:
        return ""
    return f"{notice.approved_by}, {words.moment(notice.approved_at)}"


def line(line: NoticeLine, words: Words, now: datetime) -> dict[str, object]:
    """Return a row of the list."""
    return {
        "id": line.id,
        "title": line.title,
        "class_words": class_words(line.class_, words) if line.class_ is not Class.ROUTINE else "",
        "language_words": _other_language(line.language, words),
        "language": line.language,
        "state": state(line, line.voicing, words),
        "length": words.length(line.length) if line.length else "–",
        "created": words.near(line.created_at, now),
    }


def titled(notice: Notice | NoticeLine, words: Words) -> str:
    """Return its title, with its language where that is not the usual one."""
    language = _other_language(notice.language, words)
    return f"{notice.title} – {language}" if language else notice.title


def _other_language(language: SpokenLanguage, words: Words) -> str:
    return "" if language is SpokenLanguage.VIETNAMESE else language_words(language, words)


def choice(line: NoticeLine, words: Words) -> str:
    """Return a notice as a choice of a list says it."""
    if line.approved_at:
        return titled(line, words)
    return f"{titled(line, words)} ({state(line, line.voicing, words).words.lower()})"


def progress(
    voicing: Voicing | None, words: Words, *, left: Mapping[VoicingId, timedelta]
) -> Progress | None:
    if voicing is None or voicing.state is not VoicingState.WANTED:
        return None
    told = _how_far(voicing, left.get(voicing.id), words)
    return Progress(words=told, done=voicing.done, whole=max(1, voicing.sentences))


def _how_far(voicing: Voicing, left: timedelta | None, words: Words) -> str:
    if 0 < voicing.sentences <= voicing.done:
        far = words.say(
            "All %(all)s sentences are spoken; they are being put together and brought to one loudness",
            all=voicing.sentences,
        )
    else:
        far = words.say("%(done)s of %(all)s sentences", done=voicing.done, all=voicing.sentences)
    return f"{far}, {_time_left(left, words)}" if left else far


def _time_left(left: timedelta, words: Words) -> str:
    if left <= MINUTE:
        return words.say("less than a minute left")
    return words.say("about %(length)s left", length=words.length(left))


def clip(voicing: Voicing | None, words: Words) -> ShownClip | None:
    heard = listening(voicing)
    if voicing is None or voicing.clip is None or heard is None:
        return None
    told = words.say(
        "%(length)s, voice: %(voice)s",
        length=words.length(voicing.clip.length),
        voice=voice_words(voicing.voice, words),
    )
    return ShownClip(listening=heard, words=told, warnings=tuple(_warnings(voicing, words)))


def _warnings(voicing: Voicing, words: Words) -> list[str]:
    found = []
    if voicing.grade == "fallback":
        found.append(words.say("This is the built-in voice: it is understood with effort. Listen closely."))
    falls = voicing.falls
    if missing := _MISSING.match(falls):
        found.append(
            words.say(
                "%(missing)s of %(asked)s sentences are not recorded, so another voice speaks",
                missing=missing[1],
                asked=missing[2],
            )
        )
        falls = falls[missing.end() :]
    if falls:
        found.append(words.say("Another voice failed before: %(falls)s", falls=falls))
    return found
