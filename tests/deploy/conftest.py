"""What `docker-compose` makes of our file. It needs no daemon for that."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.fakes.postgres import postgres_server
from tests.house.test_house import ROOT
from tests.parts.brokers import absent

__all__ = ["postgres_server"]

Composed = dict[str, Any]


@pytest.fixture(scope="session")
def environment_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What deploy/make-env writes for a new site."""
    file = tmp_path_factory.mktemp("site") / ".env"
    subprocess.run([ROOT / "deploy" / "make-env", file], check=True)
    return file


@pytest.fixture(scope="session")
def composed(environment_file: Path) -> Composed:
    """The compose file, read and filled in by the real program."""
    told = compose("config", environment_file)
    assert told.returncode == 0, told.stderr
    whole: Composed = yaml.safe_load(told.stdout)
    return whole


def compose(command: str, environment_file: Path) -> subprocess.CompletedProcess[str]:
    program = shutil.which("docker-compose")
    if program is None:
        absent("docker-compose")
    return subprocess.run(
        [program, f"--env-file={environment_file}", f"--file={ROOT / 'docker-compose.yml'}", command],
        env={"PATH": os.environ["PATH"], "HOME": str(environment_file.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
