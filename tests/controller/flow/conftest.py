from pathlib import Path

import pytest

from tests.controller.belt import Belt, make_belt


@pytest.fixture
def belt(tmp_path: Path) -> Belt:
    return make_belt(tmp_path)
