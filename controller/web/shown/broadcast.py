"""A broadcast as pages show it: when, where, how far it has come at each pole, and what it lacks."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from controller.entries import NO_VOICE, Notice, Proof, Voicing, VoicingState, Wish
from controller.outlook.airings import Airing, AiringState, PoleProgress, Progress, Tally
from controller.outlook.lists import BroadcastLine
from controller.outlook.poles import Recall
from controller.preparation import Preparation
from controller.web.words import Words
from schedules.vocabulary import Address, BroadcastId, Class, Ending, NoticeId, Rule, Status

from . import part
from .fault import fault
from .notice import class_words
from .places import Places
from .pole import state_words as pole_state_words
from .recurrence import recurrence_words
from .state import State, Tone

_SOON_SECONDS = 3600
_OVER = frozenset({AiringState.FINISHED, AiringState.FELL_SHORT, AiringState.UNPROVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A cell of the table of stages; `at` is empty while it is not reached."""

    name: str
    at: str
    tone: Tone = Tone.GOOD
    more: str = ""


def stage_names(words: Words) -> tuple[str, ...]:
    return (
        words.say("Received"),
        words.say("Clip ready"),
        words.say("Armed"),
        words.say("Started"),
        words.say("Ended"),
    )


def tag(class_: Class, status: Status, words: Words) -> str:
    """Return what sets a broadcast apart; nothing for an ordinary one."""
    if status is Status.TEST:
        return words.say("Test play")
    if status is Status.EXERCISE:
        return words.say("Exercise")
    return class_words(class_, words) if class_ is not Class.ROUTINE else ""


def line(line: BroadcastLine, places: Places, words: Words, now: datetime) -> dict[str, object]:
    """Return a row of the list."""
    return {
        **heading(line.wish, words),
        "when": recurrence_words(line.wish.recurrence, words),
        "where": places.listed(line.wish.addresses),
        "state": _line_state(line, words, now),
    }


def _line_state(line: BroadcastLine, words: Words, now: datetime) -> State:
    recurrence = line.wish.recurrence
    if line.wish.withdrawn_at:
        return State(words=words.say("Withdrawn"), tone=Tone.OFF)
    if line.waits:
        return State(words=words.say("Waits for approval or voice"), tone=Tone.WAIT)
    if not recurrence.rule and recurrence.first.replace(tzinfo=recurrence.zone) < now:
        return State(words=words.say("Over"), tone=Tone.OFF)
    return State(words=words.say("Planned"), tone=Tone.GOOD)


def heading(wish: Wish, words: Words) -> dict[str, str]:
    return {"id": wish.id, "title": wish.title, "tag": tag(wish.class_, wish.status, words)}


def mention(wish: Wish, words: Words) -> dict[str, str]:
    """Return what another page says of it in a line."""
    when = words.say("Withdrawn") if wish.withdrawn_at else recurrence_words(wish.recurrence, words)
    return heading(wish, words) | {"when": when}


def facts(
    wish: Wish, prepared: Preparation, notices: Sequence[Notice], places: Places, words: Words
) -> list[tuple[str, str]]:
    named = [
        part.titled(*one, words) for one in zip((one.title for one in notices), prepared.parts, strict=True)
    ]
    titles = "; ".join(f"{number}. {title}" for number, title in enumerate(named, start=1))
    known = [
        (words.say("When"), recurrence_words(wish.recurrence, words)),
        (words.say("Where"), places.listed(wish.addresses)),
        (words.say("Notices in order"), titles if len(named) > 1 else ""),
        (words.say("Notice"), named[0] if len(named) == 1 else ""),
        (words.say("Length"), words.length(prepared.clip.length) if prepared.clip else ""),
        (words.say("Withdrawn"), _withdrawal(wish, words)),
    ]
    return [(key, value) for key, value in known if value]


def _withdrawal(wish: Wish, words: Words) -> str:
    if wish.withdrawn_at is None:
        return ""
    return f"{words.moment(wish.withdrawn_at)}: {wish.withdrawn_because}"


