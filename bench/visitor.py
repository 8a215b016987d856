"""Somebody at work at the desk: one page after the other, each timed to its last byte."""

import random
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bench.busy_belt import BusyBelt
from bench.person import Answer, Person, hidden_fields

PAGES = ("today", "notices", "notice", "broadcasts", "broadcast", "poles", "wish form", "notice form")
POST = "post"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One page: how long it took, and how long after the instant at which it was due it was there."""

    kind: str
    ms: float
    due_ms: float
    is_answered: bool


class Visitor:
    """Somebody at work: one page after the other in a fixed round, with a little unrest."""

    def __init__(self, person: Person, belt: BusyBelt, seed: int) -> None:
        self._person, self._belt = person, belt
        self._chance = random.Random(seed)  # noqa: S311 - which page is next is no secret
        self._form: dict[str, str] = {}
        self.samples: list[Sample] = []

    def work(self, kinds: Sequence[str], pages: int, *, pace_seconds: float) -> None:
        begun = time.perf_counter()
        for number in range(pages):
            due = begun + (number + self._chance.uniform(0, 0.5)) * pace_seconds
            time.sleep(max(0.0, due - time.perf_counter()))  # a steady pace, whatever the desk does
            self.open(kinds[number % len(kinds)], due)

    def open(self, kind: str, due: float) -> None:
        answer = self._ask(kind)
        late_ms = (time.perf_counter() - due) * 1000
        is_answered = answer.status == (303 if kind == POST else 200)
        if not is_answered:
            print(f"{kind}: answered with {answer.status}", file=sys.stderr)
        self.samples.append(Sample(kind=kind, ms=answer.ms, due_ms=late_ms, is_answered=is_answered))
        if kind == "notice form":
            self._form = hidden_fields(answer.text)

    def _ask(self, kind: str) -> Answer:
        if kind == POST:
            number = self._chance.randrange(10**6)
            text = f"Mời bộ phận {number} đến nhận tài liệu tại cổng."
            fields = {**self._form, "text": text, "title": "", "class": "routine"}
            return self._person.send("/notices", fields)
        return self._person.get(self._path(kind))

    def _path(self, kind: str) -> str:
        pick = self._chance.choice
        paths: Mapping[str, Callable[[], str]] = {
            "today": lambda: "/",
            "notices": lambda: "/notices",
            "notice": lambda: f"/notices/{pick(self._belt.waiting + self._belt.voiced)}",
            "broadcasts": lambda: "/broadcasts",
            "broadcast": lambda: f"/broadcasts/{pick(self._belt.broadcasts)}",
            "poles": lambda: "/poles",
            "wish form": lambda: "/broadcasts/new",
            "notice form": lambda: "/notices/new",
        }
        return paths[kind]()
