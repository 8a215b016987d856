"""Sentences of a notice as people recorded them: added, taken back, and that undone, until it is approved.

Recordings are known by the words that they say. So those of unchanged sentences outlive a change of the
text, and a sentence that was changed is the only one to be recorded anew.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from audio.reading.written import from_json
from audio.span import SourceSpan
from controller.entries import Notice, Recorded, RecordingLine
from controller.errors import NotFoundError
from controller.ports import Ledger, Unit
from schedules.vocabulary import NoticeId

from .cues import cue_words
from .editions import edition, refuse_unless_open
from .recasting import recast


@dataclass(frozen=True, slots=True, kw_only=True)
class Recordable:
    """A sentence to be recorded, and what stands of it."""

    words: str
    span: SourceSpan | None
    """Its place in the text; None for a cue, which stands in none."""
    standing: RecordingLine | None

    @property
    def key(self) -> str:
        """Name it in an address or a form; other words have another key."""
        return hashlib.sha256(self.words.encode()).hexdigest()[:16]


def recordables(unit: Unit, notice: Notice) -> tuple[Recordable, ...]:
    """Return what a person says of a notice: its sentences in order, then the cues of the parts it has.

    A part is spoken by the human voice only where its cue is recorded too.
    """
    if notice.reading is None:
        return ()
    standing = {line.words: line for line in unit.recordings.standing(notice.id)}
    return tuple(
        Recordable(words=words, span=span, standing=standing.get(words))
        for words, span in (*_sentences(notice), *dict.fromkeys(_cues(unit, notice)))
    )


def record(
    ledger: Ledger, name: NoticeId, recorded: Sequence[Recorded], *, speaker: str, by: str, now: datetime
) -> int:
    """Let recordings stand for their sentences, and have the notice voiced anew; return how many stand.

    Those of sentences that were changed meanwhile are left out.

    Raises:
        NotFoundError: there is no such notice.
        AlreadyDoneError: it is approved.
    """
    with ledger.writing() as unit:
        notice = _open(unit, name)
        asked = {one.words for one in recordables(unit, notice)}
        lasting = {one.words: one for one in recorded if one.words in asked}
        for words, one in lasting.items():
            unit.recordings.add(
                RecordingLine(notice=name, words=words, recorded=one, speaker=speaker, at=now, by=by)
            )
        if lasting:
            recast(unit, notice)
    return len(lasting)


def take_back(ledger: Ledger, name: NoticeId, words: str | None = None, *, by: str, now: datetime) -> None:
    """Let a recording stand no longer, or none of the notice where no words are named.

    Raises:
        NotFoundError: there is no such notice, or nothing recorded of it.
        AlreadyDoneError: it is approved.
    """
    with ledger.writing() as unit:
        notice = _open(unit, name)
        standing = [line for line in unit.recordings.standing(name) if words in {None, line.words}]
        if not standing:
            raise NotFoundError(f"nothing of {name} is recorded")
        _change(unit, notice, {line.words: None for line in standing}, by=by, now=now)


def undo(ledger: Ledger, name: NoticeId, *, by: str, now: datetime) -> None:
    """Let what stood before the last change of the recordings stand again.

    Raises:
        NotFoundError: there is no such notice, or nothing was ever recorded of it.
        AlreadyDoneError: it is approved.
    """
    with ledger.writing() as unit:
        notice = _open(unit, name)
        lines = unit.recordings.lines(name)
        if not lines:
            raise NotFoundError(f"nothing of {name} was recorded")
        _change(unit, notice, _before_last_change(lines), by=by, now=now)


def _open(unit: Unit, name: NoticeId) -> Notice:
    """Return a notice that may change, whichever edition was seen: recordings name their own words."""
    notice = unit.notices.get_to_change(name)
    refuse_unless_open(notice, seen=edition(notice))
    return notice


def _sentences(notice: Notice) -> Iterator[tuple[str, SourceSpan | None]]:
    for sentence in from_json(notice.reading or "").sentences:
        yield sentence.spoken, sentence.span


def _cues(unit: Unit, notice: Notice) -> Iterator[tuple[str, SourceSpan | None]]:
    for voicing in unit.voicings.of_notice(notice.id):
        for section in voicing.sections:
            if words := cue_words(section, notice.language):
                yield words, None


def _before_last_change(lines: Sequence[RecordingLine]) -> dict[str, RecordingLine | None]:
    """Return what stood of each sentence that the last change was about; `lines` are newest first."""
    changed = list(takewhile(lambda line: line.at == lines[0].at, lines))
    before = lines[len(changed) :]
    return {line.words: next((one for one in before if one.words == line.words), None) for line in changed}


def _change(
    unit: Unit, notice: Notice, lines: Mapping[str, RecordingLine | None], *, by: str, now: datetime
) -> None:
    for words, line in lines.items():
        unit.recordings.add(
            RecordingLine(
                notice=notice.id,
                words=words,
                recorded=line.recorded if line else None,
                speaker=line.speaker if line else "",
                at=now,
                by=by,
            )
        )
    recast(unit, notice)
