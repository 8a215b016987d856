import pytest

from tests.controller.belt import KeptDatabase
from tests.controller.flow.door import Door


@pytest.fixture
def door(kept_database: KeptDatabase) -> Door:
    return Door(kept_database.emptied())
