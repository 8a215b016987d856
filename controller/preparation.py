"""What a broadcast still lacks before it can be planned, and whose clip it will sound.

The rules stand here once; the store fills in what they ask about, for the planner, pages and the flow.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from controller.entries import Voicing, VoicingState, Wish
from schedules.broadcast import Broadcast
from schedules.vocabulary import Clip, NoticeId, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """How far a broadcast has come. `parts` are the voicings of its items, in order.

    A part is None where its notice is not read yet.
    """

    wish: Wish
    unapproved: frozenset[NoticeId]
    parts: tuple[Voicing | None, ...]
    own: Voicing | None
    """The voicing made for this broadcast alone; None where none was asked for."""

    @property
    def is_permitted(self) -> bool:
        """Whether it may be heard: every notice is approved, or only one pole tries it out."""
        return not self.unapproved or is_tried_out(self.wish)

    @property
    def lacks_own_clip(self) -> bool:
        """Whether its own clip is to be asked for now: all it says is read, and may be heard."""
        is_read = None not in self.parts
        return self.own is None and not self._borrows and is_read and self.is_permitted

    @property
    def has_lost_a_part(self) -> bool:
        """Whether it names a part that is gone: its notice was changed meanwhile."""
        return any(part and voicing is None for (_, part), voicing in self._items)

    @property
    def sentences(self) -> int:
        """How many sentences it says in all, as far as they are read."""
        return sum(part.sentences for part in self.parts if part)

    @property
    def voicing(self) -> Voicing | None:
        """Whose clip it sounds, its own or that of its only notice; None where none is asked for yet."""
        return self.parts[0] if self._borrows else self.own

    @property
    def clip(self) -> Clip | None:
        """What will sound; None until it is voiced."""
        voicing = self.voicing
        return voicing.clip if voicing and voicing.state is VoicingState.READY else None

    def broadcast(self) -> Broadcast | None:
        """What the planner may plan; None while something is missing."""
        if self.clip is None or not self.is_permitted:
            return None
        notice, part = self.wish.items[0] if len(self.wish.items) == 1 else (None, 0)
        return Broadcast(
            id=self.wish.id,
            clip=self.clip,
            notice=notice,
            part=part,
            addresses=self.wish.addresses,
            recurrence=self.wish.recurrence,
            class_=self.wish.class_,
            status=self.wish.status,
            rank=self.wish.rank,
            grace=self.wish.grace,
            valid_until=self.wish.valid_until,
            on_interrupt=self.wish.on_interrupt,
        )

    def waits_for(self) -> Iterator[str]:
        """Say what has to happen before it can be planned; nothing, where it is withdrawn."""
        if self.wish.withdrawn_at is not None:
            return
        unapproved = frozenset[NoticeId]() if self.is_permitted else self.unapproved
        for (notice, part), voicing in dict(self._items).items():
            if notice in unapproved:
                yield f"notice {notice} is not approved"
            if voicing is None or self._borrows:
                gone = "gone since the notice was changed" if part and voicing is None else ""
                yield from _lacks(f"notice {notice}, part {part}", voicing, gone)
        if not self._borrows:
            yield from _lacks("the broadcast", self.own)

    @property
    def _items(self) -> Iterator[tuple[tuple[NoticeId, int], Voicing | None]]:
        return zip(self.wish.items, self.parts, strict=True)

    @property
    def _borrows(self) -> bool:
        """One item of the broadcast's class has the tones and words that it needs already."""
        if len(self.parts) != 1:
            return False
        [part] = self.parts
        return part is None or part.class_ is self.wish.class_


def is_tried_out(wish: Wish) -> bool:
    """Whether it is a test at one single pole. Only there may sound what nobody approved."""
    return (
        wish.status is Status.TEST
        and len(wish.addresses) == 1
        and all(address.startswith("p-") for address in wish.addresses)
    )


def _lacks(what: str, voicing: Voicing | None, why: str = "") -> Iterator[str]:
    if voicing is None or voicing.state is not VoicingState.READY:
        yield f"{what}: {(voicing and voicing.problem) or why or 'not voiced yet'}"
