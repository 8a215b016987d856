"""The headline and the parts of a notice, as its page divides it and as broadcasts name them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from controller.entries import Notice, Section, Voicing, VoicingState
from controller.flow.parts import Divided, Piece, divided
from controller.web.words import Words

from .listening import Listening, listening
from .notice import voicing_problem, voicing_state, whole
from .state import State

_FIRST_WORDS = 70
"""Characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceLine:
    """A row of the division. `place` names the piece as the flow counts it.

    `number` is its part number, 0 until it was asked for; `clip` is None until it can be heard.
    """

    place: int
    name: str
    begins: str
    length: str
    number: int
    state: State | None
    clip: Listening | None
    problem: str


def parts(notice: Notice, voicings: Sequence[Voicing], words: Words) -> dict[str, object]:
    """Return what the notice's page shows of its division; no pieces before it is to be heard."""
    division = divided(notice) if whole(voicings) else Divided(length=timedelta(0), pieces=())
    lines = [
        _line(place, piece, notice, _asked(piece.section, voicings), words)
        for place, piece in enumerate(division.pieces)
    ]
    return {
        "pieces": lines,
        "division": _summary(division, words),
        "has_parts": any(piece.section.of for piece in division.pieces),
        "may_voice_parts": any(not line.number for line in lines),
    }


def name(section: Section, words: Words) -> str:
    """Return what a piece is called: "part 2 of 3"."""
    if section.of:
        return words.say("part %(nth)s of %(of)s", nth=section.nth, of=section.of)
    return words.say("headline")


def titled(title: str, voicing: Voicing | None, words: Words) -> str:
    """Return the title of a notice with the piece of it that a voicing says."""
    if voicing is None or not voicing.part:
        return title
    return f"{title} – {name(voicing.sections[0], words)}"


def choice(title: str, voicing: Voicing, words: Words) -> str:
    """Return a piece as a choice of a list says it, with its length once that is known."""
    named = titled(title, voicing, words)
    return f"{named} ({words.length(voicing.clip.length)})" if voicing.clip else named


def _asked(section: Section, voicings: Sequence[Voicing]) -> Voicing | None:
    return next((one for one in voicings if one.part and one.sections == (section,)), None)


def _line(place: int, piece: Piece, notice: Notice, voicing: Voicing | None, words: Words) -> PieceLine:
    is_ready = voicing is not None and voicing.state is VoicingState.READY
    return PieceLine(
        place=place,
        name=_capital(name(piece.section, words)),
        begins=_first_words(piece.span.of(notice.text)),
        length=words.length(piece.length),
        number=voicing.part if voicing else 0,
        state=voicing_state(voicing.state, words) if voicing and not is_ready else None,
        clip=listening(voicing),
        problem=voicing_problem(voicing, notice.language, words) if voicing else "",
    )


def _summary(division: Divided, words: Words) -> str:
    """Return like "Whole notice 5 minutes 12 seconds; headline 17 seconds; 4 parts"."""
    told = [words.say("Whole notice %(length)s", length=words.length(division.length))]
    headline = next((piece for piece in division.pieces if not piece.section.of), None)
    if headline:
        told.append(words.say("headline %(length)s", length=words.length(headline.length)))
    count = sum(1 for piece in division.pieces if piece.section.of)
    return "; ".join([*told, *([words.counted("%(n)s part", "%(n)s parts", count)] if count else [])])


def _first_words(text: str) -> str:
    line = " ".join(text[: 4 * _FIRST_WORDS].split())
    return (
        line if len(line) <= _FIRST_WORDS else line[:_FIRST_WORDS].rsplit(" ", 1)[0].rstrip(" ,;:.-–") + "…"
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
