"""What staff call the addresses: "Cổng 1" instead of `a-cong-1`."""

from controller.ports import Ledger, Unit
from schedules.vocabulary import Address
from wire.topics import address as checked

from .credentials import shown_name


def name_address(ledger: Ledger, address: str, name: str) -> None:
    """Say what staff call a zone, an area, a group or a pole. The last name given holds.

    Raises:
        TopicError: this is no address.
        WrongInputError: the name is empty, too long, or cannot be seen.
    """
    named, shown = checked(address), shown_name(name, "name")
    with ledger.writing() as unit:
        unit.address_names.put(named, shown)


def names(unit: Unit) -> dict[Address, str]:
    """Return the name of each address that has one."""
    return unit.address_names.all()
