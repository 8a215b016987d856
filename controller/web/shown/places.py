"""Poles, areas, groups and zones by the names that staff gave them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from controller.web.words import Words
from schedules.vocabulary import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Addresses of one kind, as choices of a form: (address, name, hint)."""

    words: str
    choices: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Places:
    """The names of addresses. One without a name is called by its id."""

    names: Mapping[Address, str]

    def name(self, address: Address) -> str:
        return self.names.get(address, address)

    def listed(self, addresses: Iterable[Address]) -> str:
        return ", ".join(self.name(address) for address in sorted(addresses, key=_broadest_first))


def kind_words(address: Address, words: Words) -> str:
    match address[0]:
        case "z":
            return words.say("Zone")
        case "a":
            return words.say("Area")
        case "g":
            return words.say("Group")
        case _:
            return words.say("Pole")


def kinds(addresses: Iterable[Address], places: Places, words: Words) -> tuple[Kind, ...]:
    """Return the choices of where to sound, the broadest kind first; kinds without addresses are left out."""
    by_kind: dict[str, list[Address]] = {}
    for address in sorted(addresses, key=_broadest_first):
        by_kind.setdefault(address[0], []).append(address)
    named = {
        "z": words.say("The whole zone"),
        "a": words.say("Areas"),
        "g": words.say("Groups"),
        "p": words.say("Single poles"),
    }
    return tuple(
        Kind(
            words=named[kind],
            choices=tuple((one, places.name(one), "") for one in found),
        )
        for kind, found in by_kind.items()
    )


def _broadest_first(address: Address) -> tuple[int, str]:
    return "zagp".index(address[0]), address


def naming(addresses: Iterable[Address], places: Places, words: Words) -> list[dict[str, str]]:
    """Return a row per address for the form in which staff name them."""
    return [
        {"id": one, "kind": kind_words(one, words), "name": places.names.get(one, "")}
        for one in sorted(addresses, key=_broadest_first)
    ]
