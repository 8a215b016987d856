import os
import shutil
from pathlib import Path

import pytest

from audio.reading.lexicon import Lexicon, official_lexicon

SHARED = Path(__file__).parents[3] / "shared"


def absent(what: str) -> None:
    """Skip visibly at a desk; on the build machine nothing may be absent."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is absent on the build machine")
    pytest.skip(f"{what} is absent")


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return official_lexicon()


@pytest.fixture(scope="session")
def ffmpeg() -> str:
    found = shutil.which("ffmpeg")
    if found is None:
        absent("ffmpeg")
    return str(found)


@pytest.fixture(scope="session")
def gold() -> Path:
    folder = SHARED / "gold"
    if not folder.is_dir():
        pytest.skip("../shared/gold is absent")
    return folder
