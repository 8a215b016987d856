"""What of a notice is recorded by people, sentence by sentence."""

from collections.abc import Sequence
from typing import assert_never

from audio.flaws import Flaw
from controller.entries import Notice, Taken
from controller.flow.recordings import Recordable
from controller.ports import RecordingRoom
from controller.web.shown.state import State, Tone
from controller.web.words import Words

_SHOWN = 60
"""Characters by which a sentence is known in a list of choices."""


def parts(notice: Notice, said: Sequence[Recordable], room: RecordingRoom, words: Words) -> dict[str, object]:
    lines = [_line(nth, one, notice, room, words) for nth, one in enumerate(said, start=1)]
    return {
        "state": _state(notice, said, words),
        "lines": [line for line, one in zip(lines, said, strict=True) if one.span],
        "cues": [line for line, one in zip(lines, said, strict=True) if one.span is None],
        "choices": [
            ("", words.say("The whole notice, from the first sentence to the last")),
            *_choices(said),
        ],
        "missing": State(words=words.say("Not recorded"), tone=Tone.OFF),
        "has_recordings": any(one.standing for one in said),
    }


def faults(taken: Sequence[Taken], said: Sequence[Recordable], words: Words) -> dict[str, str]:
    """Return why sentences could not be used, by their places on the page."""
    places = {one.words: nth for nth, one in reversed(list(enumerate(said, start=1)))}
    return {
        f"sentence-{places[one.words]}": _problem(one.problem, places[one.words], words)
        for one in taken
        if one.problem and one.words in places
    }


def _choices(said: Sequence[Recordable]) -> list[tuple[str, str]]:
    """Return each sentence once, by the place where it is said first."""
    places = {one.key: f"{nth}. {_short(one.words)}" for nth, one in reversed(list(enumerate(said, start=1)))}
    return [(one.key, places[one.key]) for one in {one.key: one for one in said}.values()]


def _state(notice: Notice, said: Sequence[Recordable], words: Words) -> State:
    asked = {one.words for one in said if one.span}
    recorded = {one.words for one in said if one.span and one.standing}
    missing = len(asked - recorded)
    if not asked:
        return State(words=words.say("There is nothing to record before the notice is read"), tone=Tone.WAIT)
    if not recorded:
        return State(words=words.say("Nothing is recorded"), tone=Tone.OFF)
    if missing:
        told = words.counted(
            "%(n)s sentence has no recording yet, so the notice is spoken by another voice",
            "%(n)s sentences have no recording yet, so the notice is spoken by another voice",
            missing,
        )
        return State(words=told, tone=Tone.BAD if notice.approved_at else Tone.WAIT)
    return State(words=words.say("All is recorded: the notice is spoken by the human voice"), tone=Tone.GOOD)


def _line(nth: int, one: Recordable, notice: Notice, room: RecordingRoom, words: Words) -> dict[str, object]:
    recorded = one.standing.recorded if one.standing else None
    return {
        "nth": nth,
        "key": one.key,
        "spoken": one.words,
        "written": _written(one, notice),
        "sound": f"/notices/{notice.id}/recording/{one.key}?v={recorded.digest[:12]}" if recorded else "",
        "told": _told(one, words),
        "warnings": [flaw_words(flaw, words) for flaw in sorted(room.flaws(recorded.digest))]
        if recorded
        else [],
    }


def _written(one: Recordable, notice: Notice) -> str:
    """Return how it is written, where that is not how it is spoken."""
    if one.span is None:
        return ""
    written = " ".join(notice.text[one.span.start : one.span.end].split())
    return "" if written.casefold() == one.words.casefold() else written


def _told(one: Recordable, words: Words) -> str:
    if one.standing is None or one.standing.recorded is None:
        return ""
    return words.say(
        "%(seconds)s s, spoken by %(speaker)s, recorded %(when)s",
        seconds=words.decimal(one.standing.recorded.length.total_seconds()),
        speaker=one.standing.speaker,
        when=words.moment(one.standing.at),
    )


def flaw_words(flaw: Flaw, words: Words) -> str:
    """Return what somebody should hear for themselves, and what helps."""
    match flaw:
        case Flaw.TOO_QUIET:
            return words.say("Very quiet: go nearer to the microphone and record it again")
        case Flaw.TOO_LOUD:
            return words.say("It touches the limit and may rattle: go further from the microphone")
        case Flaw.NOISY:
            return words.say("Much noise: record it again in a quiet room")
        case Flaw.BEGINS_CUT:
            return words.say("Its beginning may be cut off: begin to speak a little later")
        case Flaw.ENDS_CUT:
            return words.say("Its end may be cut off: wait a moment before you go on")
        case Flaw.UNSURE:
            return words.say(
                "The cut before or after it is unsure: listen whether it says just this sentence"
            )
        case _:
            assert_never(flaw)


def _problem(problem: str, nth: int, words: Words) -> str:
    match problem:
        case "SilentSpeechError":
            return words.say("Sentence %(n)s: nothing is heard. Record it again", n=nth)
        case "ClippedSpeechError":
            return words.say("Sentence %(n)s: it rattles, it was too loud. Record it again", n=nth)
        case "CutSpeechError":
            return words.say("Sentence %(n)s: its end is missing. Record it again", n=nth)
        case "TooShortSpeechError":
            return words.say("Sentence %(n)s: far too short for its words. Record it again", n=nth)
        case "TooLongSpeechError":
            return words.say("Sentence %(n)s: far too long for its words. Record it again", n=nth)
        case _:
            return words.say("Sentence %(n)s cannot be used. Record it again", n=nth)


def _short(spoken: str) -> str:
    return spoken if len(spoken) <= _SHOWN else f"{spoken[:_SHOWN].rpartition(' ')[0]} …"
