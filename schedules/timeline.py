"""What sounds at a pole when, from which offset, and why: one pure function.

The controller's preview, clash warnings and forecast, the pole and the fleet all ask it,
so a forecast is exactly what will be heard. It is a sweep over the instants at which an
answer can change, computed once per change of what was told.
"""

import heapq
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import TypeVar

from .claims import Fate, PlayClaim, Ready, Stretch
from .obstacles import Obstacles, Refusal
from .orders import OrderClaim
from .precedence import Precedence
from .quiet import QuietHours
from .vocabulary import Ending, History, Order, OrderKind, Play, PlayId, Posting, Rule, Span

Claim = PlayClaim | OrderClaim

_MARGIN = timedelta(days=1)


def timeline(
    plays: Iterable[Play], orders: Iterable[Order], posting: Posting, ready: Ready, history: History
) -> tuple[Span, ...]:
    """Return every span from `history.now` on, ascending.

    Args:
        plays: what the playlists of the pole's addresses hold; one play by two addresses counts once.
        orders: all that stand at the pole's addresses.
        posting: what the pole was told about itself; `STRICTEST` where it was told nothing.
        ready: since when each clip is verified at the pole.
        history: what has been, and the instant before which nothing can begin.

    Sounding spans never overlap; at each instant the greatest claim sounds that nothing
    refuses. A span without length seals a fate: missed, cut short, withdrawn.
    """
    known_plays = _each_once(play for play in plays if play.id not in history.ended)
    known_orders = _each_once(order for order in orders if order.id not in history.ended)
    known = {play.id for play in known_plays} | {order.id for order in known_orders}
    gone = tuple(
        _seal(play, history.now, Fate(Ending.CUT_SHORT, Refusal(Rule.WITHDRAWN)))
        for play in sorted(history.begun.keys() - known - history.ended)
    )
    sweep = _Sweep(known_plays, known_orders, posting, ready, history)
    return tuple(sorted((*gone, *sweep.run()), key=lambda span: (span.begins, span.sounds, span.id)))


