"""Wakes the amplifier before sound and lets it sleep after: a port, and a machine that does nothing.

A pole whose amplifier idles at 20 W on a battery will bring a machine of its own.
"""

from typing import Protocol


class Amplifier(Protocol):
    def wake(self) -> None: ...

    def sleep(self) -> None: ...


class AlwaysOn:
    """For an amplifier that needs no care."""

    def wake(self) -> None:
        pass

    def sleep(self) -> None:
        pass
