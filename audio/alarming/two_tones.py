"""Do two pitches sound in turn, over and over, as hi-lo sirens do?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from audio.alarming.partials import Figures, Grain, Look, looks

_NOTES = Grain(window=1024, hop=128)
_SAME_SEMITONES = 0.7
_NOTE_LOOKS = 7
"""About 60 ms: what is shorter is no note."""
_NOTE_SECONDS = (0.06, 1.3)
_APART_SEMITONES = (2.5, 16.0)
"""Nearer it is a trill."""
_BETWEEN_SECONDS = 0.2
_TURNS, _TURNS_BLOWN = 6, 4
"""So many notes in turn; fewer are enough where they are blown and not struck."""
_EVEN = 1.8
"""The longest of the high notes, and of the low ones, is at most so many times the shortest."""
_OCTAVE = (11.0, 13.0)
_STRUCK_DB = 5.0
"""What is struck has lost so much at the end of its note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Note:
    """Looks in a row at one pitch."""

    first: int
    looks: tuple[Look, ...]
    semitones: float

    @property
    def end(self) -> int:
        return self.first + len(self.looks)

    @property
    def seconds(self) -> float:
        return len(self.looks) * _NOTES.hop_seconds

    @property
    def is_struck(self) -> bool:
        levels_db = [look.level_db for look in self.looks]
        return float(np.mean(levels_db[2:5]) - np.mean(levels_db[-5:-2])) >= _STRUCK_DB

    def is_at(self, semitones: float) -> bool:
        return abs(self.semitones - semitones) < _SAME_SEMITONES

    def also_holds(self, semitones: float) -> bool:
        """Whether another pitch sounds in it, as where partials of one note take turns to be strongest."""
        later = self.looks[len(self.looks) // 2 :]
        return sum(look.holds(semitones, within=_SAME_SEMITONES) for look in later) > 0.3 * len(later)


def is_two_tone(samples: Figures) -> bool:
    """Tell it of samples at `audio.alarming.partials.RATE`."""
    seen = looks(samples, _NOTES)
    notes = _joined(list(_notes(seen)), seen)
    return any(_is_siren(_in_turn(notes[begin:])) for begin in range(len(notes)))


def _is_siren(notes: Sequence[_Note]) -> bool:
    """Whether notes in turn are as many and as even as a siren's; the first or last may be cut off."""
    return any(_are_enough(some) and _are_even(some) for some in (notes, notes[:-1], notes[1:]))


def _are_even(notes: Sequence[_Note]) -> bool:
    each = ([note.seconds for note in notes[turn::2]] for turn in (0, 1))
    return all(max(seconds) <= _EVEN * min(seconds) for seconds in each)


def _are_enough(notes: Sequence[_Note]) -> bool:
    is_blown = 2 * sum(note.is_struck for note in notes) < len(notes)
    return len(notes) >= (_TURNS_BLOWN if is_blown else _TURNS)


def _notes(seen: Sequence[Look]) -> Iterator[_Note]:
    begin = 0
    while begin < len(seen):
        pitch = seen[begin].lowest
        end = begin + 1
        while end < len(seen) and abs(seen[end].lowest - pitch) < _SAME_SEMITONES:
            end += 1
        if end - begin >= _NOTE_LOOKS:
            middle = float(np.median([look.lowest for look in seen[begin:end]]))
            yield _Note(first=begin, looks=tuple(seen[begin:end]), semitones=middle)
        begin = end


def _joined(notes: Sequence[_Note], seen: Sequence[Look]) -> list[_Note]:
    """Make one of notes at one pitch with hardly anything between them, where a room or noise broke them."""
    joined: list[_Note] = []
    for note in notes:
        last = joined[-1] if joined else None
        if last and last.is_at(note.semitones) and note.first - last.end < _NOTE_LOOKS:
            whole = tuple(seen[last.first : note.end])
            joined[-1] = _Note(first=last.first, looks=whole, semitones=last.semitones)
        else:
            joined.append(note)
    return joined


def _in_turn(notes: Sequence[_Note]) -> Sequence[_Note]:
    """Return how many notes from the first on go to and fro between two pitches."""
    count = 1
    while count < len(notes) and _answers(notes[count - 1], notes[count]):
        if count > 1 and not notes[count].is_at(notes[count - 2].semitones):
            break
        count += 1
    shortest, longest = _NOTE_SECONDS
    return [note for note in notes[:count] if shortest <= note.seconds <= longest]


def _answers(first: _Note, second: _Note) -> bool:
    """Whether the second follows at another pitch, and is not one sound with it; a room may ring on."""
    least, most = _APART_SEMITONES
    return (
        (second.first - first.end) * _NOTES.hop_seconds <= _BETWEEN_SECONDS
        and least <= abs(second.semitones - first.semitones) <= most
        and not _are_one_sound(first, second)
    )


def _are_one_sound(first: _Note, second: _Note) -> bool:
    """Whether two partials of a note take turns to be strongest; octaves do so most, and a room rings on."""
    holds = first.also_holds(second.semitones), second.also_holds(first.semitones)
    least, most = _OCTAVE
    return any(holds) if least <= abs(second.semitones - first.semitones) <= most else all(holds)
