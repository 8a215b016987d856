"""How often somebody may guess a password, counted for the person guessed at and for the remote address."""

import threading
from collections import deque
from dataclasses import replace
from datetime import datetime, timedelta

from controller.entries import PersonId
from controller.errors import ShutOutError
from controller.ports import Ledger

FREE_GUESSES = 5
_FIRST_SHUT = timedelta(minutes=1)
_LONGEST_SHUT = timedelta(minutes=15)
_MOST_REMOTES = 10_000


def shut_for(failures: int) -> timedelta:
    """Return how long nothing is looked at after so many wrong guesses: from the fifth, doubling."""
    if failures < FREE_GUESSES:
        return timedelta()
    doublings = min(failures - FREE_GUESSES, 10)
    return min(_LONGEST_SHUT, _FIRST_SHUT * (1 << doublings))


def count_guess(ledger: Ledger, person: PersonId, now: datetime) -> None:
    """Count a guess before it is looked at; a right one is forgiven afterwards.

    So a hundred guesses sent at once are a hundred, and not one, when the fifth is judged.

    Raises:
        ShutOutError: there were too many; this one is not looked at and not counted.
    """
    with ledger.writing() as unit:
        guessed_at = unit.people.get_to_change(person)
        if guessed_at.shut_until and now < guessed_at.shut_until:
            raise ShutOutError(guessed_at.shut_until)
        failures = guessed_at.failures + 1
        shut_until = now + shut_for(failures) if failures >= FREE_GUESSES else None
        unit.people.keep(replace(guessed_at, failures=failures, shut_until=shut_until))


class RemoteGuesses:
    """Wrong guesses by remote address, in memory: whoever tries many names is slowed down too.

    Threads may share it. A site behind a proxy that hides addresses has one limit for all.
    """

    def __init__(self, most: int = 30, within: timedelta = timedelta(minutes=10)) -> None:
        self._most = most
        self._within = within
        self._failures: dict[str, deque[datetime]] = {}
        self._lock = threading.Lock()

    def check(self, remote: str, now: datetime) -> None:
        """Raise `ShutOutError` where too many wrong guesses came from there lately."""
        with self._lock:
            recent = self._recent(remote, now)
            if len(recent) >= self._most:
                raise ShutOutError(recent[0] + self._within)

    def note(self, remote: str, now: datetime) -> None:
        """Count a wrong guess."""
        with self._lock:
            recent = self._recent(remote, now)
            recent.append(now)
            self._failures.pop(remote, None)
            self._failures[remote] = recent
            if len(self._failures) > _MOST_REMOTES:
                del self._failures[next(iter(self._failures))]

    def _recent(self, remote: str, now: datetime) -> deque[datetime]:
        failures = self._failures.get(remote, ())
        return deque((at for at in failures if now - at < self._within), maxlen=self._most)
