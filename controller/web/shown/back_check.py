"""What a machine that listened to a clip misheard, as the notice's page warns of it. It forbids nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from controller.entries import Notice, Voicing
from controller.web.words import Words

from .excerpts import after
from .notice import whole

if TYPE_CHECKING:
    from audio.hearing.back_check import BackCheck
    from audio.hearing.comparing import Misheard

_LONGEST = 80
"""Characters of a sentence by which it is known again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMisheard:
    """A place in the sentence with that `number`, counted from 1 as people do."""

    number: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBackCheck:
    """`words` tell what came of it, and `broken` why it did not run, or not to its end."""

    words: str
    broken: str
    places: tuple[ShownMisheard, ...]


def parts(notice: Notice, voicings: Sequence[Voicing], words: Words) -> dict[str, object]:
    """Return what the notice's page shows of the back-check; None where nobody listens."""
    voicing = whole(voicings)
    if voicing and voicing.clip and voicing.awaits_hearing:
        return {"back_check": _awaited(words)}
    if voicing is None or voicing.clip is None or not voicing.heard:
        return {"back_check": None}
    from audio.hearing.back_check import from_json  # noqa: PLC0415 - most sites have no recogniser

    return {"back_check": _shown(from_json(voicing.heard), notice, voicing.sections[0].first, words)}


def _awaited(words: Words) -> ShownBackCheck:
    told = words.say(
        "A machine will listen too. What it mishears is told here later; approval does not wait."
    )
    return ShownBackCheck(words=told, broken="", places=())


def _shown(check: "BackCheck", notice: Notice, first: int, words: Words) -> ShownBackCheck:
    places = tuple(
        ShownMisheard(number=first + one.sentence + 1, words=_told(one, notice, words))
        for one in check.misheard
    )
    return ShownBackCheck(
        words=_came(check, words),
        broken=_broken(check.failed, words) if check.failed else "",
        places=places,
    )


def _came(check: "BackCheck", words: Words) -> str:
    if check.misheard:
        return words.counted(
            "A machine listened too and did not hear %(n)s place as it is written",
            "A machine listened too and did not hear %(n)s places as they are written",
            len(check.misheard),
        )
    if check.failed:
        return ""
    return words.say("A machine listened too and heard every number and name as it is written.")


def _broken(why: str, words: Words) -> str:
    from audio.hearing.back_check import Unheard  # noqa: PLC0415 - as above

    match why:
        case Unheard.VOICE_GONE:
            return words.say("No machine listened: the voice that spoke the notice is not here any more.")
        case Unheard.ENDED:
            return words.say(
                "No machine listened: the one that should stopped again and again. Tell an administrator."
            )
        case _:
            return words.say(
                "The check by a machine that listens did not run, or not to its end: %(why)s", why=why
            )


def _told(one: "Misheard", notice: Notice, words: Words) -> str:
    written, heard = _short(one.span.of(notice.text)), _short(one.heard)
    if not heard:
        return words.say("“%(written)s” was not heard.", written=written)
    return words.say("“%(written)s” was heard as “%(heard)s”.", written=written, heard=heard)


def _short(text: str) -> str:
    return after(" ".join(text.split()), 0, most=_LONGEST)
