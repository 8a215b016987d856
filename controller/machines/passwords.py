"""Passwords as they are kept: argon2id, by argon2-cffi."""

import secrets
import threading

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

_AT_ONCE = 2
"""Each hash takes its memory and a processor; a flood of guesses must not take them from a siren."""


class Argon2Passwords:
    """Cost by the OWASP Password Storage Cheat Sheet: argon2id, 19 MiB, 2 passes, 1 lane.

    It counts as strong as the dearer rows there; the second choice of RFC 9106 (64 MiB, 4 lanes)
    would take both processors of a small machine on which the voice speaks at the same time.
    """

    def __init__(self) -> None:
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, type=Type.ID)
        self._turns = threading.BoundedSemaphore(_AT_ONCE)
        self._nobodys = self.hash(secrets.token_urlsafe(16))

    def hash(self, password: str) -> str:
        with self._turns:
            return self._hasher.hash(_bytes(password))

    def verify(self, kept: str | None, password: str) -> bool:
        """Whether `kept` is of this password; None is measured against a hash of nobody's."""
        with self._turns:
            try:
                is_right = self._hasher.verify(kept or self._nobodys, _bytes(password))
            except (VerificationError, InvalidHashError):
                return False
        return is_right and kept is not None

    def needs_rehash(self, kept: str) -> bool:
        return self._hasher.check_needs_rehash(kept)


def _bytes(password: str) -> bytes:
    """Half characters may come from JSON; they are part of no password, and no reason to fail."""
    return password.encode(errors="surrogatepass")
