"""A pole as pages show it: its state, every cause, and what helps."""

from datetime import datetime

from controller.entries import Pole
from controller.outlook.poles import Cause, Condition, PoleState
from controller.web.words import Words
from wire.messages import Heartbeat

from .places import Places
from .state import State, Tone


def state(condition: Condition, words: Words, now: datetime) -> State:
    found = condition.state
    if found is PoleState.FINE:
        return State(words=words.say("Ready"), tone=Tone.GOOD)
    if found is PoleState.NEVER_HEARD:
        return State(words=words.say("Never heard yet"), tone=Tone.WAIT)
    if found is PoleState.CLIPS_MISSING:
        return State(words=words.say("Fetching clips"), tone=Tone.BUSY)
    return State(words=cause_words(condition.causes[0], words, now), tone=Tone.BAD)


def state_words(found: PoleState, words: Words) -> State | None:
    """Return what is wrong with a pole's touch; None where it is in touch."""
    match found:
        case PoleState.NEVER_HEARD:
            return State(words=words.say("Never heard yet"), tone=Tone.WAIT)
        case PoleState.SILENT | PoleState.LOST:
            return State(words=words.say("Out of touch"), tone=Tone.BAD)
        case _:
            return None


def cause_words(cause: Cause, words: Words, now: datetime) -> str:  # noqa: PLR0911 - one line a cause
    since = words.since(cause.since, now) if cause.since else ""
    match cause.state:
        case PoleState.NEVER_HEARD:
            return words.say("Never heard yet")
        case PoleState.SILENT:
            return words.say("Silent, last heard %(since)s", since=since)
        case PoleState.LOST:
            return (
                words.say("Out of touch, last heard %(since)s", since=since)
                if since
                else words.say("Out of touch")
            )
        case PoleState.CLOCK_UNTRUSTED:
            return words.say("Its clock is not sure: it plays nothing")
        case PoleState.FAULTS:
            return words.say("Fault: %(faults)s", faults="; ".join(cause.faults))
        case PoleState.CLIPS_MISSING:
            return words.counted("%(n)s clip is missing", "%(n)s clips are missing", cause.count)
        case PoleState.LOCKED_OUT:
            return words.say("Locked: somebody works at the horn")
        case PoleState.REFUSED:
            return words.counted("It refused %(n)s message", "It refused %(n)s messages", cause.count)
        case PoleState.FINE:
            return words.say("Ready")


def cause(one: Cause, words: Words, now: datetime) -> dict[str, str]:
    return {"words": cause_words(one, words, now), "advice": advice(one, words)}


def advice(cause: Cause, words: Words) -> str:
    """Return what to do about it; nothing where it mends itself."""
    match cause.state:
        case PoleState.NEVER_HEARD:
            return words.say("Hand it its enrolment file and start its agent.")
        case PoleState.SILENT | PoleState.LOST:
            return words.say("Look after its power and network. It plays on by what it has.")
        case PoleState.CLOCK_UNTRUSTED:
            return words.say("It needs the network once after a power cut, or a working clock battery.")
        case PoleState.REFUSED:
            return words.say("Its log says which messages and why.")
        case _:
            return ""


def facts(pole: Pole, places: Places, words: Words, now: datetime) -> list[tuple[str, str]]:
    beat = Heartbeat.model_validate_json(pole.heartbeat) if pole.heartbeat else None
    known = [
        (words.say("Address"), pole.id),
        (words.say("Listens to"), places.listed(pole.addresses)),
        (words.say("Last heard"), words.since(pole.heard_at, now) if pole.heard_at else words.say("never")),
        (words.say("Program"), pole.program_version),
        *(_told(beat, words) if beat else ()),
    ]
    return [(key, value) for key, value in known if value]


def _told(beat: Heartbeat, words: Words) -> list[tuple[str, str]]:
    clock = words.say("sure") if beat.is_clock_trusted else words.say("not sure")
    bound = f" (± {words.decimal(beat.clock_bound_ms)} ms)" if beat.clock_bound_ms is not None else ""
    armed = sum(play.stage == "armed" for play in beat.plays)
    return [
        (words.say("Clock"), f"{clock}{bound}"),
        (words.say("Plays armed"), str(armed)),
        (words.say("Clips ready"), str(len(beat.clips_ready))),
        (
            words.say("Free space"),
            f"{words.decimal(beat.free_bytes / 1e9)} GB" if beat.free_bytes is not None else "",
        ),
        (words.say("Temperature"), f"{beat.temperature_c:.0f} °C" if beat.temperature_c is not None else ""),
    ]


def summary(conditions: tuple[Condition, ...], words: Words) -> str:
    fine = sum(one.state in {PoleState.FINE, PoleState.CLIPS_MISSING} for one in conditions)
    return words.say("%(fine)s of %(all)s poles are ready", fine=fine, all=len(conditions))
