"""What a reading rule is, and how rules share a text.

Rules come in a fixed order. Each claims places that no earlier rule has claimed; a claimed place
is masked, so a later rule can neither see nor break it. Every rule passes over the text once.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from audio.reading.lexicon import Lexicon
from audio.reading.values import Pause, Stake, Why

MASK = "\ue000"
"""Stands for each character of a claimed place. Plain text never holds it."""


FIGURES = re.compile("[0-9]+")
"""Where a rule about figures may begin: at the first of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsure:
    """What a rule says where it may be wrong; `others` are what else may be meant."""

    said: str
    others: tuple[str, ...] = ()
    stake: Stake
    why: Why = Why.TWO_READINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A rule's word on the characters `start` to `end`: they are `said` so, or silent if it is empty.

    Where the rule is `unsure`, it says why.
    """

    start: int
    end: int
    said: str
    rule: str
    pause: Pause = Pause.NONE
    unsure: Unsure | None = None

    @classmethod
    def of(cls, start: int, end: int, said: "Said", *, rule: str, pause: Pause = Pause.NONE) -> "Claim":
        if isinstance(said, str):
            return cls(start=start, end=end, said=said, rule=rule, pause=pause)
        return cls(start=start, end=end, said=said.said, rule=rule, pause=pause, unsure=said)


class Rule(Protocol):
    """Something that knows how one kind of writing is said."""

    @property
    def name(self) -> str: ...

    def claims(self, text: str, lexicon: Lexicon) -> Iterator[Claim]:
        """Give claims from left to right that do not overlap, in time proportional to the text."""


Said = str | Unsure
Say = Callable[[re.Match[str], Lexicon], Said | None]
"""What a match is said like; "" keeps it silent, None leaves it to later rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A rule that is a regular expression. Where it has a group `said`, only that is claimed.

    The expression must not scan without bound from each start: it would take quadratic time.
    With `at` it is tried only where that begins, which is much faster than everywhere.
    """

    name: str
    pattern: re.Pattern[str]
    say: Say
    pause: Pause = Pause.NONE
    at: re.Pattern[str] | None = None

    def claims(self, text: str, lexicon: Lexicon) -> Iterator[Claim]:
        group: str | int = "said" if "said" in self.pattern.groupindex else 0
        for match in matches(self.pattern, text, at=self.at):
            said = self.say(match, lexicon)
            if said is not None:
                start, end = match.span(group)
                yield Claim.of(start, end, said, rule=self.name, pause=self.pause)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A rule for members of a list, each said by itself: the group `said` of `pattern`, piece by piece."""

    name: str
    pattern: re.Pattern[str]
    piece: re.Pattern[str]
    say: Callable[[re.Match[str]], str]

    def claims(self, text: str, lexicon: Lexicon) -> Iterator[Claim]:  # noqa: ARG002 - needs none
        for found in self.pattern.finditer(text):
            for piece in self.piece.finditer(text, *found.span("said")):
                yield Claim(start=piece.start(), end=piece.end(), said=self.say(piece), rule=self.name)


def matches(pattern: re.Pattern[str], text: str, *, at: re.Pattern[str] | None) -> Iterator[re.Match[str]]:
    """Give what `pattern` finds from left to right, trying only where `at` begins."""
    if at is None:
        yield from pattern.finditer(text)
        return
    end = 0
    for start in at.finditer(text):
        match = pattern.match(text, start.start()) if start.start() >= end else None
        if match:
            end = match.end()
            yield match


def rule(
    name: str,
    pattern: str,
    say: Say | str,
    *,
    pause: Pause = Pause.NONE,
    at: re.Pattern[str] | None = None,
) -> Pattern:
    """Make a rule from an expression and either the words or a function that finds them."""
    words = (lambda _match, _lexicon: say) if isinstance(say, str) else say
    return Pattern(name=name, pattern=re.compile(pattern), say=words, pause=pause, at=at)


def claimed(text: str, *, rules: Iterable[Rule], lexicon: Lexicon) -> tuple[str, Sequence[Claim]]:
    """Let each rule in its turn claim; return the text with claims masked, and the claims in order."""
    claims: list[Claim] = []
    for each in rules:
        fresh = list(each.claims(text, lexicon))
        if fresh:
            text = _masked(text, fresh)
            claims += fresh
    return text, sorted(claims, key=lambda claim: claim.start)


def _masked(text: str, claims: Iterable[Claim]) -> str:
    pieces: list[str] = []
    at = 0
    for claim in claims:
        pieces += text[at : claim.start], MASK * (claim.end - claim.start)
        at = claim.end
    pieces.append(text[at:])
    return "".join(pieces)
