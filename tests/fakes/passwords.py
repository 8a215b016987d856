"""Passwords without the slow hash: what is kept is the password itself and the cost it was made at."""

from collections.abc import Callable


class FakePasswords:
    def __init__(self, cost: int = 1, meanwhile: Callable[[], object] = lambda: None) -> None:
        self.cost = cost
        self.verified: list[str | None] = []
        self._meanwhile = meanwhile

    def hash(self, password: str) -> str:
        self._meanwhile()
        return f"{self.cost}:{password}"

    def verify(self, kept: str | None, password: str) -> bool:
        self._meanwhile()
        self.verified.append(kept)
        return kept is not None and kept.partition(":")[2] == password

    def needs_rehash(self, kept: str) -> bool:
        return kept.partition(":")[0] != str(self.cost)