def missing(prepared: Preparation, words: Words) -> list[str]:
    """Return what has to happen before it can sound; nothing where nothing is missing."""
    if prepared.wish.withdrawn_at or prepared.broadcast():
        return []
    if prepared.has_lost_a_part:
        return [words.say("The notice was changed and its parts are gone: withdraw this and make it anew")]
    if not prepared.is_permitted:
        return [
            words.counted(
                "%(n)s notice waits for approval", "%(n)s notices wait for approval", len(prepared.unapproved)
            )
        ]
    return [_unvoiced(prepared.voicing, words)]


def _unvoiced(voicing: Voicing | None, words: Words) -> str:
    """Return why there is no clip yet."""
    if voicing and voicing.state is VoicingState.FAILED:
        if voicing.problem == NO_VOICE:
            return words.say("No voice here speaks one of its languages")
        return words.say("Could not be voiced: %(why)s", why=fault(voicing.problem, words))
    if voicing and voicing.state is VoicingState.STOPPED:
        return words.say("Voicing was stopped; go on with it on the page of the notice")
    return words.say("Being voiced; it goes to the poles by itself afterwards")


def live_parts(
    progress: Progress, prepared: Preparation, places: Places, words: Words, now: datetime
) -> dict[str, object]:
    """Return how far it has come: the occurrence nearest to now, pole by pole, and those before."""
    airing = progress.shown
    return {
        "heading": words.say("The way to the poles"),
        "state": airing_state(airing, words) if airing else _without_airing(prepared.wish, words),
        "countdown": _countdown(airing, words, now) if airing else "",
        "missing": missing(prepared, words),
        "refused": refusals(airing, {}, words) if airing else [],
        "stage_names": stage_names(words),
        "poles": [_pole(pole, places, words) for pole in progress.poles],
        "history": _history(progress, words) if prepared.wish.recurrence.rule else [],
    }


def may_withdraw(progress: Progress, wish: Wish) -> bool:
    """Whether there is anything left to take back."""
    is_over = progress.shown is None or progress.shown.state in _OVER
    return wish.withdrawn_at is None and (bool(wish.recurrence.rule) or not is_over)


def airing_state(airing: Airing, words: Words) -> State:  # noqa: PLR0911 - one line a state
    tally = airing.tally
    match airing.state:
        case AiringState.WAITING:
            return State(words=words.say("Waits"), tone=Tone.WAIT)
        case AiringState.PLANNED:
            return State(words=words.say("Planned, on its way to the poles"), tone=Tone.WAIT)
        case AiringState.ARMED:
            told = _of(words.say("Armed at %(some)s of %(all)s poles"), tally.armed, airing.poles)
            return State(words=told, tone=Tone.GOOD if tally.armed >= airing.poles else Tone.WAIT)
        case AiringState.SOUNDING:
            told = _of(words.say("Sounding at %(some)s of %(all)s poles"), tally.sounding, airing.poles)
            return State(words=told, tone=Tone.BUSY)
        case AiringState.FINISHED:
            told = _of(words.say("Finished at %(some)s of %(all)s poles"), tally.finished, airing.poles)
            return State(words=told, tone=Tone.GOOD if tally.finished >= airing.poles else Tone.WAIT)
        case AiringState.FELL_SHORT:
            return State(words=_short(tally, airing.poles, words), tone=Tone.BAD)
        case AiringState.UNPROVED:
            return State(words=words.say("No pole has told of it"), tone=Tone.BAD)
        case AiringState.WITHDRAWN:
            return State(words=words.say("Withdrawn"), tone=Tone.OFF)
        case AiringState.WILL_NOT_SOUND:
            return State(words=words.say("Will not sound"), tone=Tone.BAD)


def refusals(airing: Airing, titles: Mapping[BroadcastId, str], words: Words) -> list[str]:
    return [
        words.counted(
            "%(why)s (%(n)s pole)",
            "%(why)s (%(n)s poles)",
            refused.poles,
            why=rule_words(refused.rule, words) + _by(refused.by, titles),
        )
        for refused in airing.refused
    ]


def rule_words(rule: Rule | None, words: Words) -> str:
    """Return why something does not sound, or not as planned."""
    known = {
        Rule.OUTRANKED: words.say("Something more important has the poles then"),
        Rule.QUIET_WINDOW: words.say("It would reach into quiet hours"),
        Rule.HELD: words.say("Silence was ordered"),
        Rule.LOCKED_OUT: words.say("Locked: somebody works at the horn"),
        Rule.CLIP_NOT_READY: words.say("The clip had not arrived"),
        Rule.EXPIRED: words.say("It was no longer valid"),
        Rule.NOT_HEARD: words.say("A test sounds only where the controller was heard lately"),
        Rule.TOO_LATE: words.say("The pole was away at the time"),
        Rule.STOPPED: words.say("The pole stopped while it sounded"),
        Rule.WITHDRAWN: words.say("Withdrawn"),
    }
    return known.get(rule, "") if rule else ""