class _Sweep:
    """Goes from instant to instant; `_current` is what sounds just now."""

    def __init__(
        self,
        plays: tuple[Play, ...],
        orders: tuple[Order, ...],
        posting: Posting,
        ready: Ready,
        history: History,
    ) -> None:
        self._now = history.now
        self._waiting = sorted(
            _claims(plays, orders, ready, history), key=lambda claim: claim.asks_from, reverse=True
        )
        self._active: list[Claim] = []
        self._refused: dict[PlayId, Refusal] = {}
        self._current = _sounding(self._waiting, history.now)
        last = max((history.now, *(play.last_end for play in plays), *(order.ends for order in orders)))
        quiet = QuietHours(posting, history.now - _MARGIN, last + _MARGIN)
        self._obstacles = Obstacles(orders, posting, quiet, history.heard)
        self._instants = [history.now]
        for claim in self._waiting:
            self._remember(*claim.instants())
        self._remember(*self._obstacles.edges())
        if self._current:
            self._remember(self._current[1].ends)

    def run(self) -> Iterator[Span]:
        at: datetime | None = None
        while self._instants and (self._waiting or self._active):
            previous, at = at, heapq.heappop(self._instants)
            if at != previous:
                yield from self._step(at)

    def _step(self, at: datetime) -> Iterator[Span]:
        self._activate(at)
        yield from self._complete(at)
        yield from self._give_way(at, self._best(at))
        while self._current and self._current[1].ends <= at:
            yield from self._complete(at)
            yield from self._give_way(at, self._best(at))
        yield from self._seal_fates(at)

    def _activate(self, at: datetime) -> None:
        while self._waiting and self._waiting[-1].asks_from <= at:
            self._active.append(self._waiting.pop())

    def _complete(self, at: datetime) -> Iterator[Span]:
        if self._current is None or self._current[1].ends > at:
            return
        claim, stretch = self._current
        self._current = None
        fate = claim.complete(stretch.ends)
        if fate:
            self._active.remove(claim)
        is_finished = fate is not None and fate.ending is Ending.FINISHED
        yield _span(claim, stretch, stretch.ends, Ending.FINISHED if is_finished else None)
        if fate and not is_finished:
            yield _seal(claim.id, stretch.ends, fate)

    def _best(self, at: datetime) -> tuple[Claim, Stretch] | None:
        """The greatest claim that nothing refuses; the others remember what refused them."""
        best: tuple[Claim, Stretch] | None = None
        for claim in sorted(self._active, key=self._precedence, reverse=True):
            stretch = claim.stretch(at)
            if isinstance(stretch, Stretch):
                stretch = self._allowed(claim, stretch, at)
            if isinstance(stretch, Refusal):
                self._refused[claim.id] = stretch
            elif stretch and best is None:
                best = claim, stretch
            elif stretch and best:
                self._refused[claim.id] = Refusal(Rule.OUTRANKED, best[0].id)
        return best

    def _precedence(self, claim: Claim) -> Precedence:
        sounds = self._current is not None and self._current[0] is claim
        return claim.precedence_sounding if sounds else claim.precedence

    def _allowed(self, claim: Claim, stretch: Stretch, at: datetime) -> Stretch | Refusal:
        return self._obstacles.refuse(claim.class_, claim.status, at, stretch.ends) or stretch

    def _give_way(self, at: datetime, best: tuple[Claim, Stretch] | None) -> Iterator[Span]:
        if self._current and best and self._current[0] is best[0]:
            return
        if self._current:
            claim, stretch = self._current
            self._remember(claim.cut(at, self._refused.get(claim.id, Refusal(Rule.STOPPED))))
            yield _span(claim, stretch, at, None)
        self._current = best
        if best:
            best[0].begin(best[1])
            self._remember(best[1].ends)

    def _seal_fates(self, at: datetime) -> Iterator[Span]:
        for claim in tuple(self._active):
            if self._current and self._current[0] is claim:
                continue
            if fate := claim.fate(at, self._refused.get(claim.id)):
                self._active.remove(claim)
                yield _seal(claim.id, at, fate)

    def _remember(self, *instants: datetime) -> None:
        for instant in instants:
            if instant > self._now:
                heapq.heappush(self._instants, instant)


_Told = TypeVar("_Told", Play, Order)


def _each_once(told: Iterable[_Told]) -> tuple[_Told, ...]:
    """Keep one of each id.

    Two addresses may for a moment tell it differently; which one counts is arbitrary, but fixed.
    """
    known: dict[PlayId, _Told] = {}
    for one in told:
        other = known.setdefault(one.id, one)
        if other != one:
            known[one.id] = max(one, other, key=repr)
    return tuple(known[name] for name in sorted(known))


def _sounding(claims: Iterable[Claim], now: datetime) -> tuple[Claim, Stretch] | None:
    """What already sounds at `now`; of two, which no sound pole reports, the greater."""
    sounding = sorted((claim for claim in claims if claim.sounding), key=lambda claim: claim.precedence)
    for claim in sounding[:-1]:
        claim.cut(now, Refusal(Rule.STOPPED))
    return next(((claim, claim.sounding) for claim in sounding[-1:] if claim.sounding), None)


def _claims(
    plays: tuple[Play, ...], orders: tuple[Order, ...], ready: Ready, history: History
) -> Iterator[Claim]:
    for play in plays:
        yield PlayClaim(play, ready, history.begun.get(play.id), history.now)
    for order in orders:
        if order.kind in {OrderKind.ALARM, OrderKind.ANNOUNCE}:
            yield OrderClaim(order, ready, history.begun.get(order.id), history.now)


def _span(claim: Claim, stretch: Stretch, ends: datetime, ending: Ending | None) -> Span:
    return Span(
        id=claim.id,
        begins=stretch.begins,
        ends=ends,
        rule=stretch.rule,
        clip=stretch.clip,
        offset=stretch.offset,
        ending=ending,
    )


def _seal(play: PlayId, at: datetime, fate: Fate) -> Span:
    return Span(id=play, begins=at, ends=at, rule=fate.why.rule, ending=fate.ending, by=fate.why.by)
