from collections.abc import Iterator
from pathlib import Path

import pytest

from controller.store.schema import migrate
from controller.store.unit import open_ledger
from tests.controller.belt import Belt, make_belt
from tests.controller.flow.door import Door


@pytest.fixture
def belt(tmp_path: Path) -> Belt:
    return make_belt(tmp_path)


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    url = f"sqlite:///{tmp_path / 'door.db'}"
    migrate(url)
    ledger = open_ledger(url)
    yield Door(ledger)
    ledger.close()