def withdrawal_parts(recall: Recall, places: Places, words: Words, now: datetime) -> dict[str, object]:
    """Return what a withdrawal will do, and where it may come too late."""
    away = recall.out_of_touch
    at = min((held.first for held in away), default=recall.next)
    return {
        "effect": words.say("It stops at once where it sounds, and will not sound again."),
        "out_of_touch": words.counted(
            "%(n)s pole is out of touch and will still sound it at %(at)s unless it hears of this before.",
            "%(n)s poles are out of touch and will still sound it at %(at)s unless they hear of this before.",
            len(away),
            at=words.near(at, now) if at else "",
        )
        if away
        else "",
        "out_of_touch_poles": [places.name(Address(held.pole)) for held in away],
    }


def _without_airing(wish: Wish, words: Words) -> State:
    if wish.withdrawn_at:
        return State(words=words.say("Withdrawn"), tone=Tone.OFF)
    return State(words=words.say("Over"), tone=Tone.OFF)


def _countdown(airing: Airing, words: Words, now: datetime) -> str:
    ahead = (airing.starts - now).total_seconds()
    at = words.near(airing.starts, now)
    if 0 < ahead < _SOON_SECONDS:
        return words.say("sounds at %(at)s, in %(length)s", at=at, length=words.length(airing.starts - now))
    return words.say("sounds at %(at)s", at=at) if ahead > 0 else at


def _history(progress: Progress, words: Words) -> list[dict[str, object]]:
    shown = progress.shown.play if progress.shown else None
    return [
        {"when": words.moment(one.starts), "state": airing_state(one, words)}
        for one in progress.history
        if one.play != shown
    ]


def _pole(progress: PoleProgress, places: Places, words: Words) -> dict[str, object]:
    return {
        "id": progress.pole,
        "name": places.name(Address(progress.pole)),
        "trouble": pole_state_words(progress.state, words),
        "stages": _stages(progress.proof, words),
    }


def _stages(proof: Proof | None, words: Words) -> list[Stage]:
    names = stage_names(words)
    if proof is None:
        return [Stage(name=name, at="") for name in names]
    reached = (proof.received, proof.clip_ready, proof.armed, proof.started)
    stages = [
        Stage(name=name, at=words.clock_to_second(at) if at else "")
        for name, at in zip(names, reached, strict=False)
    ]
    return [*stages, _ending(proof, names[-1], words)]


def _ending(proof: Proof, name: str, words: Words) -> Stage:
    if proof.ended is None or proof.ending is None:
        return Stage(name=name, at="")
    at = words.clock_to_second(proof.ended)
    if proof.ending is Ending.FINISHED:
        return Stage(name=name, at=at, more=words.say("finished"))
    told = {
        Ending.CUT_SHORT: words.say("cut short"),
        Ending.MISSED: words.say("missed"),
        Ending.FAILED: words.say("failed"),
    }[proof.ending]
    why = rule_words(proof.rule, words)
    return Stage(name=name, at=at, tone=Tone.BAD, more=f"{told}: {why}" if why else told)


def _short(tally: Tally, poles: int, words: Words) -> str:
    fell = tally.cut_short + tally.missed + tally.failed
    return words.say(
        "Finished at %(some)s of %(all)s poles, not at %(fell)s",
        some=tally.finished,
        all=poles,
        fell=fell,
    )


def _of(told: str, some: int, every: int) -> str:
    return told % {"some": some, "all": every}


def _by(broadcast: BroadcastId | None, titles: Mapping[BroadcastId, str]) -> str:
    return f": {titles[broadcast]}" if broadcast and broadcast in titles else ""


def approve_words(unapproved: Collection[NoticeId], words: Words) -> str:
    return words.counted(
        "Approve it and send it to the poles", "Approve all %(n)s and send them to the poles", len(unapproved)
    )
