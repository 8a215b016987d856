"""A notice in all its languages side by side, for whoever approves them."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from audio.language import SpokenLanguage
from audio.reading.written import from_json
from controller.entries import Notice, Voicing
from controller.flow.doubts import open_doubts
from controller.flow.editions import edition
from controller.web.words import Words

from .language import language_words
from .notice import ShownClip, can_be_heard, clip, covered, problem, state, whole
from .state import State


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownVersion:
    """One language: its state, what will be said, and whether it may be approved as it stands."""

    id: str
    title: str
    language: SpokenLanguage
    language_words: str
    is_this: bool
    state: State
    problem: str
    clip: ShownClip | None
    spoken: tuple[str, ...]
    doubts_words: str
    covered: str
    may_approve: bool
    edition: str


def parts(
    versions: Sequence[tuple[Notice, Sequence[Voicing]]], this: Notice, words: Words
) -> dict[str, object]:
    """Return what the page of one of them shows of all; nothing side by side where it is alone."""
    shown = [_shown(notice, voicings, this, words) for notice, voicings in versions]
    waiting = [one for one, (notice, _) in zip(shown, versions, strict=True) if not notice.approved_at]
    first = versions[0][0]
    languages = {notice.language for notice, _ in versions}
    return {
        "versions": shown if len(shown) > 1 else [],
        "waiting_versions": waiting if len(waiting) > 1 and all(one.may_approve for one in waiting) else [],
        "add_version": f"/notices/new?version_of={first.id}" if languages < set(SpokenLanguage) else "",
        "in_sequence": _in_sequence(versions),
        "reading_language": this.language,
    }


def _in_sequence(versions: Sequence[tuple[Notice, Sequence[Voicing]]]) -> str:
    """Return where a broadcast of all that can be heard begins, one language after the other."""
    heard = [("notice", notice.id) for notice, voicings in versions if can_be_heard(voicings)]
    return f"/broadcasts/new?{urlencode(heard)}" if len(heard) > 1 else ""


def _shown(notice: Notice, voicings: Sequence[Voicing], this: Notice, words: Words) -> ShownVersion:
    voicing = whole(voicings)
    reading = from_json(notice.reading) if notice.reading else None
    grave = sum(doubt.is_grave for doubt in open_doubts(notice) if not notice.approved_at)
    return ShownVersion(
        id=notice.id,
        title=notice.title,
        language=notice.language,
        language_words=language_words(notice.language, words),
        is_this=notice.id == this.id,
        state=state(notice, voicing.state if voicing else None, words),
        problem=problem(notice, voicing, words),
        clip=clip(voicing, words),
        spoken=tuple(sentence.spoken for sentence in reading.sentences) if reading else (),
        doubts_words=words.counted("%(n)s place to decide first", "%(n)s places to decide first", grave)
        if grave
        else "",
        covered=covered(notice, voicing, words),
        may_approve=can_be_heard(voicings) and not notice.approved_at and not grave,
        edition=edition(notice),
    )
