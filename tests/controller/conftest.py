from collections.abc import Iterator
from pathlib import Path

import pytest

from audio.reading.lexicon import official_lexicon
from controller.flow.own_lexicon import OwnLexicon
from tests.controller.belt import Belt, KeptDatabase


@pytest.fixture(scope="session")
def kept_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeptDatabase]:
    kept = KeptDatabase(tmp_path_factory.mktemp("kept"))
    yield kept
    kept.close()


@pytest.fixture
def belt(tmp_path: Path, kept_database: KeptDatabase) -> Belt:
    return Belt(tmp_path, kept_database.emptied(), OwnLexicon(official_lexicon()))
