import pytest

from controller.errors import WrongInputError
from controller.flow.address_names import name_address, names
from tests.controller.flow.door import Door
from wire.errors import TopicError


def test_staff_call_an_address_by_the_name_it_was_given(door: Door) -> None:
    name_address(door.ledger, "a-cong-1", "  Cổng 1 ")

    with door.ledger.reading() as unit:
        assert names(unit) == {"a-cong-1": "Cổng 1"}


def test_only_an_address_gets_a_name_and_only_one_that_can_be_read(door: Door) -> None:
    with pytest.raises(TopicError):
        name_address(door.ledger, "Cổng 1", "Cổng 1")
    with pytest.raises(WrongInputError):
        name_address(door.ledger, "a-cong-1", "")
